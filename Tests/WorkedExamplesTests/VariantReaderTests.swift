import JSONText
import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// Every mistake in what an exercise says of drawing numbers is told, with its place.
struct VariantReaderTests {
  /// An exercise with this as its plan.
  private static func exercise(_ variant: String, ask: String = "", own: String = "") -> String {
    #"{"id": "e", "given": ["a = 2", "x = (1, -2)", "M = [[1, 2], [3, 4]]", "k : real", "b = a + 1"],"#
      + #" "definitions": ["z = a*x[0]"], "variant":"# + "\n\(variant),\n"
      + #""questions": [{"id": "1", "ask": "\#(ask)", "given": ["m = 3"]\#(own), "steps": [{"id": "z"}]}]}"#
  }

  @Test(
    "what cannot be drawn is told",
    arguments: [
      (#"7"#, #"2:1: variant: "variant" must be an object"#),
      (#"{}"#, #"2:1: variant: no numbers are drawn / add "numbers""#),
      (
        #"{"number": {}}"#,
        #"2:2: variant: "variant" has no field "number" / did you mean "numbers"?"#
      ),
      (
        #"{"numbers": []}"#,
        #"2:13: variant: "numbers" must be an object: {"x1": {"range": [-3, 3]}}"#
      ),
      (#"{"numbers": {"xx": {"range": [1, 2]}}}"#, "2:14: variant: xx is not given here"),
      (
        #"{"numbers": {"k": {"range": [1, 2]}}}"#, "2:14: variant: k is not given here"
      ),
      (
        #"{"numbers": {"b": {"range": [1, 2]}}}"#,
        "2:14: variant: b is no number, vector or matrix of numbers that could be drawn"
      ),
      (#"{"numbers": {"z": {"range": [1, 2]}}}"#, "2:14: variant: z is not given here"),
      (
        #"{"numbers": {"a": {}}}"#,
        #"2:19: variant: a: nothing says what may be drawn / add "range": [-3, 3] or "values": [1, 2, 5]"#
      ),
      (
        #"{"numbers": {"a": {"range": [1]}}}"#,
        #"2:29: variant: a: "range" takes the least and the greatest number"#
      ),
      (
        #"{"numbers": {"a": {"range": [2, 1]}}}"#,
        "2:29: variant: a: the least number is greater than the greatest"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 1e9]}}}"#,
        "2:29: variant: a: a range lies within -1000000 and 1000000"
      ),
      (
        #"{"numbers": {"a": {"range": [1, "x"]}}}"#,
        #"2:33: variant: a: this is no exact number / write 3, 0.5 or "3/4""#
      ),
      (
        #"{"numbers": {"a": {"range": [1, "1/0"]}}}"#,
        #"2:33: variant: a: this is no exact number / write 3, 0.5 or "3/4""#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 2], "denominator": 0}}}"#,
        #"2:52: variant: a: "denominator" must be a whole number from 1 to 1000"#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 2], "decimals": 7}}}"#,
        #"2:49: variant: a: "decimals" must be a whole number from 0 to 6"#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 2], "decimals": 1, "denominator": 3}}}"#,
        #"2:37: variant: a: "decimals" and "denominator" exclude each other"#
      ),
      (
        #"{"numbers": {"a": {"range": [0.1, 0.9]}}}"#,
        #"2:29: variant: a: no number with that denominator lies in this range / add "decimals" or another "denominator""#
      ),
      (
        #"{"numbers": {"a": {"range": [0, 1], "except": [0, 1]}}}"#,
        "2:47: variant: a: nothing is left to be drawn"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3], "except": [0.5]}}}"#,
        "2:48: variant: a: this number cannot be drawn, so it needs no exception"
      ),
      (
        #"{"numbers": {"a": {"values": []}}}"#, "2:30: variant: a: there is no value to choose"
      ),
      (
        #"{"numbers": {"a": {"values": [1], "range": [1, 2]}}}"#,
        #"2:35: variant: a: "values" and "range" exclude each other"#
      ),
      (
        #"{"numbers": {"a": [1]}}"#, "2:19: variant: a: this is one number, not a list"
      ),
      (
        #"{"numbers": {"x": [1, 2, 3]}}"#,
        "2:19: variant: x: there are 3 entries here, and 2 in what is given"
      ),
      (
        #"{"numbers": {"M": [[1, 2], [3]]}}"#,
        "2:19: variant: M: this must be a list of 2 rows of 2"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3], "step": 2}}}"#,
        #"2:37: variant: a: a number has no field "step""#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "conditions": ["z"]}"#,
        "2:55: variant: a condition compares two formulas / write z1 > 0, or x1 != x2"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "conditions": ["z > q"]}"#,
        "2:59: variant: q is not defined here"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "conditions": ["z ≈ 1 ≈ 2"]}"#,
        "2:55: variant: ≈ decides nothing / write abs(a - b) < 0.01"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "conditions": ["z >"]}"#,
        "2:58: variant: expected a formula after >, found the end"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "digits": 0}"#,
        #"2:49: variant: "digits" must be a whole number from 1 to 100"#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "digits": {"y": 3, "z": "4"}}"#,
        #"2:50: variant: there is no step y / "*" stands for all others"#
      ),
      (
        #"{"numbers": {"a": {"range": [1, 3]}}, "required": 1}"#,
        #"2:51: "required" must be true or false"#
      ),
    ])
  func complaints(variant: String, complaint: String) throws {
    let found = try WorkedExamplesTests.complaints(exercise: Self.exercise(variant))
    #expect(found.first == complaint)
  }

  @Test("a question draws from what it gives itself, in an exercise that deals")
  func questions() throws {
    let own = #", "variant": {"numbers": {"m": {"range": [1, 9]}}}"#
    #expect(try WorkedExamplesTests.complaints(exercise: Self.exercise("{}", own: own)) == [])
    let foreign = #", "variant": {"numbers": {"a": {"range": [1, 9]}}}"#
    #expect(
      try WorkedExamplesTests.complaints(exercise: Self.exercise("{}", own: foreign)).first
        == "3:82: variant: a is not given here")
    let alone =
      #"{"id": "e", "questions": [{"id": "q", "given": ["m = 3"]"# + own
      + #", "steps": [{"id": "z", "value": "m"}]}]}"#
    #expect(
      try WorkedExamplesTests.complaints(exercise: alone) == [
        #"1:1: the exercise has no "variant" / question q draws numbers: add "variant": {} to the exercise"#
      ])
  }

  // MARK: Numbers in the text

  private static let plan = #"{"numbers": {"a": {"range": [1, 3]}}}"#

  @Test(
    "numbers stand in the text of a question where names in braces do",
    arguments: [
      ("at {x}, a is {a}", "at (1, -2), a is 2"), ("{x[0] + a} of {M}", "3 of [[1, 2], [3, 4]]"),
      ("1{x > 0}, {0, 1}, {}, {a", "1{x > 0}, {0, 1}, {}, {a"), ("{m} {{a}}", "3 {2}"),
      ("{a/3}", "2/3"), ("ŷ {a} ŷ", "ŷ 2 ŷ"),
    ])
  func placeholders(ask: String, text: String) throws {
    let exercise = try Exercise(
      JSONDocument(name: "x.json", text: Self.exercise(Self.plan, ask: ask)))
    #expect(exercise.questions[0].ask == text)
  }

  @Test(
    "a place for numbers that are not there is told",
    arguments: [
      ("at {y}", "3:39: y is not given here / \(otherBraces)"),
      ("h_{z-1}", "3:38: z is not given here / \(otherBraces)"),
      ("{exp(a)}", "3:35: exp(a) comes to no exact number"),
      ("{k}", "3:35: k comes to no exact number"),
    ])
  func unknownPlaceholders(ask: String, complaint: String) throws {
    #expect(
      try WorkedExamplesTests.complaints(exercise: Self.exercise(Self.plan, ask: ask))
        == [complaint])
  }

  private static let otherBraces =
    "where numbers are drawn, {…} in a text shows what is given; write ( and ) else"

  @Test("braces mean nothing where no numbers are drawn")
  func noPlaceholders() throws {
    let exercise = try Exercise(
      JSONDocument(
        name: "x.json",
        text: #"{"id": "e", "given": ["a = 2"], "questions": [{"id": "1", "ask": "{a}", "#
          + #""steps": [{"id": "s", "value": "a"}]}]}"#))
    #expect(exercise.questions[0].ask == "{a}")
  }

  // MARK: Seeds

  @Test(
    "the numbers of an id are the same everywhere, however it is spelled",
    arguments: [
      // From an implementation of FNV-1a and SplitMix64 in another language.
      ("s1001", "", 0x2EA0_36E5_44C9_A8A1, [7, 6, 4, 5, 0, 7]),
      ("s1002", "", 0x3FC0_84F1_D65C_2CC4, [4, 0, 7, 1, 6, 5]),
      ("s1001", "2026", 0x5DEC_9ADA_708D_6001, [1, 9, 6, 6, 9, 1]),
      ("Zo\u{EB}", "", 0xD17D_2D00_74E5_820D, [7, 8, 3, 8, 4, 2]),
      (" Zoe\u{308}\n", "", 0xD17D_2D00_74E5_820D, [7, 8, 3, 8, 4, 2]),
    ] as [(String, String, UInt64, [Int])])
  func seeds(student: String, salt: String, first: UInt64, digits: [Int]) {
    var seed = VariantSeed(student: student, exercise: "exercise5", salt: salt)
    #expect(seed.next() == first)
    seed = VariantSeed(student: student, exercise: "exercise5", salt: salt)
    #expect(digits.indices.map { _ in seed.next(below: 10) } == digits)
  }

  @Test("every number of a range is drawn, and no other")
  func draws() throws {
    let variant = #"""
      {"numbers": {"a": {"range": [-1, "1/2"], "denominator": 4, "except": [0]},
        "x": [{"range": [0, 0.3], "decimals": 1}, 7], "M": {"values": ["[[1, 0], [0, 1]]", "[[0, 1], [1, 0]]"]}}}
      """#
    let exercise = try Exercise(JSONDocument(name: "x.json", text: Self.exercise(variant)))
    let plan = try #require(exercise.variants)
    var seed = VariantSeed(student: "anybody", exercise: "e", salt: "")
    var given: [Set<String>] = [[], [], []]
    for _ in 0..<400 {
      let draw = try #require(plan.draw(from: &seed))
      for (place, text) in exercise.dealt(draw, to: "anybody").given.prefix(3).enumerated() {
        given[place].insert(text)
      }
    }
    #expect(given[0] == ["a = -1", "a = -3/4", "a = -1/2", "a = -1/4", "a = 1/4", "a = 1/2"])
    #expect(given[1] == ["x = (0, 7)", "x = (0.1, 7)", "x = (0.2, 7)", "x = (0.3, 7)"])
    #expect(given[2] == ["M = [[1, 0], [0, 1]]", "M = [[0, 1], [1, 0]]"])
  }
}
