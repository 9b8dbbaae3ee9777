import CommandLine
import Grading
import Notation
import WorkedExamples

/// The page of feedback as Markdown (CommonMark), for a repository or a forum.
extension StudentPage {
  var markdownHead: String {
    let score = score
    var lines = [
      "# \(exercise.title.escapedForMarkdown)", "",
      "\(student.cut(to: 120).escapedForMarkdown), \(exercise.id.escapedForMarkdown): "
        + "**\(score.points) of \(score.possible) points** (\(([score.percent + " %"] + remarks).joined(separator: ", ")))",
    ]
    if let wrong = next.wrong {
      lines += ["", "Look first at \(wrong.step.id.asCode): \(wrong.step.ask.escapedForMarkdown)"]
    }
    if let open = next.open {
      lines += ["", "Go on with \(open.step.id.asCode): \(open.step.ask.escapedForMarkdown)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var markdownStrays: String {
    let lines = finding.strays.prefix(50).map {
      "- \(($0.message.cut(to: 300) + ($0.help.map { " (\($0))" } ?? "")).escapedForMarkdown)\n"
    }
    return "\n## Answers to no step\n\n" + lines.joined()
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
