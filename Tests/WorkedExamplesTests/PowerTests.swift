import Autodiff
import Notation
import Scalars
import Testing

@testable import WorkedExamples

@Suite("powers, and their derivatives by base and exponent")
struct PowerTests {
  private static func variables(_ x: Rational, _ n: Rational) throws -> Names {
    var names = try Names(["x, n : real"])
    names.point = ["x": Quantity(x), "n": Quantity(n)]
    return names
  }

  private static func power(_ base: Rational, _ exponent: Int) -> Rational {
    let product = (0..<exponent.magnitude).reduce(Rational.one) { product, _ in product * base }
    return exponent < 0 ? 1 / product : product
  }

  @Test("a whole exponent has its value for every base, by whatever it is written")
  func wholeExponents() throws {
    for base: Rational in [0, 1, -1, 2, -2, Rational(-3) / 2, Rational(1) / 7] {
      for exponent in -4...5 {
        let expected = Self.power(base, exponent)
        for names in [
          try Self.variables(base, Rational(exponent)),
          try Names(["x = \(base)", "n = \(exponent)"]),
        ] {
          for text in ["x^n", "x^(n + 0)", "x^(2*n - n)", "(x .^ n)"] {
            #expect(try names.exact(text).entries == [expected], "\(base)^\(exponent), \(text)")
            let ball = try names.enclosure(text).entries[0]
            #expect(expected.obstacle == ball.obstacle)
            #expect(expected.obstacle != nil || ball.contains(expected))
          }
        }
      }
    }
  }

  @Test(
    "other exponents need a positive base, or 0 and a positive exponent",
    arguments: [
      ("2", "1/2", "irrational"), ("0", "1/2", "0"), ("0", "1/3", "0"),
      ("0", "-1/3", "outsideDomain(\"ln\")"), ("-8", "1/3", "outsideDomain(\"ln\")"),
    ])
  func fractions(base: String, exponent: String, value: String) throws {
    let free = try Self.variables(Rational(decimal: base), Names().exact(exponent).entries[0])
    #expect(try free.exact("x^n").text == value)
    #expect(try Names(["x = \(base)"]).exact("x^(\(exponent))").text == value)
  }

  @Test("what was recorded for one exponent is not taken for another")
  func moving() throws {
    let names = try Self.variables(-2, 3)
    let evaluation = Evaluation<Ball>(names.namespace.scope, setting: 128, at: names.point)
    let formula = try names.formula("x^n")
    let node = try evaluation.nodes(of: formula)
    #expect(evaluation.values(of: node).entries[0].contains(-8))
    #expect(!evaluation.move(to: ["x": Quantity(-2), "n": Quantity(2)]))
    // A base that is positive at all points has a logarithm at all of them.
    let other = Evaluation<Ball>(names.namespace.scope, setting: 128, at: names.point)
    let power = try other.nodes(of: names.formula("2^n"))
    #expect(other.move(to: ["x": Quantity(-2), "n": Quantity(5)]))
    #expect(other.values(of: power).entries[0].contains(32))
  }

  /// The second witness is the same power as exp(n·ln x), which calculus knows by other rules.
  @Test(
    "derivatives by base and exponent are those of exp(n*ln(x))",
    arguments: [
      "der(x^n, x)", "der(x^n, n)", "der(der(x^n, x), n)", "der(der(x^n, n), x)",
      "der(der(x^n, n), n)", "der(der(der(x^n, x), x), n)", "der(x^(n^2), n)", "der(x^x, x)",
      "der(x^(n*x), x)", "der(n^(x^n), n)", "grad(sum(k, 1, 3, x^(n + k)), n)",
    ], ["3", "2", "1", "0", "-2", "1/2", "5/3"])
  func derivatives(text: String, exponent: String) throws {
    // From within: `a^b` with brackets around b, or a name.
    let plain = text.replacing("n^(x^n)", with: "exp(exp(n*ln(x))*ln(n))")
      .replacing("x^(n^2)", with: "exp(n*n*ln(x))").replacing("x^(n*x)", with: "exp(n*x*ln(x))")
      .replacing("x^(n + k)", with: "exp((n + k)*ln(x))").replacing("x^n", with: "exp(n*ln(x))")
      .replacing("x^x", with: "exp(x*ln(x))")
    let base = Rational(5) / 3
    for names in [
      try Self.variables(base, Names().exact(exponent).entries[0]),
      try Names(["x = \(base)", "n = \(exponent)"]),
    ] {
      let (ball, witness) = (try names.enclosure(text), try names.enclosure(plain))
      // The logarithm of a base below 0 ends both.
      #expect(ball.entries[0].obstacle == witness.entries[0].obstacle, "\(plain)")
      guard witness.entries[0].obstacle == nil else { continue }
      #expect(ball.entries[0].overlaps(witness.entries[0]), "\(plain)")
      #expect(ball.entries[0].isClose(for: 128))
    }
  }

  @Test(
    "by the base, a whole exponent leaves no hole at 0",
    arguments: [(0, "0", "0"), (1, "1", "0"), (2, "0", "2"), (3, "0", "0")])
  func atZero(exponent: Int, first: String, second: String) throws {
    let names = try Names(["x = 0", "n = \(exponent)"])
    #expect(try names.exact("der(x^n, x)").text == first)
    #expect(try names.exact("der(der(x^n, x), x)").text == second)
    #expect(try names.exact("der(x^n, n)").text == "outsideDomain(\"ln\")")
  }

  @Test("a derivative that has become 0 is 0, up to any order", arguments: 0...5)
  func vanishing(degree: Int) throws {
    let names = try Names(["x = 3", "w = 2"])
    let text = (0...degree).reduce("x^\(degree) + x") { text, _ in "der(\(text), x)" }
    #expect(try names.exact("der(\(text), x)").text == "0")
    #expect(try names.exact("der(x - x + \(degree), x)").text == "0")
    let complaint = try #require(names.complaint("der(x^\(degree), w)"))
    #expect(complaint.message == "x^\(degree) does not depend on w")
  }

  @Test("a name behind a definition is mentioned, one that only sounds like it is not")
  func mentions() throws {
    let names = try Names(["x = 3", "y = x - x", "f(t) = t^0*x^0", "z = 4"])
    #expect(try names.exact("der(y, x)").text == "0")
    #expect(try names.exact("der(f(2), x)").text == "0")
    #expect(names.complaint("der(f(2), z)")?.message == "f(2) does not depend on z")
    #expect(names.complaint("der(x^2, y)")?.message == "x^2 does not depend on y")
  }

  @Test(
    "a 1×1 product is a number wherever one is wanted",
    arguments: [
      ("grad(x^T*A*x, x)", "(19, 34)"), ("grad((x^T*A*x)^2, x)", "(2660, 4760)"),
      ("hessian(x^T*A*x, x)", "[2, 5; 5, 8]"), ("der((t*x)^T*x, t)", "13"),
      ("(x^T*x, 1)", "(13, 1)"), ("2^(x^T*x - 10)", "8"), ("eye(x^T*x - 11)", "[1, 0; 0, 1]"),
      ("f(x^T*x)", "14"), ("sum(k, 1, x^T*x, 1)", "13"), ("max(0, x^T*x)", "13"),
    ])
  func single(text: String, value: String) throws {
    let names = try Names(["x = (2, 3)", "A = [[1, 2], [3, 4]]", "t = 1", "f(s) = s + 1"])
    let found = try names.exact(text)
    // A single entry may still be a 1×1 matrix.
    #expect((found.number.map { Quantity($0) } ?? found).text == value)
  }
}
