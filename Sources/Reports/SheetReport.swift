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
  let ink: Ink
  let width: Int

  package init(
    _ finding: SheetFinding, key: AnswerKey, showsAnswers: Bool, ink: Ink = .plain,
    width: Int = 80
  ) {
    self.finding = finding
    self.key = key
    exercise = key.exercise
    self.showsAnswers = showsAnswers
    self.ink = ink
    self.width = width
  }

  package var text: String {
    var lines = ["\(finding.sheet.document.source.name.escapedForTerminal): \(exercise.title)"]
    if let variant = exercise.variant {
      lines.append("with the numbers of \(variant.escapedForTerminal)")
    }
    let column = (finding.steps.map { $0.step.id.displayWidth }.max() ?? 0) + 2
    for question in exercise.questions {
      let steps = finding.steps.filter { step in question.steps.contains { $0.id == step.step.id } }
      lines += ["", ink("question \(question.id)", .strong)]
      for step in steps { lines += self.lines(of: step, column: column) }
    }
    for stray in finding.strays {
      lines.append("")
      lines += FaultReport(ink: ink, width: width).text(stray).split(separator: "\n").map(
        String.init)
    }
    lines += ["", summary]
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of step: StepFinding, column: Int) -> [String] {
    let name = step.step.id
    let pad = String(repeating: " ", count: max(1, column - name.displayWidth))
    var headline = "  \(name)\(pad)\(ink(step.outcome.word, step.outcome.tone))"
    switch step.outcome {
    case .right(let evidence) where evidence != .exact: headline += ": \(evidence.words)"
    case .open where step.step.ask != name: headline += "  \(step.step.ask)"
    default: break
    }
    return [headline] + explanation(step).map { "      " + $0 }
  }

  private func explanation(_ step: StepFinding) -> [String] {
    let explanation = StepExplanation(
      step, in: finding.sheet, of: exercise, showsAnswers: showsAnswers)
    var lines = explanation.sentences.flatMap { wrapped($0, indent: 0, width: width - 6) }
    if let fault = explanation.fault { lines += fault.lines(ink: ink, width: width - 6) }
    if let hint = explanation.hint {
      lines += wrapped("hint: \(hint)", indent: 0, width: width - 6).map { ink($0, .doubtful) }
    }
    if showsAnswers, step.outcome.isExplainedByValue, let right = key.values[step.step.id] {
      lines += wrapped("right: \(right.text)", indent: 0, width: width - 6)
    }
    return lines
  }

  // MARK: Sum

  private var summary: String {
    var parts: [String] = []
    func count(_ words: String, where matches: (Outcome) -> Bool) {
      let number = finding.steps.count { matches($0.outcome) }
      if number > 0 { parts.append("\(number) \(words)") }
    }
    count("right") { if case .right = $0 { true } else { false } }
    count("rounded early") { if case .roundedEarly = $0 { true } else { false } }
    count("following from an earlier slip") { if case .followsThrough = $0 { true } else { false } }
    count("not right") {
      switch $0 {
      case .wrong, .partly, .brokenLink, .tooCoarse, .notWorkedOut, .notInForm: true
      default: false
      }
    }
    count("undecided") { if case .undecided = $0 { true } else { false } }
    count("unreadable") { if case .unreadable = $0 { true } else { false } }
    count("for a person to mark") { if case .awaitsMarker = $0 { true } else { false } }
    count("open") { if case .open = $0 { true } else { false } }
    var text = wrapped(parts.joined(separator: ", "), indent: 0, width: width)
      .joined(separator: "\n")
    if let first = finding.steps.first(where: { !$0.outcome.isSound }) {
      text += "\nfirst to look at: \(first.step.named)"
    }
    if let next = finding.steps.first(where: { if case .open = $0.outcome { true } else { false } })
    {
      text += "\nnext: \(next.step.named)"
    }
    return text
  }
}

extension Outcome {
  /// Whether the right value says more than the outcome does.
  fileprivate var isExplainedByValue: Bool {
    switch self {
    case .open, .right, .roundedEarly, .followsThrough, .awaitsMarker, .unreadable: false
    default: true
    }
  }
}

extension Fault {
  /// The fault as lines of a report: place, words, excerpt, help.
  func lines(ink: Ink, width: Int) -> [String] {
    let report = FaultReport(ink: ink, width: width)
    let place = position.map { "\($0.line):\($0.column): " } ?? ""
    var lines = wrapped(place + message.escapedForTerminal, indent: 0, width: width)
    lines += report.excerpt(self)
    if let help { lines += wrapped("help: \(help.escapedForTerminal)", indent: 0, width: width) }
    return lines
  }
}
