import Checking
import Grading
import Notation
import WorkedExamples

/// What a page says of one step: all its words, from which HTML and Markdown are written.
struct PageArticle {
  private let parts: StepParts
  private let outcome: OutcomeKind
  private let points: String
  private let written: String?
  private let strands: [PageStep.Strand]
  /// Each member of each chain, as it is typed.
  private let members: [[String]]
  private let sentences: [String]
  /// The line of a file that could not be read, with its mark.
  private let excerpt: [String]
  private let hint: String?
  private let comment: String?
  private let rightAnswer: String?

  /// Entries of an array of which the chains are shown.
  private static let strandLimit = 64

  init(_ step: PageStep, _ parts: StepParts) {
    self.parts = parts
    outcome = step.mark.outcome
    points = step.points
    written = step.written?.cut(to: 3_000)
    strands = step.strands
    members = strands.map { $0.members.map(\.description) }
    sentences = step.sentences.map { $0.cut(to: 1_000) }
    if case .unreadable(let fault) = step.finding.outcome {
      excerpt = FaultReport(width: HTML.excerptWidth).excerpt(fault)
    } else {
      excerpt = []
    }
    hint = step.hint
    comment = step.mark.comment?.cut(to: 3_000)
    rightAnswer = step.rightAnswer?.cut(to: 1_000)
  }

  /// Everything that the texts depend on, but for the pictures.
  var signature: PageMemory.Signature {
    var signature = PageMemory.Signature(parts)
    signature.add(outcome.rawValue)
    signature.add(points)
    signature.add(written)
    signature.add(strands.count)
    for (strand, members) in zip(strands, members) {
      signature.add(strand.label)
      signature.add(members.count)
      for (formula, text) in zip(strand.members, members) {
        signature.add(formula)
        signature.add(text)
      }
      for link in strand.links {
        signature.add(link.relation.rawValue)
        signature.add(link.mark.rawValue)
        signature.add(link.isFirst ? 1 : 0)
        signature.add(link.words)
      }
    }
    signature.add(sentences.count + excerpt.count)
    for text in sentences + excerpt { signature.add(text) }
    for text in [hint, comment, rightAnswer] { signature.add(text) }
    return signature
  }

  func html(_ figures: [HTML], _ formulas: inout PageFormulas) -> HTML {
    let tone = outcome.tone.styleClass
    var pieces: [HTML] = [
      .tag(
        "header",
        [
          parts.heading, .tag("span", ["class": "badge \(tone)"], outcome.word),
          .tag("span", ["class": "points"], points),
        ])
    ]
    if let written { pieces.append(.written([.code(written)], "your answer")) }
    for (strand, texts) in zip(strands, members).prefix(Self.strandLimit) {
      if let label = strand.label { pieces.append(.tag("p", ["class": "quiet"], label)) }
      pieces.append(formulas.chain(strand, texts))
    }
    if strands.count > Self.strandLimit {
      pieces.append(
        .tag("p", ["class": "quiet"], "\(strands.count - Self.strandLimit) more entries"))
    }
    for sentence in sentences { pieces.append(.tag("p", sentence)) }
    if !excerpt.isEmpty { pieces.append(.excerpt(excerpt)) }
    if let hint {
      pieces.append(.tag("p", ["class": "hint"], [.tag("strong", "Hint: "), .text(hint)]))
    }
    if let comment {
      pieces.append(.tag("p", [.tag("strong", "Comment: "), .text(comment)]))
    }
    if let rightAnswer {
      pieces.append(.tag("p", [.tag("strong", "Right: "), .code(rightAnswer)]))
    }
    return .tag("section", ["class": "step \(tone)", "id": parts.anchor], pieces + figures)
  }

  var markdown: String {
    var lines = ["**\(outcome.word)**, \(points)"]
    if let written { lines += ["", written.asCode] }
    for (strand, members) in zip(strands, members).prefix(Self.strandLimit) {
      lines.append("")
      if let label = strand.label { lines += ["\(label.escapedForMarkdown):", ""] }
      lines.append("- \(members.first?.cut(to: 400).asCode ?? "")")
      for (link, member) in zip(strand.links, members.dropFirst()).prefix(64) {
        let member = "\(link.relation.rawValue) \(member)".cut(to: 400).asCode
        switch link.mark {
        case .held: lines.append("- ✓ \(member)")
        case .failed: lines.append("- ✗ \(member): \(link.words.escapedForMarkdown)")
        case .undecided: lines.append("- ? \(member): \(link.words.escapedForMarkdown)")
        case .notJudged: lines.append("- \(member)")
        }
      }
    }
    if !sentences.isEmpty {
      lines += ["", sentences.map(\.escapedForMarkdown).joined(separator: " ")]
    }
    if let hint { lines += ["", "Hint: \(hint.escapedForMarkdown)"] }
    if let comment { lines += ["", "Comment: \(comment.escapedForMarkdown)"] }
    if let rightAnswer { lines += ["", "Right: \(rightAnswer.asCode)"] }
    return parts.markdown + lines.joined(separator: "\n") + "\n"
  }
}
