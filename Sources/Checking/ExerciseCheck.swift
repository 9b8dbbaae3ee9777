import Notation
import Scalars
import WorkedExamples

/// What was found out about one step of an exercise itself.
package struct StepCheck: Sendable {
  package let step: Step
  /// Whether the second witness, `via`, comes to the same as the value; nil if there is none.
  package let witnesses: Verdict?
  /// Slips that come to the right value at the given numbers, so that nobody could see them.
  package let hiddenSlips: [Slip]
  /// Slips of different codes that come to the same value at the given numbers, so that nobody
  /// could tell them apart.
  package let twinSlips: [Twins]
  /// Slips that can be told apart at the numbers of the file, though the author says they cannot.
  package let falseTwins: [Slip]
  /// Slips that have no value at the given numbers, so that no answer can be one.
  package let emptySlips: [Slip]
  /// Whether a formula is asked for in given numbers alone, so that it is one number, and so is
  /// whatever comes to it: with 40 and 10 for TP and FP, TP/50 is as right as TP/(TP + FP).
  package let isConstant: Bool
  package let faults: [Fault]
  /// What the value comes to on each side of a kink, if its derivatives are taken at one.
  package let sides: KinkSides?
  /// Whether there is something right to compare with; why not, the key's faults tell.
  package let hasValue: Bool

  package struct Twins: Sendable {
    package let first: Slip
    package let second: Slip
  }

  init(
    step: Step, witnesses: Verdict? = nil, hiddenSlips: [Slip] = [], twinSlips: [Twins] = [],
    falseTwins: [Slip] = [], emptySlips: [Slip] = [], isConstant: Bool = false,
    faults: [Fault] = [], sides: KinkSides? = nil, hasValue: Bool = true
  ) {
    self.step = step
    self.witnesses = witnesses
    self.hiddenSlips = hiddenSlips
    self.twinSlips = twinSlips
    self.falseTwins = falseTwins
    self.emptySlips = emptySlips
    self.isConstant = isConstant
    self.faults = faults
    self.sides = sides
    self.hasValue = hasValue
  }

  package var holds: Bool { hasValue && faults.isEmpty && witnesses?.isHeld ?? true }

  /// Whether nothing speaks against the step, and it is not known to hold either.
  package var isUndecided: Bool { !faults.isEmpty && faults.allSatisfy(\.isUndecided) }
}

extension AnswerKey {
  /// What is wrong with the exercise and its steps, each told once: a definition that is wrong is
  /// so for all steps that use it.
  package func faults(of checks: [StepCheck]) -> [Fault] {
    var told: Set<Fault> = []
    return (faults + checks.flatMap(\.faults)).filter { told.insert($0).inserted }
  }
}

extension Judge {
  /// Checks every step of an exercise by two witnesses: its value, and how it follows by hand.
  ///
  /// Witnesses that agree are compared at other numbers, too.
  package func check(_ key: AnswerKey) -> [StepCheck] {
    let checks = key.exercise.questions.flatMap { question in
      question.steps.map { check($0, of: question, key) }
    }
    let agreeing = checks.filter { $0.witnesses?.isHeld == true }.map(\.step.id)
    let chances = CoincidenceSearch(key, Set(agreeing)).coincidences()
    return checks.map { check in
      chances[check.step.id].map { check.refuted(by: $0, in: key.exercise) } ?? check
    }
  }

