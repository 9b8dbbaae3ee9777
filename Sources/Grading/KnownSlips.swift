import Checking
import Notation
import Scalars
import Synchronization
import WorkedExamples

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

  /// What mistakes of one kind come to.
  struct Candidates: Sendable {
    let all: [Candidate]
    /// Certain bounds of the first entries, side by side: most candidates are passed by for them, and
    /// no core waits for another that counts who uses an object.
    private let spans: [ClosedRange<Double>]

    init(_ all: [Candidate]) {
      self.all = all
      spans = all.map { $0.spans.first ?? -.infinity ... .infinity }
    }

    /// The place of the first that explains numbers; `span` is what the first of these can stand for.
    func firstIndex(
      near span: ClosedRange<Double>?, where explains: (Candidate) -> Bool
    ) -> Int? {
      all.indices.first { place in
        (span.map { spans[place].overlaps($0) } ?? true) && explains(all[place])
      }
    }
  }

  /// What a mistake comes to; an object, since a search holds thousands.
  final class Candidate: Sendable {
    private let first: Mistake
    /// Another that was made as well; put into words only where they explain an answer.
    private let second: Mistake?
    let value: RealQuantity
    /// The earlier steps in which it was made.
    let steps: Set<String>
    /// Certain bounds of each entry, to be compared quickly.
    let spans: [ClosedRange<Double>]

    var mistake: Mistake { second.map { first + $0 } ?? first }

    /// How unlikely the other mistake is: a sign is forgotten everywhere, and a factor of -1/2 is not.
    var rank: Int { second.map(GeneralSlips.rank) ?? 0 }

    init(
      _ first: Mistake, _ second: Mistake? = nil, value: RealQuantity, steps: Set<String> = []
    ) {
      self.first = first
      self.second = second
      self.value = value
      self.steps = steps
      spans = value.exact.indices.map { value.span($0) }
    }
  }

  /// A mistake in a step that asks for a formula.
  struct FormulaCandidate: Sendable {
    let mistake: Mistake
    let formula: Formula
    let fingerprint: Fingerprint?
  }

  private struct Place: Hashable {
    let step: String
    let kind: Kind
  }

  private let known = Mutex<[Place: Candidates]>([:])

  /// What was computed for a step before.
  func candidates(_ kind: Kind, for step: String) -> Candidates? {
    known.withLock { $0[Place(step: step, kind: kind)] }
  }

  func candidates(_ kind: Kind, for step: String, compute: () -> [Candidate]) -> Candidates {
    if let found = candidates(kind, for: step) { return found }
    let candidates = Candidates(compute())
    known.withLock { $0[Place(step: step, kind: kind)] = candidates }
    return candidates
  }

  private let reworking = Mutex<Reworking?>(nil)

  /// Works steps anew; one at a time, since all of them share what was worked out before.
  func reworked(
    _ kind: Kind, _ step: String, _ judge: SheetJudge, _ body: (Reworking) -> [Candidate]
  )
    -> [Candidate]
  {
    reworking.withLock { known in
      // Somebody else may have done it meanwhile.
      if let found = candidates(kind, for: step) { return found.all }
      let reworking = known ?? Reworking(judge.key, judge.order)
      known = reworking
      return body(reworking)
    }
  }

  private let formulas = Mutex<[String: (candidates: [FormulaCandidate], spot: Fingerprint.Spot?)]>(
    [:])

  /// The mistakes of a step that asks for a formula, with what they come to at some spot.
  func formulas(for step: Step, _ target: Target, in right: Setting) -> (
    candidates: [FormulaCandidate], spot: Fingerprint.Spot?
  ) {
    if let found = formulas.withLock({ $0[step.id] }) { return found }
    let spot = Fingerprint.Spot(for: target.value.formula, in: right)
    let candidates = GeneralSlips.candidates(for: target).map { candidate in
      FormulaCandidate(
        mistake: candidate.mistake, formula: candidate.formula,
        fingerprint: spot.flatMap { Fingerprint(candidate.formula, in: right, at: $0) })
    }
    formulas.withLock { $0[step.id] = (candidates, spot) }
    return (candidates, spot)
  }
}

extension RealQuantity {
  /// Doubles between which an entry certainly lies.
  func span(_ index: Int) -> ClosedRange<Double> {
    guard let bounds = bounds(index) else { return -.infinity ... .infinity }
    return Double(bounds.lower).nextDown...Double(bounds.upper).nextUp
  }
}
