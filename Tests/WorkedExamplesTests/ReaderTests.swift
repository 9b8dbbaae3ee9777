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

/// Every mistake in the form of a sheet is told, with its place.
struct AnswerSheetReaderTests {
  @Test(
    "a mistake in a sheet is told",
    arguments: [
      (#"{"exercise": "e", "answers": {}}"#, []),
      (#"{"exercise": "e", "answers": {"z": null, "y": 3, "x": [1, "2"]}}"#, []),
      (
        "[]",
        [
          #"1:1: an answer sheet must be an object / it has the form {"exercise": "…", "answers": {"step": answer, …}}"#
        ]
      ),
      ("{}", [noExercise, noAnswers]), (#"{"answers": {}}"#, [noExercise]),
      (#"{"exercise": "e", "z": 3}"#, [noAnswers]),
      (
        #"{"exercise": "e", "Answers": {}}"#,
        [#"1:19: the sheet has no "answers" / write "answers" for "Answers""#]
      ),
      (#"{"exercise": 5, "answers": {}}"#, [#"1:14: "exercise" must be a string"#]),
      (
        #"{"exercise": "e", "answers": [3]}"#,
        [#"1:30: "answers" must be an object: {"step": answer, …}"#]
      ),
      (#"{"exercise": "e", "student": 7, "answers": {}}"#, [#"1:30: "student" must be a string"#]),
      (
        #"{"exercise": "e", "answer": {}, "answers": {}}"#,
        [#"1:19: an answer sheet has no field "answer" / did you mean "answers"?"#]
      ),
      // One answer of an odd form is unreadable, and the others are judged.
      (#"{"exercise": "e", "answers": {"z": {"answer": 3, "value": 3}}}"#, []),
      (
        #"{"exercise": "e", "answers": {"z": {"answer": 3, "erratum": {"kind": "valu", "why": "w"}}}}"#,
        [
          #"1:70: "kind" is one of value, shape, name, range, form, transposed, rounded early, note"#
        ]
      ),
      (
        #"{"exercise": "e", "answers": {"z": {"answer": 3, "erratum": {"why": "w"}}}}"#,
        [#"1:61: this erratum has no "kind""#]
      ),
      (
        #"{"exercise": "e", "answers": {"z": {"answer": 3, "erratum": {"kind": "value"}}}}"#,
        [#"1:61: this erratum has no "why""#]
      ),
      (
        #"{"exercise": "e", "answers": {"z": {"answer": 3, "erratum": {"kind": "note", "why": "w", "origin": "me"}}}}"#,
        [#"1:100: "origin" is one of author, assignment sheet, scan"#]
      ),
      (
        #"{"exercise": "e", "answers": {"z": {"answer": 3, "erratum": {"kind": "note", "why": "w", "link": 0}}}}"#,
        [#"1:98: "link" must be a whole number from 1 to 1000"#]
      ),
      (
        #"{"exercise": "e", "answers": {}, "errata": [{"where": "w", "printed": "p", "kind": "note", "why": "w"}]}"#,
        [#"1:45: this erratum has no "right""#]
      ),
    ])
  func form(json: String, expected: [String]) throws {
    let found = try complaints(sheet: json)
    #expect(found == expected)
  }

  static let noExercise =
    #"1:1: the sheet has no "exercise" / add "exercise" and the id of the exercise that it answers"#
  static let noAnswers =
    #"1:1: the sheet has no "answers" / the steps stand in it: "answers": {"step": answer, …}"#

  @Test("a key means the name that it spells")
  func spelledKeys() throws {
    let text = #"{"exercise": "e", "answers": {"ŷ₁": 3, "z 2": 1, "漢": 2}}"#
    let sheet = try AnswerSheet(JSONDocument(name: "s", text: text))
    #expect(sheet.answers.map(\.step) == ["yhat1", "z 2", "漢"])
    let double =
      #"{"exercise": "e", "answers": {"𝕫": 1, "σ": 2, "z": 3, "sigma": 4, "ŷ": 5, "𝕪̂": 6}}"#
    let both = try AnswerSheet(JSONDocument(name: "s", text: double))
    #expect(both.answers.map(\.step) == ["𝕫", "σ", "z", "sigma", "yhat", "𝕪̂"])
  }

  @Test("hints are a list of texts")
  func hints() throws {
    func exercise(_ hints: String) -> String {
      #"{"id": "e", "questions": [{"id": "1", "steps": [{"id": "s", "value": 1, "hints": \#(hints)}]}]}"#
    }
    let read = try Exercise(JSONDocument(name: "x", text: exercise(#"["a", "b"]"#)))
    #expect(read.step("s")?.hints == ["a", "b"])
    #expect(
      try complaints(exercise: exercise(#""a""#)) == [#"1:82: step s: "hints" must be a list"#])
    #expect(
      try complaints(exercise: exercise("[1]")) == [#"1:83: step s: "hints" must be a string"#])
  }

  @Test("blank text and lists of nothing are open, numbers are not")
  func open() throws {
    let text =
      #"{"exercise": "e", "answers": {"a": "", "b": "  ", "c": [null, ""], "d": [], "f": 0, "g": false}}"#
    let sheet = try AnswerSheet(JSONDocument(name: "s", text: text))
    #expect(sheet.answers.filter(\.content.isOpen).map(\.step) == ["a", "b", "c"])
  }

  @Test("the printed sheet has what is printed, and nothing where the source is silent")
  func printed() throws {
    let text = """
      {"exercise": "e", "answers": {"a": "1", "b": {"printed": "2", "answer": "3"},
        "c": {"printed": null, "answer": "4", "erratum": {"kind": "value", "why": "left out"}}}}
      """
    let printed = try AnswerSheet(JSONDocument(name: "s", text: text)).asPrinted
    let texts = printed.answers.map { answer -> String? in
      if case .text(let inscription) = answer.content { inscription.text } else { nil }
    }
    #expect(texts == ["1", "2", nil])
    #expect(printed.answers[2].content.isOpen)
  }
}

/// What an answer may be made of.
struct AnswerParserTests {
  private static let exercise = #"""
    {"id": "e", "given": ["a = 2", "v = (1, 2, 3)", "g(x) = 2*x"],
     "definitions": ["secret = 7", "hidden(x) = x", "z = 5"], "questions": [{"id": "1", "steps": [
       {"id": "z"}, {"id": "y", "value": "secret"}, {"id": "later", "value": "1"},
       {"id": "form", "value": "a", "in": ["v"], "of": "v"}]}]}
    """#

  private func complaint(_ answer: String, to step: String = "y") throws -> String? {
    let exercise = try Exercise(JSONDocument(name: "x", text: Self.exercise))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s", text: #"{"exercise":"e","answers":{"\#(step)":\#(answer)}}"#))
    let parser = AnswerParser(sheet.document, question: exercise.questions[0])
    let target = try #require(exercise.step(step))
    do throws(Fault) {
      _ = try parser.parse(
        sheet.answers[0].content, to: target, answered: ["z"],
        others: Set(exercise.steps.map(\.id)))
      return nil
    } catch {
      return words(error)
    }
  }

  @Test(
    "an answer is read, or refused with its place",
    arguments: [
      ("3", nil), ("-3", nil), ("1.5E+2", nil), ("1e2", nil), (#""1e-3""#, nil),
      (#""a + z = v[1]*2""#, nil), (#""g(z)""#, nil), (#""relu'(z) = 1""#, nil),
      (#""2 ≈ 2""#, nil), ("[1, \"2\", \"a = 2\"]", nil), ("[[1, 2], [3, 4]]", nil),
      (#""secret""#, "1:33: secret is not defined here"),
      (#""hidden(2)""#, "1:33: hidden is not a function / for a product write hidden*(2)"),
      (#""y + 1""#, "1:33: the answer to y cannot use itself"),
      (
        #""2 = later""#,
        "1:37: later has no answer above, so it cannot be used here / write its value"
      ),
      (#""der(z, a)""#, "1:33: derivatives are what is asked for: an answer cannot contain der"),
      (
        #""1 + grad(z, a)""#,
        "1:37: derivatives are what is asked for: an answer cannot contain grad"
      ),
      (#""q""#, "1:33: q is not defined here"),
      (#""2 = ""#, "1:36: expected a formula after =, found the end"),
      (#""3,4""#, "1:33: a decimal is written with a point, not with a comma / write 3.4"),
      (#""NaN""#, "1:33: NaN is not defined here"),
      (#""2 != 3""#, "1:35: != does not link formulas"),
      (
        "true",
        "1:32: an answer cannot be true or false / write a number, a list, or a formula in quotes"
      ),
      ("[]", "1:32: this list is empty"),
      (
        "[1, null]",
        "1:32: an entry of this list is not answered / write all entries, or null for the whole step"
      ),
      ("[1, [2]]", "1:33: this list mixes rows and single entries"),
      ("[[1, 2], [3]]", "1:41: this row has 1 entries, the first has 2"),
      ("[[], []]", "1:33: this row is empty"),
      ("[[[1]]]", "1:34: lists nest at most twice"),
      (
        "[1, true]",
        "1:36: an answer cannot be true or false / write a number, a list, or a formula in quotes"
      ),
      (#"[1, "2 +"]"#, "1:40: expected a formula after +, found the end"),
    ] as [(String, String?)])
  func answer(json: String, expected: String?) throws {
    let found = try complaint(json)
    #expect(found == expected)
  }

  @Test("a formula uses the names it may, and its own variable")
  func formula() throws {
    #expect(try complaint(#""v + 1""#, to: "form") == nil)
    #expect(try complaint(#""relu""#, to: "form") == nil)
    let refused = try complaint(#""a + 1""#, to: "form")
    #expect(refused == "1:36: a is not among what this answer may use / it may use v, z")
  }
}
