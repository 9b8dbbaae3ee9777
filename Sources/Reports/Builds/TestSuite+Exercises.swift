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
            verdict: check.holds ? .passed : check.isUndecided ? .error : .failed,
            kind: check.holds ? "holds" : check.isUndecided ? "undecided" : "fails",
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
    for test in trials?.tests ?? [] {
      let first = test.faults.first
      cases.append(
        TestCase(
          name: test.name, group: "\(id).tests", verdict: test.passes ? .passed : .failed,
          kind: test.passes ? "holds" : "fails",
          note: first.map {
            Annotation(test.faults.map(\.message).joined(separator: "; "), at: $0.place)
          }))
    }
    cases += (trials?.variantFaults ?? []).map {
      TestCase($0, group: "\(id).variants", .failed, kind: "fails")
    }
    self.init(name: id, file: key.exercise.document.source.name, cases: cases)
  }
}
