import Checking
import Grading
import WorkedExamples

/// One line on an exercise: how many steps hold, how, and what its source got wrong.
package struct ReplaySummary {
  let key: AnswerKey
  let checks: [StepCheck]
  let solution: SolutionFinding?
  let trials: ExerciseTrials?

  package init(
    key: AnswerKey, checks: [StepCheck], solution: SolutionFinding?,
    trials: ExerciseTrials? = nil
  ) {
    self.key = key
    self.checks = checks
    self.solution = solution
    self.trials = trials
  }

  package func text(ink: Ink) -> String {
    let computed = key.exercise.steps.filter { $0.target != nil }
    let held = checks.count { $0.step.target != nil && $0.holds }
    var parts = [
      held == computed.count
        ? ink("\(counted(held, "step holds", plural: "steps hold"))", .good)
        : ink("\(held) of \(counted(computed.count, "step holds", plural: "steps hold"))", .bad)
    ]
    let prose = key.exercise.steps.count(where: \.isProse)
    if prose > 0 { parts.append("\(prose) to mark") }
    let tried = trials?.parts(ink) ?? []
    if let variant = key.exercise.variant {
      return (parts + ["the numbers of \(variant.escapedForTerminal)"]).joined(separator: ", ")
        + "\n"
    }
    guard let solution else {
      return (parts + tried + ["no solution"]).joined(separator: ", ") + "\n"
    }
    parts += tried
    let errata = solution.answers.sheet.answers.compactMap { $0.transcript?.erratum }
    let remarks = solution.answers.sheet.errata.count
    if errata.count + remarks > 0 {
      parts.append(counted(errata.count + remarks, "erratum", plural: "errata"))
    }
    let faults =
      key.faults(of: checks).count + solution.faults.count + (trials?.faults.count ?? 0)
    parts.append(
      faults == 0 ? ink("the solution holds", .good) : ink(counted(faults, "problem"), .bad))
    return parts.joined(separator: ", ") + "\n"
  }
}

extension ExerciseTrials {
  /// How many self-tests pass, and whether numbers can be dealt.
  fileprivate func parts(_ ink: Ink) -> [String] {
    var parts: [String] = []
    let passed = tests.count(where: \.passes)
    if !tests.isEmpty {
      parts.append(
        passed == tests.count
          ? ink(counted(passed, "self-test passes", plural: "self-tests pass"), .good)
          : ink("\(passed) of \(counted(tests.count, "self-test")) pass", .bad))
    }
    if variants > 0 { parts.append("\(counted(variants, "variant")) dealt") }
    return parts
  }
}
