import Testing

@testable import Notation

@Suite("Chains, conditions, definitions and declarations")
struct StatementTests {
  /// What is read, written back; or what is said of it.
  private func written<T: CustomStringConvertible>(
    _ text: String, _ parse: (String, Vocabulary) throws(Diagnostic) -> T
  ) -> String {
    do throws(Diagnostic) {
      return try parse(text, vocabulary).description
    } catch {
      return error.rendered(in: text)
    }
  }

  private func chain(_ text: String, _ vocabulary: Vocabulary) throws(Diagnostic) -> Chain {
    try Chain.parse(text, vocabulary: vocabulary)
  }

  @Test(
    "a chain is formulas and links",
    arguments: [
      ("z = 0.966·2 + 0.983·1 − 0.017·1 = 2.898", "z = 0.966*2 + 0.983*1 - 0.017*1 = 2.898"),
      ("3", "3"),
      ("1/3 ≈ 0.333 < 1 <= 2 > 1 ≥ 1", "1/3 ≈ 0.333 < 1 <= 2 > 1 >= 1"),
      ("1[i = j] = (1, 2)[0]", "1[i = j] = (1, 2)[0]"),
    ])
  func chains(_ text: String, _ result: String) {
    #expect(written(text, chain) == result)
  }

  @Test("a chain has its members and links in order")
  func members() throws {
    let chain = try Chain.parse("1.7^2 = 3.4 ≈ 2.89", vocabulary: vocabulary)
    #expect(chain.members.map(tree) == ["(^ 1.7 2)", "3.4", "2.89"])
    #expect(chain.links == [.equal, .approximately])
    #expect(chain.members.map(\.range) == [0..<5, 8..<11, 16..<20])
  }

  @Test("a chain may be about functions of x")
  func bareChain() throws {
    let chain = try Chain.parse("σ' = σ(1-σ)", vocabulary: vocabulary, of: "x")
    #expect(chain.description == "sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))")
  }

  @Test(
    "messages about chains",
    arguments: blocks(
      """
      1:4: error: expected a formula after =, found the end
      1 | x =
        |    ^

      1:1: error: expected a formula, found =
      1 | = 2
        | ^

      1:5: error: expected a formula after =, found =
      1 | x = = 2
        |     ^

      1:4: error: expected a formula after <, found the end
      1 | 1 <
        |    ^

      1:3: error: != does not link formulas
      1 | x != 2
        |   ^~

      1:5: error: a decimal is written with a point, not with a comma
      1 | x = 3,4 = 3.4
        |     ^~~
        = help: write 3.4
      """))
  func chainMessages(_ message: String) {
    #expect(written(subject(of: message), chain) == message)
  }

  private func condition(_ text: String, _ vocabulary: Vocabulary) throws(Diagnostic) -> Condition {
    try Condition.parse(text, vocabulary: vocabulary)
  }

  @Test(
    "what holds where a condition does not",
    arguments: [
      ("i = j", "i != j"), ("i != j", "i = j"), ("x < 0", "x >= 0"), ("x <= 0", "x > 0"),
      ("x > 0", "x <= 0"), ("x >= 0", "x < 0"),
    ])
  func opposites(_ text: String, _ opposite: String) throws {
    let condition = try Condition.parse(text, vocabulary: vocabulary)
    #expect(condition.opposite == (try Condition.parse(opposite, vocabulary: vocabulary)))
  }

  @Test(
    "a condition is one comparison",
    arguments: [
      ("i = j", "i = j"), ("i ≠ j", "i != j"), ("x>0", "x > 0"),
      (
        "i",
        "1:2: error: expected a comparison after i, found the end\n1 | i\n  |  ^"
      ),
      (
        "0 < x < 1",
        """
        1:7: error: a condition is one comparison
        1 | 0 < x < 1
          |       ^
          = help: for -a < x < a write abs(x) < a
        """
      ),
    ])
  func conditions(_ text: String, _ result: String) {
    #expect(written(text, condition) == result)
  }

  private func definition(
    _ text: String, _ vocabulary: Vocabulary
  ) throws(Diagnostic) -> Definition {
    try Definition.parse(text, vocabulary: vocabulary)
  }

  @Test(
    "a definition names a value or a function",
    arguments: [
      ("z1 = pre(x1, theta)", "z1 = pre(x1, theta)"),
      ("ŷ₁ = θ[3]·h₁ + θ[4]", "yhat1 = theta[3]*h1 + theta[4]"),
      ("f(x, y) = x^2 y", "f(x, y) = x^2*y"),
      ("g(x) = phi(x) + x", "g(x) = phi(x) + x"),
      ("d = 1[x = 0]", "d = 1[x = 0]"),
    ])
  func definitions(_ text: String, _ result: String) {
    #expect(written(text, definition) == result)
  }

