import JSONText
import Notation
import Scalars
import WorkedExamples

/// A person's marks as a file of comma-separated values: `student`, `step`, `points`, `comment`,
/// and `exercise` where a step is in several.
///
/// A line that cannot be used is named, and the others count.
package struct MarksCSV {
  package private(set) var marks = PersonMarks()
  package private(set) var faults: [Fault] = []

  private enum Column: String, CaseIterable {
    case student, exercise, step, points, comment

    var isRequired: Bool { self == .student || self == .step || self == .points }
  }

  /// Reads a file for sheets of these exercises; a head that nobody understands is a fault.
  package init(_ source: SourceText, exercises: [Exercise]) throws(Fault) {
    let document = try CSVDocument(source)
    guard let head = document.rows.first else {
      throw Fault(
        file: source.name, "this file is empty",
        help: "its first line is student,step,points,comment")
    }
    var columns: [Column: Int] = [:]
    for (place, cell) in head.enumerated() {
      let name = cell.text.trimmingBlanks.lowercased()
      guard let column = Column(rawValue: name) else {
        let names = Column.allCases.map(\.rawValue)
        throw Fault(
          "there is no column \(cell.text)", in: source, at: cell.range,
          help: Nearest.name(to: name, among: names).map { "did you mean \($0)?" }
            ?? "columns are \(listed(names))")
      }
      guard columns[column] == nil else {
        throw Fault("the column \(name) stands here twice", in: source, at: cell.range)
      }
      columns[column] = place
    }
    if let missing = Column.allCases.first(where: { $0.isRequired && columns[$0] == nil }) {
      throw Fault(
        "there is no column \(missing.rawValue)", in: source,
        at: head[0].range.lowerBound..<(head.last?.range.upperBound ?? 0),
        help: "the first line is student,step,points,comment")
    }
    for row in document.rows.dropFirst()
    where !row.allSatisfy({ $0.text.trimmingBlanks.isEmpty }) {
      do throws(Fault) {
        try marks.add(
          Self.entry(
            Row(cells: row, columns: columns, source: source), exercises: exercises))
      } catch {
        faults.append(error)
      }
    }
  }

  private struct Row {
    let cells: [CSVDocument.Cell]
    let columns: [Column: Int]
    let source: SourceText

    func text(_ column: Column) -> String {
      columns[column].flatMap { cells.indices.contains($0) ? cells[$0].text.trimmingBlanks : nil }
        ?? ""
    }

    func range(_ column: Column) -> Range<Int> {
      if let place = columns[column], cells.indices.contains(place) { return cells[place].range }
      return (cells.first?.range.lowerBound ?? 0)..<(cells.last?.range.upperBound ?? 0)
    }

    func fault(_ message: String, _ column: Column, help: String? = nil) -> Fault {
      Fault(message, in: source, at: range(column), help: help)
    }
  }

  private static func entry(_ row: Row, exercises: [Exercise]) throws(Fault) -> PersonMarks.Entry {
    let student = row.text(.student)
    guard !student.isEmpty else { throw row.fault("this line names no student", .student) }
    let (exercise, step) = try self.step(row, exercises: exercises)
    let comment = row.text(.comment)
    let mark = PersonMark(
      try verdict(row, step: step, hasComment: !comment.isEmpty),
      comment: comment.isEmpty ? nil : comment)
    return PersonMarks.Entry(
      student: student, exercise: exercise.id, step: step.id, mark: mark
    ) { message, help in row.fault(message, .student, help: help) }
  }

  private static func step(_ row: Row, exercises: [Exercise]) throws(Fault) -> (Exercise, Step) {
    let id = row.text(.step)
    var candidates = exercises
    let named = row.text(.exercise)
    if !named.isEmpty {
      candidates = exercises.filter { $0.id == named }
      guard !candidates.isEmpty else {
        throw row.fault(
          "there is no exercise \(named)", .exercise,
          help: Nearest.name(to: named, among: exercises.map(\.id)).map { "did you mean \($0)?" })
      }
    }
    let found = candidates.compactMap { exercise in exercise.step(id).map { (exercise, $0) } }
    guard let first = found.first else {
      let ids = candidates.flatMap { $0.steps.map(\.id) }
      throw row.fault(
        id.isEmpty ? "this line names no step" : "there is no step \(id)", .step,
        help: Nearest.name(to: id, among: ids).map { "did you mean \($0)?" })
    }
    guard found.count == 1 else {
      throw row.fault(
        "\(id) is a step of \(listed(found.map(\.0.id)))", .step,
        help: "name the exercise in a column of its own")
    }
    return first
  }

  private static func verdict(_ row: Row, step: Step, hasComment: Bool) throws(Fault)
    -> PersonMark.Verdict
  {
    let text = row.text(.points)
    if text.isEmpty {
      guard hasComment else {
        throw row.fault(
          "this line says nothing of \(step.id)", .points,
          help: "write points, excused, or a comment")
      }
      return .comment
    }
    if ["excused", "ex"].contains(text.lowercased()) { return .excused }
    // A spreadsheet may have written the comma of its country.
    let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
    let decimal =
      commas == 1 && !text.contains(".") ? text.replacing(",", with: ".") : text
    guard let points = try? Rational(decimal: decimal), points >= .zero else {
      throw row.fault(
        "points are a number from 0, or excused; this is \(text)", .points)
    }
    guard points <= step.points else {
      throw row.fault(
        "\(step.id) has \(counted(step.points, "point")), and these are \(Marks.text(points))",
        .points)
    }
    return .points(points)
  }

  private static func counted(_ points: Rational, _ noun: String) -> String {
    "\(Marks.text(points)) \(noun)\(points == 1 ? "" : "s")"
  }
}
