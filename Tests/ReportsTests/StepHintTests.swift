import Bundled
import Checking
import Grading
import JSONText
import Testing
import WorkedExamples

@testable import Reports

@Suite("Hints")
struct StepHintTests {
  private static let exercise = #"""
    {"id": "tiny", "given": ["w = 3", "x = 0.5"],
     "definitions": ["z = w*x", "L = (z - 0.25)^2"],
     "questions": [{"id": "1", "steps": [
       {"id": "z", "via": "w*x", "hints": ["read the line above", "it comes to 1.5, or 3/2.", "15 lines"]},
       {"id": "L", "via": "(z - 1/4)^2",
        "slips": [{"code": "square", "value": "z - 1/4", "hint": "the loss is the square of the error"}]},
       {"id": "s", "value": "tanh(L)", "via": "tanh(L)"},
       {"id": "v", "value": "(z, 2*z)", "via": "(z, z + z)"},
       {"id": "kind", "choice": ["up", "down"], "value": "up"},
       {"id": "why", "prose": true}]},
      {"id": "2", "given": ["t : real"], "steps": [
       {"id": "f", "value": "2*t", "via": "t + t", "in": ["t"],
        "slips": [{"value": "t", "hint": "it is 2*t, not t"}, {"value": "t^2", "hint": "no square"}]},
       {"id": "p", "show": ["t + t", "2*t"]},
       {"id": "same", "value": "t", "in": ["t"]},
       {"id": "g", "value": "sigma'(t)", "via": "1/(2 + exp(t) + exp(-t))", "in": ["t"],
        "using": ["sigma"]}]}]}
    """#

  private func hints(_ step: String, _ answers: String? = nil) throws -> [String] {
    let key = try Sheets.key(Self.exercise)
    let sheet = try answers.map {
      SheetJudge(key).judge(
        try AnswerSheet(
          SourceText(name: "a.json", text: #"{"exercise": "tiny", "answers": \#($0)}"#)))
    }
    return try #require(StepHints(step, key: key, sheet: sheet)).texts
  }

  @Test("the author's own hints come first, without those that tell the value")
  func ownHints() throws {
    let texts = try hints("z")
    #expect(Array(texts.prefix(2)) == ["read the line above", "15 lines"])
    #expect(!texts.contains { $0.contains("1.5") || $0.contains("w*x") })
    let key = try Sheets.key(Self.exercise)
    let withheld = try #require(StepHints("z", key: key)).withheld
    #expect(withheld.map(\.text) == ["it comes to 1.5, or 3/2."])
  }

  @Test("a step says its form, what it builds on, what is done last, and where people slip")
  func fromTheExercise() throws {
    #expect(
      try hints("L") == [
        "a number is asked for, worked out: exactly, or rounded to 3 significant digits or more",
        "this builds on your answer to z", "the last thing to do is to raise to a power",
        "people often slip here: the loss is the square of the error",
      ])
    #expect(try hints("s").last == "this builds on your answer to L")
    #expect(
      try hints("v") == [
        "a 2-vector is asked for, each entry worked out: exactly, or rounded to 3 significant digits or more",
        "this builds on your answer to z", "each of the 2 entries is worked out by itself",
      ])
    // Its second witness takes what the answer may not.
    #expect(try hints("g") == ["a formula in t is asked for; it may use sigmoid"])
    #expect(try hints("kind") == ["one of these is right: up, down"])
    #expect(try hints("why") == ["a person marks this: a few sentences of your own will do"])
  }

  @Test("a formula that is asked for is in no hint, not even in a listed one")
  func formulas() throws {
    #expect(
      try hints("f") == ["a formula in t is asked for", "people often slip here: no square"])
    #expect(
      try hints("p") == [
        "a chain is asked for that leads from t + t to 2*t, in either direction"
      ])
  }

  @Test("where all that could be said would tell the answer, that is said")
  func namedInTheRequest() throws {
    #expect(try hints("same") == ["the answer is short, and any other hint would tell it"])
  }

  @Test("with a sheet the place and the slip come first, and what stands before it is named")
  func onASheet() throws {
    let texts = try hints("L", #"{"z": 2, "L": "2 - 0.25 = 1.85"}"#)
    #expect(
      texts.first
        == "a.json:1:48: this link does not follow: 2 - 0.25 comes to 1.75, not 1.85")
    #expect(texts.contains("your z is not right yet: it comes first"))
    #expect(try hints("L").contains("z is still open: it comes first") == false)
    #expect(try hints("L", #"{"L": 1}"#).contains("z is still open: it comes first"))
    let slip = try hints("L", #"{"z": 1.5, "L": 1.25}"#)
    #expect(slip.contains("the loss is the square of the error"))
  }

  @Test(
    "to what is right nothing is added",
    arguments: [
      ("z", "this is right, and nothing is to be done"),
      ("why", "this is answered, and a person marks it"),
    ])
  func praise(_ step: String, _ text: String) throws {
    #expect(try hints(step, #"{"z": 1.5, "why": "because"}"#) == [text])
  }

  @Test("what follows from a slip sends the student there")
  func follows() throws {
    #expect(
      try hints("L", #"{"z": 2, "L": "1.75^2 = 3.0625"}"#) == [
        "this follows from your z: the slip is there, and nothing is to be done here"
      ])
  }

  @Test("a step that nobody asks for has no hints")
  func unknown() throws {
    #expect(StepHints("zz", key: try Sheets.key(Self.exercise)) == nil)
  }

  @Test("no hint of the project's exercises tells a value of several digits, or the way")
  func discretion() throws {
    for id in Sheets.library.ids {
      let key = AnswerKey(try #require(Sheets.library.exercise(id)))
      for step in key.exercise.steps {
        let texts = try #require(StepHints(step.id, key: key)).texts
        #expect(!texts.isEmpty, "\(id) \(step.id)")
        guard let target = step.target else { continue }
        if case .derivation = target.form { continue }
        let way = target.via.map { "\($0.formula)" } ?? "no way"
        for text in texts {
          if way.count > 2 { #expect(!text.contains(way), "\(id) \(step.id): \(text)") }
          let words = text.split { !($0.isNumber || $0 == ".") }.map(String.init)
          if let value = key.values[step.id]?.text, value.count > 1 {
            #expect(!words.contains(value), "\(id) \(step.id): \(text)")
          }
        }
      }
    }
  }

  @Test("one hint is shown, and how to get the next; past the last the last stays")
  func report() throws {
    let key = try Sheets.key(Self.exercise)
    let hints = try #require(StepHints("f", key: key))
    #expect(
      HintReport(hints, number: 1).text == """
        f
          hint 1 of 2: a formula in t is asked for
          for the next one: --hint f:2

        """)
    let last = """
      f
        hint 2 of 2: people often slip here: no square
        there are no more hints for f

      """
    #expect(HintReport(hints, number: 2).text == last)
    #expect(HintReport(hints, number: .max).text == last)
  }
}