  private func check(_ step: Step, of question: Question, _ key: AnswerKey) -> StepCheck {
    if case .choice(let choice) = step.kind, let via = choice.via {
      return check(via, of: choice, step, question, key)
    }
    guard let target = step.target else { return StepCheck(step: step) }
    guard target.isFormula || key.values[step.id] != nil else {
      return StepCheck(step: step, hasValue: false)
    }
    let setting = key.setting(for: step, in: question)
    var faults: [Fault] = []
    var witnesses: Verdict?
    func compare(_ written: Written, _ relation: Relation = .equal) -> Verdict? {
      do {
        return try self.compare(written.formula, relation, in: setting, with: step, target, key)
      } catch {
        faults.append(key.exercise.fault(error, of: written.inscription, in: question))
        return nil
      }
    }
    /// What two different numbers are, as the end of a message.
    func sides(of via: Written, _ verdict: Verdict?) -> String? {
      guard case .fails(.differs) = verdict, let right = key.values[step.id],
        let own = try? setting.evaluate(via.formula)
      else { return nil }
      return ": it is \(own.text), and the value is \(right.text)"
    }
    var others = [target.via].compactMap(\.self).map { ($0, Relation.equal) }
    if case .derivation(let derivation) = target.form {
      others.append((derivation.start, derivation.relation))
    }
    let source = key.exercise.document.source
    let vagueness = vagueness(of: target, in: setting, key.values[step.id])
    if let vagueness {
      faults.append(
        .undecided(
          "the value of \(step.id) is not known: \(vagueness)", in: source,
          at: target.value.inscription.place))
    }
    for (via, relation) in others where witnesses?.isHeld ?? true {
      witnesses = compare(via, relation)
      switch witnesses {
      case .holds, nil: break
      case .fails?:
        faults.append(
          Fault(
            "by hand this does not come to the value of \(step.id)"
              + (sides(of: via, witnesses) ?? witnesses?.atPoint ?? ""),
            in: source, at: via.inscription.place))
      case .undecided(let doubt)?:
        // Of what has no value that is known nothing more can be said.
        guard vagueness == nil else { continue }
        faults.append(
          .undecided(
            "whether by hand this comes to the value of \(step.id) is not known: \(doubt.words)",
            in: source, at: via.inscription.place))
      }
    }
    if let limit = target.operations, let via = target.via, faults.isEmpty {
      do {
        if let excess = try excess(
          of: via.formula, given: target.names ?? [], over: limit.formula, in: setting)
        {
          faults.append(
            Fault(
              "by hand this takes \(excess.count) operations for \(excess.sizes)",
              in: source, at: limit.inscription.place))
        }
      } catch {
        faults.append(key.exercise.fault(error, of: limit.inscription, in: question))
      }
    }
    var hidden: [Slip] = []
    var empty: [Slip] = []
    let prints = SlipPrints(of: target, in: setting)
    for slip in target.slips where !prints.isVisible(slip) {
      switch compare(slip.value) {
      case .holds: hidden.append(slip)
      case .fails(.noValue): empty.append(slip)
      case .fails, .undecided, nil: break
      }
    }
    let seen = target.slips.filter { slip in
      !(hidden + empty).contains { $0.value.inscription.place == slip.value.inscription.place }
    }
    let twins = faults.isEmpty ? self.twins(seen, prints, setting, target) : []
    let declared = { (twins: StepCheck.Twins) in twins.second.twin == twins.first.code }
    let isOfFile = faults.isEmpty && key.exercise.variant == nil
    return StepCheck(
      step: step, witnesses: witnesses, hiddenSlips: hidden,
      twinSlips: twins.filter { !declared($0) },
      falseTwins: isOfFile
        ? seen.filter { slip in
          slip.twin != nil
            && !twins.contains {
              declared($0) && $0.second.value.inscription.place == slip.value.inscription.place
            }
        } : [],
      emptySlips: empty, isConstant: isConstant(target, in: setting.scope), faults: faults,
      sides: key.values[step.id].flatMap(kinkSides))
  }

  /// Why no value can be told of what is right; nil where one can.
  private func vagueness(of target: Target, in setting: Setting, _ value: RealQuantity?) -> String?
  {
    guard !target.isFormula else {
      // With a second witness, points are looked for when the two are compared.
      guard target.via == nil, case .formula = target.form,
        Fingerprint.Spot(for: target.value.formula, in: setting) == nil
      else { return nil }
      return "no point was found at which it has one"
    }
    return value?.vagueness?.reason
  }

  /// Whether a formula is asked for in given numbers alone, without a free name, a size or an index.
  private func isConstant(_ target: Target, in scope: Scope) -> Bool {
    guard case .formula = target.form, let names = target.names, !names.isEmpty,
      target.indices.isEmpty, target.variable == nil
    else { return false }
    let behind = scope.ancestry(of: names.map { Formula(.name($0)) })
    return behind.isDisjoint(with: scope.sizes.keys)
      && !scope.variables.contains { behind.contains($0.name) }
  }

  /// The sides of a value, if they differ.
  private func kinkSides(of value: RealQuantity) -> KinkSides? {
    value.exact.indices.contains { ends(of: value, $0) != nil } ? value.sides : nil
  }

  /// Slips of different codes that come to the same.
  private func twins(
    _ slips: [Slip], _ prints: SlipPrints, _ setting: Setting, _ target: Target
  ) -> [StepCheck.Twins] {
    var twins: [StepCheck.Twins] = []
    let values = target.isFormula ? [] : slips.map { try? setting.evaluate($0.value.formula) }
    for (index, first) in slips.enumerated() {
      for (other, second) in slips.enumerated().dropFirst(index + 1)
      where first.code != second.code && !prints.differ(first, second) {
        let verdict: Verdict?
        if target.isFormula {
          verdict = try? compare(
            FunctionPair(
              left: (first.value.formula, setting), right: (second.value.formula, setting),
              described: [], everywhere: target.everywhere))
        } else if let a = values[index], let b = values[other] {
          verdict = compare(a, b)
        } else {
          verdict = nil
        }
        if verdict?.isHeld == true { twins.append(.init(first: first, second: second)) }
      }
    }
    return twins
  }

