import Checking
import WorkedExamples

extension AnswerKey {
  /// What the slips of a step come to: a number from the right earlier values, or a formula.
  func slipValues(of step: Step) -> [(code: String, value: String)] {
    guard let target = step.target,
      let question = exercise.questions.first(where: { question in
        question.steps.contains { $0.id == step.id }
      })
    else { return [] }
    let setting = self.setting(for: step, in: question)
    return target.slips.map { slip in
      let formula = slip.value.formula
      let value = target.isFormula ? nil : try? setting.evaluate(formula).text
      return (slip.code, value ?? "\(formula)")
    }
  }
}
