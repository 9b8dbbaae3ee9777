import Checking
import Grading
import Notation
import WorkedExamples

/// What a page says of one step: its account in HTML and in Markdown.
struct PageArticle {
  private let shown: ShownStep
  private let parts: StepParts
  private let account: StepAccount
  private let strands: [StepAccount.Strand]
  /// Each member of each chain, as it is typed.
  private let members: [[String]]
  private let sentences: [String]

  /// Entries of an array of which the chains are shown.
  private static let strandLimit = 64

  init(_ shown: ShownStep, _ parts: StepParts, _ page: PageParts) {
    self.shown = shown
    self.parts = parts
    account = StepAccount(shown.finding, key: page.key, showsAnswers: page.showsAnswers)
    strands = account.strands
    members = strands.map { $0.members.map(\.description) }
    // What a person has marked waits for nobody.
    let isSaid = account.outcome != .awaitsMarker || shown.outcome == .awaitsMarker
    sentences = isSaid ? account.prose.map { $0.cut(to: 1_000) } : []
  }

  private var written: String? { shown.written?.cut(to: 3_000) }
  private var comment: String? { shown.comment?.cut(to: 3_000) }
  private var rightAnswer: String? { account.rightAnswer?.cut(to: 1_000) }

  private var points: String {
    let step = shown.finding.step
    switch shown.outcome {
    case .excused: return "does not count"
    case .marked: break
    default:
      if step.isProse { return "\(Marks.text(step.points)) to be given by a person" }
    }
    let possible = "\(Marks.text(step.points)) point\(step.points == .one ? "" : "s")"
    return "\(Marks.text(shown.points)) of \(possible)\(step.isBonus ? ", on top" : "")"
  }

  func html(_ figures: [HTML], _ formulas: inout PageFormulas) -> HTML {
    let tone = shown.outcome.tone.styleClass
    var pieces: [HTML] = [
      .tag(
        "header",
        [
          parts.heading, .tag("span", ["class": "badge \(tone)"], shown.outcome.word),
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
    if !shown.excerpt.isEmpty { pieces.append(.excerpt(shown.excerpt)) }
    if let hint = account.hint {
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
    var lines = ["**\(shown.outcome.word)**, \(points)"]
    if let written { lines += ["", written.asCode] }
    for (strand, members) in zip(strands, members).prefix(Self.strandLimit) {
      lines.append("")
      if let label = strand.label { lines += ["\(label.escapedForMarkdown):", ""] }
      lines.append("- \(members.first?.cut(to: 400).asCode ?? "")")
      for (link, member) in zip(strand.links, members.dropFirst()).prefix(64) {
        let member = "\(link.relation.rawValue) \(member)".cut(to: 400).asCode
        let words = (link.pointer + link.words).escapedForMarkdown
        switch link.mark {
        case .held: lines.append("- ✓ \(member)")
        case .failed: lines.append("- ✗ \(member): \(words)")
        case .undecided: lines.append("- ? \(member): \(words)")
        case .notJudged: lines.append("- \(member)")
        }
      }
    }
    if !sentences.isEmpty {
      lines += ["", sentences.map(\.escapedForMarkdown).joined(separator: " ")]
    }
    if let hint = account.hint { lines += ["", "Hint: \(hint.escapedForMarkdown)"] }
    if let comment { lines += ["", "Comment: \(comment.escapedForMarkdown)"] }
    if let rightAnswer { lines += ["", "Right: \(rightAnswer.asCode)"] }
    return parts.markdown + lines.joined(separator: "\n") + "\n"
  }
}

extension Ink.Tone {
  /// The tone as a class of the style.
  var styleClass: String {
    switch self {
    case .good: "good"
    case .bad: "bad"
    case .doubtful: "doubtful"
    case .quiet, .strong: "quiet"
    }
  }
}
