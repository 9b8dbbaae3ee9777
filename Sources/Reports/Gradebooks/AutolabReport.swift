import CommandLine
import Grading
import JSONText
import WorkedExamples

/// What Autolab reads from the end of an autograder's output: feedback by stages, then the scores.
///
/// Problems bear the names of the questions, and the last line is the one that counts.
package struct AutolabReport: GradeReport {
  let gradebook: Gradebook
  /// What should have been handed in, where that is known.
  let expected: Exercise?

  package init(_ gradebook: Gradebook, expected: Exercise?) {
    self.gradebook = gradebook
    self.expected = expected
  }

  package func write(to stream: inout some TextOutputStream) {
    guard let row = gradebook.onlyRow else {
      let questions = expected?.questions.filter { $0.steps.contains { !$0.isProse } } ?? []
      stream.write(line(["scores": .object(questions.map { JSONMember($0.id, 0) })]))
      return
    }
    let marked = row.questions.filter { !$0.possible.isZero }
    stream.write(line(stages(row)))
    stream.write(
      line([
        "scores": .object(
          marked.map { JSONMember($0.question, .number(Marks.text($0.points))) })
      ]))
  }

  private func stages(_ row: GradeRow) -> JSONValue {
    // With a word before it no question can be called like the two members that say what this is.
    func name(_ question: String) -> String { "Question \(question)" }
    return .object(
      [
        JSONMember("_presentation", "semantic"),
        JSONMember("stages", .array(row.questions.map { .string(name($0.question)) })),
      ]
        + row.questions.map { question in
          let own = row.steps.filter { $0.question == question.question }
          return JSONMember(
            name(question.question), .object(own.map { JSONMember($0.step, test($0)) }))
        })
  }

  private func test(_ mark: GradeRow.StepMark) -> JSONValue {
    var members = [JSONMember("passed", .boolean(mark.isPassed))]
    if !mark.isPassed || mark.comment != nil {
      let words = [
        mark.outcome.word, mark.annotation?.message, mark.annotation?.hint, mark.comment,
      ]
      .compactMap(\.self).filter { !$0.isEmpty }
      members.append(JSONMember("hint", .string(words.joined(separator: ": ").escapedForTerminal)))
    }
    return .object(members)
  }

  private func line(_ value: JSONValue) -> String { JSONWriter(.compact).text(of: value) }
}

extension Gradebook {
  /// The row of a gradebook that has one.
  var onlyRow: GradeRow? {
    guard sheetCount == 1 else { return nil }
    var only: GradeRow?
    forEachRow { row, _ in only = row }
    return only
  }
}

extension GradeRow.StepMark {
  /// Whether the step is answered as it should be.
  var isPassed: Bool {
    switch outcome {
    case .right, .roundedEarly, .followsThrough, .excused: true
    case .marked: points == possible
    default: false
    }
  }
}
