import Checking
import Synchronization

/// What the mistakes of a step come to from the right values, computed once for a class.
final class KnownSlips: Sendable {
  /// How far a search has to go; each kind is likelier than the next.
  enum Kind: Hashable, CaseIterable {
    /// Those that the step's author listed.
    case listed
    /// A sign, a factor, the decimal point.
    case general
    /// One of an earlier step, carried on.
    case carried
    /// A listed one and a general one, or two listed ones.
    case pairs
    /// One of an earlier step, carried on, and another.
    case carriedPairs
    /// Rounding earlier steps.
    case rounded
  }

  struct Candidate: Sendable {
    let mistake: Mistake
    let value: RealQuantity
    /// The earlier steps in which it was made.
    var steps: Set<String> = []
  }

  private struct Place: Hashable {
    let step: String
    let kind: Kind
  }

  private let known = Mutex<[Place: [Candidate]]>([:])

  /// What was computed for a step before.
  func candidates(_ kind: Kind, for step: String) -> [Candidate]? {
    known.withLock { $0[Place(step: step, kind: kind)] }
  }

  func candidates(_ kind: Kind, for step: String, compute: () -> [Candidate]) -> [Candidate] {
    if let found = candidates(kind, for: step) { return found }
    let candidates = compute()
    known.withLock { $0[Place(step: step, kind: kind)] = candidates }
    return candidates
  }
}
