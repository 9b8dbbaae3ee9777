import Checking
import Notation
import Scalars
import WorkedExamples

/// Steps that ask for numbers.
extension SheetJudge {
  func numberFinding(
    _ answer: ParsedAnswer, _ step: Step, _ target: Target, _ place: Place,
    _ ledger: inout Ledger
  ) throws(Fault) -> StepFinding {
    guard let right = key.values[step.id] else {
      return .init(step, place, .undecided(.noCommonPoint), answer: answer)
    }
    let setting = self.setting(ledger.values, place)
    let isAnyRounded = ledger.standings.values.contains(.rounded)
    let unrounded =
      isAnyRounded ? key.values.filter { ledger.standings[$0.key] == .rounded } : [:]
    let chains = try chainFindings(
      answer, in: setting, right: right, unrounded: unrounded, target, place)
    let result = answer.result
    guard let numbers = WrittenNumber.all(of: result) else {
      let obstacle = chains.compactMap { $0.members.last?.obstacle }.first
      return .init(
        step, place, obstacle.map { .wrong(.noValue($0)) } ?? .notWorkedOut, answer: answer,
        chains: chains)
    }
    let shape = resultShape(of: result, place)
    ledger.values[step.id] = RealQuantity(Quantity(shape, numbers.map(\.value)))
    ledger.answered.insert(step.id)
    ledger.standings[step.id] = .wrong
    guard right.shape == shape || (numbers.count == 1 && right.exact.count == 1) else {
      return .init(
        step, place, .wrong(.shapes(shape, right.shape)), answer: answer, chains: chains)
    }
    let verdicts = numbers.indices.map {
      judge.judge(numbers[$0], against: right, $0, fewestDigits: target.digits)
    }
    let own = follow(numbers, verdicts, target, place, ledger)
    let entries = zip(verdicts, own.follows).map { verdict, follows -> EntryFinding in
      switch verdict {
      case .holds: .right
      case .undecided: .undecided
      case .fails: follows ? .follows : .wrong
      }
    }
    var outcome = outcome(verdicts, entries, chains, own, target)
    var slip: Mistake?
    switch outcome {
    case .wrong, .partly, .tooCoarse:
      slip = recognized(numbers, step, target, setting, place)
      // 3 for 2.75 may be coarse; where it is what a listed mistake comes to, it is that.
      if case .tooCoarse = outcome {
        if slip != nil { outcome = .wrong(.differs(entries: Array(entries.indices))) }
      } else if slip == nil {
        slip = GeneralSlips.pattern(
          of: numbers, against: right, judge: judge, fewestDigits: target.digits)
      }
    default: break
    }
    ledger.standings[step.id] = standing(outcome)
    ledger.note(
      wrong: Set(numbers.indices.filter { entries[$0] == .wrong }.map { numbers[$0].value }))
    return .init(
      step, place, outcome, answer: answer, chains: chains, entries: entries, slip: slip,
      credit: credit(for: outcome, entries))
  }

  /// The question's names, with steps of these values.
  func setting(_ values: [String: RealQuantity], _ place: Place) -> Setting {
    var setting = Setting(place.question.scope)
    setting.bindings =
      place.question.seesAllSteps ? values : values.filter { place.question.sees($0.key) }
    return setting
  }

  // MARK: Links

  private func chainFindings(
    _ answer: ParsedAnswer, in setting: Setting, right: RealQuantity,
    unrounded: [String: RealQuantity], _ target: Target, _ place: Place
  ) throws(Fault) -> [ChainFinding] {
    var findings: [ChainFinding] = []
    for (index, strand) in answer.strands.enumerated() {
      let expected = answer.arrangement == nil ? right : right.entry(index)
      do {
        findings.append(
          try judge.check(
            strand.chain, in: setting, right: expected, fewestDigits: target.digits,
            unrounded: unrounded))
      } catch {
        throw strand.inscription.fault(error, in: place.document)
      }
    }
    return findings
  }

  private func resultShape(of result: Formula, _ place: Place) -> Shape {
    switch result.node {
    case .vector(let items): .vector(items.count)
    case .matrix(let rows):
      Shape(
        rows: rows.count, columns: rows.first?.count ?? 0,
        vectors: place.question.scope.conventions.vectors)
    default: .number
    }
  }

  // MARK: Follow-through

  private struct FollowThrough {
    /// Which entries follow from the sheet's own earlier values.
    var follows: [Bool]
    /// Earlier answers, used here, that are wrong.
    var wrong: [String] = []
    /// Earlier answers, used here, that are right but rounded.
    var rounded: [String] = []
  }

