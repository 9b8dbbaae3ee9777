import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

@Suite("a formula recorded once, for many values")
struct RecordedFormulaTests {
  private static let formulas = [
    "a + b*n", "(a - b)/(a + b)", "1/b", "relu(a - b)*v", "der(relu(a*b), a)", "abs(a)*sign(b)",
    "max(a, b)", "min(a, v[0])", "1[a < b]*a + 1[a = b]*7", "a^n", "n^2 - b^n", "v[n]", "v[n]*a^2",
    "sum(i, 0, n, v[i])", "sum(i, 0, 2, v[i]^i)", "argmax(v)", "v[argmax(v)]", "dot(v, v)*a",
    "norm2(v)", "exp(a)", "exp(a - a)", "softmax(v)[0]", "ln(a)", "sqrt(a^2)", "(a, b, n)",
    "v*v'", "f(a) + f(n)", "size + a",
  ]

  private static func scope() throws -> (scope: Scope, vocabulary: Vocabulary) {
    var names = Namespace()
    for statement in [
      "a, b, n : real", "v : vector(3)", "size = 3", "f(t) = relu(t)*t - 1", "hidden = a*b",
    ] {
      try names.add(statement, visible: true)
    }
    return (names.scope, names.vocabulary)
  }

  @Test("it comes to what a new recording comes to", arguments: formulas)
  func same(text: String) throws {
    let (scope, vocabulary) = try Self.scope()
    guard let formula = try? Formula.parse(text, vocabulary: vocabulary) else {
      Issue.record("\(text) cannot be read")
      return
    }
    let recorded = RecordedFormula(formula, in: scope)
    let seed = UInt64(text.utf8.count)
    var generator = SplitMix64(seed: seed)
    func number() -> Rational {
      Rational(Int.random(in: -3...3, using: &generator))
        / Rational(Int.random(in: 1...2, using: &generator))
    }
    for _ in 0..<60 {
      // A shape may change, too, and a name may have no value.
      let count = Int.random(in: 0..<8, using: &generator) == 0 ? 2 : 3
      var setting = Setting(scope)
      setting.bindings = [
        "a": RealQuantity(Quantity(number())), "b": RealQuantity(Quantity(number())),
        "n": RealQuantity(Quantity(Rational(Int.random(in: 0...2, using: &generator)))),
        "v": RealQuantity(Quantity(.vector(count), (0..<count).map { _ in number() })),
      ]
      if Int.random(in: 0..<8, using: &generator) == 0 { setting.bindings["b"] = nil }
      let value = recorded.value { setting.bindings[$0] }
      let fresh = (try? setting.evaluate(formula)).flatMap { $0.obstacle == nil ? $0 : nil }
      #expect(value?.shape == fresh?.shape, "seed \(seed)")
      #expect(value?.exact == fresh?.exact, "seed \(seed)")
      #expect(
        value?.enclosures(precision: 80).map(\.midpointText)
          == fresh?.enclosures(precision: 80).map(\.midpointText), "seed \(seed)")
    }
  }
}

extension Ball {
  fileprivate var midpointText: String { "\(lower) \(upper)" }
}
