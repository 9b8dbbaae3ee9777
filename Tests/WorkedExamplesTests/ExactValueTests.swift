import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// What formulas come to in exact arithmetic; the values were found by hand or by Python's
/// `fractions`.
struct ExactValueTests {
  struct Value: CustomTestStringConvertible, Sendable {
    let formula: String
    let value: String
    var testDescription: String { formula }
    init(_ formula: String, _ value: String) { (self.formula, self.value) = (formula, value) }
  }

  static let statements = [
    "a = 3", "u = (1, -2, 3)", "w = (4, 5, 6)", "A = [[1, 2], [3, 4]]",
    "B = [[1, 2, 3], [4, 5, 6]]",
    "sq(t) = t^2", "cut(t) = max(0, t)", "add(s, t) = s + 2*t", "pick(v, k) = v[k]",
    "pow(b, n) = b^n",
  ]

  static let numbers = [
    Value("0.1 + 0.2", "0.3"), Value("2 - 3 - 4", "-5"), Value("2^3^2", "512"),
    Value("-2^2", "-4"), Value("2^-2", "0.25"), Value("(-2)^3", "-8"), Value("0^0", "1"),
    Value("6/4/3", "0.5"), Value("2a", "6"), Value("a^2", "9"), Value("4^0.5", "2"),
    Value("9^(3/2)", "27"), Value("1/0", "divisionByZero"), Value("0/0", "divisionByZero"),
    Value("0^-1", "divisionByZero"), Value("sqrt(2)", "irrational"), Value("sqrt(9/4)", "1.5"),
    Value("abs(-3/2)", "1.5"), Value("sign(-7)", "-1"), Value("sign(0)", "0"),
    Value("relu(-1)", "0"), Value("relu(5/2)", "2.5"), Value("relu'(-1)", "0"),
    Value("relu'(0)", "0"), Value("relu'(2)", "1"), Value("relu''(2)", "0"),
    Value("leaky_relu(-2, 0.1)", "-0.2"), Value("leaky_relu(3, 0.1)", "3"),
    Value("leaky_relu'(-2, 0.1)", "0.1"), Value("leaky_relu'(2, 0.1)", "1"),
    Value("max(2, 5, 3)", "5"), Value("min(2, 5, 3)", "2"), Value("exp(0)", "1"),
    Value("sigmoid(0)", "0.5"), Value("sigmoid'(0)", "0.25"), Value("tanh'(0)", "1"),
    Value("1[2 > 1]", "1"), Value("1[1 > 1]", "0"), Value("1[1 >= 1]", "1"),
    Value("1[1 <= 0]", "0"), Value("1[0 < 1]", "1"), Value("1[1 = 1]", "1"),
    Value("1[1 = 2]", "0"), Value("1[1 != 2]", "1"), Value("1[1 != 1]", "0"),
    Value("sum(j, 1, 4, j^2)", "30"), Value("sum(j, 3, 2, j)", "0"),
    Value("sum(j, 1, 3, sum(k, 1, j, k))", "10"), Value("sum(j, 0, 2, u[j]*w[j])", "12"),
    Value("sum(j, 1, 3, (-1)^j*j)", "-2"),
  ]

