import Checking
import Notation
import Testing
import WorkedExamples

@Suite("What a formula comes to at some spot")
struct FingerprintTests {
  private func prints(_ statements: [String], _ formulas: [String]) throws -> [Fingerprint?] {
    var names = Namespace()
    for statement in statements { try names.add(statement, visible: true) }
    let setting = Setting(names.scope)
    let parsed = try formulas.map { try Formula.parse($0, vocabulary: names.vocabulary) }
    let spot = try #require(Fingerprint.Spot(for: parsed[0], in: setting))
    return parsed.map { Fingerprint($0, in: setting, at: spot) }
  }

  @Test(
    "the spot is where the first formula has a value",
    arguments: [
      // Of wide numbers, each of these is too large.
      (["x : vector(4)"], "exp(exp(dot(x, x)))"),
      (["W : matrix(3, 4)", "x : vector(4)", "z = W*tanh(x)"], "ln(sum(k, 0, 2, exp(z[k]^2)))"),
      // Half of all spots are outside of its domain.
      (["x : real"], "sqrt(x)*ln(x)"),
    ])
  func spots(_ statements: [String], _ formula: String) throws {
    let found = try prints(statements, [formula, "-(\(formula))", "1*(\(formula))"])
    let (own, other, same) = try (
      #require(found[0]), #require(found[1]), #require(found[2])
    )
    #expect(own.differs(from: other))
    #expect(!own.differs(from: same))
  }

  @Test("a difference that nobody reads is not told")
  func untold() throws {
    var judge = Judge()
    let claim = Claim("tanh(x) = x", "x : real")
    #expect(try claim.judged(by: judge).counterexample?.point.isEmpty == false)
    judge.tellsDifferences = false
    let example = try #require(try claim.judged(by: judge).counterexample)
    #expect(example.point.isEmpty && example.left.isEmpty && example.right.isEmpty)
  }
}