  @Test("a definition tells a function from a value")
  func parts() throws {
    let function = try Definition.parse("f(x, y) = x*y", vocabulary: vocabulary)
    #expect(function.name == "f" && function.parameters == ["x", "y"] && function.isFunction)
    let value = try Definition.parse("  f = 2", vocabulary: vocabulary)
    #expect(value.parameters.isEmpty && !value.isFunction && value.range == 2..<3)
  }

  @Test(
    "messages about definitions",
    arguments: blocks(
      """
      1:1: error: e is a constant and cannot be another name
      1 | e = 2
        | ^

      1:1: error: tanh is a built-in function and cannot be another name
      1 | tanh(x) = x
        | ^~~~

      1:1: error: sigma is a built-in function and cannot be another name
      1 | σ = 2
        | ^

      1:1: error: sum is a built-in function and cannot be another name
      1 | sum = 2
        | ^~~

      1:6: error: T is the transpose and cannot be another name
      1 | f(x, T) = x
        |      ^

      1:1: error: phi is already a function
      1 | phi(x) = x
        | ^~~

      1:6: error: x stands here twice
      1 | f(x, x) = x
        |      ^

      1:3: error: f stands here twice
      1 | f(f) = 2
        |   ^

      1:12: error: f is defined by itself
      1 | f(x) = x + f(x - 1)
        |            ^

      1:7: error: a definition has one =
      1 | x = 1 = 2
        |       ^
        = help: two equal things need two definitions

      1:3: error: expected = after x, found +
      1 | x + 1
        |   ^

      1:2: error: expected = after x, found the end
      1 | x
        |  ^

      1:4: error: expected a formula after =, found the end
      1 | x =
        |    ^

      1:3: error: expected a name after (, found )
      1 | f() = 2
        |   ^

      1:5: error: expected , or ) after x, found =
      1 | f(x = 2
        |     ^

      1:1: error: expected a name, found 2
      1 | 2 = x
        | ^
      """))
  func definitionMessages(_ message: String) {
    #expect(written(subject(of: message), definition) == message)
  }

  private func declarations(_ text: String) -> String {
    do throws(Diagnostic) {
      return try Declaration.parse(text, vocabulary: vocabulary)
        .map(\.description).joined(separator: ", ")
    } catch {
      return error.rendered(in: text)
    }
  }

  @Test(
    "a declaration says what names stand for",
    arguments: [
      ("x, y : real", "x, y : real"),
      ("alpha : real < 1", "alpha : real < 1"),
      ("μ : real > 0", "mu : real > 0"),
      ("p : real > 0 < 1", "p : real > 0 < 1"),
      ("x : real != 0", "x : real != 0"),
      ("x : vector(d)", "x : vector(d)"),
      ("W : matrix(dh, 2d)", "W : matrix(dh, 2*d)"),
      ("k : index(m), j : index(dh)", "k : index(m), j : index(dh)"),
      ("a, b : real > 0, c : vector(3)", "a, b : real > 0, c : vector(3)"),
    ])
  func declarations(_ text: String, _ result: String) {
    #expect(declarations(text) == result)
  }

  @Test(
    "messages about declarations",
    arguments: blocks(
      """
      1:5: error: expected real, integer, vector, matrix or index after :, found reel
      1 | x : reel
        |     ^~~~
        = help: did you mean real?

      1:4: error: expected real, integer, vector, matrix or index after :, found the end
      1 | x :
        |    ^

      1:5: error: matrix takes 2 sizes, found 1
      1 | W : matrix(d)
        |     ^~~~~~~~~

      1:5: error: vector takes 1 size, found 2
      1 | x : vector(d, 2)
        |     ^~~~~~~~~~~~

      1:11: error: expected a size in parentheses after vector, found the end
      1 | x : vector
        |           ^

      1:15: error: only a real or an integer has bounds
      1 | x : vector(d) > 0
        |               ^

      1:10: error: = is not a bound
      1 | x : real = 2
        |          ^
        = help: what is equal by definition is a definition: y = 2*x

      1:4: error: x stands here twice
      1 | x, x : real
        |    ^

      1:1: error: pi is a constant and cannot be another name
      1 | pi : real
        | ^~

      1:2: error: expected : after x, found the end
      1 | x
        |  ^
      """))
  func declarationMessages(_ message: String) {
    #expect(declarations(subject(of: message)) == message)
  }

  @Test("a colon outside brackets makes a declaration")
  func statements() throws {
    guard
      case .declarations(let declarations) = try Statement.parse("x : real", vocabulary: vocabulary),
      case .definition(let definition) = try Statement.parse("r = W[0, :]", vocabulary: vocabulary)
    else {
      Issue.record("taken for one another")
      return
    }
    #expect(declarations.map(\.description) == ["x : real"])
    #expect(definition.description == "r = W[0, :]")
  }
}
