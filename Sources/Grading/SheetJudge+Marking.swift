import Checking
import Notation
import Scalars
import WorkedExamples

/// What an answer of numbers earns, from what was found out about its entries and links.
extension SheetJudge {
  struct Marking {
    let outcome: Outcome
    let credit: Rational
    var followed = Rational.zero
  }

  func marking(
    _ findings: EntryFindings, _ layout: Layout, _ shape: Shape, _ attempt: Attempt
  ) -> Marking {
    let entries = findings.entries
    let worth = attempt.step.worth
    for case .undecided(let doubt)? in findings.verdicts where entries.contains(.undecided) {
      return Marking(outcome: .undecided(doubt), credit: .zero)
    }
    // What nobody can decide is no mistake: a person looks at it.
    if entries.contains(where: \.isSound), let doubt = attempt.chains.lazy.compactMap(\.doubt).first
    {
      return Marking(outcome: .undecided(doubt), credit: .zero)
    }
    let brokenStrands = attempt.chains.map { $0.firstFailure != nil }
    var outcome = outcome(findings, brokenStrands.contains(true), attempt)
    if case .wrong = outcome, layout.misshape != nil {
      return Marking(outcome: .wrong(.shapes(shape, attempt.right.shape)), credit: .zero)
    }
    var shares = entries.map { worth.share(of: $0) }
    // One strand is one computation; in a list each entry has its own.
    if attempt.answer.arrangement == nil {
      if case .brokenLink = outcome { shares = shares.map { $0 * worth[.brokenLink] } }
    } else {
      for (place, written) in layout.order.enumerated() {
        if let written, brokenStrands.indices.contains(written), brokenStrands[written] {
          shares[place] = shares[place] * worth[.brokenLink]
        }
      }
    }
    var factor = Rational.one / Rational(entries.count)
    if case .notInForm = outcome { factor = factor * worth[.notInForm] }
    if let misshape = layout.misshape, let kind = misshape.worth {
      factor = factor * worth[kind]
      if entries.allSatisfy(\.isSound), worth[kind] != .one || misshape != .rowForColumn {
        outcome = misshape == .tooLong ? .partly : .notInForm(.shape(misshape))
      }
    }
    let followed = zip(entries, shares).reduce(Rational.zero) {
      $1.0 == .follows ? $0 + $1.1 : $0
    }
    return Marking(
      outcome: outcome, credit: shares.reduce(.zero, +) * factor, followed: followed * factor)
  }

  private func outcome(_ findings: EntryFindings, _ linksFail: Bool, _ attempt: Attempt) -> Outcome
  {
    let entries = findings.entries
    if entries.allSatisfy({ $0 == .right }) {
      guard !linksFail else { return .brokenLink }
      var evidence = Evidence.exact
      for case .holds(let found)? in findings.verdicts { evidence = max(evidence, found) }
      for case .holds(let found) in attempt.chains.flatMap(\.links) {
        evidence = max(evidence, found)
      }
      if attempt.target.isExact, findings.verdicts.contains(where: { $0?.isRounding == true }) {
        return .notInForm(.rounded)
      }
      return .right(evidence)
    }
    if entries.allSatisfy(\.isSound) {
      if linksFail { return .brokenLink }
      return entries.contains(.follows)
        ? .followsThrough(from: findings.follow.wrong)
        : .roundedEarly(from: findings.follow.rounded)
    }
    let isCoarse = entries.allSatisfy {
      if case .coarse = $0 { true } else { $0 == .right }
    }
    if isCoarse { return .tooCoarse(wanted: attempt.target.precision) }
    if entries.contains(where: { $0 != .wrong }) { return .partly }
    return .wrong(.differs(entries: Array(entries.indices)))
  }
}

extension Worth {
  /// What an entry earns of its part.
  fileprivate func share(of entry: EntryFinding) -> Rational {
    switch entry {
    case .right: .one
    case .roundedEarly: self[.roundedEarly]
    case .follows: follow
    // One digit may be right by chance.
    case .coarse(let digits): digits >= 2 ? self[.tooCoarse] : .zero
    case .wrong, .undecided: .zero
    }
  }
}
