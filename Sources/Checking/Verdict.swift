import Notation
import Scalars

/// What was found out about a claim.
///
/// There are three cases, not two: "could not tell" is neither right nor wrong, and is never
/// shown as either.
package enum Verdict: Equatable, Sendable {
  case holds(Evidence)
  case fails(Failure)
  case undecided(Doubt)

  package var isHeld: Bool {
    if case .holds = self { true } else { false }
  }
}

/// How a claim is known to hold, from the strongest to the weakest.
package enum Evidence: Comparable, Sendable {
  /// Both sides are the same number.
  case exact
  /// Both sides agree wherever they were compared, to so many digits.
  case agreed(points: Int, digits: Int)
  /// The right side is the correct rounding of the left at the digits written.
  case rounded
}

/// Why a claim does not hold.
package enum Failure: Equatable, Sendable {
  /// The two sides are different numbers; for arrays, in these entries (from 0).
  case differs(entries: [Int])
  /// A correct rounding, but to fewer significant digits than are wanted.
  case tooCoarse(digits: Int, wanted: Int)
  case shapes(Shape, Shape)
  /// A side has no value.
  case noValue(Obstacle)
  /// Two formulas are different functions: a point where they differ.
  case counterexample(Counterexample)
}

/// A point at which two formulas come to different values.
package struct Counterexample: Equatable, Sendable {
  /// The names that a reader can see, with their values there.
  package let point: [Assignment]
  package let left: String
  package let right: String

  package struct Assignment: Equatable, Sendable {
    package let name: String
    package let value: String
  }
}

/// Why a claim could not be decided.
package enum Doubt: Equatable, Sendable {
  /// The two sides could not be told apart with this many bits.
  case precision(bits: Int)
  case tooMuchWork
  /// No point was found at which both sides have a value.
  case noCommonPoint
}
