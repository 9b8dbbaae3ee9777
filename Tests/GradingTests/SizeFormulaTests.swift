import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

@Suite("Formulas of sizes")
struct SizeFormulaTests {
  private func finding(_ step: String, _ answer: String, sizes: String) throws -> StepFinding {
    let small = try Small(step, "\"sizes\": \(sizes),")
    return try #require(try small.mark("\"s\": \"\(answer)\"").finding("s"))
  }

  @Test(
    "what stands for every size must not pass at the few that are listed",
    arguments: [
      // At n = 2 and d = 3 all of these come to 8, at n = 4 and d = 2 the second one to 12, too.
      (#"{"n": 2, "d": 3}"#, "n*(d + 1)", "8", "wrong"),
      (#"[{"n": 2, "d": 3}, {"n": 4, "d": 2}]"#, "n*(d + 1)", "2*n + 4", "wrong"),
      (#"{"n": 2, "d": 3}"#, "n*(d + 1)", "n*d + n", "right"),
      (#"{"n": 2, "d": 3}"#, "count(X) + n", "n + n*d", "right"),
      (#"{"n": 2, "d": 3}"#, "count(X) + n", "8", "wrong"),
      (#"{"n": 2, "d": 3}"#, "(n, 2*d)", "(n, 6)", "wrong"),
      // These differ where d is 1, and at one rest in eight.
      (#"{"n": 7, "d": 3}"#, "floor(n/d) + 1", "floor(n/d) + 1 + floor(1/d)", "wrong"),
      (#"{"n": 7, "d": 3}"#, "floor(n/d) + 1", "floor(n/d + 1/8) + 1", "wrong"),
      (#"{"n": 7, "d": 3}"#, "floor(n/d) + 1", "ceil((n + 1)/d)", "right"),
    ])
  func anySize(sizes: String, value: String, answer: String, word: String) throws {
    let step = """
      {"id": "s", "value": "\(value)", "in": ["n", "d"]}], "given": ["X : matrix(n, d)"
      """
    let found = try finding(step, answer, sizes: sizes)
    #expect(found.outcome.word == word)
    // At one point any two numbers are in proportion: that is no mistake to name.
    #expect(found.slip == nil)
  }

  @Test("a size that the answer cannot name, or that others bind, is left as it is")
  func fixedSizes() throws {
    let fixed = #"{"id": "s", "value": "n*d", "in": ["n"]}"#
    #expect(
      try finding(fixed, "3*n", sizes: #"{"n": 2, "d": 3}"#).outcome.word == "right")
    let bound = #"{"id": "s", "value": "k*h", "via": "n", "in": ["n", "k", "h"]}"#
    let sizes = #"{"n": 6, "k": 2, "h": 3}"#
    #expect(try finding(bound, "n", sizes: sizes).outcome.word == "right")
  }

  @Test("an answer in the entries of an array may hold at the listed size alone")
  func entries() throws {
    let step = """
      {"id": "s", "value": "norm2(x)^2", "in": ["x", "n"]}], "given": ["x : vector(n)"
      """
    let found = try finding(step, "x[0]^2 + x[1]^2", sizes: #"{"n": 2}"#)
    #expect(found.credit == .one)
  }
}
