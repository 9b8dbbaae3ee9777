import Checking
import Grading
import Notation
import WorkedExamples

/// What a page says of one step, as HTML and as Markdown.
extension PageStep {
  /// Entries of an array of which the chains are shown.
  private static let strandLimit = 64

  func html(
    _ parts: StepParts, _ strands: [Strand], _ figures: [HTML], _ formulas: inout PageFormulas
  ) -> HTML {
    let tone = mark.outcome.tone.styleClass
    var pieces: [HTML] = [
      .tag(
        "header",
        [
          parts.heading, .tag("span", ["class": "badge \(tone)"], mark.outcome.word),
          .tag("span", ["class": "points"], points),
        ])
    ]
    if let written {
      pieces.append(.written([.code(written.cut(to: 3_000))], "your answer"))
    }
    for strand in strands.prefix(Self.strandLimit) {
      if let label = strand.label { pieces.append(.tag("p", ["class": "quiet"], label)) }
      pieces.append(formulas.chain(strand))
    }
    if strands.count > Self.strandLimit {
      pieces.append(
        .tag("p", ["class": "quiet"], "\(strands.count - Self.strandLimit) more entries"))
    }
    for sentence in sentences { pieces.append(.tag("p", sentence.cut(to: 1_000))) }
    if case .unreadable(let fault) = finding.outcome {
      let lines = FaultReport(width: HTML.excerptWidth).excerpt(fault)
      if !lines.isEmpty { pieces.append(.excerpt(lines)) }
    }
    if let hint {
      pieces.append(.tag("p", ["class": "hint"], [.tag("strong", "Hint: "), .text(hint)]))
    }
    if let comment = mark.comment {
      pieces.append(.tag("p", [.tag("strong", "Comment: "), .text(comment.cut(to: 3_000))]))
    }
    if let rightAnswer {
      pieces.append(
        .tag("p", [.tag("strong", "Right: "), .code(rightAnswer.cut(to: 1_000))]))
    }
    return .tag("section", ["class": "step \(tone)", "id": parts.anchor], pieces + figures)
  }

  func markdown(_ parts: StepParts, _ strands: [Strand]) -> String {
    var lines = ["**\(mark.outcome.word)**, \(points)"]
    if let written { lines += ["", written.cut(to: 3_000).asCode] }
    for strand in strands.prefix(Self.strandLimit) {
      lines.append("")
      if let label = strand.label { lines += ["\(label.escapedForMarkdown):", ""] }
      lines.append("- \(strand.members.first?.description.cut(to: 400).asCode ?? "")")
      for (link, member) in zip(strand.links, strand.members.dropFirst()).prefix(64) {
        let member = "\(link.relation.rawValue) \(member)".cut(to: 400).asCode
        switch link.mark {
        case .held: lines.append("- ✓ \(member)")
        case .failed: lines.append("- ✗ \(member): \(link.words.escapedForMarkdown)")
        case .undecided: lines.append("- ? \(member): \(link.words.escapedForMarkdown)")
        case .notJudged: lines.append("- \(member)")
        }
      }
    }
    let sentences = self.sentences.map { $0.cut(to: 1_000).escapedForMarkdown }
    if !sentences.isEmpty { lines += ["", sentences.joined(separator: " ")] }
    if let hint { lines += ["", "Hint: \(hint.escapedForMarkdown)"] }
    if let comment = mark.comment {
      lines += ["", "Comment: \(comment.cut(to: 3_000).escapedForMarkdown)"]
    }
    if let rightAnswer { lines += ["", "Right: \(rightAnswer.cut(to: 1_000).asCode)"] }
    return parts.markdown + lines.joined(separator: "\n") + "\n"
  }

  /// Whether pictures may help.
  var showsFigures: Bool {
    switch finding.outcome {
    case .wrong, .partly, .brokenLink: true
    default: false
    }
  }

  /// What the text depends on, with a student's own number that a picture shows; nil where it is
  /// about this sheet alone.
  func circumstances(_ mark: Double?) -> PageMemory.Circumstances? {
    // A fault shows its line, a person's words are for one student, and prose is never the same.
    if case .unreadable = finding.outcome { return nil }
    guard self.mark.comment == nil, !step.isProse || finding.outcome.kind == .open else { return nil }
    return PageMemory.Circumstances(
      result: ObjectIdentifier(finding.result), credit: finding.credit,
      isCapped: finding.isCapped, outcome: self.mark.outcome, points: self.mark.points,
      written: written.map { Array($0.utf8) }, mark: mark?.bitPattern)
  }
}
