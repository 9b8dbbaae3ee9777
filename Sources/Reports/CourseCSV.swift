import Grading
import Scalars
import WorkedExamples

/// Gradebooks of others as files to import, without one of theirs to fill in.
package struct CourseCSV {
  let gradebook: Gradebook
  let exercises: [String: Exercise]

  package init(_ gradebook: Gradebook, exercises: [String: Exercise]) {
    self.gradebook = gradebook
    self.exercises = exercises
  }

  /// Canvas finds a student by SIS ID, login or name: whichever the sheets bear.
  package var canvas: String {
    let works = works
    var text = CSVText.line(
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"] + works.map(\.title))
    text += CSVText.line(
      ["    Points Possible", "", "", "", ""] + works.map { Marks.text($0.possible) })
    for (student, rows) in students {
      text += CSVText.line(
        [student, "", student, student, ""]
          + works.map { work in rows[work.exercise].map { Marks.text($0.points) } ?? "" })
    }
    return text
  }

  /// Moodle asks its teacher what each column is; a mark never comes without its feedback.
  package var moodle: String {
    let works = works
    var text = CSVText.line(
      ["ID number"] + works.flatMap { [$0.title, "\($0.title) (feedback)"] })
    for (student, rows) in students {
      text += CSVText.line(
        [student]
          + works.flatMap { work -> [String] in
            guard let row = rows[work.exercise] else { return ["", ""] }
            return [Marks.text(row.points), row.feedback.escapedForMarkup]
          })
    }
    return text
  }

  /// What `nbgrader export` writes; what we do not know stays empty.
  package var nbgrader: String {
    var lines = [
      [
        "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
        "raw_score", "late_submission_penalty", "score", "max_score",
      ]
    ]
    for row in gradebook.byExercise.flatMap(\.rows) {
      let points = Marks.text(row.points)
      lines.append(
        [row.exercise, "", "", row.student, "", "", "", points, "0", points]
          + [Marks.text(row.possible)])
    }
    return lines.map(CSVText.line).joined()
  }

  // MARK: Columns and rows

  private struct Work {
    let exercise: String
    let title: String
    let possible: Rational
  }

  private var works: [Work] {
    gradebook.byExercise.map { exercise, rows in
      Work(
        exercise: exercise, title: exercises[exercise]?.title ?? exercise,
        possible: rows.first?.possible ?? .zero)
    }
  }

  /// Students in the order of their first sheet, each with a row for each exercise.
  private var students: [(student: String, rows: [String: GradeRow])] {
    var order: [String] = []
    var rows: [String: [String: GradeRow]] = [:]
    for row in gradebook.rows {
      if rows[row.student] == nil { order.append(row.student) }
      rows[row.student, default: [:]][row.exercise] = row
    }
    return order.map { ($0, rows[$0] ?? [:]) }
  }
}

extension GradeRow {
  /// What is not simply right, in a line.
  var feedback: String {
    var notes: [String] = []
    var open = 0
    for mark in steps {
      switch mark.outcome {
      case .right: break
      case .open: open += 1
      default: notes.append("\(mark.step): \(mark.outcome.word)")
      }
    }
    if open > 0 { notes.append("\(open) open") }
    return notes.isEmpty ? "all right" : notes.joined(separator: "; ")
  }
}