  private func follow(
    _ numbers: [WrittenNumber], _ verdicts: [Verdict], _ target: Target, _ place: Place,
    _ ledger: Ledger
  ) -> FollowThrough {
    let nothing = FollowThrough(follows: numbers.map { _ in false })
    guard let via = target.via, verdicts.contains(where: { !$0.isHeld }) else { return nothing }
    let used = Set(via.formula.names.map(\.name))
    let sources = ledger.standings.keys
      .filter { used.contains($0) && ledger.standings[$0] != .exact }.sorted()
    guard !sources.isEmpty else { return nothing }
    // Steps that are not answered fall back on the right values.
    let setting = self.setting(key.values.merging(ledger.values) { _, own in own }, place)
    guard let own = try? setting.evaluate(via.formula), own.exact.count == numbers.count,
      let isSensitive = try? setting.sensitivity(of: via.formula, to: sources)
    else { return nothing }
    let follows = numbers.indices.map { index in
      // A value that is 0 whatever was written before it is not worth anything.
      isSensitive[index] && !numbers[index].value.isZero && !ledger.isGuess(numbers[index].value)
        && judge.judge(numbers[index], against: own, index, fewestDigits: target.digits).isHeld
    }
    return FollowThrough(
      follows: follows, wrong: sources.filter { ledger.standings[$0] == .wrong },
      rounded: sources.filter { ledger.standings[$0] == .rounded })
  }

  // MARK: Outcome

  private func outcome(
    _ verdicts: [Verdict], _ entries: [EntryFinding], _ chains: [ChainFinding],
    _ own: FollowThrough, _ target: Target
  ) -> Outcome {
    let linksFail = chains.contains { $0.firstFailure != nil }
    if entries.contains(.undecided) {
      for case .undecided(let doubt) in verdicts { return .undecided(doubt) }
    }
    if entries.allSatisfy({ $0 == .right }) {
      guard !linksFail else { return .brokenLink }
      var evidence = Evidence.exact
      for case .holds(let found) in verdicts + chains.flatMap(\.links) {
        evidence = max(evidence, found)
      }
      if target.isExact, verdicts.contains(.holds(.rounded)) {
        return .notInForm("the exact value is asked for, not a rounding of it")
      }
      return .right(evidence)
    }
    if entries.allSatisfy({ $0 == .right || $0 == .follows }) {
      if linksFail { return .brokenLink }
      return own.wrong.isEmpty ? .roundedEarly(from: own.rounded) : .followsThrough(from: own.wrong)
    }
    let isCoarse = verdicts.allSatisfy {
      if case .fails(.tooCoarse) = $0 { true } else { $0.isHeld }
    }
    if isCoarse { return .tooCoarse(wanted: target.digits) }
    if entries.contains(where: { $0 == .right || $0 == .follows }) { return .partly }
    return .wrong(.differs(entries: Array(entries.indices)))
  }

  private func standing(_ outcome: Outcome) -> Ledger.Standing {
    switch outcome {
    case .right(.exact), .right(.agreed): .exact
    case .right(.rounded), .roundedEarly: .rounded
    default: .wrong
    }
  }

  func credit(for outcome: Outcome, _ entries: [EntryFinding]) -> Rational {
    switch outcome {
    case .right, .roundedEarly, .followsThrough: return .one
    case .brokenLink: return credit.brokenLink
    case .tooCoarse: return credit.tooCoarse
    case .notInForm: return credit.notInForm
    case .partly:
      let earned = entries.count { $0 == .right || $0 == .follows }
      return Rational(earned) / Rational(entries.count)
    default: return .zero
    }
  }

  // MARK: Slips

  /// The listed mistake that comes to these numbers, from the right values or the sheet's own.
  private func recognized(
    _ numbers: [WrittenNumber], _ step: Step, _ target: Target, _ own: Setting, _ place: Place
  ) -> Mistake? {
    let right = setting(key.values, place)
    var mixed: Setting?
    func isHit(_ value: RealQuantity?) -> Bool {
      guard let value, value.exact.count == numbers.count else { return false }
      return numbers.indices.allSatisfy {
        judge.judge(numbers[$0], against: value, $0, fewestDigits: target.digits).isHeld
      }
    }
    // 0 is what any factor makes of 0, and says nothing.
    let isZero = numbers.allSatisfy(\.value.isZero)
    let candidates = mistakes.candidates(of: step.id) {
      GeneralSlips.candidates(for: target).map { candidate in
        KnownMistakes.Entry(candidate, value: try? right.evaluate(candidate.formula))
      }
    }
    return candidates.prefix(isZero ? target.slips.count : .max).first { entry in
      if isHit(entry.value) { return true }
      guard own.differs(from: right, in: entry.names) else { return false }
      let setting = mixed ?? right.overlaid(with: own)
      mixed = setting
      return isHit(try? setting.evaluate(entry.candidate.formula))
    }?.candidate.mistake
  }
}
