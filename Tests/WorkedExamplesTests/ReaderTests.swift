import JSONText
import Notation
import Testing

@testable import WorkedExamples

/// `line:column: message`, and the help after a slash.
func words(_ fault: Fault) -> String {
  let place = fault.position.map { "\($0): " } ?? ""
  return place + fault.message + (fault.help.map { " / \($0)" } ?? "")
}

func complaints(exercise text: String) throws -> [String] {
  let document = try JSONDocument(name: "x.json", text: text)
  do throws(Faults) {
    _ = try Exercise(document)
    return []
  } catch {
    return error.all.map(words)
  }
}

func complaints(sheet text: String) throws -> [String] {
  let document = try JSONDocument(name: "s.json", text: text)
  do throws(Faults) {
    _ = try AnswerSheet(document)
    return []
  } catch {
    return error.all.map(words)
  }
}

/// Every mistake in the file of an exercise is told, with its place.
struct ExerciseReaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let json: String
    let complaints: [String]
    var testDescription: String { json }
    init(_ json: String, _ complaints: String...) {
      (self.json, self.complaints) = (json, complaints)
    }
  }

  /// An exercise with these fields in its one step.
  private static func step(_ fields: String) -> String {
    #"{"id": "e", "given": ["a = 2"], "definitions": ["b = a + 1", "f(x) = a*x"], "questions": ["#
      + "\n" + #"{"id": "1", "steps": [{"id": "k", "value": "5"},"# + "\n{\(fields)}]}]}"
  }

  static let steps = [
    Case(#""id": "b""#), Case(#""id": "c", "value": "b""#), Case(#""id": "c", "value": 7"#),
    Case(#""value": "1""#, #"3:1: this step has no "id""#),
    Case(#""id": 3, "value": "1""#, #"3:8: "id" must be a string"#),
    Case(#""id": "k", "value": "1""#, "3:8: step k: the step k stands on line 2 already"),
    Case(
      #""id": "c""#,
      #"3:8: step c: nothing says what c must come to / add "value", or a definition of that name"#),
    Case(
      #""id": "exp", "value": "1""#,
      "3:8: step exp: a step cannot have this id: exp is a built-in function"),
    Case(#""id": "e", "value": "1""#, "3:8: step e: a step cannot have this id: e is a constant"),
    Case(#""id": "f", "value": "1""#, "3:8: step f: a step cannot have this id: f is a function"),
    Case(
      #""id": "z 1", "value": "1""#,
      "3:8: step z 1: a step cannot have this id: it is not a name as formulas write it"),
    Case(
      #""id": "", "value": "1""#,
      "3:8: step : a step cannot have this id: it is not a name as formulas write it"),
    Case(
      #""id": "ŷ1", "value": "1""#,
      "3:8: step ŷ1: a step cannot have this id: it is not a name as formulas write it / write yhat1"
    ),
    Case(
      #""id": "a", "value": "1""#,
      "3:8: step a: a step cannot have this id: a is given"),
    Case(
      #""id": "b", "value": "a + 2""#,
      "3:22: step b: b is defined already, as something else / leave \"value\" out, or choose another id"
    ),
    Case(
      #""id": "c", "value": "b", "vai": "b""#,
      #"3:27: a step has no field "vai" / did you mean "via"?"#),
    Case(
      #""id": "c", "value": true"#,
      #"3:22: step c: "value" must be a formula in quotes, or a number"#),
    Case(
      #""id": "c", "value": "b", "via": []"#,
      #"3:34: step c: "via" must be a formula in quotes, or a number"#
    ),
    Case(#""id": "c", "value": "a + q""#, "3:27: step c: q is not defined here"),
    Case(#""id": "c", "value": "k""#, "3:23: step c: k is not defined here"),
    Case(#""id": "c", "value": "b", "via": "k + c""#, "3:39: step c: c is not defined here"),
    Case(#""id": "c", "value": "b", "via": "k + a""#),
    Case(#""id": "c", "value": "2 +""#, "3:26: step c: expected a formula after +, found the end"),
    Case(
      #""id": "c", "value": "b", "slips": {}"#, #"3:36: step c: "slips" must be a list"#),
    Case(#""id": "c", "value": "b", "slips": ["b"]"#, "3:37: step c: a slip must be an object"),
    Case(
      #""id": "c", "value": "b", "slips": [{"value": "zz", "hint": "h"}]"#,
      "3:48: step c: zz is not defined here"),
    Case(
      #""id": "c", "value": "b", "slips": [{"value": "1"}]"#,
      #"3:37: step c: this slip has no "hint""#),
    Case(
      #""id": "c", "value": "b", "slips": [{"hint": "1"}]"#,
      #"3:37: step c: this slip has no "value""#),
    Case(
      #""id": "c", "value": "b", "slips": [{"value": "1", "hint": "h", "hnit": 1}]"#,
      #"3:65: step c: a slip has no field "hnit" / did you mean "hint"?"#),
    Case(#""id": "c", "value": "b", "in": ["q"]"#, "3:35: step c: q is not defined here"),
    Case(#""id": "c", "value": "b", "in": "a""#, #"3:33: step c: "in" must be a list"#),
    Case(#""id": "c", "value": "b", "in": [1]"#, #"3:34: step c: "in" must be a string"#),
    Case(
      #""id": "c", "value": "b", "points": -1"#,
      #"3:37: step c: "points" must be a number from 0 to 1000000"#),
    Case(
      #""id": "c", "value": "b", "points": "2""#,
      #"3:37: step c: "points" must be a number from 0 to 1000000"#),
    Case(
      #""id": "c", "value": "b", "points": 1e999"#,
      #"3:37: step c: "points" must be a number from 0 to 1000000"#),
    Case(#""id": "c", "value": "b", "points": 2.5"#),
    Case(
      #""id": "c", "value": "b", "digits": 0"#,
      #"3:37: step c: "digits" must be a whole number from 1 to 100"#),
    Case(
      #""id": "c", "value": "b", "digits": 2.5"#,
      #"3:37: step c: "digits" must be a whole number from 1 to 100"#),
    Case(#""id": "c", "value": "b", "ask": 3"#, #"3:34: step c: "ask" must be a string"#),
    Case(#""id": "c", "value": "b", "of": 3"#, #"3:33: step c: "of" must be a string"#),
    Case(
      #""id": "c", "prose": "yes""#, #"3:22: step c: "prose" must be true or false"#,
      #"3:8: step c: nothing says what c must come to / add "value", or a definition of that name"#),
    Case(#""id": "c", "prose": true"#),
    Case(#""id": "c", "choice": ["x", "y"], "value": "y""#),
    Case(#""id": "c", "choice": ["x", "y"]"#, #"3:1: step c: this choice has no "value""#),
    Case(
      #""id": "c", "choice": ["x", "y"], "value": "z""#,
      "3:44: step c: the right answer is not among the options"),
    Case(
      #""id": "c", "choice": "x", "value": "x""#, #"3:23: step c: "choice" must be a list"#,
      "3:37: step c: the right answer is not among the options"),
  ]

  @Test("a mistake in a step is told", arguments: steps)
  func step(_ value: Case) throws {
    let found = try complaints(exercise: Self.step(value.json))
    #expect(found == value.complaints)
  }

  private static let question = #""questions": [{"id": "1", "steps": [{"id": "k", "value": "5"}]}]"#

  static let roots = [
    Case("{\(question), \"id\": \"e\"}"),
    Case("[]", "1:1: an exercise must be an object"),
    Case("{}", #"1:1: the exercise has no "id""#),
    Case(#"{"id": "e"}"#, "1:1: this exercise asks nothing"),
    Case(#"{"id": "e", "questions": []}"#, "1:1: this exercise asks nothing"),
    Case(#"{"id": "e", "questions": {}}"#, #"1:26: "questions" must be a list"#),
    Case(#"{"id": "e", "questions": [1]}"#, "1:27: a question must be an object"),
    Case(#"{"id": "e", "questions": [{}]}"#, #"1:27: this question has no "id""#),
    Case("{\(question), \"id\": \"../e\"}", "1:74: an id is letters, digits, - and _"),
    Case("{\(question), \"id\": \"\"}", "1:74: an id is letters, digits, - and _"),
    Case("{\(question), \"id\": 5}", #"1:74: "id" must be a string"#),
    Case(
      "{\(question), \"id\": \"e\", \"titel\": \"t\"}",
      #"1:79: an exercise has no field "titel" / did you mean "title"?"#),
    Case(
      "{\(question), \"id\": \"e\", \"indices\": 2}",
      #"1:90: "indices" must be a whole number from 0 to 1"#),
    Case(
      "{\(question), \"id\": \"e\", \"vectors\": \"up\"}", #"1:90: "vectors" is "column" or "row""#),
    Case("{\(question), \"id\": \"e\", \"vectors\": 1}", #"1:90: "vectors" must be a string"#),
    Case(
      "{\(question), \"id\": \"e\", \"sizes\": 3}",
      #"1:88: "sizes" must be an object, or a list of objects"#),
    Case(
      "{\(question), \"id\": \"e\", \"sizes\": [{\"d\": 0}]}",
      "1:95: a size is a whole number from 1 to 1000"),
    Case("{\(question), \"id\": \"e\", \"given\": \"a = 1\"}", #"1:88: "given" must be a list"#),
    Case("{\(question), \"id\": \"e\", \"given\": [1]}", #"1:89: "given" must be a string"#),
    Case("{\(question), \"id\": \"e\", \"given\": [\"a = b\"]}", "1:94: b is not defined here"),
    Case("{\(question), \"id\": \"e\", \"given\": [\"a = a\"]}", "1:94: a is not defined here"),
    Case(
      "{\(question), \"id\": \"e\", \"given\": [\"f(x) = f(x)\"]}", "1:97: f is defined by itself"),
    Case(
      "{\(question), \"id\": \"e\", \"given\": [\"exp = 1\"]}",
      "1:90: exp is a built-in function and cannot be another name"),
    Case(
      "{\(question), \"id\": \"e\", \"unchecked\": [{\"what\": \"w\"}]}",
      #"1:93: an unchecked claim has no "why""#),
  ]

  @Test("a mistake in an exercise's own fields is told", arguments: roots)
  func root(_ value: Case) throws {
    let found = try complaints(exercise: value.json)
    #expect(found == value.complaints)
  }

  @Test("all mistakes are told at once, in the order of the file")
  func many() throws {
    let text = """
      {
        "id": "e", "given": ["a = ", "b = c"],
        "questions": [
          {"id": "1", "steps": [{"id": "k"}, {"id": "l", "value": "1 1"}]},
          {"id": "1", "steps": []}
        ]
      }
      """
    let found = try complaints(exercise: text)
    #expect(found.count == 5)
    #expect(found.map { $0.prefix { $0 != ":" } } == ["2", "2", "4", "4", "5"])
    #expect(found.last == "5:12: the question 1 stands on line 4 already")
  }

  @Test("a place inside a string with escapes is the place in the file")
  func escapes() throws {
    let text = #"{"id": "e", "given": ["ab = \u0031 +\t qq"], \#(Self.question)}"#
    let found = try complaints(exercise: text)
    #expect(found == ["1:40: qq is not defined here"])
  }

  @Test("a question's own names are nobody else's")
  func scopes() throws {
    let text = """
      {"id": "e", "given": ["w = 2"], "questions": [
        {"id": "1", "definitions": ["w = 3", "p = w"], "steps": [{"id": "s", "value": "p*w"}]},
        {"id": "2", "steps": [{"id": "t", "value": "w"}, {"id": "u", "value": "p"}]}]}
      """
    #expect(try complaints(exercise: text) == ["3:74: step u: p is not defined here"])
    let exercise = try Exercise(
      JSONDocument(
        name: "x", text: text.replacing(#", {"id": "u", "value": "p"}"#, with: "")))
    #expect(exercise.questions[0].visible == [])
    #expect(exercise.questions[1].visible == ["w"])
  }
}
