import CommandLine
import Checking
import Grading
import JSONText
import Notation
import Scalars
import WorkedExamples

/// What a student reads about a sheet: each step, where the first wrong link is, and a hint.
package struct SheetReport {
  let finding: SheetFinding
  let exercise: Exercise
  let key: AnswerKey
  /// Whether right values may be told.
  let showsAnswers: Bool
  /// Whether steps with which nothing is wrong are left out.
  let showsProblemsOnly: Bool
  let ink: Ink
  let width: Int

  package init(
    _ finding: SheetFinding, key: AnswerKey, showsAnswers: Bool, showsProblemsOnly: Bool = false,
    ink: Ink = .plain, width: Int = 80
  ) {
    self.showsProblemsOnly = showsProblemsOnly
    self.finding = finding
    self.key = key
    exercise = key.exercise
    self.showsAnswers = showsAnswers
    self.ink = ink
    self.width = width
  }

  package var text: String {
    var lines = wrapped(
      "\(finding.sheet.document.source.name): \(exercise.title)".escapedForTerminal, indent: 0,
      width: width)
    if let variant = exercise.variant {
      lines.append("with the numbers of \(variant.escapedForTerminal)")
    }
    let column = (finding.steps.map { $0.step.id.displayWidth }.max() ?? 0) + 2
    for question in exercise.questions {
      let steps = finding.steps.filter { step in
        question.steps.contains { $0.id == step.step.id }
          && (!showsProblemsOnly || !step.outcome.isSound)
      }
      if steps.isEmpty { continue }
      lines += ["", ink("question \(question.id)", .strong)]
      for step in steps { lines += self.lines(of: step, column: column) }
    }
    for stray in finding.strays {
      lines.append("")
      lines += FaultReport(ink: ink, width: width).text(stray).split(separator: "\n").map(
        String.init)
    }
    lines += [""] + SheetSummary(finding, ink: ink, width: width).lines
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of step: StepFinding, column: Int) -> [String] {
    let name = step.step.id
    let pad = String(repeating: " ", count: max(1, column - name.displayWidth))
    let account = StepAccount(step, key: key, showsAnswers: showsAnswers)
    let word = account.outcome.word
    let headline = "  \(name)\(pad)\(ink(word, account.outcome.tone))"
    return headlines(headline, "  \(name)\(pad)\(word)".displayWidth, about(account))
      + explanation(account).map { "      " + $0 }
  }

  /// What is said beside the outcome.
  private func about(_ account: StepAccount) -> String {
    if let evidence = account.evidence { return ": \(evidence)" }
    let step = account.step
    return account.outcome == .open && step.ask != step.id
      ? "  \(step.ask.escapedForTerminal)" : ""
  }

  /// What is too long beside the outcome goes on below itself.
  private func headlines(_ headline: String, _ column: Int, _ text: String) -> [String] {
    guard column + text.displayWidth > width else { return [headline + text] }
    let space = String(text.prefix { $0 == " " })
    let indent = column + space.count
    let lines = wrapped(text, indent: indent, width: max(width, indent + 16))
    return [headline + space + (lines.first?.dropFirst(indent) ?? "")] + lines.dropFirst()
  }

  private func explanation(_ account: StepAccount) -> [String] {
    var lines = account.sentences.flatMap { wrapped($0, indent: 0, width: width - 6) }
    if let fault = account.fault(in: finding.sheet) {
      lines += fault.lines(ink: ink, width: width - 6)
    }
    if let hint = account.hint {
      lines += wrapped("hint: \(hint)", indent: 0, width: width - 6).map { ink($0, .doubtful) }
    }
    if account.outcome.isExplainedByValue, let right = account.rightAnswer {
      lines += wrapped("right: \(right)", indent: 0, width: width - 6)
    }
    return lines
  }
}

extension OutcomeKind {
  /// Whether the right value says more than the outcome does.
  fileprivate var isExplainedByValue: Bool { !isSound && self != .unreadable }
}

extension Fault {
  /// The fault as lines of a report: place, words, excerpt, help; terminals make the place a link.
  func lines(ink: Ink, width: Int) -> [String] {
    let report = FaultReport(ink: ink, width: width)
    let place = position.map { "\(file):\($0.line):\($0.column): " } ?? ""
    var lines = wrapped((place + message).escapedForTerminal, indent: 0, width: width)
    lines += report.excerpt(self)
    if let help { lines += wrapped("help: \(help.escapedForTerminal)", indent: 0, width: width) }
    return lines
  }
}
