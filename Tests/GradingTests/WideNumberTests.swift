import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Grading

/// What a sheet earns by decimals that are so wide that they say nothing, and by computations of
/// something else that round to what is right.
@Suite("Numbers too wide to say anything")
struct WideNumberTests {
  private func marked(_ answer: String, _ steps: String) throws -> String {
    try Small(#"{"id": "s", "points": 1, \#(steps)}"#).mark(s: "\"\(answer)\"")
  }

  @Test(
    "a wrong value earns nothing behind decimals that could be anything",
    arguments: [
      ("(3 - 1.3)^2 = 1000*1.00 - 995 = 5", "wrong 0"),
      ("(3 - 1.3)^2 = 1000*1.00 - 995 = 5.00", "wrong 0"),
      ("2.89 = 5 + 1e9*(1.00 - 1.00) = 5", "wrong 0"),
      // The right value behind them is right, and the link is not.
      ("(3 - 1.3)^2 = 1000*1.00 - 995 = 2.89", "broken-link 0.5"),
      ("1000*1.00 - 995 = 2.89", "broken-link 0.5"), ("(3 - 1.3)^2 = 2.89", "right 1"),
    ])
  func wide(answer: String, expected: String) throws {
    #expect(try marked(answer, #""value": "(3 - 1.3)^2""#) == expected)
  }

  @Test(
    "a computation of something else earns nothing by rounding to what is right",
    arguments: [
      ("0.25*0.05 + 0.3*0.1 + 0.35 = 0.39", "too-coarse 0.5"),
      ("0.25*0.05 + 0.3*0.1 + 0.35 = 0.393", "rounded 1"),
      // The weights are exchanged.
      ("0.25*0.1 + 0.3*0.05 + 0.35 = 0.39", "wrong 0"), ("0.39", "too-coarse 0.5"),
      ("0.25*0.1 + 0.3*0.05 + 0.35 = 0.390 = 0.39", "wrong 0"),
      ("0.0125 + 0.03 + 0.35 = 0.39", "too-coarse 0.5"), ("0.3925 = 0.39", "too-coarse 0.5"),
      ("157/400 = 0.39", "too-coarse 0.5"), ("39/100 = 0.39", "wrong 0"),
      // A decimal that nobody gave may have been rounded.
      ("2*0.196 = 0.39", "too-coarse 0.5"),
    ])
  func coincidence(answer: String, expected: String) throws {
    #expect(try marked(answer, #""value": "0.25*0.05 + 0.3*0.1 + 0.35""#) == expected)
  }

  @Test("a step that is satisfied with two digits asks for the right computation, too")
  func fewDigits() throws {
    let step = #""value": "0.25*0.05 + 0.3*0.1 + 0.35", "digits": 2"#
    #expect(try marked("0.25*0.1 + 0.3*0.05 + 0.35 = 0.39", step) == "wrong 0")
    #expect(try marked("0.25*0.05 + 0.3*0.1 + 0.35 = 0.39", step) == "rounded 1")
  }
}
