import CommandLine
import Grading
import WorkedExamples

/// How far a sheet has come: a bar, counts, and where to go on.
struct SheetSummary {
  private let finding: SheetFinding
  private let ink: Ink
  private let width: Int

  init(_ finding: SheetFinding, ink: Ink, width: Int) {
    self.finding = finding
    self.ink = ink
    self.width = width
  }

  var lines: [String] {
    var lines = [bar] + wrapped(counts.joined(separator: ", "), indent: 0, width: width)
    let first = finding.steps.first { !$0.outcome.isSound }
    if let first { lines += pointer("first to look at", first.step) }
    if let next = finding.steps.first(where: \.outcome.isOpen) {
      lines += pointer("next", next.step)
    }
    if let stuck = first ?? finding.steps.first(where: \.outcome.isOpen) {
      lines += wrapped("stuck? add --hint \(stuck.step.id)", indent: 0, width: width)
        .map { ink($0, .quiet) }
    } else if finding.strays.isEmpty {
      lines.append(ink(praise, .good))
    }
    return lines
  }

  private func pointer(_ label: String, _ step: Step) -> [String] {
    wrapped("\(label): \(step.named)".escapedForTerminal, indent: 0, width: width)
  }

  // MARK: Bar

  /// `[########------------] 12 of 33 steps`: answered, with nothing wrong in them.
  private var bar: String {
    let done = finding.steps.count { $0.outcome.isSound && !$0.outcome.isOpen }
    let total = finding.steps.count
    let words = " \(done) of \(counted(total, "step"))"
    let room = max(8, min(40, width - words.displayWidth - 2))
    // Full only when all is done, and begun as soon as something is.
    let filled =
      done == total ? room : min(room - 1, max(done > 0 ? 1 : 0, done * room / max(1, total)))
    let tone = done == total ? Ink.Tone.good : .quiet
    return "[" + ink(String(repeating: "#", count: filled), .good)
      + ink(String(repeating: "-", count: room - filled), tone) + "]" + words
  }

  // MARK: Counts

  private var counts: [String] {
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
    count("open", where: \.isOpen)
    return parts
  }

  /// Said where every step is answered, and nothing is wrong with any.
  private var praise: String {
    let isMarked = finding.steps.allSatisfy {
      if case .awaitsMarker = $0.outcome { false } else { true }
    }
    return isMarked
      ? "everything is right" : "everything that a program can check is right"
  }
}

extension Outcome {
  var isOpen: Bool { if case .open = self { true } else { false } }
}
