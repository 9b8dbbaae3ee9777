import Foundation
import JSONText
import Notation
import Scalars
import WorkedExamples

@testable import Checking
@testable import Grading

/// The five exercises of the project and their solutions, read once.
enum Shelf {
  static let ids = ["assignment1", "exercise5", "homework3", "problemset9", "tp1"]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func document(_ folder: String, _ id: String) throws -> JSONDocument {
    let file = root.appending(path: "\(folder)/\(id).json")
    return try JSONDocument(
      SourceText(name: "\(id).json", bytes: Array(try Data(contentsOf: file))))
  }

  static let judges = Result {
    Dictionary(
      uniqueKeysWithValues: try ids.map { id in
        (id, SheetJudge(AnswerKey(try Exercise(document("Exercises", id)))))
      })
  }

  static let solutions = Result {
    Dictionary(
      uniqueKeysWithValues: try ids.map { ($0, try AnswerSheet(document("Solutions", $0))) })
  }

  /// Judges answers, each written as JSON.
  static func mark(_ id: String, _ answers: [(step: String, json: String)]) throws -> SheetFinding {
    let body = answers.map { "\"\($0.step)\": \($0.json)" }.joined(separator: ",\n")
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "sheet.json", text: "{\"exercise\": \"\(id)\", \"answers\": {\n\(body)}}"))
    guard let judge = try judges.get()[id] else { throw MissingExercise() }
    return judge.judge(sheet)
  }

  struct MissingExercise: Error {}
}

extension Exercise {
  /// A step with the question that asks for it.
  func place(of id: String) -> (step: Step, question: Question)? {
    for question in questions {
      if let step = question.steps.first(where: { $0.id == id }) { return (step, question) }
    }
    return nil
  }
}
