import Checking
import Grading
import WorkedExamples

/// Exercises as test suites: a case for each step and one for the solution.
extension TestSuite {
  package init(
    _ key: AnswerKey, _ checks: [StepCheck], _ solution: SolutionFinding?,
    _ trials: ExerciseTrials? = nil
  ) {
    let id = key.exercise.id
    var cases: [TestCase] = []
    for question in key.exercise.questions {
      for check in checks where question.steps.contains(where: { $0.id == check.step.id }) {
        let faults = check.faults
        cases.append(
          TestCase(
            name: check.step.id, group: "\(id).\(question.id)",
            verdict: faults.isEmpty ? .passed : .failed, kind: faults.isEmpty ? "holds" : "fails",
            note: faults.first.map { first in
              Annotation(faults.map(\.message).joined(separator: "; "), at: first.place)
            }))
      }
    }
    cases += key.faults.map { TestCase($0, group: id, .failed, kind: "fails") }
    if let solution {
      cases +=
        solution.holds
        ? [TestCase(name: "the solution", group: id, verdict: .passed, kind: "holds")]
        : solution.faults.map { TestCase($0, group: "\(id).solution", .failed, kind: "fails") }
    }
    if let trials {
      cases += trials.faults.map { TestCase($0, group: "\(id).tests", .failed, kind: "fails") }
      if trials.passed > 0 {
        cases.append(
          TestCase(
            name: counted(trials.passed, "self-test"), group: "\(id).tests", verdict: .passed,
            kind: "holds"))
      }
    }
    self.init(name: id, file: key.exercise.document.source.name, cases: cases)
  }
}
