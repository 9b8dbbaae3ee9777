import Notation
import Scalars
import WorkedExamples

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

  /// Whether it holds for a number that may be a rounding, and not the value itself.
  package var isRounding: Bool {
    if case .holds(let evidence) = self { evidence.isRounding } else { false }
  }
}

/// How a claim is known to hold, from the strongest to the weakest.
package enum Evidence: Comparable, Sendable {
  /// Both sides are the same number.
  case exact
  /// Both sides are the same function, but for a small chance.
  case proven(Proof)
  /// Both sides agree wherever they were compared, to so many digits; an inequality holds there, for
  /// which digits are 0.
  case agreed(points: Int, digits: Int)
  /// The right side is the correct rounding of the left at the digits written.
  case rounded
  /// A derivative is taken at a kink, where it has no one value: this is a slope of one side there, or
  /// between them.
  case subgradient
  /// So far as a long computation tells, which comes to the same digits at two precisions.
  case computed(digits: Int)

  /// Whether what holds may be a rounding, and not the value itself.
  package var isRounding: Bool {
    switch self {
    case .rounded, .computed: true
    case .exact, .proven, .agreed, .subgradient: false
    }
  }
}

/// Why a claim does not hold.
package enum Failure: Equatable, Sendable {
  /// The two sides are different numbers; for arrays, in these entries (from 0).
  case differs(entries: [Int])
  /// A correct rounding, but to fewer digits than are wanted: how many of it are significant.
  case tooCoarse(digits: Int, wanted: Precision)
  /// Rounding may explain the difference, but leaves so few right digits that it explains anything.
  case digitsLost(left: Int)
  case shapes(Shape, Shape)
  /// A side has no value.
  case noValue(Obstacle)
  /// Two formulas are different functions: a point where they differ.
  case counterexample(Counterexample)
  /// One of two formulas has no value where the other has, and not only here and there.
  case smallerDomain(Counterexample)
  /// The entries are right, but rows and columns are exchanged.
  case transposed
}

/// How an identity was proven, and how sure that is.
///
/// The order is from the strongest to the weakest.
package struct Proof: Comparable, Sendable {
  /// The chance of error is below 2 to the power of minus this.
  package let bits: Int
  /// Whether that chance is an estimate, as for nested exponentials, and no bound.
  package let isHeuristic: Bool
  /// What is proven up to a constant, by derivatives: the constant is below 10 to minus this.
  package let digits: Int?
  /// The primes and values were drawn from this seed.
  package let seed: UInt64
  /// A point at which only one side has a value, as in x/x = 1 at 0.
  package var exception: Counterexample?
  /// Whether something jumps at places that were not looked at: what is proven holds beside them.
  package var exceptsJumps = false

  package static func < (left: Proof, right: Proof) -> Bool { left.weakness < right.weakness }

  private var weakness: (Int, Int, Int, Int) {
    (
      digits == nil ? 0 : 1, isHeuristic ? 1 : 0,
      (exception == nil ? 0 : 1) + (exceptsJumps ? 2 : 0), -bits
    )
  }
}

/// A point at which two formulas come to different values.
package struct Counterexample: Equatable, Sendable {
  /// The names that a reader can see, with their values there.
  package let point: [Assignment]
  package let left: String
  package let right: String

  /// A point that nobody asked to be told.
  static let untold = Counterexample(point: [], left: "", right: "")

  package struct Assignment: Equatable, Sendable {
    package let name: String
    package let value: String
  }
}

/// Why a claim could not be decided.
package enum Doubt: Equatable, Sendable {
  /// The two sides could not be told apart with this many bits.
  case precision(bits: Int)
  /// Nobody waits for as many points as agreement takes.
  case tooMuchWork
  /// A side has more digits than a check may use.
  case tooLarge
  /// The digits that two computations have in common are too few.
  case computed(digits: Int)
  /// No point was found at which both sides have a value.
  case noCommonPoint
  /// It hangs on which of the slopes at a kink is taken.
  case kink
  /// Two formulas agree wherever they were compared, but they are not the same function.
  case nearlySame(points: Int, digits: Int)
  /// Of two equations neither is a multiple of the other, and the differences of their sides have
  /// the same signs wherever they were looked at.
  case sameSigns(points: Int)
}

extension Doubt {
  package var words: String {
    switch self {
    case .kink: "it depends on which of the slopes at a kink is taken"
    case .precision(let bits): "the two sides could not be told apart with \(bits) bits"
    case .tooMuchWork: "this takes more work than a check may use"
    case .tooLarge: "a side has more digits than a check may use"
    case .computed(let digits):
      "the \(digits) digit\(digits == 1 ? "" : "s") that the run has at two precisions do not tell"
    case .nearlySame(let points, let digits):
      "the two sides agree at \(points) points to \(digits) digits, but they are not the same"
    case .sameSigns(let points):
      "this is no multiple of the equation that is asked for, and may yet say the same: left minus right has the same signs at \(points) points"
    case .noCommonPoint: "no point was found at which both sides have a value"
    }
  }
}
