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
    var search = Search(
      judge: self, step: attempt.step, target: target, right: attempt.right, place: place)
    // From the right values, and from the sheet's own where these are wrong.
    if target.via?.formula.names.contains(where: { ledger[$0.name].standing == .wrong }) == true {
      search.ownSetting = setting(key.values.merging(ledger.carried) { _, own in own }, place)
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

/// What the mistakes of one step come to.
private struct Search {
  let judge: SheetJudge
  let step: Step
  let target: Target
  let right: RealQuantity
  let place: SheetJudge.Place
  /// The sheet's own values, where they are wrong.
  var ownSetting: Setting?

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
  func known(_ kind: KnownSlips.Kind) -> [KnownSlips.Candidate] {
    judge.slips.candidates(kind, for: step.id) {
      switch kind {
      case .listed: listed(in: rightSetting)
      case .general: general(right)
      case .pairs: pairs(known(.listed), right)
      case .carried: carried()
      case .carriedPairs: carriedPairs()
      case .rounded: rounded()
      }
    }
  }

  /// From the sheet's own values.
  func own(_ kind: KnownSlips.Kind) -> [KnownSlips.Candidate] {
    guard let setting = ownSetting else { return [] }
    switch kind {
    case .listed: return listed(in: setting)
    case .general, .pairs:
      guard let via = target.via, let value = try? setting.evaluate(via.formula) else { return [] }
      return kind == .general ? general(value) : pairs(listed(in: setting), value)
    case .carried, .carriedPairs, .rounded: return []
    }
  }

  private var rightSetting: Setting { judge.setting(judge.key.values, place) }

  private func listed(in setting: Setting) -> [KnownSlips.Candidate] {
    target.slips.compactMap { slip in
      (try? setting.evaluate(slip.value.formula)).flatMap { value in
        value.obstacle == nil
          ? .init(mistake: Mistake(code: slip.code, hint: slip.hint), value: value) : nil
      }
    }
  }

  private func general(_ value: RealQuantity) -> [KnownSlips.Candidate] {
    GeneralSlips.changes.compactMap { change in
      let isPercent = target.isPercentage && change.mistake.code == "point"
      let mistake =
        isPercent
        ? Mistake(code: "percent", hint: "% divides by 100: compare 0.5 with 0.5%") : change.mistake
      return change.apply(value).map { .init(mistake: mistake, value: $0) }
    }
  }

  /// Two mistakes of this step.
  private func pairs(_ listed: [KnownSlips.Candidate], _ value: RealQuantity)
    -> [KnownSlips.Candidate]
  {
    var pairs: [KnownSlips.Candidate] = []
    for one in listed {
      for other in GeneralSlips.changes where other.mistake.code != "factor" {
        if let value = other.apply(one.value) {
          pairs.append(.init(mistake: one.mistake + other.mistake, value: value))
        }
      }
    }
    for (index, one) in listed.enumerated() {
      for other in listed.dropFirst(index + 1) where other.mistake.code != one.mistake.code {
        for combination in [Combination.added, .multiplied] {
          if let value = RealQuantity(combination, [one.value, other.value, value]) {
            pairs.append(.init(mistake: one.mistake + other.mistake, value: value))
          }
        }
      }
    }
    return pairs
  }

  // MARK: Mistakes of earlier steps

  /// The earlier steps that this one follows from.
  private var path: [StepOrder.Place] {
    guard let end = judge.order.positions[step.id] else { return [] }
    var names = judge.order.steps[end].viaNames
    var path: [StepOrder.Place] = []
    for earlier in judge.order.steps[..<end].reversed() where names.contains(earlier.step.id) {
      guard let target = earlier.step.target, !target.isFormula else { continue }
      names.formUnion(earlier.viaNames)
      path.append(earlier)
    }
    return path.reversed()
  }

  /// Works a path anew from some other values; a mistake may be put in on the way.
  private func values(
    _ start: [String: RealQuantity], along path: [StepOrder.Place],
    after first: String
  ) -> [String: RealQuantity] {
    var values = judge.key.values.merging(start) { $1 }
    var changed = Set(start.keys)
    var isAfter = false
    for place in path {
      if place.step.id == first {
        isAfter = true
      } else if isAfter, start[place.step.id] == nil, let via = place.step.target?.via,
        !place.viaNames.isDisjoint(with: changed),
        let value = value(via.formula, in: Setting(values, in: place.question))
      {
        values[place.step.id] = value
        changed.insert(place.step.id)
      }
    }
    return values
  }

  /// No more are tried, so that a long path does not take long.
  private static let carriedLimit = 400

  private struct Detour {
    let mistake: Mistake
    let steps: Set<String>
    let values: [String: RealQuantity]
    /// How far along the path the last mistake is.
    let position: Int
  }

  private func detours() -> [Detour] {
    let path = path
    var detours: [Detour] = []
    for (position, place) in path.enumerated() {
      let earlier = place.step
      let setting = Setting(judge.key.values, in: place.question)
      for slip in earlier.target?.slips ?? [] where detours.count < Self.carriedLimit {
        guard let value = value(slip.value.formula, in: setting) else { continue }
        detours.append(
          Detour(
            mistake: Mistake(
              code: "\(earlier.id).\(slip.code)", hint: "\(earlier.id): \(slip.hint)"),
            steps: [earlier.id],
            values: values([earlier.id: value], along: path, after: earlier.id),
            position: position))
      }
    }
    return detours
  }

  private func value(_ formula: Formula, in setting: Setting) -> RealQuantity? {
    let value = try? setting.evaluate(formula)
    return value?.obstacle == nil ? value : nil
  }

  private func carried() -> [KnownSlips.Candidate] {
    guard let via = target.via else { return [] }
    return detours().compactMap { detour in
      value(via.formula, in: judge.setting(detour.values, place)).map {
        .init(mistake: detour.mistake, value: $0, steps: detour.steps)
      }
    }
  }

  private func carriedPairs() -> [KnownSlips.Candidate] {
    guard let via = target.via else { return [] }
    let path = path
    var pairs: [KnownSlips.Candidate] = []
    for detour in detours() where pairs.count < Self.carriedLimit {
      let here = judge.setting(detour.values, place)
      for slip in target.slips where pairs.count < Self.carriedLimit {
        if let value = value(slip.value.formula, in: here) {
          pairs.append(
            .init(
              mistake: detour.mistake + Mistake(code: slip.code, hint: slip.hint), value: value,
              steps: detour.steps))
        }
      }
      let carried = value(via.formula, in: here)
      for change in GeneralSlips.likely where pairs.count < Self.carriedLimit {
        if let value = carried.flatMap({ change.apply($0) }) {
          pairs.append(
            .init(mistake: detour.mistake + change.mistake, value: value, steps: detour.steps))
        }
      }
      for later in path.dropFirst(detour.position + 1) where pairs.count < Self.carriedLimit {
        let earlier = later.step
        let there = Setting(detour.values, in: later.question)
        for slip in earlier.target?.slips ?? [] where pairs.count < Self.carriedLimit {
          guard let value = value(slip.value.formula, in: there) else { continue }
          let values = self.values(
            detour.values.merging([earlier.id: value]) { $1 }, restarting: earlier.id, along: path)
          let both = Detour(
            mistake: detour.mistake
              + Mistake(code: "\(earlier.id).\(slip.code)", hint: "\(earlier.id): \(slip.hint)"),
            steps: detour.steps.union([earlier.id]), values: values, position: 0)
          if let value = self.value(via.formula, in: judge.setting(both.values, place)) {
            pairs.append(.init(mistake: both.mistake, value: value, steps: both.steps))
          }
        }
      }
    }
    return pairs
  }

  /// Works the rest of a path anew from values that hold up to a step.
  private func values(
    _ start: [String: RealQuantity], restarting first: String,
    along path: [StepOrder.Place]
  ) -> [String: RealQuantity] {
    var values = start
    var changed: Set<String> = [first]
    for place in path.drop(while: { $0.step.id != first }).dropFirst() {
      guard let via = place.step.target?.via, !place.viaNames.isDisjoint(with: changed),
        let value = value(via.formula, in: Setting(values, in: place.question))
      else { continue }
      values[place.step.id] = value
      changed.insert(place.step.id)
    }
    return values
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
        mistake: Mistake(
          code: "rounded-early", hint: "this looks rounded on the way: carry more digits"),
        value: value, steps: [])
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
