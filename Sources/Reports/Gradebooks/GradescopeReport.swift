import CommandLine
import Grading
import JSONText
import Scalars
import WorkedExamples

/// `results.json` of a Gradescope autograder, for one submission.
///
/// It is there whatever was handed in, and its tests always sum up to the points of the exercise:
/// without it a student would only read that the autograder failed.
package struct GradescopeReport: GradeReport {
  let gradebook: Gradebook
  let library: Library
  /// What should have been handed in, where that is known.
  let expected: Exercise?

  package init(_ gradebook: Gradebook, _ library: Library, expected: Exercise?) {
    self.gradebook = gradebook
    self.library = library
    self.expected = expected
  }

  package func write(to stream: inout some TextOutputStream) {
    let json = gradebook.onlyRow.map { graded($0) } ?? refused
    stream.write(JSONWriter(.indented, sortsKeys: true).text(of: json))
  }

  private var problems: [String] {
    var texts: [String] = []
    gradebook.forEachProblem { fault, _ in texts.append(FaultReport().text(fault)) }
    return texts
  }

  private func graded(_ row: GradeRow) -> JSONValue {
    var lines = ["\(Marks.text(row.points)) of \(Marks.text(row.possible)) points"]
    if let lateness = row.lateness { lines.append(lateness.words) }
    lines += row.strays.map { FaultReport().text($0) } + problems
    let exercise = library.exercise(row.exercise)
    return report(
      score: row.points, lines.joined(separator: "\n"), tests: row.steps.map { test($0, exercise) })
  }

  private func test(_ mark: GradeRow.StepMark, _ exercise: Exercise?) -> JSONValue {
    let step = exercise?.step(mark.step)
    var members = [
      JSONMember("name", .string([mark.step, step?.ask ?? ""].joined(separator: "  "))),
      JSONMember("name_format", "text"), JSONMember("number", .string(mark.question)),
      JSONMember("output", .string(output(of: mark))), JSONMember("output_format", "text"),
    ]
    // Bonus comes on top; prose counts nothing until a person has marked it.
    let isCounted = mark.isCounted || mark.isBonus
    members += [
      JSONMember("score", .number(isCounted ? Marks.text(mark.points) : "0")),
      JSONMember("max_score", .number(mark.isCounted ? Marks.text(mark.possible) : "0")),
    ]
    if isCounted {
      members.append(
        JSONMember("status", mark.points == mark.possible ? "passed" : "failed"))
    }
    return .object(members)
  }

  private func output(of mark: GradeRow.StepMark) -> String {
    var lines = [mark.outcome.word]
    if let note = mark.annotation {
      let place = note.place.map { "line \($0.start.line), column \($0.start.column): " } ?? ""
      if !note.message.isEmpty { lines.append(place + note.message.escapedForTerminal) }
      if let hint = note.hint { lines.append("hint: \(hint.escapedForTerminal)") }
    }
    if let comment = mark.comment { lines.append(comment.escapedForTerminal) }
    return lines.joined(separator: "\n")
  }

  /// One failed test that says why, and is worth the whole exercise.
  private var refused: JSONValue {
    var reasons = problems
    if gradebook.sheetCount > 1 {
      var files: [String] = []
      gradebook.forEachRow { row, _ in files.append(row.file.escapedForTerminal) }
      reasons.insert(
        "hand in one answer sheet: which of these counts? \(listed(files))\n", at: 0)
    } else if reasons.isEmpty {
      reasons = ["there is no answer sheet among the files that were handed in\n"]
    }
    let output = reasons.joined(separator: "\n")
    let points = expected?.machinePoints ?? .zero
    return report(
      score: .zero, output,
      tests: [
        [
          "name": "The answer sheet", "name_format": "text", "output": .string(output),
          "output_format": "text", "score": 0, "max_score": .number(Marks.text(points)),
          "status": "failed",
        ]
      ])
  }

  private func report(score: Rational, _ output: String, tests: [JSONValue]) -> JSONValue {
    [
      "score": .number(Marks.text(score)), "output": .string(output), "output_format": "text",
      "test_output_format": "text", "tests": .array(tests),
    ]
  }
}

extension Exercise {
  /// The points of all steps that a program can mark.
  var machinePoints: Rational {
    steps.reduce(.zero) { sum, step in
      step.isProse || step.isBonus ? sum : sum + step.points
    }
  }
}
