import JSONText
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading
@testable import Reports

/// What homework 3 asks of the form of an answer: its functions, its cost, an inequality.
struct Homework3Tests {
  private static func judge(_ step: String) throws -> SheetJudge {
    let text = """
      {"id": "form", "indices": 1, "sizes": [{"n": 2}, {"n": 5}],
        "given": ["t : real", "x, g : vector(n)", "S = softmax(x)"],
        "questions": [{"id": "1", "steps": [{"id": "a", \(step)}]}]}
      """
    return SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "form.json", text: text))))
  }

  private static func judged(_ answer: String, _ step: String) throws -> String {
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json", text: #"{"exercise": "form", "answers": {"a": \#(answer)}}"#))
    let finding = try #require(try judge(step).judge(sheet).finding("a"))
    switch finding.outcome {
    case .right: return "right"
    case .notInForm(let why): return why.words
    case .brokenLink: return "link"
    case .wrong: return "wrong"
    case .unreadable(let fault): return fault.message
    default: return "other"
    }
  }

  @Test(
    "the derivative of a function is not among what an answer in that function may use",
    arguments: [
      ("t*(1 - t)", "wrong"), ("sigma*(1 - sigma)", "right"), ("σ(t)σ(-t)", "right"),
      ("sigma'(t)", "right in value; sigmoid' is not among what may be used: sigmoid"),
      ("sigma(t) - sigma(t)^2", "right"),
      ("e^-t/(1 + e^-t)^2", "right in value; exp is not among what may be used: sigmoid"),
    ])
  func derivative(answer: String, outcome: String) throws {
    let step = #""value": "sigma'(t)", "in": ["t"], "using": ["sigma"], "of": "t""#
    #expect(try Self.judged("\"\(answer)\"", step) == outcome)
  }

  @Test("where the derivative is listed it may be used")
  func listedDerivative() throws {
    let step = #""value": "sigma'(t)", "in": ["t"], "using": ["sigma'"]"#
    #expect(try Self.judged(#""sigma'(t)""#, step) == "right")
    #expect(try Self.judged(#""sigma(t)*sigma(-t)""#, step).hasPrefix("right in value"))
  }

  // n products and n - 1 sums for S·g, n differences, n products: 4n - 1.
  @Test(
    "a product with the Jacobian of the softmax may take few operations, at every size",
    arguments: [
      ("S .* (g - dot(S, g))", "right"), ("S .* g - S*(S^T*g)", "right"),
      ("S .* g - sum(k, 1, n, S[k]*g[k])*S", "right"),
      // n² + n² + n² + n(n - 1) operations, 14 at n = 2: just within 7n, which 5 is not.
      (
        "(diag(S) - S*S^T)*g",
        "right in value; it takes 95 operations for n = 5, and may take 35"
      ),
      // n² + n² + n(n - 1) + n + n: the same at n = 2.
      ("S .* g - (S*S^T)*g", "right in value; it takes 80 operations for n = 5, and may take 35"),
      ("S .* g", "wrong"),
    ])
  func cost(answer: String, outcome: String) throws {
    let step = """
      "value": "jacobian(S, x)^T*g", "in": ["S", "g", "n"], "operations": "7*n"
      """
    #expect(try Self.judged("\"\(answer)\"", step) == outcome)
  }

  @Test("an exercise whose own way by hand is too long is reported")
  func costByHand() throws {
    let step = """
      "value": "jacobian(S, x)^T*g", "in": ["S", "g"], "operations": "3*n",
      "via": "S .* (g - dot(S, g))"
      """
    let checks = Judge().check(try Self.judge(step).key)
    #expect(
      checks.flatMap(\.faults).map(\.message) == [
        "by hand this takes 7 operations for n = 2"
      ])
  }

  @Test("a limit depends on sizes only")
  func limitByPoint() throws {
    let step = #""value": "2*t", "in": ["t"], "operations": "t""#
    #expect(throws: Faults.self) { try Self.judge(step) }
  }

  @Test(
    "an inequality is shown by links that lead one way, one of them strict",
    arguments: [
      ("0 < e^t/(1 + e^t) = sigma(t)", "right"), ("sigma(t) = e^t/(1 + e^t) > 0", "right"),
      ("0 <= e^t/(2 + e^t) < sigma(t)", "right"),
      (
        "0 <= e^t/(1 + e^t) = sigma(t)",
        "these links do not lead to 0 < sigmoid(t)"
      ),
      ("0 > -e^t < sigma(t)", "these links do not lead to 0 < sigmoid(t)"),
      ("0 < 1 = sigma(t)", "wrong"), ("0 < e^t < sigma(t)", "wrong"),
      ("0 < e^t/(1 + e^t)", "the chain must lead from 0 to sigmoid(t)"),
      ("0 < sigma(t)", "at least 2 links between different formulas are asked for"),
    ])
  func inequality(answer: String, outcome: String) throws {
    let step = #""show": ["0", "sigma(t)"], "relation": "<", "links": 2, "in": ["t"]"#
    #expect(try Self.judged("\"\(answer)\"", step) == outcome)
  }

  @Test("an inequality is no equality, neither in a derivation nor in a formula")
  func noEquality() throws {
    let equality = #""show": ["sigma(t)", "1 - sigma(-t)"], "in": ["t"]"#
    #expect(
      try Self.judged(#""sigma(t) <= 1 - sigma(-t)""#, equality)
        == "these links do not lead to sigmoid(t) = 1 - sigmoid(-t)")
    let formula = #""value": "2*t", "in": ["t"]"#
    #expect(try Self.judged(#""2*t - 1 < t + t""#, formula) == "right")
    #expect(try Self.judged(#""2*t + 1 < t + t""#, formula) == "link")
  }

  @Test("an inequality in a proof by cases is left to a person")
  func cases() throws {
    let step = #""show": ["0", "t^2 + 1"], "relation": "<", "in": ["t"]"#
    #expect(
      try Self.judged(#"{"t >= 0": "0 < t^2 + 1", "t < 0": "0 < t^2 + 1"}"#, step)
        == "an inequality cannot be judged in a proof by cases")
  }
}
