import CommandLine
import Grading
import JSONText
import WorkedExamples

/// Gradebooks as JSON: one document, or a line for each sheet.
extension JSONReports {
  package static func gradebook(_ gradebook: Gradebook) -> [JSONMember] {
    [
      JSONMember("sheets", .array(gradebook.rows.map { .object(row($0)) })),
      JSONMember("problems", faults(gradebook.problems)),
    ]
  }

  /// A line for each sheet, one for each problem, and one that says that this was all.
  package static func lines(_ status: ExitStatus, _ gradebook: Gradebook) -> String {
    let sheets = gradebook.rows.map { line("sheet", row($0)) }
    let problems = gradebook.problems.map { line("problem", fault($0).members ?? []) }
    let end = line(
      "end",
      [
        JSONMember("status", status.word), JSONMember("sheets", .integer(gradebook.rows.count)),
        JSONMember("problems", .integer(gradebook.problems.count)),
      ])
    return (sheets + problems + [end]).joined()
  }

  private static func line(_ kind: String, _ members: [JSONMember]) -> String {
    JSONWriter(.compact, sortsKeys: true).text(
      of: .object([JSONMember("version", 1), JSONMember("kind", .string(kind))] + members))
  }

  private static func row(_ row: GradeRow) -> [JSONMember] {
    [
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
    ]
  }

  private static func step(_ mark: GradeRow.StepMark) -> JSONValue {
    var members = [
      JSONMember("id", .string(mark.step)), JSONMember("outcome", .string(mark.outcome.word)),
      JSONMember("points", .number(Marks.text(mark.points))),
      JSONMember("possible", .number(Marks.text(mark.possible))),
    ]
    if let slip = mark.slip { members.append(JSONMember("slip", .string(slip))) }
    if let note = mark.annotation {
      if !note.message.isEmpty { members.append(JSONMember("message", .string(note.message))) }
      if let hint = note.hint { members.append(JSONMember("hint", .string(hint))) }
      if let place = note.place {
        members += [
          JSONMember("line", .integer(place.start.line)),
          JSONMember("column", .integer(place.start.column)),
          JSONMember("endLine", .integer(place.end.line)),
          JSONMember("endColumn", .integer(place.end.column)),
        ]
      }
    }
    return .object(members)
  }
}
