import Checking
import Grading
import WorkedExamples

/// One line on an exercise: how many steps hold, how, and what its source got wrong.
package struct ReplaySummary {
  let key: AnswerKey
  let checks: [StepCheck]
  let solution: SolutionFinding?

  package init(key: AnswerKey, checks: [StepCheck], solution: SolutionFinding?) {
    self.key = key
    self.checks = checks
    self.solution = solution
  }

  package func text(ink: Ink) -> String {
    let computed = key.exercise.steps.filter { $0.target != nil }
    let held = checks.count { $0.step.target != nil && $0.holds }
    var parts = [
      held == computed.count
        ? ink("\(counted(held, "step holds", plural: "steps hold"))", .good)
        : ink("\(held) of \(counted(computed.count, "step holds", plural: "steps hold"))", .bad)
    ]
    let prose = key.exercise.steps.count { if case .prose = $0.kind { true } else { false } }
    if prose > 0 { parts.append("\(prose) to mark") }
    guard let solution else { return (parts + ["no solution"]).joined(separator: ", ") + "\n" }
    let errata = solution.answers.sheet.answers.compactMap { $0.transcript?.erratum }
    let remarks = solution.answers.sheet.errata.count
    if errata.count + remarks > 0 {
      parts.append(counted(errata.count + remarks, "erratum", plural: "errata"))
    }
    let faults = solution.faults.count + checks.flatMap(\.faults).count + key.faults.count
    parts.append(
      faults == 0 ? ink("the solution holds", .good) : ink(counted(faults, "problem"), .bad))
    return parts.joined(separator: ", ") + "\n"
  }
}
