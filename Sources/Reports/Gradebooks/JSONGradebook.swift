import CommandLine
import Grading
import JSONText
import WorkedExamples

/// A gradebook as one JSON document.
package struct JSONGradebook: GradeReport {
  let gradebook: Gradebook
  let status: ExitStatus

  package init(_ gradebook: Gradebook, status: ExitStatus) {
    self.gradebook = gradebook
    self.status = status
  }

  /// How such a document begins, and no answer sheet.
  package static let beginnings = ["{\n  \"notes\": [", "{\n  \"problems\": ["]

  package func write(to stream: inout some TextOutputStream) {
    stream.write("{\n")
    if !gradebook.notes.isEmpty {
      write("notes", to: &stream) { body in
        for note in gradebook.notes { body(JSONReports.fault(note)) }
      }
    }
    write("problems", to: &stream) { body in
      gradebook.forEachProblem { fault, _ in body(JSONReports.fault(fault)) }
    }
    write("sheets", to: &stream) { body in
      gradebook.forEachRow { row, _ in body(.object(JSONReports.row(row))) }
    }
    let word = JSONWriter(.compact, endsLine: false).text(of: status.word)
    stream.write("  \"status\": \(word),\n  \"version\": 1\n}\n")
  }

  /// A member that is a list, element by element.
  private func write(
    _ key: String, to stream: inout some TextOutputStream,
    each: ((JSONValue) -> Void) -> Void
  ) {
    stream.write("  \"\(key)\": [")
    let writer = JSONWriter(.indented, sortsKeys: true, endsLine: false, depth: 2)
    var separator = "\n    "
    each { value in
      stream.write(separator)
      stream.write(writer.text(of: value))
      separator = ",\n    "
    }
    stream.write(separator.hasPrefix(",") ? "\n  ],\n" : "],\n")
  }
}

/// A gradebook as JSON lines: one for each sheet, one for each problem, and one that says that
/// this was all.
package struct JSONLines: GradeReport {
  let gradebook: Gradebook
  let status: ExitStatus

  package init(_ gradebook: Gradebook, status: ExitStatus) {
    self.gradebook = gradebook
    self.status = status
  }

  package func write(to stream: inout some TextOutputStream) {
    gradebook.forEachRow { row, _ in stream.write(line("sheet", JSONReports.row(row))) }
    gradebook.forEachProblem { fault, _ in
      stream.write(line("problem", JSONReports.fault(fault).members ?? []))
    }
    for note in gradebook.notes {
      stream.write(line("note", JSONReports.fault(note).members ?? []))
    }
    stream.write(
      line(
        "end",
        [
          JSONMember("status", status.word),
          JSONMember("sheets", .integer(gradebook.sheetCount)),
          JSONMember("problems", .integer(gradebook.problemCount)),
        ]))
  }

  private func line(_ kind: String, _ members: [JSONMember]) -> String {
    JSONWriter(.compact, sortsKeys: true).text(
      of: .object([JSONMember("version", 1), JSONMember("kind", .string(kind))] + members))
  }
}

extension JSONReports {
  fileprivate static func row(_ row: GradeRow) -> [JSONMember] {
    var extras: [JSONMember] = []
    if row.attemptCount > 1 || row.attempt != nil {
      extras.append(JSONMember("attempt", .integer(row.attempt ?? 1)))
      extras.append(JSONMember("attempts", .integer(row.attemptCount)))
    }
    if let submitted = row.submitted { extras.append(JSONMember("submitted", .string(submitted))) }
    if let lateness = row.lateness {
      extras.append(JSONMember("secondsLate", .integer(lateness.seconds)))
      extras.append(JSONMember("percentLost", .number(Marks.percent(lateness.loss))))
    }
    if !row.notes.isEmpty { extras.append(JSONMember("notes", faults(row.notes))) }
    return [
      JSONMember("student", .string(row.student)), JSONMember("file", .string(row.file)),
      JSONMember("exercise", .string(row.exercise)),
      JSONMember("points", .number(Marks.text(row.points))),
      JSONMember("possible", .number(Marks.text(row.possible))),
      JSONMember("percent", .number(Marks.percent(row.share))),
      JSONMember(
        "questions",
        .array(
          row.questions.map {
            [
              "id": .string($0.question), "points": .number(Marks.text($0.points)),
              "possible": .number(Marks.text($0.possible)),
            ]
          })),
      JSONMember("steps", .array(row.steps.map(step))),
      JSONMember("faults", faults(row.strays)),
    ] + extras
  }

  private static func step(_ mark: GradeRow.StepMark) -> JSONValue {
    var members = [
      JSONMember("id", .string(mark.step)), JSONMember("outcome", .string(mark.outcome.word)),
      JSONMember("points", .number(Marks.text(mark.points))),
      JSONMember("possible", .number(Marks.text(mark.possible))),
    ]
    if mark.isBonus { members.append(JSONMember("bonus", .boolean(true))) }
    if let found = mark.found {
      members.append(
        JSONMember(
          "found",
          ["outcome": .string(found.outcome.word), "points": .number(Marks.text(found.points))]))
    }
    if let comment = mark.comment { members.append(JSONMember("comment", .string(comment))) }
    if let slip = mark.slip { members.append(JSONMember("slip", .string(slip))) }
    if !mark.origins.isEmpty { members.append(origins(mark.origins)) }
    return .object(members + (mark.annotation.map(annotation) ?? []))
  }
}
