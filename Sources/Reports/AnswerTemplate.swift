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

extension Step {
  /// What is asked, and in which form.
  var wording: String {
    switch kind {
    case .prose: "\(ask) (in words)"
    case .choice(let options, _): "\(ask) (one of: \(options.joined(separator: ", ")))"
    case .computed(let target):
      target.names.map { "\(ask) (a formula in \(listed($0)))" } ?? ask
    }
  }
}