  /// Checks that the way to a choice leads to the place of the right option.
  private func check(
    _ via: Written, of choice: Choice, _ step: Step, _ question: Question, _ key: AnswerKey
  ) -> StepCheck {
    var setting = Setting(question.scope)
    setting.bindings = key.values.filter { question.sees($0.key) }
    let place =
      (choice.options.firstIndex(of: choice.right) ?? 0) + question.scope.conventions.firstIndex
    do {
      let verdict = compare(
        try setting.evaluate(via.formula), RealQuantity(Quantity(Rational(place))))
      let source = key.exercise.document.source
      let what = "\(place), the place of \(choice.right)"
      let faults: [Fault] =
        switch verdict {
        case .holds: []
        case .fails:
          [
            Fault(
              "by hand this does not come to \(what)", in: source, at: via.inscription.place,
              help: "options are counted from \(question.scope.conventions.firstIndex)")
          ]
        case .undecided(let doubt):
          [
            .undecided(
              "whether by hand this comes to \(what) is not known: \(doubt.words)", in: source,
              at: via.inscription.place)
          ]
        }
      return StepCheck(step: step, witnesses: verdict, faults: faults)
    } catch {
      return StepCheck(
        step: step, faults: [key.exercise.fault(error, of: via.inscription, in: question)])
    }
  }

  /// Compares a formula of the exercise with the right value of a step.
  package func compare(
    _ formula: Formula, _ relation: Relation = .equal, in setting: Setting, with step: Step,
    _ target: Target, _ key: AnswerKey
  ) throws(Diagnostic) -> Verdict {
    guard target.isFormula else {
      guard let right = key.values[step.id] else { return .undecided(.noCommonPoint) }
      // What reads the same is the same, however much work its digits would take.
      if setting.scope.reads(formula, as: target.value.formula), right.vagueness == nil {
        return .holds(.exact)
      }
      return compare(try setting.evaluate(formula), right)
    }
    return try compare(
      FunctionPair(
        left: (formula, setting), right: (target.value.formula, setting),
        described: (target.names ?? []) + target.indices, relation: relation,
        everywhere: target.everywhere))
  }
}

extension StepCheck {
  /// The step with a second witness that was right by chance.
  fileprivate func refuted(by chance: Coincidence, in exercise: Exercise) -> StepCheck {
    let example = Counterexample(point: chance.numbers, left: chance.own, right: chance.right)
    guard let target = step.target else { return self }
    var via = target.via
    if case .derivation(let derivation) = target.form { via = derivation.start }
    return StepCheck(
      step: step, witnesses: .fails(.counterexample(example)), hiddenSlips: hiddenSlips,
      twinSlips: twinSlips, falseTwins: falseTwins, emptySlips: emptySlips, isConstant: isConstant,
      faults: faults + [chance.fault(of: step, at: via ?? target.value, in: exercise)])
  }
}

/// What the slips of a step that asks for a formula come to at one spot, so that only those are
/// compared that may be the same.
private struct SlipPrints {
  private var right: Fingerprint?
  private var slips: [Int: Fingerprint] = [:]

  init(of target: Target, in setting: Setting) {
    guard target.isFormula, !target.slips.isEmpty,
      let spot = Fingerprint.Spot(for: target.value.formula, in: setting)
    else { return }
    right = Fingerprint(target.value.formula, in: setting, at: spot)
    for slip in target.slips {
      slips[slip.value.inscription.place.lowerBound] = Fingerprint(
        slip.value.formula, in: setting, at: spot)
    }
  }

  private subscript(slip: Slip) -> Fingerprint? { slips[slip.value.inscription.place.lowerBound] }

  /// Whether a slip is certainly another function than what is right.
  func isVisible(_ slip: Slip) -> Bool {
    guard let right, let print = self[slip] else { return false }
    return print.differs(from: right)
  }

  func differ(_ first: Slip, _ second: Slip) -> Bool {
    guard let one = self[first], let other = self[second] else { return false }
    return one.differs(from: other)
  }
}

extension Verdict {
  /// Where two functions differ, as the end of a message.
  package var atPoint: String {
    guard case .fails(.counterexample(let example)) = self else { return "" }
    let point = example.point.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    let place = point.isEmpty ? "" : "at \(point) "
    return ": \(place)it is \(example.left), and the value is \(example.right)"
  }
}