  static let arrays = [
    Value("u + w", "(5, 3, 9)"), Value("u - 1", "(0, -3, 2)"), Value("1 - u", "(0, 3, -2)"),
    Value("2*u", "(2, -4, 6)"), Value("u/2", "(0.5, -1, 1.5)"), Value("u .* w", "(4, -10, 18)"),
    Value("w ./ u", "(4, -2.5, 2)"), Value("u .^ 2", "(1, 4, 9)"), Value("2 .^ u", "(2, 0.25, 8)"),
    Value("-u", "(-1, 2, -3)"), Value("u^T*w", "[12]"), Value("dot(u, w)", "12"),
    Value("u*w^T", "[4, 5, 6; -8, -10, -12; 12, 15, 18]"), Value("A*A", "[7, 10; 15, 22]"),
    Value("A^2", "[7, 10; 15, 22]"), Value("A^0", "[1, 0; 0, 1]"),
    Value("A^3", "[37, 54; 81, 118]"),
    Value("A^-1", "[-2, 1; 1.5, -0.5]"), Value("A^-2", "[5.5, -2.5; -3.75, 1.75]"),
    Value("A*A^-1", "[1, 0; 0, 1]"), Value("[[0, 1], [1, 0]]^-1", "[0, 1; 1, 0]"),
    Value(
      "[[1, 2], [2, 4]]^-1", "[divisionByZero, divisionByZero; divisionByZero, divisionByZero]"),
    Value("A .* A", "[1, 4; 9, 16]"), Value("A .^ 2", "[1, 4; 9, 16]"),
    Value("A^T", "[1, 3; 2, 4]"),
    Value("A'", "[1, 3; 2, 4]"), Value("B^T", "[1, 4; 2, 5; 3, 6]"), Value("B*u", "(6, 12)"),
    Value("A*B", "[9, 12, 15; 19, 26, 33]"), Value("B*B^T", "[14, 32; 32, 77]"),
    Value("(1, 2)^T*A", "[7, 10]"), Value("u[1]", "-2"), Value("B[1, 2]", "6"),
    Value("B[1, :]", "[4, 5, 6]"), Value("B[:, 1]", "(2, 5)"), Value("u[:]", "(1, -2, 3)"),
    Value("(A*A)[0, 1]", "10"), Value("mean(w)", "5"), Value("norm1(u)", "6"),
    Value("norm2(u)^2", "14"), Value("norm2((3, 4))", "5"), Value("norm1(A)", "10"),
    Value("norm2(A)^2", "30"), Value("max(u)", "3"), Value("min(B)", "1"),
    Value("max(u, 0)", "(1, 0, 3)"), Value("max(u, -u)", "(1, 2, 3)"),
    Value("relu(u)", "(1, 0, 3)"),
    Value("relu'(u)", "(1, 0, 1)"), Value("1[u > 0]", "(1, 0, 1)"),
    Value("diag((1, 2))", "[1, 0; 0, 2]"),
    Value("diag(A)", "(1, 4)"), Value("onehot(1, 3)", "(0, 1, 0)"), Value("eye(2)", "[1, 0; 0, 1]"),
    Value("zeros(2)", "(0, 0)"), Value("ones(2, 3)", "[1, 1, 1; 1, 1, 1]"),
    Value("repmat((1, 2), 2)", "[1, 2; 1, 2]"), Value("shape(B)", "(2, 3)"),
    Value("shape(u)", "(3)"),
    Value("count(B)", "6"), Value("argmax(w)", "2"), Value("argmax((1, 3, 3))", "1"),
    Value("argmax((-5, -7))", "0"), Value("softmax((0, 0))", "(0.5, 0.5)"),
    Value("softmax(zeros(2, 4))", "[0.25, 0.25, 0.25, 0.25; 0.25, 0.25, 0.25, 0.25]"),
  ]

  static let functions = [
    Value("sq(3)", "9"), Value("sq(u)", "(1, 4, 9)"), Value("sq(B)", "[1, 4, 9; 16, 25, 36]"),
    Value("cut(u)", "(1, 0, 3)"), Value("sq'(3)", "6"), Value("sq''(3)", "2"),
    Value("sq'''(3)", "0"), Value("sq'(u)", "(2, -4, 6)"), Value("cut'(-1)", "0"),
    Value("cut'(1)", "1"), Value("cut'(0)", "0"), Value("add(1, 2)", "5"),
    Value("add(u, w)", "(9, 8, 15)"), Value("add(add(1, 2), sq(2))", "13"),
    Value("pick(u, 2)", "3"), Value("sum(j, 0, 2, pick(u, j))", "2"), Value("pow(-2, 3)", "-8"),
    Value("1[pow(2, 1/2)^2 = 2]", "irrational"), Value("sum(j, 1, 3, pow(-1, j))", "-1"),
  ]

  @Test(
    "a formula comes to its exact value, and its enclosure holds it",
    arguments: numbers + arrays + functions)
  func value(_ value: Value) throws {
    let names = try Names(Self.statements)
    let exact = try names.exact(value.formula)
    #expect(exact.text == value.value)
    let balls = try names.enclosure(value.formula)
    #expect(balls.shape == exact.shape)
    for (number, ball) in zip(exact.entries, balls.entries) where number.obstacle == nil {
      #expect(ball.contains(number))
    }
  }

  // MARK: Conventions

