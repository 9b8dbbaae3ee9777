import Grading

/// The gradebook as comma-separated values (RFC 4180), a row for each sheet.
package struct GradeCSV: GradeReport {
  let gradebook: Gradebook

  package init(_ gradebook: Gradebook) {
    self.gradebook = gradebook
  }

  private static let firstColumns = ["student", "exercise", "file"]

  static var beginning: String { firstColumns.joined(separator: ",") + "," }

  package func write(to stream: inout some TextOutputStream) {
    let columns = gradebook.groups.flatMap { group in
      group.questions.map { Column(exercise: group.exercise, mark: $0.question) }
    }
    let isMixed = gradebook.groups.count > 1
    stream.write(
      CSVText.line(
        Self.firstColumns
          + columns.map { isMixed ? "\($0.exercise) \($0.mark)" : $0.mark }
          + ["points", "possible", "percent"] + Self.extras(gradebook).map(\.name)))
    gradebook.forEachRowByExercise { row in
      let marks = columns.map { column in
        row.exercise == column.exercise
          ? row.questions.first { $0.question == column.mark }.map { Marks.text($0.points) } ?? ""
          : ""
      }
      stream.write(
        CSVText.line(
          [row.student, row.exercise, row.file] + marks
            + [Marks.text(row.points), Marks.text(row.possible), Marks.percent(row.share)]
            + Self.extras(gradebook).map { $0.cell(row) }))
    }
  }

  /// Columns that only some courses have.
  private static func extras(_ gradebook: Gradebook) -> [(name: String, cell: (GradeRow) -> String)]
  {
    var extras: [(name: String, cell: (GradeRow) -> String)] = []
    if gradebook.hasAttempts { extras.append(("attempt", { "\($0.attempt ?? 1)" })) }
    if gradebook.hasDeadline {
      extras.append(("late", { $0.isUndated ? "unknown" : $0.lateness?.words ?? "" }))
    }
    if gradebook.hasPersonMarks { extras.append(("comments", { $0.comments })) }
    return extras
  }

  private struct Column {
    let exercise: String
    let mark: String
  }
}

extension GradeRow {
  /// What a person says of the sheet's steps, in a line.
  var comments: String {
    steps.compactMap { step in step.comment.map { "\(step.step): \($0)" } }
      .joined(separator: "; ")
  }
}
