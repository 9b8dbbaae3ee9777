import JSONText
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// What a derivation and an equation earn where they are not as they were asked for.
struct DerivationTests {
  private static func judged(_ answer: String, _ step: String) throws -> String {
    let small = try Small(
      #"{"id": "first", "value": "a", "via": "2.75"}"#
        + #"]}, {"id": "2", "given": ["s, t, c : real > 0", "D : real > 0 < 1"], "definitions": "#
        + #"["E = t*ln(1 + s)", "first = s^2"], "steps": [{"id": "s0", \#(step)}"#)
    let finding = try #require(try small.mark("\"s0\": \(answer)").finding("s0"))
    if case .unreadable(let fault) = finding.outcome { return fault.message }
    return "\(finding.code) \(finding.credit)"
  }

  @Test(
    "a derivation earns something only where it leads from what one end comes to, to the other",
    arguments: [
      (#""sigma(-s) = 1/(1 + e^s) = 1 - sigma(s)""#, "right 1"),
      // Another beginning of the same value.
      (#""1/(1 + e^s) = 1 - 1/(1 + e^-s) = 1 - sigma(s)""#, "not-in-form 0.5"),
      // What holds, and has nothing to do with it.
      (#""42 = 42""#, "wrong 0"), (#""42""#, "wrong 0"),
      (#""sigma(s) = 1 - sigma(-s)""#, "wrong 0"),
      (#""1 = e^0 = 2 - 1""#, "wrong 0"),
      // No more than the question says.
      (#""sigma(-s)""#, "not-in-form 0"), (#""1 - sigma(s)""#, "not-in-form 0"),
      (#""sigma(-s) = 1 - sigma(s)""#, "not-in-form 0"),
      (#""sigma(-s) = 1 - sigma(s) = sigma(-s) = 1 - sigma(s)""#, "not-in-form 0"),
      (
        #"["sigma(-s)", "42", "1 - sigma(s)"]"#,
        "a derivation is one chain, and no list"
      ),
    ])
  func derivation(answer: String, earned: String) throws {
    let step = #""show": ["sigma(-s)", "1 - sigma(s)"], "links": 2"#
    #expect(try Self.judged(answer, step) == earned)
  }

  @Test("one link is enough where no more are asked for")
  func oneLink() throws {
    let step = #""show": ["sigma(-s)", "1 - sigma(s)"]"#
    #expect(try Self.judged(#""sigma(-s) = 1 - sigma(s)""#, step) == "right 1")
  }

  @Test("the ends of a derivation may be written, be their names private or those of other steps")
  func privateEnds() throws {
    for end in ["E", "first"] {
      let right = end == "E" ? "t/(1 + s)" : "2*s"
      let step = #""show": ["der(\#(end), s)", "\#(right)"], "in": ["s", "t"]"#
      #expect(try Self.judged(#""der(\#(end), s) = \#(right)""#, step) == "right 1")
    }
    #expect(
      try Self.judged(#""E*s""#, #""value": "s", "in": ["s"]"#) == "E is not defined here")
    // A name of the question's own is not the step of that name before it.
    #expect(
      try Self.judged(#""first*s""#, #""value": "s", "in": ["s"]"#) == "first is not defined here")
  }

  @Test(
    "an equation may be a multiple, also where nothing is rational",
    arguments: [
      (#""e^-s = D""#, "right 1"), (#""D/2 = 1/2*exp(-s)""#, "right 1"),
      (#""-3*D + 3*e^-s = 0""#, "right 1"), (#""e^-s = D + 1/1000""#, "wrong 0"),
      (#""e^s = D""#, "wrong 0"), (#""e^-s = 2*D""#, "wrong 0"),
      // With a factor that is no constant: who knows?
      (#""1 = D*e^s""#, "undecided 0"), (#""s = -ln(D)""#, "undecided 0"),
      // No equation.
      (#""e^-s - D""#, "not-in-form 0.5"), (#""e^-s""#, "wrong 0"), ("42", "wrong 0"),
    ])
  func equation(answer: String, earned: String) throws {
    let step = #""equation": "e^-s = D", "in": ["s", "D"]"#
    #expect(try Self.judged(answer, step) == earned)
  }

  @Test(
    "an equation with a factor that is nowhere 0 is not called wrong, and one of other signs is",
    arguments: [
      (#""s*(1 - D) = t*D""#, "right 1"), (#""s/D = t/(1 - D)""#, "undecided 0"),
      (#""D = s/(s + t)""#, "undecided 0"), (#""s*D = t*(1 - D)""#, "wrong 0"),
      (#""s*(1 - D) + t*D = 0""#, "wrong 0"), (#""D = s/t""#, "wrong 0"),
    ])
  func factor(answer: String, earned: String) throws {
    let step = #""equation": "s*(1 - D) - t*D = 0", "in": ["s", "t", "D"]"#
    #expect(try Self.judged(answer, step) == earned)
  }
}
