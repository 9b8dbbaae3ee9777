import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Who writes three digits of a wrong answer may go on with all that the calculator shows.
@Suite("Digits carried from wrong answers")
struct CarriedDigitsTests {
  // h is tanh(0.5) = 0.4621…; with sigmoid(0.5) = 0.62245933… in its place, z is -0.00203….
  private static let steps = #"""
    {"id": "h", "value": "tanh(0.5)"},
    {"id": "z", "value": "-0.5 + 0.8*tanh(0.5)", "via": "-u[0]/2 + 0.8*h"},
    {"id": "y", "value": "2*(-0.5 + 0.8*tanh(0.5))", "via": "2*z"},
    {"id": "q", "value": "1.25"}, {"id": "r", "value": "(1.25 - 1)^2", "via": "(q - 1)^2"}
    """#

  private func finding(_ answers: String, _ step: String) throws -> StepFinding {
    try #require(try Small(Self.steps).mark(answers).finding(step))
  }

  @Test(
    "what follows from any number that a wrong one may round follows",
    arguments: [
      (#""h": 0.622, "z": "-0.00240""#, "z", "follows from h", "1"),
      (#""h": 0.622, "z": "-0.00203""#, "z", "follows from h", "1"),
      (#""h": "sigma(0.5) = 0.622", "z": -0.00203"#, "z", "follows from h", "1"),
      (#""h": 0.622, "z": -0.00203, "y": -0.00407"#, "y", "follows from z", "1"),
      // What no number that is written 0.622 leads to.
      (#""h": 0.622, "z": -0.00283"#, "z", "wrong", "0"),
      (#""h": 0.622, "z": -0.00190"#, "z", "wrong", "0"),
      (#""h": 0.622, "z": -0.002"#, "z", "wrong", "0"),
      // Six digits leave little room.
      (#""h": 0.622459, "z": -0.00240"#, "z", "wrong", "0"),
      (#""h": 0.622459, "z": -0.00203"#, "z", "follows from h", "1"),
      // Two digits say too little.
      (#""h": 0.62, "z": -0.00203"#, "z", "wrong", "0"),
      // Where nothing needs to be rounded, or was not, a wrong digit is wrong.
      (#""q": 2.75, "r": 3.07"#, "r", "wrong", "0"),
      (#""q": 2.75, "r": 3.06"#, "r", "follows from q", "1"),
      (#""h": "0.311*2 = 0.622", "z": -0.00203"#, "z", "wrong", "0"),
    ])
  func carried(answers: String, step: String, word: String, credit: String) throws {
    let found = try finding(answers, step)
    #expect(found.outcome.word == word)
    #expect(found.credit == (try Rational(decimal: credit)))
  }

  @Test("a computation with so few digits that the last ones are lost shows less than the number")
  func lost() throws {
    let found = try finding(#""h": 0.622, "z": "-0.5 + 0.8*0.622 = -0.00203""#, "z")
    #expect(found.outcome.code == "broken-link")
    #expect(found.chains.flatMap(\.links) == [.fails(.digitsLost(left: 1))])
  }

  @Test("a huge answer does not wash out the rest, whatever its digits")
  func washedOut() throws {
    let found = try finding(#""h": "1.00e30", "z": "8.00e29""#, "z")
    #expect(found.credit.isZero)
  }

  @Test("a 0 in a wrong answer keeps nothing from following")
  func zeros() throws {
    let steps = #"""
      {"id": "w", "value": "(1, -1)"},
      {"id": "y", "value": "sigmoid(1*2 - 1*3)", "via": "sigmoid(w[0]*u[1] + w[1]*u[2])"}
      """#
    let small = try Small(steps)
    // sigmoid(-0.5*3) = 0.18242…; without u[1] it is the same here, as its weight is 0.
    let found = try #require(
      try small.mark(#""w": [0, -0.5], "y": "sigma(-1.5) = 0.182""#).finding("y"))
    #expect(found.outcome.word == "follows from w")
    // A huge weight leaves nothing of the other one.
    let huge = try #require(try small.mark(#""w": [0, 500], "y": "1.00""#).finding("y"))
    #expect(huge.credit.isZero)
  }
}
