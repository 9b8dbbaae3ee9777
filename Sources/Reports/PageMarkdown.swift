import CommandLine
import Grading
import Notation
import WorkedExamples

/// The page of feedback as Markdown (CommonMark), for a repository or a forum.
extension StudentPage {
  package var markdown: String {
    let score = score
    var lines = [
      "# \(exercise.title.escapedForMarkdown)", "",
      "\(student.cut(to: 120).escapedForMarkdown), \(exercise.id.escapedForMarkdown): "
        + "**\(score.points) of \(score.possible) points** (\(([score.percent + " %"] + remarks).joined(separator: ", ")))",
    ]
    if let wrong = next.wrong {
      lines += ["", "Look first at \(wrong.id.asCode): \(wrong.ask.escapedForMarkdown)"]
    }
    if let open = next.open {
      lines += ["", "Go on with \(open.id.asCode): \(open.ask.escapedForMarkdown)"]
    }
    for question in exercise.questions {
      lines += [
        "", "## Question \(question.id.escapedForMarkdown)", "", question.ask.escapedForMarkdown,
      ]
      for step in steps(of: question) { lines += self.lines(of: step) }
    }
    if !finding.strays.isEmpty {
      lines += ["", "## Answers to no step", ""]
      lines += finding.strays.prefix(50).map {
        "- \(($0.message.cut(to: 300) + ($0.help.map { " (\($0))" } ?? "")).escapedForMarkdown)"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of step: PageStep) -> [String] {
    var lines = [
      "", "### \(step.step.id.asCode) \(step.step.ask.escapedForMarkdown)", "",
      "**\(step.mark.outcome.word)**, \(step.points)",
    ]
    if let written = step.written { lines += ["", written.cut(to: 3_000).asCode] }
    for strand in step.strands.prefix(64) {
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
    let sentences = step.sentences.map { $0.cut(to: 1_000).escapedForMarkdown }
    if !sentences.isEmpty { lines += ["", sentences.joined(separator: " ")] }
    if let hint = step.hint { lines += ["", "Hint: \(hint.escapedForMarkdown)"] }
    if let comment = step.mark.comment {
      lines += ["", "Comment: \(comment.cut(to: 3_000).escapedForMarkdown)"]
    }
    if let right = step.rightAnswer { lines += ["", "Right: \(right.cut(to: 1_000).asCode)"] }
    return lines
  }
}

extension String {
  /// The text between as many backticks as it takes.
  var asCode: String {
    let text = escapedForTerminal
    var (longest, current) = (0, 0)
    for character in text.unicodeScalars {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty ? " " : ""
    return fence + pad + text + pad + fence
  }
}
