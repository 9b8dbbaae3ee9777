import JSONText
import Notation
import Testing

@testable import WorkedExamples

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
    #expect(read.step("s")?.hints.map(\.text) == ["a", "b"])
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
      // What is asked for may be named first.
      (#""y = a + 1 = 4""#, nil), (#""y ≈ 4""#, nil), (#""y = 4""#, nil),
      (#""y < 4""#, "1:33: the answer to y cannot use itself"),
      (#""y""#, "1:33: the answer to y cannot use itself"),
      (#""4 = y""#, "1:37: the answer to y cannot use itself"),
      (#""y = y + 1""#, "1:37: the answer to y cannot use itself"),
      (#"[1, "y = 2"]"#, "1:37: the answer to y cannot use itself"),
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

  @Test(
    "cases are conditions, the last of two may be what remains",
    arguments: [
      (#"{"v[0] > 0": "v", "v[0] <= 0": "-v"}"#, nil),
      (#"{"v[0] > 0": "v", "otherwise": "-v"}"#, nil), (#"{"Else": "v", "v[0] = 0": "1"}"#, nil),
      (
        #"{"positive": "v"}"#,
        "1:35: an answer cannot be an object / write a number, a list, or a formula in quotes"
      ),
      (
        #"{"v[0] > 0": "v", "negative": "-v"}"#,
        "1:62: expected a comparison after negative, found the end"
      ),
      (
        #"{"v[0] > 0": "v", "v[0] < 0": "-v", "otherwise": "0"}"#,
        "1:71: otherwise stands for the opposite of one condition / write out where this case holds, as in \"x < 0\""
      ),
      (
        #"{"-1 <= v[0] <= 1": "v"}"#,
        "1:48: a condition is one comparison / for -a < x < a write abs(x) < a"
      ),
    ] as [(String, String?)])
  func cases(json: String, expected: String?) throws {
    #expect(try complaint(json, to: "form") == expected)
  }

  @Test("a formula uses the names it may, and its own variable")
  func formula() throws {
    #expect(try complaint(#""v + 1""#, to: "form") == nil)
    #expect(try complaint(#""relu""#, to: "form") == nil)
    let refused = try complaint(#""a + 1""#, to: "form")
    #expect(refused == "1:36: a is not among what this answer may use / it may use v, z")
  }
}
