import JSONText
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
      asked.append(JSONMember("question \(question.id)", .string(question.ask)))
      for step in question.steps {
        asked.append(JSONMember(step.id, .string(step.wording)))
        answers.append(JSONMember(step.id, .null))
      }
    }
    return JSONWriter(.indented).text(
      of: [
        "exercise": .string(exercise.id), "student": "",
        "given": .array(exercise.given.map(JSONValue.string)), "asked": .object(asked),
        "answers": .object(answers),
      ])
  }
}

extension Step {
  /// What is asked, and in which form.
  var wording: String {
    switch kind {
    case .prose: "\(ask) (in words)"
    case .choice(let choice): "\(ask) (one of: \(choice.options.joined(separator: ", ")))"
    case .computed(let target):
      target.names.map { "\(ask) (a formula in \(listed($0)))" } ?? ask
    }
  }
}
