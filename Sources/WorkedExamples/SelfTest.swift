import JSONText
import Notation
import Scalars

/// An answer sheet of the exercise's author, with what it must be worth.
package struct SelfTest: Sendable {
  package let name: String
  package let sheet: AnswerSheet
  package let expectations: [Expectation]
  /// Where the test stands in the exercise's file.
  package let place: Range<Int>

  /// One thing that must come out.
  package struct Expectation: Sendable {
    /// The step that is looked at; nil for the sheet as a whole.
    package let step: String?
    package let wanted: Wanted
    package let place: Range<Int>
  }

  package enum Wanted: Sendable {
    /// The outcome, in the words of a report.
    case outcome(String)
    /// The code of the mistake that is recognised; nil where there must be none.
    case code(String?)
    case points(Rational)
  }
}

extension ExerciseReader {
  /// `"tests"`: answers with the marks that they must get.
  mutating func selfTests(of root: JSONValue) -> [SelfTest] {
    var tests: [SelfTest] = []
    var names: [String: Range<Int>] = [:]
    for value in fields.list("tests", of: root) {
      guard let test = selfTest(value, of: root["id"]?.string ?? "") else { continue }
      if let first = names[test.name] {
        let line = fields.document.source.position(of: first.lowerBound).line
        fields.report(
          "the test \(test.name) stands on line \(line) already", at: value.range.prefix,
          help: "give one of them a \"name\"")
      }
      names[test.name] = value.range
      tests.append(test)
    }
    return tests
  }

  private mutating func selfTest(_ value: JSONValue, of exercise: String) -> SelfTest? {
    let keys = ["name", "slip", "variant", "answers", "expect"]
    guard fields.object(value, "a test", knows: keys) != nil else { return nil }
    var expectations: [SelfTest.Expectation] = []
    let slip = value["slip"].flatMap { fields.string($0, "slip") }
    if let slip, let member = value["slip"] { expectations += self.slip(slip, at: member.range) }
    let name = fields.optionalString("name", of: value) ?? slip ?? ""
    if value["name"] == nil, value["slip"] == nil {
      fields.report(
        "this test has no \"name\"", at: value.range.prefix,
        help: "a test of one slip may have \"slip\": \"step/code\" instead")
    }
    fields.context = name.isEmpty ? "" : "test \(name): "
    defer { fields.context = "" }
    if let expected = value["expect"] { expectations += self.expectations(expected) }
    let isBlank = value["expect"].map { $0.members != nil } ?? true
    if expectations.isEmpty, value["slip"] == nil, isBlank {
      fields.report(
        "this test expects nothing", at: value["expect"]?.range ?? value.range.prefix,
        help: "add \"expect\": {\"points\": …} or {\"steps\": {\"step\": {\"outcome\": \"wrong\"}}}"
      )
    }
    guard fields.has("answers", value, "this test"), let answers = value["answers"] else {
      return nil
    }
    guard let members = answers.members, !members.isEmpty else {
      fields.report(
        "\"answers\" must be an object: {\"step\": answer, …}", at: answers.range)
      return nil
    }
    for member in members { checkStep(member.key, at: member.keyRange) }
    var reader = AnswerSheetReader(fields.document)
    let sheet = AnswerSheet(
      exercise: exercise, student: nil,
      variant: fields.optionalString("variant", of: value), attempt: nil, submitted: nil,
      answers: members.map { reader.answer($0) }, errata: [], document: fields.document)
    return SelfTest(name: name, sheet: sheet, expectations: expectations, place: value.range)
  }

  /// `step/code`: the mistake in that step is recognised.
  private mutating func slip(_ text: String, at place: Range<Int>) -> [SelfTest.Expectation] {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      fields.report("\"slip\" must be \"step/code\"", at: place)
      return []
    }
    checkStep(String(parts[0]), at: place)
    return [.init(step: String(parts[0]), wanted: .code(String(parts[1])), place: place)]
  }

  private mutating func checkStep(_ id: String, at place: Range<Int>) {
    guard ids[id] == nil else { return }
    fields.report(
      "there is no step \(id)", at: place,
      help: Nearest.name(to: id, among: ids.keys).map { "did you mean \($0)?" })
  }

  private mutating func expectations(_ value: JSONValue) -> [SelfTest.Expectation] {
    guard fields.object(value, "\"expect\"", knows: ["points", "steps"]) != nil else { return [] }
    var all: [SelfTest.Expectation] = []
    if let points = fields.points("points", of: value), let place = value["points"]?.range {
      all.append(.init(step: nil, wanted: .points(points), place: place))
    }
    guard let steps = value["steps"] else { return all }
    guard let members = steps.members else {
      fields.report("\"steps\" must be an object: {\"step\": {…}, …}", at: steps.range)
      return all
    }
    for member in members {
      checkStep(member.key, at: member.keyRange)
      let value = member.value
      guard
        fields.object(value, "what a step expects", knows: ["outcome", "code", "points"]) != nil
      else { continue }
      func expect(_ wanted: SelfTest.Wanted, _ key: String) {
        all.append(
          .init(step: member.key, wanted: wanted, place: value[key]?.range ?? value.range))
      }
      if let outcome = fields.optionalString("outcome", of: value) {
        expect(.outcome(outcome), "outcome")
      }
      if value["code"]?.isNull == true {
        expect(.code(nil), "code")
      } else if let code = fields.optionalString("code", of: value) {
        expect(.code(code), "code")
      }
      if let points = fields.points("points", of: value) { expect(.points(points), "points") }
    }
    return all
  }
}
