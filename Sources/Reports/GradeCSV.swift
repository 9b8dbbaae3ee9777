import Grading

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
    return lines.map(CSVText.line).joined()
  }

  private struct Column {
    let exercise: String
    let mark: String
  }
}
