import Notation
import Testing

@testable import Checking

/// Inequalities of numbers and of functions.
struct InequalityTests {
  // A fraction has no room for 10^-157761832; the sign of the enclosure is certain all the same.
  @Test(
    "numbers below all fractions are still compared by their sign",
    arguments: [
      ("0 < e^-363251814", true), ("0 <= e^-363251814", true), ("e^-363251814 < 0", false),
      ("-e^-363251814 < 0", true), ("e^-363251814 < e^-363251813", true),
      ("e^-363251813 <= e^-363251814", false), ("0 > -e^-363251814", true),
    ])
  func tiny(claim: String, holds: Bool) throws {
    #expect(try Claim(claim).judged().isHeld == holds)
  }

  @Test(
    "what has more digits than may be used, or takes more work, is neither right nor wrong",
    arguments: [
      "exp(10^9)/exp(10^9) = 1", "exp(exp(60)) > 1",
    ])
  func unreachable(claim: String) throws {
    #expect(word(try Claim(claim).judged()) == "undecided")
  }

  @Test(
    "what is the same, letter for letter, and certainly has a value, is equal without work",
    arguments: [
      "sum(j, 1, 30000, ln(j)) = sum(j, 1, 30000, ln(j))",
      "exp(2*sum(j, 1, 29000, ln(j))/10^6) = exp(2*sum(j, 1, 29000, ln(j))/10^6)",
    ])
  func identical(claim: String) throws {
    #expect(try Claim(claim).judged() == .holds(.exact))
    // One term has no value.
    let spoiled = claim.replacing("(j, 1,", with: "(j, 0,")
    #expect(try !Claim(spoiled).judged().isHeld)
  }

  @Test(
    "a size is at least 1",
    arguments: ["x : vector(0)", "x : matrix(0, 3)", "x : matrix(3, 0)", "x : index(0)"])
  func emptySize(statement: String) throws {
    #expect(throws: Diagnostic.self) { try Claim("x^T*x = x^T*x", statement).judged() }
  }

  @Test("an inequality of functions holds at points, and is refuted at one")
  func functions() throws {
    guard case .holds(.agreed(let points, digits: 0)) = try Claim("x < e^x").judged() else {
      Issue.record("x < e^x should hold at points")
      return
    }
    #expect(points > 20)
    #expect(try Claim("e^x < x^2").judged().counterexample != nil)
  }

  @Test(
    "a strict inequality is refuted where one variable is 0, or all are",
    arguments: [
      ("y - x < y - x + x^2", "y = 2, x = 0: 2, 2"), ("x^2 + y^2 > 0", "x = 0, y = 0: 0, 0"),
      ("z + (x - y)^2 > z", "z = 0.5, x = 0.5, y = 0.5: 0.5, 0.5"),
    ])
  func equality(claim: String, shown: String) throws {
    let example = try #require(Claim(claim).judged().counterexample)
    #expect(example.inShort == shown)
  }
}
