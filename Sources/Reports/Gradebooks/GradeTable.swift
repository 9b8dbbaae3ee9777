import CommandLine
import Grading
import Scalars
import WorkedExamples

/// What people read of a run: the table, and if asked for what there is to say of each answer.
struct GradeListing: GradeReport {
  let run: GradedRun

  init(_ run: GradedRun) { self.run = run }

  func write(to stream: inout some TextOutputStream) {
    guard !run.isQuiet else { return }
    GradeTable(run.gradebook, ink: run.ink).write(to: &stream)
    if run.isVerbose { GradeDetails(run.gradebook, ink: run.ink).write(to: &stream) }
  }
}

/// The gradebook as an aligned table, a row for each student.
package struct GradeTable: GradeReport {
  let gradebook: Gradebook
  let ink: Ink

  package init(_ gradebook: Gradebook, ink: Ink = .plain) {
    self.gradebook = gradebook
    self.ink = ink
  }

  package func write(to stream: inout some TextOutputStream) {
    for (index, group) in gradebook.groups.enumerated() {
      if index > 0 { stream.write("\n") }
      write(group, to: &stream)
    }
  }

  private func write(_ group: Gradebook.Group, to stream: inout some TextOutputStream) {
    let head = [group.exercise] + group.questions.map(\.question) + ["total", "%", ""]
    let foot =
      ["possible"] + group.questions.map { text($0.possible, of: $0) }
      + [Marks.text(group.possible), "", ""]
    var widths = zip(head, foot).map { max($0.displayWidth, $1.displayWidth) }
    // The last column needs no room behind it, so it may be of any width.
    gradebook.forEachRow(of: group.exercise) { row, _ in
      for (column, cell) in cells(row).prefix(widths.count - 1).enumerated() {
        widths[column] = max(widths[column], cell.displayWidth)
      }
    }
    stream.write(ink(line(head, widths), .strong) + "\n")
    gradebook.forEachRow(of: group.exercise) { row, _ in
      stream.write(line(cells(row), widths) + "\n")
    }
    stream.write(line(foot, widths) + "\n")
  }

  private func cells(_ row: GradeRow) -> [String] {
    [name(of: row)] + row.questions.map { text($0.points, of: $0) }
      + [Marks.text(row.points), Marks.percent(row.share), row.remarks]
  }

  /// The student, in no more characters than a row has room for: the longest widens all rows.
  private func name(of row: GradeRow) -> String {
    let most = 60
    let name = row.student
    guard name.utf8.count > most, name.unicodeScalars.count > most else {
      return name.escapedForTerminal
    }
    return String(name.unicodeScalars.prefix(most - 1)).escapedForTerminal + "…"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      if column > 0 { line += "  " }
      let width = widths.indices.contains(column) ? widths[column] : 0
      let gap = String(repeating: " ", count: max(0, width - cell.displayWidth))
      line += column == 0 || column == cells.count - 1 ? cell + gap : gap + cell
    }
    while line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
    return line
  }

  /// Points of a question; a dash where only a person can give them.
  private func text(_ points: Rational, of mark: GradeRow.Mark) -> String {
    mark.possible.isZero && points.isZero ? "–" : Marks.text(points)
  }
}

extension GradeRow {
  /// What of a sheet needs a look.
  var remarks: String {
    var parts: [String] = []
    var (open, unreadable, undecided, toMark, excused) = (0, 0, 0, 0, 0)
    // By their places: to copy 37 marks for each of 1,000 rows took a twentieth of a run.
    for place in steps.indices {
      switch steps[place].outcome {
      case .open: open += 1
      case .unreadable: unreadable += 1
      case .undecided: undecided += 1
      case .awaitsMarker: toMark += 1
      case .excused: excused += 1
      default: break
      }
    }
    for (number, words) in [
      (open, "open"), (unreadable, "unreadable"), (undecided, "undecided"), (toMark, "to mark"),
      (excused, "excused"),
    ] where number > 0 {
      parts.append("\(number) \(words)")
    }
    if !strays.isEmpty { parts.append("\(strays.count) not used") }
    if attemptCount > 1 { parts.append("attempt \(attempt ?? 1) of \(attemptCount)") }
    if let lateness { parts.append(lateness.words) }
    if isUndated { parts.append("does not say when") }
    return parts.joined(separator: ", ")
  }
}
