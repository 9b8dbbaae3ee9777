import CommandLine
import Grading
import Scalars
import WorkedExamples

/// The gradebook as an aligned table, a row for each student.
package struct GradeTable {
  let gradebook: Gradebook
  let ink: Ink

  package init(_ gradebook: Gradebook, ink: Ink = .plain) {
    self.gradebook = gradebook
    self.ink = ink
  }

  package var text: String {
    var lines: [String] = []
    for (exercise, rows) in gradebook.byExercise {
      if !lines.isEmpty { lines.append("") }
      lines += table(exercise, rows)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func table(_ exercise: String, _ rows: [GradeRow]) -> [String] {
    guard let first = rows.first else { return [] }
    var cells = [[exercise] + first.questions.map(\.question) + ["total", "%", ""]]
    for row in rows {
      cells.append(
        [row.student.escapedForTerminal] + row.questions.map { text($0.points, of: $0) }
          + [Marks.text(row.points), Marks.percent(row.share), row.remarks])
    }
    cells.append(
      ["possible"] + first.questions.map { text($0.possible, of: $0) }
        + [Marks.text(first.possible), "", ""])
    let widths = cells[0].indices.map { column in
      cells.map { $0[column].displayWidth }.max() ?? 0
    }
    let lastColumn = widths.count - 1
    return cells.enumerated().map { index, row in
      let line = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.displayWidth)
        return column == 0 || column == lastColumn ? cell + gap : gap + cell
      }.joined(separator: "  ")
      let trimmed = String(line.reversed().drop { $0 == " " }.reversed())
      return index == 0 ? ink(trimmed, .strong) : trimmed
    }
  }

  /// Points of a question; a dash where only a person can give them.
  private func text(_ points: Rational, of mark: GradeRow.Mark) -> String {
    mark.possible.isZero ? "–" : Marks.text(points)
  }
}

extension GradeRow {
  /// What of a sheet needs a look.
  var remarks: String {
    var parts: [String] = []
    func count(_ words: String, where matches: (Outcome) -> Bool) {
      let number = steps.count { matches($0.outcome) }
      if number > 0 { parts.append("\(number) \(words)") }
    }
    count("open") { if case .open = $0 { true } else { false } }
    count("unreadable") { if case .unreadable = $0 { true } else { false } }
    count("undecided") { if case .undecided = $0 { true } else { false } }
    count("to mark") { if case .awaitsMarker = $0 { true } else { false } }
    if !strays.isEmpty { parts.append("\(strays.count) unknown") }
    return parts.joined(separator: ", ")
  }
}
