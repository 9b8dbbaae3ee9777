import Grading
import WorkedExamples

/// The summary of a workflow's step, in Markdown.
package struct GitHubSummary {
  /// GitHub drops a summary of more than 1 MiB; other steps may add to it.
  static let sizeLimit = 900 << 10

  let gradebook: Gradebook

  package init(_ gradebook: Gradebook) {
    self.gradebook = gradebook
  }

  package var text: String {
    var text = ""
    var left = 0
    func add(_ line: String) {
      if text.utf8.count + line.utf8.count < Self.sizeLimit { text += line } else { left += 1 }
    }
    for group in gradebook.groups {
      add("\n### \(group.exercise.escapedForMarkdown)\n\n")
      add("| student | points | possible | % | to look at |\n|---|--:|--:|--:|---|\n")
      gradebook.forEachRow(of: group.exercise) { row, _ in
        let cells = [
          row.student.cut(to: 200).escapedForMarkdown, Marks.text(row.points),
          Marks.text(row.possible), Marks.percent(row.share), row.remarks.escapedForMarkdown,
        ]
        add("| \(cells.joined(separator: " | ")) |\n")
      }
    }
    if gradebook.problemCount > 0 {
      add("\n### Not graded\n\n")
      gradebook.forEachProblem { fault, _ in
        let place = fault.position.map { ":\($0)" } ?? ""
        add("- \((fault.file + place).escapedForMarkdown): \(fault.message.escapedForMarkdown)\n")
      }
    }
    if !gradebook.notes.isEmpty { add("\n### Left out\n\n") }
    for note in gradebook.notes {
      add("- \(note.file.escapedForMarkdown): \(note.message.escapedForMarkdown)\n")
    }
    if left > 0 { text += "\n\(counted(left, "more line")) left out: a summary holds 1 MiB\n" }
    return text + "\n\(GradeSummary(gradebook).text)\n"
  }
}
