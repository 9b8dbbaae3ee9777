import Testing

@testable import Notation

@Suite("Names and functions in formulas")
struct NameTests {
  @Test(
    "free names are those from outside, in order",
    arguments: [
      ("a*x + b - a", ["a", "x", "b", "a"]),
      ("sum(j, x[j])", ["x"]),
      ("sum(j, 1, n, x[j]) + j", ["n", "x", "j"]),
      ("sum(j, j, 3, j)", ["j"]),
      ("1[x > 0]*W[k, :]", ["x", "W", "k"]),
      ("descend(E, (w, b), eta/t, t)", ["E", "w", "b", "eta", "t"]),
      ("[[u, v]]^T", ["u", "v"]),
      ("e^pi", ["e", "pi"]),
    ])
  func names(_ text: String, _ names: [String]) throws {
    let formula = try Formula.parse(text, vocabulary: vocabulary)
    #expect(formula.names.map(\.name) == names)
  }

  @Test("names and functions have their places")
  func places() throws {
    let formula = try Formula.parse("ŷ + tanh(phi(x))", vocabulary: vocabulary)
    #expect(
      formula.names == [NameUse(name: "yhat", range: 0..<2), NameUse(name: "x", range: 14..<15)])
    #expect(
      formula.functions == [
        NameUse(name: "tanh", range: 5..<17), NameUse(name: "phi", range: 10..<16),
      ])
  }

  @Test(
    "the calculus is found wherever it hides",
    arguments: [
      ("2*x + tanh(x)", nil), ("x[der(L, z)]", "der"), ("(1, grad(L, w))", "grad"),
      ("sum(j, jacobian(f, x)[j, j])", "jacobian"), ("1[hessian(L, w)[0, 0] > 0]", "hessian"),
      ("tanh(operations(E)) + grad(E, w)", "operations"), ("[[1], [der(L, z)]]", "der"),
    ])
  func calculus(_ text: String, _ name: String?) throws {
    #expect(try Formula.parse(text, vocabulary: vocabulary).calculus?.name == name)
  }

  /// What is said of a formula where only these names are known.
  private func complaint(_ text: String) -> String {
    let scope: Set = ["x", "y", "w1", "yhat", "yhat_1", "delta", "alpha", "sinus"]
    do throws(Diagnostic) {
      let formula = try Formula.parse(text, vocabulary: vocabulary)
      try formula.check(names: scope, vocabulary: vocabulary)
      return "no complaint"
    } catch {
      return error.rendered(in: text)
    }
  }

  @Test(
    "names in scope and constants are known",
    arguments: ["x + y", "e^(pi*x)", "sum(j, x[j])", "dot(x, w1)", "3"])
  func known(_ text: String) {
    #expect(complaint(text) == "no complaint")
  }

  @Test(
    "unknown names, and what was probably meant",
    arguments: blocks(
      """
      1:5: error: q is not defined here
      1 | x + q
        |     ^

      1:4: error: percent is not defined here
      1 | 28 percent
        |    ^~~~~~~
        = help: write %

      1:1: error: w2 is not defined here
      1 | w2
        | ^~

      1:1: error: yhta is not defined here
      1 | yhta
        | ^~~~
        = help: did you mean yhat?

      1:1: error: Alpha is not defined here
      1 | Α
        | ^
        = help: did you mean alpha?

      1:3: error: delt is not defined here
      1 | 2*delt
        |   ^~~~
        = help: did you mean delta?

      1:1: error: sinx is not defined here
      1 | sinx
        | ^~~~
        = help: did you mean sin(x)?

      1:1: error: sigma2 is not defined here
      1 | σ2
        | ^~
        = help: did you mean sigma(2)?

      1:1: error: x_0 is not defined here
      1 | x_0
        | ^~~
        = help: did you mean x[0]?

      1:1: error: xy is not defined here
      1 | xy
        | ^~
        = help: did you mean x*y?

      1:4: error: Tx is not defined here
      1 | (y^Tx)^2
        |    ^~
        = help: did you mean ^T*x?

      1:1: error: alphax is not defined here
      1 | αx
        | ^~
        = help: did you mean alpha*x?

      1:5: error: dL/do would be a quotient of two names
      1 | 2 + dL/do
        |     ^~~~~
        = help: name the derivative, as in dL_do; an exercise writes der(L, o)

      1:11: error: j is not defined here
      1 | sum(j, j)*(j)
        |           ^~~
      """))
  func unknown(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }

  @Test(
    "distances count slips",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("ab", "abc", 1),
      ("yhta", "yhat", 1), ("kitten", "sitting", 3), ("", "abc", 3),
    ])
  func distances(_ left: String, _ right: String, _ distance: Int) {
    #expect(Nearest.distance(Array(left.utf8), Array(right.utf8)) == distance)
    #expect(Nearest.distance(Array(right.utf8), Array(left.utf8)) == distance)
  }
}