  @Test("with indices from 1, the first entry is entry 1")
  func oneBased() throws {
    let names = try Names(["u = (10, 20, 30)", "W = [[1, 2], [3, 4]]", "i : index(3)"]) {
      $0.scope.conventions.firstIndex = 1
    }
    #expect(try names.exact("u[1]").text == "10")
    #expect(try names.exact("W[2, 1]").text == "3")
    #expect(try names.exact("argmax(u)").text == "3")
    #expect(try names.exact("onehot(1, 3)").text == "(1, 0, 0)")
    #expect(try names.exact("sum(i, u[i]*i)").text == "140")
    #expect(
      names.complaint("u[0]")?.message == "there is no entry 0: they are numbered from 1 to 3")
    #expect(
      names.complaint("u[4]")?.message == "there is no entry 4: they are numbered from 1 to 3")
    #expect(
      names.complaint("onehot(0, 3)")?.message
        == "there is no class 0: they are numbered from 1 to 3")
  }

  @Test("where vectors are rows, products and rows of a matrix are the other way round")
  func rows() throws {
    let names = try Names(["x = (1, 2)", "W = [[1, 2], [3, 4]]", "v = (5, 6, 7)"]) {
      $0.scope.conventions.vectors = .row
    }
    #expect(try names.exact("x*W").text == "(7, 10)")
    #expect(try names.exact("W*x^T").text == "[5; 11]")
    #expect(try names.exact("x*x^T").text == "[5]")
    #expect(try names.exact("x^T*v").text == "[5, 6, 7; 10, 12, 14]")
    #expect(try names.exact("W[1, :]").text == "(3, 4)")
    #expect(try names.exact("W[:, 1]").text == "[2; 4]")
    #expect(try names.exact("x^T").text == "[1; 2]")
    #expect(names.complaint("W*x") != nil)
  }

  // MARK: Derivatives

  @Test(
    "a derivative is exact",
    arguments: [
      Value("der(a^3, a)", "12"), Value("grad(p[0]^2*p[1], p)", "(12, 4)"),
      Value("grad(p[0]^2*p[1], p[1])", "4"), Value("der(p, a)", "(1, 0)"),
      Value("jacobian((p[0]*p[1], p[0], p[1]^3), p)", "[3, 2; 1, 0; 0, 27]"),
      Value("hessian(p[0]^2*p[1], p)", "[6, 4; 4, 0]"),
      Value("der(der(a^4, a), a)", "48"), Value("grad(M[0, 0]*M[1, 1], M)", "[4, 0; 0, 1]"),
      Value("der(L, h)", "6"), Value("der(L, z)", "10"), Value("der(L, a)", "20"),
      Value("der(risk, q)", "4"), Value("jacobian(2*p, p)", "[2, 0; 0, 2]"),
    ])
  func derivative(_ value: Value) throws {
    // a = 2, z = 2a = 4, h = z, L = h² - 2h + 4z: ∂L/∂h = 2h - 2 = 6 counts only the way through
    // h; by z both ways count.
    let names = try Names([
      "a = 2", "p = (a, 3)", "M = [[1, 2], [3, 4]]", "z = 2*a", "h = z", "L = h^2 - 2*h + 4*z",
      "q = 2", "risk = q^2",
    ])
    #expect(try names.exact(value.formula).text == value.value)
  }

  @Test("a definition sees what stands before it, whatever its names mean later")
  func lexical() throws {
    var names = try Names(["w = 2", "f(x) = w*x", "z = f(3)"])
    // A scope of its own, as a question has.
    names.namespace.beginScope()
    for statement in ["w = 10", "y = f(3) + w"] {
      try names.namespace.add(statement, visible: true)
    }
    #expect(try names.exact("z").text == "6")
    #expect(try names.exact("y").text == "16")
    #expect(try names.exact("w").text == "10")
    #expect(try names.exact("f(w)").text == "20")
    #expect(names.complaint("der(z, w)")?.message == "z does not depend on w")
  }

  @Test("parameters hide names outside, and do not reach into other functions")
  func parameters() throws {
    let names = try Names(["x = 5", "f(y) = x + y", "g(x) = f(x) + x"])
    #expect(try names.exact("g(1)").text == "7")
    #expect(try names.exact("sum(x, 1, 2, f(x))").text == "13")
  }

  @Test("a bound name is taken for an earlier answer, in exponents and subscripts too")
  func bound() throws {
    let names = try Names(["n = 3", "v = (1, 2, 3, 4)", "d = n + 1"])
    for system in [true, false] {
      func value(_ text: String) throws -> Rational {
        let formula = try names.formula(text)
        let own = Quantity(Rational(2))
        if system {
          let evaluation = Evaluation<Rational>(names.namespace.scope, setting: ())
          evaluation.bind("n", to: own)
          return try evaluation.value(of: formula).entries[0]
        }
        let evaluation = Evaluation<Ball>(names.namespace.scope, setting: 64)
        evaluation.bind("n", to: own.map { Ball($0, in: 64) }, exactly: own)
        let ball = try evaluation.value(of: formula).entries[0]
        #expect(ball.isExact)
        return ball.lower
      }
      #expect(try value("n + 1") == 3)
      #expect(try value("2^n") == 4)
      #expect(try value("v[n]") == 3)
      #expect(try value("sum(j, 0, n, v[j])") == 6)
      // What the exercise defined keeps its own meaning.
      #expect(try value("d") == 4)
    }
  }

  // MARK: Complaints

  @Test(
    "what has no value says why",
    arguments: [
      Value("der(a, u)", "a does not depend on u"),
      Value("der(5, a)", "5 does not depend on a"),
      Value("grad(u, a)", "u does not depend on a"),
      Value("grad(2*u, u)", "grad needs a number to differentiate; this is a 3-vector"),
      Value("hessian(u, u)", "hessian needs a number; this is a 3-vector"),
      Value("der(a*a, a + 1)", "a derivative is taken by a name"),
      Value("u + (1, 2)", "these shapes do not add: 3-vector + 2-vector"),
      Value("u*w", "these shapes do not multiply: 3-vector * 3-vector"),
      Value("A*u", "these shapes do not multiply: 2×2 matrix * 3-vector"),
      Value("u^2", "a 3-vector has no power"),
      Value("B^2", "only a square matrix has powers; this is a 2×3 matrix"),
      Value("B^-1", "only a square matrix has powers; this is a 2×3 matrix"),
      Value("A^(1/2)", "the exponent of a matrix must be a whole number"),
      Value("A^65", "powers of a matrix up to 64 are possible"),
      Value("eye(33)^-1", "matrices up to 32×32 can be inverted here"),
      Value("u[3]", "there is no entry 3: they are numbered from 0 to 2"),
      Value("u[-1]", "there is no entry -1: they are numbered from 0 to 2"),
      Value("u[1/2]", "a subscript must be a whole number"),
      Value("u[sqrt(2)]", "a subscript must be a whole number"),
      Value("u[10^30]", "a subscript must be a whole number"),
      Value("u[0, 1]", "a 3-vector has one subscript"),
      Value("A[0]", "a 2×2 matrix has two subscripts"),
      Value("A[2, 0]", "there is no row 2: they are numbered from 0 to 1"),
      Value("A[0, 2]", "there is no column 2: they are numbered from 0 to 1"),
      Value("a[0]", "a number has no entries"),
      Value("(1, u)", "an entry of a vector must be a number; this is a 3-vector"),
      Value("[[1, u]]", "an entry of a matrix must be a number; this is a 3-vector"),
      Value("sum(j, 1, u, j)", "the last index of a sum must be a whole number"),
      Value("sum(j, a)", "this sum does not say where j begins and ends"),
      Value("sum(j, 0, 1, ones(j + 1))", "the terms of this sum differ in shape"),
      Value("zeros(0)", "a size is from 1 to 65536"),
      Value("zeros(-1)", "a size is from 1 to 65536"),
      Value("onehot(3, 3)", "there is no class 3: they are numbered from 0 to 2"),
      Value(
        "dot(u, (1, 2))", "dot needs vectors of one length: these are a 3-vector and a 2-vector"),
      Value("diag(3)", "diag needs a vector or a matrix"),
      Value("sq", "sq needs an argument in parentheses"),
      Value("add'(1, 2)", "add has no derivative by ': it is not a function of one number"),
      Value("2^u", "these shapes do not make a power: number ^ 3-vector"),
      Value("e^u", "an exponent must be a number; this is a 3-vector"),
      Value("sq(sqrt((1, 2))[7])", "there is no entry 7: they are numbered from 0 to 1"),
      Value("pick(u, 9)", "in pick: there is no entry 9: they are numbered from 0 to 2"),
    ])
  func complaint(_ value: Value) throws {
    let names = try Names(Self.statements)
    #expect(names.complaint(value.formula)?.message == value.value)
  }

  @Test("a misfit is told where the formula is used, not where a private one stands")
  func place() throws {
    let names = try Names(["u = (1, 2)", "bad = u + (1, 2, 3)"])
    let complaint = names.complaint("1 + bad")
    #expect(complaint?.message == "in bad: these shapes do not add: 2-vector + 3-vector")
    #expect(complaint?.range == 4..<7)
  }

  @Test("a free variable has the value of its point, and none without one")
  func point() throws {
    var names = try Names(["x : vector(2)", "f = x[0]*x[1]"])
    #expect(names.complaint("f")?.message == "in f: x has no value here")
    names.point["x"] = Quantity(.vector(2), [Rational(3), Rational(5)])
    #expect(try names.exact("grad(f, x)").text == "(5, 3)")
  }

  @Test("named sizes are numbers")
  func sizes() throws {
    let names = try Names(["W = ones(dh, d)"]) { $0.scope.sizes = ["d": 2, "dh": 4] }
    #expect(try names.exact("count(W) + dh").text == "12")
  }
}
