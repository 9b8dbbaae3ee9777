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
    /// Whether the right entries stand in each other's places; an author may have a slip of this
    /// name, and come to something else.
    var isTransposed = false
  }

  /// The mistake that numbers come to; where a percentage is asked for, as shares or as percents.
  func recognized(
    _ numbers: [WrittenNumber?], _ entries: [EntryFinding], shape: Shape, _ attempt: Attempt,
    _ place: Place, _ ledger: Ledger
  ) -> Recognition? {
    let found = recognition(numbers, entries, shape: shape, attempt, place, ledger)
    guard attempt.target.isPercentage, found?.kind != .listed else { return found }
    let shares = numbers.map { $0?.asPercentage }
    let other = recognition(shares, entries, shape: shape, attempt, place, ledger)
    return found == nil || other?.kind == .listed ? other : found
  }

  private func recognition(
    _ numbers: [WrittenNumber?], _ entries: [EntryFinding], shape: Shape, _ attempt: Attempt,
    _ place: Place, _ ledger: Ledger
  ) -> Recognition? {
    let complete = numbers.compactMap(\.self)
    guard complete.count == numbers.count else { return nil }
    let target = attempt.target
    let search = SlipSearch(
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
    let kinds: [KnownSlips.Kind] = isZero ? [.listed] : [.listed, .general, .carried, .pairs]
    // Where a mistake explains the answer, and the answer does not tell that from chance, it does
    // not tell a less likely one either.
    var isDoubtful = false
    // What a mistake comes to exactly is likelier than what it may be rounded to.
    for isExact in [true, false] {
      for kind in kinds {
        func explanation(in candidates: KnownSlips.Candidates) -> SlipComparison.Explanation? {
          comparison.explanation(of: kind, in: candidates) { candidate in
            comparison.isExplained(by: candidate, exactly: isExact)
              && candidate.steps.allSatisfy { ledger[$0].standing == nil }
          }
        }
        if !isDoubtful || kind == .listed || kind == .carried,
          let found = explanation(in: search.known(kind)) ?? explanation(in: search.own(kind))
        {
          switch found {
          case .told(let mistake):
            return Recognition(mistake: mistake, kind: kind, isExact: isExact)
          case .doubtful: isDoubtful = true
          }
        }
        if kind == .general, !isExact,
          let pattern = GeneralSlips.pattern(
            of: complete, shape: shape, against: attempt.right,
            isExact: target.isExact, holds: { comparison.holds($0, attempt.right, $1) })
        {
          return Recognition(
            mistake: pattern, kind: nil, isExact: false,
            isTransposed: pattern.code == Misshape.transposed.rawValue)
        }
      }
    }
    guard !isZero, !isDoubtful else { return nil }
    if complete.count > 1,
      let mixture = comparison.mixture(
        of: search.known(.listed).all + search.own(.listed).all, and: search.known(.general).all)
    {
      return Recognition(mistake: mixture, kind: nil, isExact: false)
    }
    for kind in [KnownSlips.Kind.carriedPairs, .rounded] {
      let found = comparison.explanation(of: kind, in: search.known(kind)) {
        comparison.isExplained(by: $0, exactly: false)
          && $0.steps.allSatisfy { ledger[$0].standing == nil }
      }
      switch found {
      case .told(let mistake): return Recognition(mistake: mistake, kind: kind, isExact: false)
      case .doubtful: return nil
      case nil: break
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
    return search.known(.listed).all.first {
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

  /// How many digits speak for an explanation: those of the wrong entries, a number counting once.
  private var digits: Int {
    let wrong = numbers.indices.filter { !entries.indices.contains($0) || !entries[$0].isSound }
    var digits: [Rational: Int] = [:]
    for number in wrong.map({ numbers[$0] }) {
      digits[number.value.magnitude] = number.tellingDigits
    }
    return digits.values.reduce(0, +)
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

  // MARK: Trust

  enum Explanation {
    case told(Mistake)
    /// One that chance may have brought about, or another that is as good.
    case doubtful
  }

  /// The mistake that explains the answer, if the answer tells it from chance; nil where none does.
  ///
  /// Mistakes that the step's author listed, a sign and a factor 2 are likely beforehand. Any other
  /// has been looked for among many, one of which comes to nearly every small whole number: it is
  /// named only if no different one that is as likely explains the answer, and if ten times as many
  /// numbers can be written with as many digits as there were mistakes to come to them. A listed
  /// mistake of an earlier step is one that people make: as many numbers do.
  func explanation(
    of kind: KnownSlips.Kind, in candidates: KnownSlips.Candidates,
    where explains: (KnownSlips.Candidate) -> Bool
  ) -> Explanation? {
    guard let first = candidates.firstIndex(near: spans.first, where: explains) else { return nil }
    let mistake = candidates.all[first].mistake
    if kind == .listed || kind == .general && GeneralSlips.isLikely(mistake) {
      return .told(mistake)
    }
    let tried = kind == .general ? GeneralSlips.likes(of: mistake) : candidates.all.count
    guard isTold(among: tried, times: kind == .carried ? 1 : 10) else { return .doubtful }
    let fitting = candidates.all[first...].filter(explains)
    let best = fitting.map(\.rank).min()
    let likeliest = fitting.filter { $0.rank == best }
    let isAmbiguous = Set(likeliest.map(\.mistake.code)).count > 1
    return isAmbiguous ? .doubtful : .told(likeliest[0].mistake)
  }

  /// Whether chance hardly brings about what one of so many explanations comes to.
  private func isTold(among tried: Int, times margin: Int = 10) -> Bool {
    var numbers = 1
    // Beyond this there are more numbers than explanations are ever tried.
    for _ in 0..<min(digits, 9) { numbers *= 10 }
    return numbers >= margin * tried
  }

  /// One or two mistakes, each in some of the wrong entries; `likely` are those that need no proof.
  func mixture(
    of likely: [KnownSlips.Candidate], and others: [KnownSlips.Candidate]
  ) -> Mistake? {
    let wrong = numbers.indices.filter { !entries[$0].isSound }
    let candidates = likely + others
    let explained = candidates.map { candidate in
      candidate.spans.count == numbers.count ? Set(wrong.filter { holds(candidate, $0) }) : []
    }
    if let index = explained.firstIndex(where: { !$0.isEmpty && $0.count == wrong.count }) {
      let mistake = candidates[index].mistake
      return likely.indices.contains(index) || GeneralSlips.isLikely(mistake)
        || isTold(among: GeneralSlips.likes(of: mistake)) ? mistake : nil
    }
    guard isTold(among: candidates.count * (candidates.count - 1) / 2) else { return nil }
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

extension WrittenNumber {
  /// How many digits tell the number from others, without zeros that only fill places: 1 in 300, 2
  /// in 2.50 and in 1/3.
  fileprivate var tellingDigits: Int {
    func count(_ number: Rational) -> Int {
      let digits = number.magnitude.description.utf8
      return digits.count - digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    }
    if let unit { return count(value / unit) }
    let denominator = Rational(value.denominator)
    return count(value * denominator) + (value.isInteger ? 0 : count(denominator))
  }
}
