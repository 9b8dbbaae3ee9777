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
    // Only what the answer names can matter to its links.
    let names = answer.names
    let setting = self.setting(ledger.values(of: names), place)
    let unrounded = key.values(of: names.filter { ledger[$0].standing == .rounded })
    let chains = try chainFindings(
      answer, in: setting, right: right, unrounded: unrounded, target, place)
    var attempt = Attempt(
      answer: answer, chains: chains, step: step, target: target, right: right,
      unrounded: unrounded)
    guard let written = WrittenNumber.all(of: answer.result) else {
      return unfinished(attempt, setting, place, &ledger)
    }
    let shape = resultShape(of: answer.result, place)
    let precision = target.precision
    func reading(_ number: WrittenNumber, _ index: Int) -> (WrittenNumber, Verdict) {
      let verdict = judge.judge(number, against: right, index, precision: precision)
      guard target.isPercentage, case .fails(.differs) = verdict else { return (number, verdict) }
      let share = number.asPercentage
      let other = judge.judge(share, against: right, index, precision: precision)
      if case .fails(.differs) = other { return (number, verdict) }
      return (share, other)
    }
    if shape != right.shape,
      let finding = followed(written, shape, attempt, place, &ledger)
    {
      return finding
    }
    guard
      let layout = Layout(
        written, shape, for: right.shape, isRight: { reading($0, $1).1.isHeld })
    else {
      ledger[step.id].value = RealQuantity(Quantity(shape, written.map(\.value)))
      return .init(
        step, place, .wrong(.shapes(shape, right.shape)), answer: answer, chains: chains,
        slip: listedMistake(for: written, shape, attempt, place),
        misshape: Misshape(shape, for: right.shape))
    }
    let readings = layout.numbers.enumerated().map { index, number in
      number.map { reading($0, index) }
    }
    let findings = entries(readings, layout, attempt, setting, place, ledger)
    let numbers = findings.numbers
    if findings.follow.isCarried {
      let worked = RealQuantity(Quantity(right.shape, numbers.map { $0?.value ?? .zero }))
      attempt.chains = try chainFindings(
        answer, in: setting, right: worked, unrounded: unrounded, target, place)
    }
    let marking = marking(findings, layout, shape, attempt)
    var slip: Mistake?
    var outcome = marking.outcome
    var credit = marking.credit
    var entries = findings.entries
    switch outcome {
    case .wrong, .partly, .tooCoarse:
      // A list that is too long may have nothing else that is wrong, what comes of the sheet's
      // own values is no mistake of this step, even where it earns nothing, and of what only rounds
      // to the right value no number tells the mistake.
      let found =
        entries.allSatisfy(\.isSound) || findings.follow.comesOfOwn || findings.isCoincidence
        ? nil
        : recognized(numbers, entries, shape: right.shape, attempt, place, ledger)
      slip = found?.mistake
      if found?.isTransposed == true {
        outcome = .notInForm(.shape(.transposed))
        credit = max(credit, step.worth[.transposed])
      } else if case .tooCoarse = outcome {
        // 3 for 2.75 may be coarse; where it is what a mistake comes to, it is that.
        if let found, found.kind == .listed || found.isExact && credit.isZero {
          outcome = .wrong(.differs(entries: Array(entries.indices)))
          credit = .zero
          entries = entries.map { if case .coarse = $0 { .wrong } else { $0 } }
        } else {
          slip = nil
        }
      }
    default: break
    }
    if layout.misshape != nil, slip == nil {
      slip = listedMistake(for: written, shape, attempt, place)
    }
    ledger.record(
      step, findings, right.shape, marking.outcome, layout.misshape,
      slack: slack(findings, layout, attempt))
    if layout.misshape == .tooShort || layout.misshape == .tooLong {
      ledger[step.id].value = RealQuantity(Quantity(shape, written.map(\.value)))
    }
    ledger.note(
      at: step.id,
      wrong: Set(numbers.indices.filter { entries[$0] == .wrong }.compactMap { numbers[$0]?.value })
    )
    return .init(
      step, place, outcome, answer: answer, chains: attempt.chains, entries: entries, slip: slip,
      origins: origins(
        findings.follow.wrong.isEmpty ? findings.follow.rounded : findings.follow.wrong, ledger),
      misshape: layout.misshape, credit: credit,
      followed: min(marking.followed, credit),
      isUnearned: findings.follow.comesOfOwn && entries.contains(.wrong))
  }

  /// One answer of numbers and what it is judged against.
  struct Attempt {
    let answer: ParsedAnswer
    var chains: [ChainFinding]
    let step: Step
    let target: Target
    let right: RealQuantity
    /// The right values behind names that stand for rounded ones.
    let unrounded: [String: RealQuantity]
  }

  /// By how much each number of an answer may have been rounded: not at all where its own chain
  /// comes to it exactly, or where the right number would need no rounding at these digits.
  private func slack(
    _ findings: EntryFindings, _ layout: Layout, _ attempt: Attempt
  ) -> [Rational] {
    findings.numbers.indices.map { index in
      guard let number = findings.numbers[index], let halfUnit = number.halfUnit,
        halfUnit < .one / Rational(2), number.digits.upperBound >= 3,
        attempt.right.exact.indices.contains(index)
      else { return .zero }
      let strand = attempt.answer.arrangement == nil ? 0 : layout.order[index] ?? index
      if attempt.chains.indices.contains(strand), let last = attempt.chains[strand].links.last,
        case .holds(let evidence) = last
      {
        return evidence == .exact ? .zero : halfUnit
      }
      let exact = attempt.right.exact[index]
      let isShort = exact.obstacle == nil && (exact / (halfUnit + halfUnit)).isInteger
      return isShort ? .zero : halfUnit
    }
  }

  /// The question's names, with steps of these values.
  func setting(_ values: [String: RealQuantity], _ place: Place) -> Setting {
    var setting = Setting(values, in: place.question)
    setting.given = order.given[place.question.id] ?? []
    return setting
  }

  /// An answer that follows from wrong earlier ones as a whole, in a size that depends on them.
  private func followed(
    _ numbers: [WrittenNumber], _ shape: Shape, _ attempt: Attempt, _ place: Place,
    _ ledger: inout Ledger
  ) -> StepFinding? {
    let (step, target) = (attempt.step, attempt.target)
    guard let via = target.via, numbers.count == shape.count,
      attempt.chains.allSatisfy({ $0.firstFailure == nil })
    else { return nil }
    let follow = follow(
      numbers, isRight: numbers.map { _ in false }, via: via.formula, precision: target.precision,
      place, ledger)
    guard !follow.wrong.isEmpty, follow.follows.allSatisfy(\.self) else { return nil }
    ledger[step.id].value = RealQuantity(Quantity(shape, numbers.map(\.value)))
    ledger[step.id].standing = .wrong
    ledger[step.id].slips = ledger.roots(of: follow.wrong)
    return .init(
      step, place, .followsThrough(from: follow.wrong), answer: attempt.answer,
      chains: attempt.chains, entries: numbers.map { _ in .follows },
      origins: origins(follow.wrong, ledger), credit: step.worth.follow,
      followed: step.worth.follow)
  }

  /// An answer whose last member is still a computation.
  private func unfinished(
    _ attempt: Attempt, _ setting: Setting, _ place: Place, _ ledger: inout Ledger
  ) -> StepFinding {
    let (answer, step) = (attempt.answer, attempt.step)
    ledger[step.id].unusable = "is not worked out"
    if let obstacle = attempt.chains.compactMap({ $0.members.last?.obstacle }).first,
      obstacle.isCertain
    {
      return .init(
        step, place, .wrong(.noValue(obstacle)), answer: answer, chains: attempt.chains)
    }
    guard let value = try? setting.evaluate(answer.result),
      case .holds(let evidence) = judge.compare(value, attempt.right)
    else { return .init(step, place, .notWorkedOut, answer: answer, chains: attempt.chains) }
    // Where only the exact value will do and it is no fraction, there is nothing else to write.
    if attempt.target.isExact, !attempt.right.isExact, answer.result.names.isEmpty,
      attempt.chains.allSatisfy({ $0.firstFailure == nil })
    {
      ledger[step.id].unusable = nil
      ledger[step.id].value = attempt.right
      ledger[step.id].standing = .exact
      return .init(
        step, place, .right(evidence), answer: answer, chains: attempt.chains, credit: .one)
    }
    return .init(
      step, place, .notWorkedOut, answer: answer, chains: attempt.chains,
      credit: step.worth[.notWorkedOut])
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
            strand.chain, in: setting, right: expected, precision: target.precision,
            unrounded: unrounded))
      } catch {
        throw strand.inscription.fault(error, in: place.document)
      }
    }
    return findings
  }

  private func resultShape(of result: Formula, _ place: Place) -> Shape {
    let vectors = place.question.scope.conventions.vectors
    switch result.node {
    case .vector(let items): return .vector(items.count)
    case .matrix(let rows):
      return Shape(rows: rows.count, columns: rows.first?.count ?? 0, vectors: vectors)
    case .negative(let inner): return resultShape(of: inner, place)
    case .transpose(let inner):
      let (rows, columns) = resultShape(of: inner, place).layout(vectors)
      return Shape(rows: columns, columns: rows, vectors: vectors)
    default: return .number
    }
  }

  // MARK: Entries

  /// What was found out entry by entry.
  struct EntryFindings {
    var entries: [EntryFinding]
    /// The numbers in the right places, percentages as the shares that they mean.
    var numbers: [WrittenNumber?]
    var verdicts: [Verdict?]
    var follow: FollowThrough

    /// Whether a number is wrong that rounds what is right: it was computed from something else.
    var isCoincidence: Bool {
      zip(entries, verdicts).contains { entry, verdict in
        entry == .wrong && verdict?.isRefuted == false
      }
    }
  }

  private func entries(
    _ readings: [(WrittenNumber, Verdict)?], _ layout: Layout, _ attempt: Attempt,
    _ setting: Setting, _ place: Place, _ ledger: Ledger
  ) -> EntryFindings {
    let target = attempt.target
    var numbers = readings.map { $0?.0 }
    let verdicts = readings.map { $0?.1 }
    var follow = FollowThrough(follows: readings.map { _ in false })
    if let via = target.via {
      // A place without a number is as good as right here: nothing can follow in it.
      let zero = WrittenNumber(Literal(value: .zero, text: "0"))
      let isRight = verdicts.map { $0?.isHeld ?? true }
      func attempt(_ numbers: [WrittenNumber?]) -> FollowThrough {
        self.follow(
          numbers.map { $0 ?? zero }, isRight: isRight, via: via.formula,
          precision: target.precision, place, ledger)
      }
      follow = attempt(numbers)
      if target.isPercentage, !follow.follows.contains(true) {
        let shares = numbers.map { $0?.asPercentage }
        let other = attempt(shares)
        if other.follows.contains(true) { (follow, numbers) = (other, shares) }
      }
    }
    let entries = numbers.indices.map { index -> EntryFinding in
      let written = layout.order[index] ?? index
      switch verdicts[index] {
      case .holds(let evidence):
        return evidence == .rounded && beginning(attempt, written, index, setting, ledger) == .wrong
          ? .wrong : .right
      case .undecided: return .undecided
      case nil: return .wrong
      case .fails(let failure):
        if follow.follows[index] { return follow.wrong.isEmpty ? .roundedEarly : .follows }
        if case .tooCoarse(let digits, _) = failure {
          return beginning(attempt, written, index, setting, ledger) == .right
            ? .coarse(digits: digits) : .wrong
        }
        return roundsEarly(attempt, written, index, setting) ? .roundedEarly : .wrong
      }
    }
    return EntryFindings(entries: entries, numbers: numbers, verdicts: verdicts, follow: follow)
  }

  /// Whether an entry is wrong only because its own chain was rounded on the way.
  private func roundsEarly(
    _ attempt: Attempt, _ written: Int, _ index: Int, _ setting: Setting
  ) -> Bool {
    guard let (strand, right, entry) = attempt.strand(written, index) else { return false }
    return judge.roundsEarly(
      attempt.answer.strands[strand].chain, attempt.chains[strand], to: right, entry, in: setting,
      precision: attempt.target.precision, unrounded: attempt.unrounded)
  }

  /// What a rounding that is right was computed from, as far as its chain shows.
  private func beginning(
    _ attempt: Attempt, _ written: Int, _ index: Int, _ setting: Setting, _ ledger: Ledger
  ) -> Judge.Beginning {
    guard let (strand, right, entry) = attempt.strand(written, index) else { return .right }
    let chain = attempt.answer.strands[strand].chain
    // What comes of wrong answers is a matter of following from them.
    guard chain.members.count > 1, !attempt.target.isPercentage,
      attempt.chains[strand].links.allSatisfy(\.isHeld),
      !chain.members[0].names.contains(where: { ledger[$0.name].standing == .wrong })
    else { return .right }
    return judge.begins(
      chain, attempt.chains[strand], with: right, entry, in: setting, unrounded: attempt.unrounded)
  }
}

extension SheetJudge.Attempt {
  /// The chain that an entry ends, with what it must come to and the entry's place in that.
  fileprivate func strand(_ written: Int, _ index: Int) -> (Int, RealQuantity, Int)? {
    guard answer.arrangement != nil else { return (0, right, index) }
    guard answer.strands.indices.contains(written), let entry = right.entry(index) else {
      return nil
    }
    return (written, entry, 0)
  }
}

extension Setting {
  /// A question's names, with steps of these values.
  init(_ values: [String: RealQuantity], in question: Question) {
    self.init(question.scope)
    bindings = question.seesAllSteps ? values : values.filter { question.sees($0.key) }
  }
}
