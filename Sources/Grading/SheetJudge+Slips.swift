import Checking
import Notation
import Scalars
import WorkedExamples

/// Recognising the mistakes that come to wrong numbers.
extension SheetJudge {
  struct Recognition {
    let mistake: Mistake
    /// Nil for what the numbers themselves tell.
    let kind: KnownSlips.Kind?
    /// Whether the answer is exactly what the mistake comes to.
    let isExact: Bool
  }

  func recognized(
    _ numbers: [WrittenNumber?], _ entries: [EntryFinding], shape: Shape, _ attempt: Attempt,
    _ place: Place, _ ledger: Ledger
  ) -> Recognition? {
    let complete = numbers.compactMap(\.self)
    guard complete.count == numbers.count else { return nil }
    let target = attempt.target
    var search = SlipSearch(
      judge: self, step: attempt.step, target: target, right: attempt.right, place: place)
    // From the right values, and from the sheet's own where these are wrong.
    if let position = order.positions[attempt.step.id],
      order.steps[position].viaNames.contains(where: { ledger[$0].standing == .wrong })
    {
      search.ownSetting = setting(
        ledger.carried(over: key.values, order.steps[position].names), place)
    }
    let comparison = SlipComparison(
      judge: judge, precision: target.precision, numbers: complete, entries: entries)
    // 0 is what any factor makes of 0, and says nothing.
    let isZero = complete.allSatisfy(\.value.isZero)
    let kinds: [KnownSlips.Kind] =
      isZero ? [.listed, .carried] : [.listed, .general, .carried, .pairs]
    // What a mistake comes to exactly is likelier than what it may be rounded to.
    for isExact in [true, false] {
      for kind in kinds {
        func explains(_ candidate: KnownSlips.Candidate) -> Bool {
          comparison.isExplained(by: candidate, exactly: isExact)
            && candidate.steps.allSatisfy { ledger[$0].standing == nil }
        }
        if let found = search.known(kind).first(where: explains)
          ?? search.own(kind).first(where: explains)
        {
          return Recognition(mistake: found.mistake, kind: kind, isExact: isExact)
        }
        if kind == .general, !isExact,
          let pattern = GeneralSlips.pattern(
            of: complete, shape: shape, against: attempt.right,
            isExact: target.isExact, holds: { comparison.holds($0, attempt.right, $1) })
        {
          return Recognition(mistake: pattern, kind: nil, isExact: false)
        }
      }
    }
    guard !isZero else { return nil }
    if complete.count > 1,
      let mixture = comparison.mixture(
        of: search.known(.listed) + search.own(.listed) + search.known(.general))
    {
      return Recognition(mistake: mixture, kind: nil, isExact: false)
    }
    for kind in [KnownSlips.Kind.carriedPairs, .rounded] {
      if let found = search.known(kind).first(where: {
        comparison.isExplained(by: $0, exactly: false)
          && $0.steps.allSatisfy { ledger[$0].standing == nil }
      }) {
        return Recognition(mistake: found.mistake, kind: kind, isExact: false)
      }
    }
    return nil
  }
}

extension SheetJudge {
  /// A listed mistake that is made in the number of entries, where shapes have nothing to compare.
  func listedMistake(
    for written: [WrittenNumber], _ shape: Shape, _ attempt: Attempt, _ place: Place
  ) -> Mistake? {
    let search = SlipSearch(
      judge: self, step: attempt.step, target: attempt.target, right: attempt.right, place: place)
    let comparison = SlipComparison(
      judge: judge, precision: attempt.target.precision, numbers: written, entries: [])
    return search.known(.listed).first {
      $0.value.shape == shape && comparison.isExplained(by: $0, exactly: false)
    }?.mistake
  }
}

/// Wrong numbers against what mistakes come to.
private struct SlipComparison {
  let judge: Judge
  let precision: Precision
  let numbers: [WrittenNumber]
  let entries: [EntryFinding]
  /// What the numbers, rounded as they may be, can stand for.
  private let spans: [ClosedRange<Double>]

  init(
    judge: Judge, precision: Precision, numbers: [WrittenNumber], entries: [EntryFinding]
  ) {
    self.judge = judge
    self.precision = precision
    self.numbers = numbers
    self.entries = entries
    spans = numbers.map(\.span)
  }

  func holds(_ number: WrittenNumber, _ value: RealQuantity, _ index: Int) -> Bool {
    judge.judge(number, against: value, index, precision: precision).isHeld
  }

  private func holds(_ candidate: KnownSlips.Candidate, _ index: Int) -> Bool {
    spans[index].overlaps(candidate.spans[index])
      && holds(numbers[index], candidate.value, index)
  }

  /// Whether a mistake comes to all entries.
  func isExplained(by candidate: KnownSlips.Candidate, exactly: Bool) -> Bool {
    // Most mistakes come to something that is far away, which doubles tell.
    guard candidate.spans.count == numbers.count,
      spans.indices.allSatisfy({ spans[$0].overlaps(candidate.spans[$0]) })
    else { return false }
    return numbers.indices.allSatisfy { index in
      exactly
        ? numbers[index].value == candidate.value.exact[index] : holds(candidate, index)
    }
  }

  /// One or two mistakes, each in some of the wrong entries.
  func mixture(of candidates: [KnownSlips.Candidate]) -> Mistake? {
    let wrong = numbers.indices.filter { !entries[$0].isSound }
    let explained = candidates.map { candidate in
      candidate.spans.count == numbers.count ? Set(wrong.filter { holds(candidate, $0) }) : []
    }
    if let index = explained.firstIndex(where: { !$0.isEmpty && $0.count == wrong.count }) {
      return candidates[index].mistake
    }
    for (index, some) in explained.enumerated() where !some.isEmpty {
      if let other = explained.indices.dropFirst(index + 1).first(where: {
        some.union(explained[$0]).count == wrong.count
      }) {
        return candidates[index].mistake + candidates[other].mistake
      }
    }
    return nil
  }
}
