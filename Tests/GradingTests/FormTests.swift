import Foundation
import JSONText
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// The forms in which people write what the five exercises ask for, right and wrong.
///
/// The files in `Forms` list them by step: `=` a right form, `~` one that is right in value only,
/// `!` a wrong one, and after `--` the code by which its mistake is recognised.
struct FormTests {
  static let exercises = ["exercise5", "homework3", "tp1", "assignment1", "problemset9"]

  enum Kind: Character { case right = "=", value = "~", wrong = "!" }

  struct Form: Sendable {
    let step: String
    let kind: Kind
    let answer: String
    let code: String?
  }

  private static func text(_ path: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  private static func judge(_ exercise: String) throws -> SheetJudge {
    let text = try text("../../Exercises/\(exercise).json")
    return SheetJudge(AnswerKey(try Exercise(JSONDocument(name: exercise, text: text))))
  }

  private static func forms(_ exercise: String) throws -> [Form] {
    var step = ""
    var forms: [Form] = []
    for line in try text("Forms/\(exercise).txt").split(separator: "\n") {
      guard let mark = line.dropFirst(2).first, line.hasPrefix("  ") else {
        step = String(line)
        continue
      }
      let parts = String(line.dropFirst(4)).components(separatedBy: "  -- ")
      forms.append(
        Form(
          step: step, kind: try #require(Kind(rawValue: mark)), answer: parts[0],
          code: parts.count > 1 ? parts[1] : nil))
    }
    return forms
  }

  private static func finding(_ form: Form, _ judge: SheetJudge) throws -> StepFinding {
    let answers = JSONValue.object([JSONMember(form.step, .string(form.answer))])
    let sheet = JSONValue.object([
      JSONMember("exercise", .string(judge.key.exercise.id)), JSONMember("answers", answers),
    ])
    let document = try JSONDocument(name: "s.json", text: JSONWriter(.compact).text(of: sheet))
    return try #require(judge.judge(AnswerSheet(document)).finding(form.step))
  }

  @Test("every form is judged as what it is", arguments: exercises)
  func forms(of exercise: String) throws {
    let judge = try Self.judge(exercise)
    for form in try Self.forms(exercise) {
      let finding = try Self.finding(form, judge)
      let place: Comment = "\(exercise), \(form.step): \(form.answer): \(finding.outcome)"
      switch (form.kind, finding.outcome) {
      case (.right, .right(.exact)), (.right, .right(.proven)), (.value, .notInForm): break
      case (.wrong, .wrong(.counterexample)), (.wrong, .wrong(.shapes)),
        (.wrong, .wrong(.transposed)), (.wrong, .wrong(.smallerDomain)):
        // What is on no list may still be recognised by itself, as a sign or two at once.
        if let code = form.code { #expect(finding.slip?.code == code, place) }
      default: Issue.record(place)
      }
    }
  }

  @Test("every step that asks for a formula has its forms", arguments: exercises)
  func isComplete(_ exercise: String) throws {
    let forms = try Self.forms(exercise)
    let asked = try Self.judge(exercise).key.exercise.steps.filter { step in
      guard let target = step.target, target.isFormula else { return false }
      if case .derivation = target.form { return false }
      return true
    }
    #expect(asked.map(\.id).filter { id in !forms.contains { $0.step == id } } == [])
    for step in asked {
      let own = forms.filter { $0.step == step.id }
      #expect(own.contains { $0.kind == .right } && own.count { $0.kind == .wrong } >= 1)
    }
  }

  @Test("codes are short words, and hints short lines", arguments: exercises)
  func codes(of exercise: String) throws {
    for step in try Self.judge(exercise).key.exercise.steps {
      for slip in step.target?.slips ?? [] {
        #expect(slip.code.wholeMatch(of: /[a-zA-Z0-9]+(-[a-z0-9]+)*/) != nil, "\(slip.code)")
        #expect(slip.code.count <= 32, "\(step.id): \(slip.code)")
        #expect(!slip.hint.isEmpty && slip.hint.count <= 120, "\(step.id): \(slip.hint)")
      }
    }
  }
}
