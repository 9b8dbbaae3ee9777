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
  package let faults: [Fault]

  package var holds: Bool { faults.isEmpty && witnesses?.isHeld ?? true }
}

extension Judge {
  /// Checks every step of an exercise by two witnesses: its value, and how it follows by hand.
  package func check(_ key: AnswerKey) -> [StepCheck] {
    key.exercise.questions.flatMap { question in
      question.steps.map { check($0, of: question, key) }
    }
  }

  private func check(_ step: Step, of question: Question, _ key: AnswerKey) -> StepCheck {
    guard let target = step.target, target.isFormula || key.values[step.id] != nil else {
      return StepCheck(step: step, witnesses: nil, hiddenSlips: [], faults: [])
    }
    let setting = key.setting(for: step, in: question)
    var faults: [Fault] = []
    var witnesses: Verdict?
    func compare(_ written: Written, _ relation: Relation = .equal) -> Verdict? {
      do {
        return try self.compare(written.formula, relation, in: setting, with: step, target, key)
      } catch {
        faults.append(written.inscription.fault(error, in: key.exercise.document))
        return nil
      }
    }
    var others = [target.via].compactMap(\.self).map { ($0, Relation.equal) }
    if case .derivation(let derivation) = target.form {
      others.append((derivation.start, derivation.relation))
    }
    for (via, relation) in others where witnesses?.isHeld ?? true {
      witnesses = compare(via, relation)
      if let verdict = witnesses, !verdict.isHeld {
        faults.append(
          Fault(
            "by hand this does not come to the value of \(step.id)\(verdict.atPoint)",
            in: key.exercise.document.source, at: via.inscription.place))
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
              in: key.exercise.document.source, at: limit.inscription.place))
        }
      } catch {
        faults.append(limit.inscription.fault(error, in: key.exercise.document))
      }
    }
    let hidden = target.slips.filter { compare($0.value)?.isHeld == true }
    return StepCheck(step: step, witnesses: witnesses, hiddenSlips: hidden, faults: faults)
  }

  /// Compares a formula of the exercise with the right value of a step.
  package func compare(
    _ formula: Formula, _ relation: Relation = .equal, in setting: Setting, with step: Step,
    _ target: Target, _ key: AnswerKey
  ) throws(Diagnostic) -> Verdict {
    guard target.isFormula else {
      guard let right = key.values[step.id] else { return .undecided(.noCommonPoint) }
      return compare(try setting.evaluate(formula), right)
    }
    return try compare(
      FunctionPair(
        left: (formula, setting), right: (target.value.formula, setting),
        described: (target.names ?? []) + target.indices, relation: relation,
        everywhere: target.everywhere))
  }
}

extension Verdict {
  /// Where two functions differ, as the end of a message.
  package var atPoint: String {
    guard case .fails(.counterexample(let example)) = self else { return "" }
    let point = example.point.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return ": at \(point) it is \(example.left), and the value is \(example.right)"
  }
}
