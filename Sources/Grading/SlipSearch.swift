import Checking
import Notation
import Scalars
import WorkedExamples

/// What the mistakes of one step come to; an object, since it is asked thousands of times.
final class SlipSearch {
  let judge: SheetJudge
  let step: Step
  let target: Target
  let right: RealQuantity
  let place: SheetJudge.Place
  /// The sheet's own values, where they are wrong.
  var ownSetting: Setting?
  private var ownCandidates: [KnownSlips.Kind: KnownSlips.Candidates] = [:]

  init(
    judge: SheetJudge, step: Step, target: Target, right: RealQuantity, place: SheetJudge.Place
  ) {
    self.judge = judge
    self.step = step
    self.target = target
    self.right = right
    self.place = place
  }

  /// From the right values.
  func known(_ kind: KnownSlips.Kind) -> KnownSlips.Candidates {
    judge.slips.candidates(kind, for: step.id) {
      switch kind {
      case .listed: listed(in: rightSetting)
      case .general: general(right)
      case .pairs: pairs(known(.listed).all, right)
      case .carried: judge.slips.reworked(kind, step.id, judge) { $0.carried(to: step) }
      case .carriedPairs:
        judge.slips.reworked(kind, step.id, judge) { $0.carriedPairs(to: step) }
      case .rounded: rounded()
      }
    }
  }

  /// From the sheet's own values.
  func own(_ kind: KnownSlips.Kind) -> KnownSlips.Candidates {
    guard let setting = ownSetting else { return .init([]) }
    if let found = ownCandidates[kind] { return found }
    var candidates: [KnownSlips.Candidate] = []
    switch kind {
    case .listed: candidates = listed(in: setting)
    case .general, .pairs:
      if let via = target.via, let value = try? setting.evaluate(via.formula) {
        candidates = kind == .general ? general(value) : pairs(own(.listed).all, value)
      }
    case .carried, .carriedPairs, .rounded: break
    }
    let found = KnownSlips.Candidates(candidates)
    ownCandidates[kind] = found
    return found
  }

  private var rightSetting: Setting { judge.setting(judge.key.values, place) }

  private func listed(in setting: Setting) -> [KnownSlips.Candidate] {
    target.slips.compactMap { slip in
      (try? setting.evaluate(slip.value.formula)).flatMap { value in
        value.obstacle == nil
          ? .init(Mistake(code: slip.code, hint: slip.hint), value: value) : nil
      }
    }
  }

  private func general(_ value: RealQuantity) -> [KnownSlips.Candidate] {
    let hundred = Rational(100)
    return GeneralSlips.changes.compactMap { change in
      let isPercent =
        target.isPercentage && (change.factor == hundred || change.factor * hundred == .one)
      let mistake =
        isPercent
        ? Mistake(code: "percent", hint: "% divides by 100: compare 0.5 with 0.5%") : change.mistake
      return change.apply(value).map { .init(mistake, value: $0) }
    }
  }

  /// Two mistakes of this step.
  private func pairs(_ listed: [KnownSlips.Candidate], _ value: RealQuantity)
    -> [KnownSlips.Candidate]
  {
    var pairs: [KnownSlips.Candidate] = []
    for one in listed {
      let mistake = one.mistake
      for other in GeneralSlips.changes where other.mistake.code != "factor" {
        if let value = other.apply(one.value) {
          pairs.append(.init(mistake, other.mistake, value: value))
        }
      }
    }
    for (index, one) in listed.enumerated() {
      for other in listed.dropFirst(index + 1) where other.mistake.code != one.mistake.code {
        for combination in [Combination.added, .multiplied] {
          if let value = RealQuantity(combination, [one.value, other.value, value]) {
            pairs.append(.init(one.mistake, other.mistake, value: value))
          }
        }
      }
    }
    return pairs
  }

  // MARK: Rounding

  /// What comes of earlier steps that were rounded, to three to six significant digits.
  private func rounded() -> [KnownSlips.Candidate] {
    guard let via = target.via else { return [] }
    let used = Set(via.formula.names.map(\.name))
    let sources = judge.key.values.filter { used.contains($0.key) && place.question.sees($0.key) }
    guard !sources.isEmpty else { return [] }
    return (3...6).compactMap { digits in
      var setting = rightSetting
      for (name, value) in sources { setting.bindings[name] = value.rounded(digits: digits) }
      guard let value = try? setting.evaluate(via.formula), value.obstacle == nil else {
        return nil
      }
      return .init(
        Mistake(code: "rounded-early", hint: "this looks rounded on the way: carry more digits"),
        value: value)
    }
  }
}

extension RealQuantity {
  /// The entries to so many significant digits, where they are known that closely.
  fileprivate func rounded(digits: Int) -> RealQuantity {
    RealQuantity(
      Quantity(
        shape,
        exact.indices.map { index in
          guard let bounds = bounds(index) else { return .zero }
          let middle = (bounds.lower + bounds.upper) / 2
          return (try? Rational(decimal: middle.decimal(significantDigits: digits))) ?? middle
        }))
  }
}
