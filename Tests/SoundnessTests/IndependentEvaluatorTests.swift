import Notation
import Scalars
import Testing

@testable import Soundness

/// The evaluator of the hostile witness, against values worked out by hand.
@Suite struct IndependentEvaluatorTests {
  private func evaluator(_ values: [String: Rational]) -> IndependentEvaluator {
    var evaluator = IndependentEvaluator()
    for (name, value) in values {
      evaluator.values[name] = Table(evaluator.number(value))
    }
    return evaluator
  }

  @Test(
    "numbers come out as by hand, at x = 2 and y = -3",
    arguments: [
      ("x^2 + y", "1"), ("x^-2", "1/4"), ("relu(y) + abs(y) - sign(y)", "4"), ("floor(y/2)", "-2"),
      ("ceil(y/2)", "-1"), ("max(x, y, 1) - min(x, y)", "5"), ("1[x > 2] + 1[x >= 2]", "1"),
      ("1[x = 2] + 1[x != 2]", "1"), ("leaky_relu(y, 0.1)", "-3/10"), ("sum(j, 1, 3, j*x)", "12"),
      ("mean((x, y, 4))", "1"), ("dot((1, x), (y, 1))", "-1"), ("norm1((x, y))", "5"),
      ("([[1, x], [y, 4]]*(1, 1))[1]", "1"), ("([[1, x], [y, 4]]^T)[0, 1]", "-3"),
      ("([[1, x], [y, 4]]^-1)[0, 0]", "2/5"), ("([[1, x], [y, 4]]^2)[0, 0]", "-5"),
      ("der(x^3, x)", "12"), ("der(der(x^3*y, x), y)", "12"), ("der(x/y, y)", "-2/9"),
      ("der(relu(x)*y, x)", "-3"), ("der(abs(y), y)", "-1"), ("diag((x, y))[1, 1]", "-3"),
      ("onehot(1, 3)[1] + eye(2)[0, 1]", "1"), ("sinh(0) + cosh(0) + tanh(0)", "1"),
      ("sigma(0) + sigma'(0) + tanh'(0)", "7/4"), ("tanh''(0) + sigma''(0)", "0"),
      ("(exp(x)*exp(-x))^3", "1"), ("4^(1/2) + sqrt(9)", "5"), ("ln(exp(y))", "-3"),
    ])
  func byHand(text: String, expected: String) throws {
    let formula = try Formula.parse(text, vocabulary: Vocabulary())
    let evaluator = evaluator(["x": 2, "y": -3])
    let value = try #require(evaluator.value(of: formula)?.number?.value)
    let right = try #require(
      evaluator.value(of: Formula.parse(expected, vocabulary: Vocabulary()))?.number?.value)
    #expect((value.compared(to: right) ?? 0) == 0, "\(value.ball)")
    // 256 bits leave an enclosure far narrower than any change that the generator makes.
    #expect((value - right).ball.magnitude.compared(to: Rational(1, over: 10).power(60)) == -1)
  }

  @Test(
    "slopes are those of differences, at x = 0.7",
    arguments: [
      "exp(x)", "ln(x)", "sqrt(x)", "sin(x)", "cos(x)", "sinh(x)", "cosh(x)", "tanh(x)", "sigma(x)",
      "softplus(x)", "x^x", "1/x", "relu(x - 1)", "max(x, 1 - x)", "tanh'(x)", "sigma''(x)",
      "norm2((x, 1))", "softmax((x, 1))[0]", "dot((x, x^2), (1, x))",
    ])
  func slopes(text: String) throws {
    let vocabulary = Vocabulary()
    let formula = try Formula.parse(text, vocabulary: vocabulary)
    let slope = try Formula.parse("der(\(text), x)", vocabulary: vocabulary)
    let at = { (x: Rational, formula: Formula) throws -> Known in
      try #require(evaluator(["x": x]).value(of: formula)?.number?.value)
    }
    let x = Rational(7, over: 10)
    let h = Rational(2).power(-60)
    let difference = try (at(x + h, formula) - at(x - h, formula)) / at(2 * h, .init(.name("x")))
    // The error is h²|f‴|/6, and no third derivative here is above 100.
    let error = try (difference - at(x, slope)).ball.magnitude
    #expect(error.compared(to: Rational(10).power(-33)) == -1, "\(error)")
  }

  @Test(
    "at a kink, outside a domain and past a size there is no witness",
    arguments: ["der(abs(x), x)", "ln(x - 1)", "1/x", "(1, 2)[x + 5]", "relu'(x)", "sign'(x)"])
  func noValue(text: String) throws {
    let formula = try Formula.parse(text, vocabulary: Vocabulary())
    #expect(
      evaluator(["x": 0]).value(of: formula)?.number?.value.obstacle != nil
        || evaluator(["x": 0]).value(of: formula) == nil)
  }
}
