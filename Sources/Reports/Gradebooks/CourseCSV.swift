import Grading
import Scalars
import WorkedExamples

/// Gradebooks of others as files to import, without one of theirs to fill in.
package struct CourseCSV: GradeReport {
  package enum Kind: Sendable {
    /// Canvas finds a student by SIS ID, login or name: whichever the sheets bear.
    case canvas
    /// Moodle asks its teacher what each column is; a mark never comes without its feedback.
    case moodle
    /// What `nbgrader export` writes; what we do not know stays empty.
    case nbgrader
  }

  let kind: Kind
  let gradebook: Gradebook
  let library: Library

  package init(_ kind: Kind, _ gradebook: Gradebook, _ library: Library) {
    self.kind = kind
    self.gradebook = gradebook
    self.library = library
  }

  package func write(to stream: inout some TextOutputStream) {
    switch kind {
    case .canvas:
      stream.write(
        CSVText.line(
          ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"] + works.map(\.title)))
      stream.write(
        CSVText.line(
          ["    Points Possible", "", "", "", ""] + works.map { Marks.text($0.possible) }))
      forEachStudent { student, cells in
        stream.write(
          CSVText.line(
            [student, "", student, student, ""] + cells.map { $0?.points ?? "" }))
      }
    case .moodle:
      stream.write(
        CSVText.line(
          ["ID number"] + works.flatMap { [$0.title, "\($0.title) (feedback)"] }))
      forEachStudent { student, cells in
        stream.write(
          CSVText.line([student] + cells.flatMap { [$0?.points ?? "", $0?.feedback ?? ""] }))
      }
    case .nbgrader:
      stream.write(
        CSVText.line([
          "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
          "raw_score", "late_submission_penalty", "score", "max_score",
        ]))
      gradebook.forEachRowByExercise { row in
        stream.write(
          CSVText.line(
            [
              row.exercise, "", row.submitted ?? "", row.student, "", "", "",
              Marks.text(row.earned),
            ]
              + [
                Marks.text(row.earned - row.points), Marks.text(row.points),
                Marks.text(row.possible),
              ]))
      }
    }
  }

  // MARK: Columns and rows

  private struct Work {
    let exercise: String
    let title: String
    let possible: Rational
  }

  private var works: [Work] {
    gradebook.groups.map { group in
      Work(
        exercise: group.exercise,
        title: library.exercise(group.exercise)?.title ?? group.exercise,
        possible: group.possible)
    }
  }

  /// What a student has for one exercise.
  private struct Cell {
    let points: String
    let feedback: String

    init(_ row: GradeRow, _ kind: Kind) {
      // Moodle drops a whole file for one mark above the greatest.
      points = Marks.text(kind == .moodle ? min(row.points, row.possible) : row.points)
      feedback = kind == .moodle ? row.feedback.escapedForMarkup : ""
    }
  }

  /// How many students are looked at together where each may have several sheets.
  static let blockSize = 20_000

  /// Students in the order of their first sheet, each with a cell for each exercise.
  private func forEachStudent(_ body: (String, [Cell?]) -> Void) {
    guard gradebook.groups.count > 1 else {
      return gradebook.forEachRow { row, _ in body(row.student, [Cell(row, kind)]) }
    }
    let columns = Dictionary(
      uniqueKeysWithValues: gradebook.groups.enumerated().map { ($1.exercise, $0) })
    // A block at a time, so that memory holds the marks of a block and a word for each student.
    var places: [Int: Int] = [:]
    gradebook.forEachRow { row, _ in
      let hash = row.student.hashValue
      if places[hash] == nil { places[hash] = places.count }
    }
    for start in stride(from: 0, to: places.count, by: Self.blockSize) {
      var order: [String] = []
      var cells: [String: [Cell?]] = [:]
      gradebook.forEachRow { row, _ in
        guard let place = places[row.student.hashValue], let column = columns[row.exercise],
          (start..<(start + Self.blockSize)).contains(place)
        else { return }
        if cells[row.student] == nil { order.append(row.student) }
        cells[row.student, default: Array(repeating: nil, count: columns.count)][column] =
          Cell(row, kind)
      }
      for student in order { body(student, cells[student] ?? []) }
    }
  }
}

extension GradeRow {
  /// What is not simply right, in a line.
  var feedback: String {
    var notes: [String] = []
    var open = 0
    for mark in steps {
      switch mark.outcome {
      case .right where mark.comment == nil: break
      case .open where mark.comment == nil: open += 1
      default:
        let words = [mark.outcome.word, mark.comment].compactMap(\.self)
        notes.append("\(mark.step): \(words.joined(separator: ", "))")
      }
    }
    if open > 0 { notes.append("\(open) open") }
    if let lateness { notes.append(lateness.words) }
    return notes.isEmpty ? "all right" : notes.joined(separator: "; ")
  }
}
