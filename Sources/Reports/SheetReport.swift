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

  // MARK: What is wrong, and where

  private func explanation(_ step: StepFinding) -> [String] {
    var lines: [String] = []
    switch step.outcome {
    case .open, .right:
      return []
    case .roundedEarly(let from):
      return wrapped(
        "this follows from your \(listed(from)), which you had rounded", indent: 0, width: width - 6
      )
    case .followsThrough(let from):
      return wrapped(
        "right from your \(listed(from)): the slip is there, not here", indent: 0, width: width - 6)
    case .awaitsMarker:
      return ["a person marks this"]
    case .unreadable(let fault):
      return fault.lines(ink: ink, width: width - 6)
    case .undecided(let doubt):
      lines.append(doubt.words)
    case .notWorkedOut:
      lines.append("work it out: the last member must be a number")
    case .tooCoarse(let wanted):
      lines.append("right as far as it goes: write at least \(wanted) significant digits")
    case .notInForm(let why):
      lines += wrapped(why, indent: 0, width: width - 6)
    case .partly:
      lines.append(entries(step))
    case .brokenLink:
      lines.append("what it comes to is right, but not every link follows")
    case .wrong(.shapes(let own, let right)):
      lines.append("a \(right) is asked for; this is a \(own)")
    case .wrong(.counterexample(let example)):
      lines += wrapped(example.words, indent: 0, width: width - 6)
    case .wrong(let failure):
      if case .noValue = failure { lines.append(failure.words) }
    }
    if let (strand, link) = step.firstFailure {
      lines += brokenLink(step, strand, link)
    } else if case .wrong(.differs) = step.outcome, let answer = step.answer {
      lines += start(answer)
    }
    if let slip = step.slip {
      lines += wrapped("hint: \(slip.hint)", indent: 0, width: width - 6).map { ink($0, .doubtful) }
    }
    if showsAnswers, let right = key.values[step.step.id] {
      lines += wrapped("right: \(right.text)", indent: 0, width: width - 6)
    }
    return lines
  }

  private func entries(_ step: StepFinding) -> String {
    let first =
      exercise.questions.first { $0.id == step.question }?.scope.conventions.firstIndex ?? 0
    let wrong = step.entries.indices.filter { step.entries[$0] == .wrong }.map { "\($0 + first)" }
    let right = step.entries.count - wrong.count
    return
      "\(right) of \(step.entries.count) entries are right; wrong: entry \(listed(wrong)), counted from \(first)"
  }

  /// Points at the link that does not follow, in the student's own file.
  private func brokenLink(_ step: StepFinding, _ strand: Int, _ link: Int) -> [String] {
    guard let answer = step.answer, answer.strands.indices.contains(strand) else { return [] }
    let chain = answer.strands[strand].chain
    let range = chain.members[link].range.lowerBound..<chain.members[link + 1].range.upperBound
    var message = "this link does not follow"
    switch step.chains[strand].links[link] {
    case .fails(.differs(let entries)) where showsAnswers:
      let left = step.chains[strand].members[link]
      message += ": the left side comes to \(left.text)"
      _ = entries
    case .fails(.differs(let entries)) where chain.isArray(link):
      let first =
        exercise.questions.first { $0.id == step.question }?.scope.conventions.firstIndex ?? 0
      message += " in entry \(listed(entries.map { "\($0 + first)" })), counted from \(first)"
    case .fails(.differs), .holds: break
    case .fails(let failure): message += ": \(failure.words)"
    case .undecided(let doubt): message += " for certain: \(doubt.words)"
    }
    let fault = answer.strands[strand].inscription.fault(
      Diagnostic(message, at: range), in: finding.sheet.document)
    return fault.lines(ink: ink, width: width - 6)
  }

  /// All links follow, so the mistake is in what the answer starts from.
  private func start(_ answer: ParsedAnswer) -> [String] {
    guard let strand = answer.strands.first, answer.strands.count == 1 else { return [] }
    let message =
      strand.chain.members.count > 1
      ? "every link follows, so the mistake is in what this begins with"
      : "this is not what the step comes to"
    let fault = strand.inscription.fault(
      Diagnostic(message, at: strand.chain.members[0].range), in: finding.sheet.document)
    return fault.lines(ink: ink, width: width - 6)
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

extension Chain {
  func isArray(_ link: Int) -> Bool {
    switch members[link + 1].node {
    case .vector, .matrix: true
    default: false
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
