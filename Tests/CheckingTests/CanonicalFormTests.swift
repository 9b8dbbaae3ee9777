import Notation
import Testing
import WorkedExamples

@testable import Checking

/// Which formulas count as the ends of a derivation, however they are written.
struct CanonicalFormTests {
  private static let statements = [
    "n : real", "y, z : vector(3)", "W : matrix(3, 3)", "p = softmax(z)", "k : index(3)",
  ]

  private func isSame(_ left: String, _ right: String) throws -> Bool {
    var names = Namespace()
    for statement in Self.statements { try names.add(statement, visible: true) }
    let forms = try [left, right].map {
      try Formula.parse($0, vocabulary: names.vocabulary).canonical(in: names.scope)
    }
    return forms[0] == forms[1]
  }

  @Test(
    "the same but for order, names of indices, unfolding and e^x",
    arguments: [
      ("y[0]*z[1] + n", "n + z[1]*y[0]"),
      ("sum(i, 0, 2, y[i])", "sum(j, 0, 2, y[j])"),
      ("sum(i, 0, 2, sum(j, 0, i, W[i, j]))", "sum(a, 0, 2, sum(b, 0, a, W[a, b]))"),
      ("sum(i, 0, 2, y[i]*sum(i, 0, 2, z[i]))", "sum(i, 0, 2, sum(j, 0, 2, z[j])*y[i])"),
      ("sum(i, 0, 2, y[i]*ln(p[i]))", "sum(j, 0, 2, ln(softmax(z)[j])*y[j])"),
      ("e^z[0]", "exp(z[0])"),
      ("sum(i, 0, 2, W[k, i]*y[i])*n", "n*sum(j, 0, 2, y[j]*W[k, j])"),
    ])
  func same(_ left: String, _ right: String) throws {
    #expect(try isSame(left, right))
  }

  @Test(
    "not the same",
    arguments: [
      ("sum(i, 0, 2, y[i])", "sum(i, 0, 1, y[i])"),
      ("sum(i, 0, 2, y[k])", "sum(i, 0, 2, y[i])"),
      ("sum(i, 0, 2, sum(j, 0, 2, W[i, j]))", "sum(i, 0, 2, sum(j, 0, 2, W[j, i]))"),
      ("W*W^T", "W^T*W"),
      ("W[k, :]*W", "W*W[k, :]"),
    ])
  func different(_ left: String, _ right: String) throws {
    #expect(try !isSame(left, right))
  }
}
