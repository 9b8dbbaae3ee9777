import Foundation
import JSONText
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// What `Exercises/problemset9.json` accepts and refuses: formulas by entries, derivations,
/// equations between vectors, and proofs by cases.
struct ProblemSet9Tests {
  private static let judge = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Exercises/problemset9.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    return SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "problemset9.json", text: text))))
  }

  private func mark(_ step: String, _ answer: String) throws -> StepFinding {
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json",
        text: #"{"exercise": "problemset9", "answers": {"\#(step)": "\#(answer)"}}"#))
    return try #require(try Self.judge.get().judge(sheet).finding(step))
  }

  @Test(
    "other forms of a right formula are proven, whatever irrational numbers other steps have",
    arguments: [
      ("z1_j", "(W1^T*x0 + b1)[j]"), ("weights", "K*(D + 1)"), ("phi_slope", "phi - phi^2"),
      ("phi_slope", "phi(z2)*phi(-z2)"), ("dW2", "(yhat - y)*yhat*(1 - yhat)*x1[i]"),
      ("dW1_matrix", "(delta1*x0^T)^T"), ("second_derivative", "H[j, i]"),
      ("solved", "w_star - mu*(H + mu*I)^-1*w_star"), ("solved", "(I + mu*H^-1)^-1*w_star"),
      ("shrink_ij", "1[i = j]*lambda[i]/(lambda[i] + mu)"),
      ("component_i", "lambda[i]/(lambda[i] + mu)*dot(Q[:, i], w_star)"),
    ])
  func accepted(step: String, answer: String) throws {
    #expect(try mark(step, answer).outcome.isProven)
  }

  @Test(
    "an equation between vectors counts up to a factor",
    arguments: [
      "H*(w - w_star) + mu*w = 0", "(H + mu*I)*w = H*w_star", "H*w_star - H*w = mu*w",
      "-2*mu*w = 2*H*(w - w_star)",
    ])
  func equation(answer: String) throws {
    #expect(try mark("condition", answer).outcome.isProven)
  }

  @Test(
    "a slip is wrong, and recognised",
    arguments: [
      ("z1_j", "sum(i, 1, D, W1[i, j]*x0[i])", "bias-dropped"),
      ("weights", "D*K", "layer-forgotten"),
      ("phi_slope", "1 - phi^2", "rule-of-tanh"), ("summed_input", "x1[i]", "activation-for-sum"),
      ("dW1", "delta2*W2[j]*x0[i]", "slope-left-out"), ("dW1_matrix", "delta1*x0^T", "transposed"),
      ("condition", "H*(w - w_star) = mu*w", "sign-turned"),
      ("condition", "(H + mu*I)*(w - w_star) = 0", "decay-from-minimizer"),
      ("solved", "(H + mu*I)^-1*w_star", "H-forgotten"),
      ("turned", "Q^T*w", "variable-for-minimizer"),
      ("large_eigenvalue", "1", "absolute-size"),
      ("indefinite_eigenvalues", "(25, 25)", "singular-values"),
    ])
  func refused(step: String, answer: String, code: String) throws {
    let finding = try mark(step, answer)
    #expect(["wrong", "partly"].contains(finding.outcome.word))
    #expect(finding.slip?.code == code)
  }

  @Test(
    "a derivation may be read in both directions, and each link must be an equation",
    arguments: [
      ("der(L, W2[i]) = der(L, z2)*der(z2, W2[i]) = delta2*x1[i]", true),
      ("delta2*x1[i] = der(L, z2)*x1[i] = der(L, W2[i])", true),
      ("der(L, W2[i]) = delta2*x1[i]", false),
      ("der(L, W2[i]) = der(L, z2)*x1[i] <= delta2*x1[i]", false),
      ("der(L, W2[i]) = der(L, z2)*x1[i] < delta2*x1[i]", false),
      ("der(L, W2[i]) = der(L, z2)*der(z2, W2[i]) = der(L, W2[i])", false),
      ("der(L, W2[i]) = der(L, z2)*W2[i] = delta2*x1[i]", false),
    ])
  func derivation(answer: String, holds: Bool) throws {
    #expect(try mark("error_times_input", answer).outcome.isProven == holds)
  }

  @Test("a name that is given, but not for this answer, is said to be so")
  func notAllowed() throws {
    guard case .unreadable(let fault) = try mark("dW2", "delta2*x1[i]").outcome else {
      Issue.record("delta2 was read")
      return
    }
    #expect(fault.message == "delta2 is not among what this answer may use")
    #expect(fault.help == "it may use K, i, x1, y, yhat, z2")
  }

  @Test("of the published prediction, 16 digits are right and the last is not")
  func published() throws {
    #expect(try mark("prediction", "0.93244675427215695").outcome.word == "wrong")
    #expect(try mark("prediction", "0.9324467542721569").outcome.word == "rounded")
    #expect(try mark("prediction", "0.93244675427215690").outcome.word == "rounded")
  }
}

extension Outcome {
  fileprivate var isProven: Bool {
    switch self {
    case .right(.exact), .right(.proven): true
    default: false
    }
  }
}
