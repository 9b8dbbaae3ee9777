import CommandLine
import Grading
import Scalars

/// The gradebook as comma-separated values (RFC 4180), a row for each sheet.
package struct GradeCSV {
  let gradebook: Gradebook

  package init(_ gradebook: Gradebook) {
    self.gradebook = gradebook
  }

  package var text: String {
    let groups = gradebook.byExercise
    let columns = groups.flatMap { group in
      (group.rows.first?.questions ?? []).map {
        Column(exercise: group.exercise, mark: $0.question)
      }
    }
    let isMixed = groups.count > 1
    var lines = [
      ["student", "exercise", "file"]
        + columns.map { isMixed ? "\($0.exercise) \($0.mark)" : $0.mark }
        + ["points", "possible", "percent"]
    ]
    for row in groups.flatMap(\.rows) {
      let marks = columns.map { column in
        row.exercise == column.exercise
          ? row.questions.first { $0.question == column.mark }.map { Marks.text($0.points) } ?? ""
          : ""
      }
      lines.append(
        [row.student, row.exercise, row.file] + marks
          + [Marks.text(row.points), Marks.text(row.possible), Marks.percent(row.share)])
    }
    return lines.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private struct Column {
    let exercise: String
    let mark: String
  }

  /// Quotes what must be quoted, and takes the force out of what a spreadsheet would compute.
  static func cell(_ text: String) -> String {
    var text = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control
        ? String(scalar).escapedForTerminal : String(scalar)
    }.joined()
    if let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
      (try? Rational(decimal: text)) == nil
    {
      text = "'" + text
    }
    let needsQuotes = text.unicodeScalars.contains { "\",;".unicodeScalars.contains($0) }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
