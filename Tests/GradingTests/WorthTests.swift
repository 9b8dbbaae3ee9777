import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// A small exercise, written in the test, and one sheet for it.
struct Small {
  let judge: SheetJudge

  /// Steps are JSON objects; each of the exercise's other fields has a comma behind it.
  init(_ steps: String, _ fields: String = "", decimalCommas: Bool = false) throws {
    let text = """
      {"id": "small", \(fields) "given": ["a = 2.75", "u = (1, 2, 3)"],
        "questions": [{"id": "1", "steps": [\(steps)]}]}
      """
    judge = SheetJudge(
      AnswerKey(try Exercise(JSONDocument(name: "small.json", text: text))),
      decimalCommas: decimalCommas)
  }

  func mark(_ answers: String) throws -> SheetFinding {
    judge.judge(
      try AnswerSheet(
        JSONDocument(
          name: "s.json", text: "{\"exercise\": \"small\", \"answers\": {\(answers)}}")))
  }

  /// The code and the credit of step `s`.
  func mark(s answer: String) throws -> String {
    let found = try #require(try mark("\"s\": \(answer)").finding("s"))
    if case .unreadable(let fault) = found.outcome {
      return fault.message + (fault.help.map { " / \($0)" } ?? "")
    }
    return "\(found.code) \(found.credit)"
  }
}

