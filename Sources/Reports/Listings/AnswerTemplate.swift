import Grading
import JSONText
import Notation
import WorkedExamples

/// An answer sheet to fill in: every step with null, and before it what is asked.
package struct AnswerTemplate {
  let exercise: Exercise

  package init(_ exercise: Exercise) {
    self.exercise = exercise
  }

  /// JSON has no comments; what is asked stands under keys that nobody grades.
  package var text: String {
    var asked: [JSONMember] = []
    var answers: [JSONMember] = []
    for question in exercise.questions {
      asked.append(JSONMember("question \(question.id)", .string(question.wording)))
      for step in question.steps {
        asked.append(JSONMember(step.id, .string(step.wording)))
        answers.append(JSONMember(step.id, .null))
      }
    }
    var members = [
      JSONMember("exercise", .string(exercise.id)),
      JSONMember("student", .string(exercise.variant ?? "")),
    ]
    if let variant = exercise.variant { members.append(JSONMember("variant", .string(variant))) }
    members += [
      JSONMember("given", .array(exercise.given.map(JSONValue.string))),
      JSONMember("asked", .object(asked)), JSONMember("answers", .object(answers)),
    ]
    return JSONWriter(.indented).text(of: .object(members))
  }
}

extension Question {
  /// What is asked, and what is given for this question alone.
  ///
  /// Names that are given as formulas are for what is asked to explain: one of them may be an answer.
  fileprivate var wording: String {
    let told = given.filter { text in
      switch try? Statement.parse(text, vocabulary: Vocabulary()) {
      case .declarations: true
      case .definition(let definition): !definition.isFunction && definition.body.names.isEmpty
      case nil: false
      }
    }
    guard !told.isEmpty else { return ask }
    let words = "Given: \(told.joined(separator: "; "))."
    return ask.isEmpty ? words : "\(ask) \(words)"
  }
}

extension Step {
  /// What is asked, and in which form.
  fileprivate var wording: String {
    switch kind {
    case .prose: "\(ask) (in words)"
    case .choice(let choice): "\(ask) (one of: \(choice.options.joined(separator: ", ")))"
    case .computed(let target):
      target.wordsOfForm.isEmpty ? ask : "\(ask) (\(target.wordsOfForm.joined(separator: "; ")))"
    }
  }
}