/// Numbers as they are written, and what they are worth.
struct WrittenFormTests {
  @Test(
    "significant digits, decimals, exact values and percentages may be asked for",
    arguments: [
      (#""value": "a^2""#, #""7.56""#, "rounded 1"),
      (#""value": "a^2""#, #""7.6""#, "too-coarse 0.5"),
      (#""value": "a^2""#, #""8""#, "too-coarse 0"), (#""value": "a^2""#, "7.5625", "right 1"),
      (#""value": "a^2", "digits": 4"#, #""7.56""#, "too-coarse 0.5"),
      (#""value": "a^2", "digits": 4"#, #""7.563""#, "rounded 1"),
      (#""value": "a^2", "digits": 1"#, "8", "rounded 1"),
      (#""value": "a^2", "decimals": 1"#, #""7.6""#, "rounded 1"),
      (#""value": "a^2", "decimals": 3"#, #""7.56""#, "too-coarse 0.5"),
      (#""value": "a/1000", "decimals": 2"#, #""0.00""#, "rounded 1"),
      (#""value": "a/1000", "decimals": 2"#, "0", "wrong 0"),
      (#""value": "a/1000""#, #""0.00""#, "wrong 0"),
      (#""value": "a^2", "exact": true"#, #""7.56""#, "not-in-form 0.5"),
      (#""value": "a^2", "exact": true"#, #""121/16""#, "right 1"),
      (#""value": "sqrt(2)", "exact": true"#, #""2^(1/2) = sqrt(2)""#, "right 1"),
      (#""value": "sqrt(2)", "exact": true"#, #""sqrt(a - 0.75)""#, "not-worked-out 0"),
      (#""value": "sqrt(2)", "exact": true"#, #""1.41421""#, "not-in-form 0.5"),
      (#""value": "sqrt(2)""#, #""sqrt(2)""#, "not-worked-out 0"),
      (#""value": "300.6""#, "300", "too-coarse 0.5"), (#""value": "299.7""#, "300", "rounded 1"),
      (#""value": "1/8""#, #""12.5%""#, "right 1"), (#""value": "1/8""#, "12.5", "point 0"),
      (#""value": "1/8", "percent": true"#, #""12.5%""#, "right 1"),
      (#""value": "1/8", "percent": true"#, "12.5", "right 1"),
      (#""value": "1/8", "percent": true"#, "0.125", "right 1"),
      (#""value": "1/8", "percent": true"#, #""0.125%""#, "percent 0"),
      (#""value": "1/8", "percent": true"#, #""1250%""#, "percent 0"),
      (#""value": "1/3", "percent": true"#, #""33.3%""#, "rounded 1"),
      (#""value": "1/3", "percent": true"#, "33.3", "rounded 1"),
      (#""value": "1/3", "percent": true"#, #""33%""#, "too-coarse 0.5"),
      (#""value": "u/8", "percent": true"#, "[12.5, 25, 37.5]", "right 1"),
      (#""value": "0.0015""#, #""1.5*10^-3""#, "right 1"),
      (#""value": "0.0015""#, #""15·10⁻⁴""#, "right 1"),
      (#""value": "2*u""#, #""-(-2, -4, -6)""#, "right 1"),
      (#""value": "a^2""#, #""７．５６""#, "rounded 1"),
    ])
  func precision(step: String, answer: String, mark: String) throws {
    #expect(try Small("{\"id\": \"s\", \(step)}").mark(s: answer) == mark)
  }

  @Test(
    "decimal commas are read where they are declared, and named where not",
    arguments: [
      (#""2,75""#, "right 1", "a decimal is written with a point, not with a comma / write 2.75"),
      (#""2.75""#, "right 1", "right 1"), ("2.75", "right 1", "right 1"),
      (
        #""5,5/2 = 2,75""#, "right 1",
        "a decimal is written with a point, not with a comma / write 5.5"
      ),
      (
        #""1.002,75""#, "digits are not grouped",
        "a comma stands only between parts in brackets / a vector is written (1.002, 75)"
      ),
      (
        #""2,7,5""#,
        "a number has only one decimal comma / the parts of a list have ; between them: (1; 2)",
        "a comma stands only between parts in brackets / a vector is written (2, 7, 5)"
      ),
      (
        #""max(2,75; 1)""#, "not-worked-out 0",
        "; is not part of the notation / the rows of a matrix are [[1, 2], [3, 4]]"
      ),
      (
        #""max(2,75, 1)""#,
        "a comma stands only inside a decimal here / the parts of a list have ; between them: (1; 2)",
        "not-worked-out 0"
      ),
    ])
  func commas(answer: String, declared: String, plain: String) throws {
    let step = #"{"id": "s", "value": "a"}"#
    #expect(try Small(step, #""decimal-comma": true,"#).mark(s: answer) == declared)
    #expect(try Small(step, decimalCommas: true).mark(s: answer) == declared)
    #expect(try Small(step).mark(s: answer) == plain)
  }

  @Test("with decimal commas lists have semicolons, in strings, and JSON's own lists stay")
  func commaLists() throws {
    let small = try Small(#"{"id": "s", "value": "u/2"}"#, decimalCommas: true)
    #expect(try small.mark(s: #""(0,5; 1; 1,5)""#) == "right 1")
    #expect(try small.mark(s: #"["0,5", 1, 1.5]"#) == "right 1")
    #expect(try small.mark(s: #""1/2*(1; 2; 3) = (0,5; 1; 1,5)""#) == "right 1")
  }
}

/// Answers of another shape.
struct ShapeWorthTests {
  @Test(
    "each way to miss a shape has its code, and its worth",
    arguments: [
      ("2*u", "[[2, 4, 6]]", "row-for-column 1"), ("2*u", "[[2], [4], [6]]", "right 1"),
      ("(2*u)^T", "[2, 4, 6]", "row-for-column 1"), ("2*u", "[[2, 4, 7]]", "row-for-column 2/3"),
      ("2*u", "[2, 4]", "too-short 2/3"), ("2*u", "[2, 6]", "too-short 2/3"),
      ("2*u", "[4, 6]", "too-short 2/3"), ("2*u", "[2, 7]", "too-short 1/3"),
      ("2*u", "[7, 8]", "too-short 0"), ("2*u", "[2, 4, 6, 8]", "too-long 0.5"),
      ("2*u", "[2, 3, 4, 6]", "too-long 0.5"), ("2*u", "[2]", "scalar-for-vector 0"),
      ("2*u", "12", "scalar-for-vector 0"), ("a", "[2.75, 3]", "vector-for-scalar 0"),
      ("a", "[2.75]", "right 1"), ("2*u", "[1, 2, 3, 4, 5]", "wrong-shape 0"),
      ("u*(1, 5)^T", "[[1, 2, 3], [5, 10, 15]]", "transposed 0.5"),
      ("u*(1, 5)^T", "[[1, 2, 3], [5, 10, 16]]", "transposed 5/12"),
      ("u*(1, 5)^T", "[1, 5, 2, 10, 3, 15]", "flattened 0.5"),
      ("u*(1, 5)^T", "[[1, 5], [2, 10], [3, 15]]", "right 1"),
      ("u*(1, 5)^T", #""[[1, 2, 3], [5, 10, 15]]^T""#, "right 1"),
      ("(1, 2)*(3, 4)^T", "[[3, 6], [4, 8]]", "transposed 0.5"),
      ("(1, 2)*(3, 4)^T", "[[3, 4], [6, 8]]", "right 1"),
    ])
  func shapes(value: String, answer: String, mark: String) throws {
    #expect(try Small("{\"id\": \"s\", \"value\": \"\(value)\"}").mark(s: answer) == mark)
  }

  @Test("the exercise and the step say what is worth how much, the step last")
  func settings() throws {
    let steps = #"{"id": "s", "value": "2*u", "credit": {"row-for-column": 0.25}}"#
    #expect(try Small(steps).mark(s: "[[2, 4, 6]]") == "row-for-column 0.25")
    let exercise = #""credit": {"row-for-column": 0, "too-long": 1, "too-short": 0.5},"#
    #expect(try Small(steps, exercise).mark(s: "[[2, 4, 6]]") == "row-for-column 0.25")
    #expect(try Small(steps, exercise).mark(s: "[2, 4, 6, 8]") == "too-long 1")
    #expect(try Small(steps, exercise).mark(s: "[2, 4]") == "too-short 1/3")
    let coarse =
      #"{"id": "s", "value": "a^2", "credit": {"too-coarse": 0.75, "broken-link": 0.25, "not-worked-out": 0.5}}"#
    #expect(try Small(coarse).mark(s: #""7.6""#) == "too-coarse 0.75")
    #expect(try Small(coarse).mark(s: #""8""#) == "too-coarse 0")
    #expect(try Small(coarse).mark(s: #""a*2 = 7.5625""#) == "broken-link 0.25")
    #expect(try Small(coarse).mark(s: #""a*a""#) == "not-worked-out 0.5")
    #expect(try Small(coarse).mark(s: #""a*a + 1""#) == "not-worked-out 0")
  }

  @Test("a row that is right for a column carries on as the column")
  func carries() throws {
    let small = try Small(
      #"{"id": "s", "value": "2*u"}, {"id": "t", "value": "4*u", "via": "2*s"}"#)
    let finding = try small.mark(#""s": [[2, 4, 6]], "t": "2*s = (4, 8, 12)""#)
    #expect(finding.points == 2)
    let wrong = try small.mark(#""s": [[2, 4, 7]], "t": [4, 8, 14]"#)
    #expect(wrong.finding("t")?.entries == [.right, .right, .follows])
  }

  @Test("too coarse, wrong and right entries each earn their own part")
  func entries() throws {
    let small = try Small(#"{"id": "s", "value": "(1, 2.75, 7.5625, 1/3)"}"#)
    let found = try #require(
      try small.mark(#""s": [1, 2.75, "7.6", 0.5]"#).finding("s"))
    #expect(found.entries == [.right, .right, .coarse(digits: 2), .wrong])
    #expect(found.credit == Rational(5) / 8)
  }
}

/// What follow-through may earn at most, and what is said of it.
struct FollowLimitTests {
  private static let steps = #"""
    {"id": "s", "value": "a + 1"}, {"id": "t", "value": "2*(a + 1)", "via": "2*s", "points": 4},
    {"id": "w", "value": "2*(a + 1) + 5", "via": "t + 5", "points": 4}
    """#
  // s = 4 is wrong; t = 8 and w = 13 follow.
  private static let answers = #""s": 4, "t": 8, "w": 13"#

  @Test(
    "by a part of each entry, and by a part of the whole",
    arguments: [
      ("", 4, 4), (#""follow": 0.5,"#, 2, 2), (#""follow": 0,"#, 0, 0),
      (#""follow": {"step": 0.75},"#, 3, 3),
      // Of nine points a third is three.
      (#""follow": {"total": 0.5},"#, 4, 0.5),
      (#""follow": {"step": 0.5, "total": 0.25},"#, 2, 0.25),
      (#""follow": {"total": 0},"#, 0, 0),
    ])
  func limits(field: String, first: Double, second: Double) throws {
    let finding = try Small(Self.steps, field).mark(Self.answers)
    #expect(finding.finding("t").map { Double($0.points) } == first)
    #expect(finding.finding("w").map { Double($0.points) } == second)
  }

  @Test("a step may have a limit of its own")
  func step() throws {
    let steps =
      #"{"id": "s", "value": "a"}, {"id": "t", "value": "2*a", "via": "2*s", "follow": 0.25}"#
    #expect(try Small(steps, #""follow": 0.5,"#).mark(#""s": 4, "t": 8"#).points == Rational(1) / 4)
  }

  @Test("where the mistake is and what stands there is known")
  func origins() throws {
    let finding = try Small(Self.steps).mark(Self.answers)
    #expect(finding.finding("t")?.origins == [Origin(step: "s", value: "4", slips: ["s"])])
    #expect(finding.finding("w")?.origins == [Origin(step: "t", value: "8", slips: ["s"])])
  }

  @Test(
    "a name that cannot be used says why",
    arguments: [
      ("\"2 +\"", "the answer to s could not be read, so it cannot be used here / write its value"),
      ("\"2*2\"", "the answer to s is not worked out, so it cannot be used here / write its value"),
      ("null", "s has no answer above, so it cannot be used here / write its value"),
    ])
  func unusable(answer: String, message: String) throws {
    let finding = try Small(Self.steps).mark("\"s\": \(answer), \"t\": \"2*s = 8\"")
    guard case .unreadable(let fault)? = finding.finding("t")?.outcome else {
      Issue.record("t was read")
      return
    }
    #expect(fault.message + (fault.help.map { " / \($0)" } ?? "") == message)
  }

  @Test("an answer in a size that depends on a wrong one follows as a whole")
  func size() throws {
    let small = try Small(
      #"{"id": "n", "value": "3"}, {"id": "s", "value": "7*ones(3)", "via": "7*ones(n)"}"#)
    #expect(try small.mark(#""n": 4, "s": [7, 7, 7, 7]"#).finding("s")?.code == "follows")
    #expect(try small.mark(#""n": 4, "s": [7, 7, 7]"#).finding("s")?.code == "right")
    #expect(try small.mark(#""n": 4, "s": [7, 7]"#).finding("s")?.code == "too-short")
  }
}
