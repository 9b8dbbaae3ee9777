import Scalars
import Testing

@testable import Notation

@Suite("Reading formulas")
struct FormulaReadingTests {
  @Test(
    "operators bind as on paper",
    arguments: [
      ("1 + 2*3", "(+ 1 (* 2 3))"),
      ("1 - 2 - 3", "(- (- 1 2) 3)"),
      ("8/4/2", "(/ (/ 8 4) 2)"),
      ("8/4*2", "(* (/ 8 4) 2)"),
      ("a^b^c", "(^ a (^ b c))"),
      ("-x^2", "(neg (^ x 2))"),
      ("(-x)^2", "(^ (neg x) 2)"),
      ("-a*b", "(* (neg a) b)"),
      ("a*-b", "(* a (neg b))"),
      ("a - -b", "(- a (neg b))"),
      ("--x", "(neg (neg x))"),
      ("e^-x", "(^ e (neg x))"),
      ("e^-x^2", "(^ e (neg (^ x 2)))"),
      ("2^-3*4", "(* (^ 2 (neg 3)) 4)"),
      ("a .* b ./ c", "(./ (.* a b) c)"),
      ("a .^ b ^ c", "(.^ a (^ b c))"),
      ("2.*x", "(.* 2 x)"),
      ("2.^x", "(.^ 2 x)"),
      ("x/2 + 1", "(+ (/ x 2) 1)"),
    ])
  func precedence(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "a product needs no sign",
    arguments: [
      ("2x", "(* 2 x)"),
      ("2(x+1)", "(* 2 (+ x 1))"),
      ("(a)(b)", "(* a b)"),
      ("a b", "(* a b)"),
      ("2x^2", "(* 2 (^ x 2))"),
      ("-2x", "(* (neg 2) x)"),
      ("2x y", "(* (* 2 x) y)"),
      ("2exp(x)", "(* 2 (exp x))"),
      ("x^2(1-x)", "(* (^ x 2) (- 1 x))"),
      ("x²y", "(* (^ x 2) y)"),
      ("x^2 y", "(* (^ x 2) y)"),
      ("x 1[x > 0]", "(* x (1 > x 0))"),
      ("(1-y)x[0]", "(* (- 1 y) (entry x 0))"),
      ("2e", "(* 2 e)"),
      ("2e - x", "(- (* 2 e) x)"),
      ("1/(2x)", "(/ 1 (* 2 x))"),
      ("2x/3", "(/ (* 2 x) 3)"),
    ])
  func juxtaposition(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "what people type or paste is brought to one form",
    arguments: [
      ("w₀", "w0"), ("w_0", "w_0"), ("ŷ", "yhat"), ("y\u{302}", "yhat"), ("ŷ1", "yhat1"),
      ("ŷ₁", "yhat1"), ("h\u{303}", "htilde"), ("ỹ", "ytilde"), ("x\u{304}", "xbar"),
      ("δ_ŷ", "delta_yhat"), ("Λ", "Lambda"), ("φ1", "phi1"), ("ϕ1", "phi1"), ("ε", "epsilon"),
      ("ϵ", "epsilon"), ("θ", "theta"), ("ϑ", "theta"), ("µ", "mu"), ("μ", "mu"), ("π", "pi"),
      ("Ω", "Omega"), ("\u{2126}", "Omega"), ("ω", "omega"), ("Δw", "Deltaw"), ("𝑥", "x"),
      ("ｘ１", "x1"), ("wₖ", "wk"), ("ℓ", "l"),
      ("a·b", "(* a b)"), ("a×b", "(* a b)"), ("a∗b", "(* a b)"), ("a⊙b", "(.* a b)"),
      ("a÷b", "(/ a b)"), ("a−b", "(- a b)"), ("a–b", "(- a b)"), ("a\u{A0}+\u{2009}b", "(+ a b)"),
      ("x²", "(^ x 2)"), ("x¹⁰", "(^ x 10)"), ("M⁻¹", "(^ M (neg 1))"), ("xᵀ", "(transpose x)"),
      ("x′", "(transpose x)"), ("phi″(x)", "(phi'' x)"), ("（１＋ｘ）", "(+ 1 x)"),
      ("𝟙[x ≥ 0]", "(1 >= x 0)"), ("1[i ≠ j]", "(1 != i j)"), ("1e−3", "1e-3"),
    ])
  func spelling(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "numbers keep their digits and have their exact value",
    arguments: [
      ("0.50", Rational(1) / Rational(2)), (".5", Rational(1) / Rational(2)),
      ("1e-3", Rational(1) / Rational(1000)), ("1.5e2", Rational(150)), ("2e+1", Rational(20)),
      ("007", Rational(7)), ("0.1", Rational(1) / Rational(10)),
    ])
  func numbers(_ text: String, _ value: Rational) throws {
    let formula = try Formula.parse(text, vocabulary: vocabulary)
    guard case .number(let literal) = formula.node else {
      Issue.record("\(text) is read as \(tree(formula))")
      return
    }
    #expect(literal.text == text)
    #expect(literal.value == value)
  }

  @Test(
    "what follows a value belongs to it",
    arguments: [
      ("x[0]", "(entry x 0)"),
      ("W[k, j]", "(entry W k j)"),
      ("W[k, :]", "(entry W k :)"),
      ("W[:, j]", "(entry W : j)"),
      ("softmax(o)[y]", "(entry (softmax o) y)"),
      ("(a + b)[1]", "(entry (+ a b) 1)"),
      ("x[0]^2", "(^ (entry x 0) 2)"),
      ("W^T*x", "(* (transpose W) x)"),
      ("W^T(x + y)", "(* (transpose W) (+ x y))"),
      ("W'x", "(* (transpose W) x)"),
      ("x''", "(transpose (transpose x))"),
      ("A^T^2", "(^ (transpose A) 2)"),
      ("(A*B)^-1", "(^ (* A B) (neg 1))"),
      ("x[i[0]]", "(entry x (entry i 0))"),
    ])
  func suffixes(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "parentheses hold a vector, or only group",
    arguments: [
      ("(1, 2, 3)", "(vector 1 2 3)"),
      ("(1,707,274)", "(vector 1 707 274)"),
      ("(x)", "x"),
      ("((1, 2), 3)", "(vector (vector 1 2) 3)"),
      ("[[1, 2], [3, 4]]", "(matrix (row 1 2)(row 3 4))"),
      ("[[1], [2]]", "(matrix (row 1)(row 2))"),
      ("[[x, y]][0, 1]", "(entry (matrix (row x y)) 0 1)"),
    ])
  func vectors(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "functions have primes, powers and other names",
    arguments: [
      ("relu(x)", "(relu x)"), ("ReLU1", "ReLU1"), ("sigma(x)", "(sigmoid x)"),
      ("σ(x)", "(sigmoid x)"), ("log(x)", "(ln x)"), ("leaky_relu(x, a)", "(leaky_relu x a)"),
      ("relu'(z)", "(relu' z)"), ("phi''(z)", "(phi'' z)"), ("f1", "f1"),
      ("tanh^2(x)", "(^ (tanh x) 2)"), ("sin²(x)", "(^ (sin x) 2)"),
      ("tanh'^2(x)", "(^ (tanh' x) 2)"), ("tanh(x)^2", "(^ (tanh x) 2)"),
      ("tanh (x)", "(tanh x)"), ("max(0, x, y)", "(max 0 x y)"), ("pre(x, t)", "(pre x t)"),
      ("grad(L, w)", "(grad L w)"), ("e^tanh(x)", "(^ e (tanh x))"),
      ("descend(E, (w, b), 1/t, 3)", "(descend E (vector w b) (/ 1 t) 3)"),
    ])
  func functions(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test(
    "a function's name alone means its value where the question is about x",
    arguments: [
      ("σ(1-σ)", "(* (sigmoid x) (- 1 (sigmoid x)))"),
      ("σ(x)(1-σ(x))", "(* (sigmoid x) (- 1 (sigmoid x)))"),
      ("σ", "(sigmoid x)"),
      ("1 - tanh^2", "(- 1 (^ (tanh x) 2))"),
      ("1 - tanh²", "(- 1 (^ (tanh x) 2))"),
      ("σ'", "(sigmoid' x)"),
      ("σ(1-σ)^2", "(* (sigmoid x) (^ (- 1 (sigmoid x)) 2))"),
      ("σ^2(1-σ)", "(* (^ (sigmoid x) 2) (- 1 (sigmoid x)))"),
      ("σ(1-σ(1-σ))", "(* (sigmoid x) (- 1 (* (sigmoid x) (- 1 (sigmoid x)))))"),
      ("σ(2x)", "(sigmoid (* 2 x))"),
      ("phi(x) + phi", "(+ (phi x) (phi x))"),
      ("-σ(1-σ)", "(* (neg (sigmoid x)) (- 1 (sigmoid x)))"),
      ("σ(1-2σ)σ", "(* (* (sigmoid x) (- 1 (* 2 (sigmoid x)))) (sigmoid x))"),
    ])
  func bareFunctions(_ text: String, _ structure: String) {
    #expect(reading(text, of: "x") == structure)
  }

  @Test(
    "sums and indicators bind their own",
    arguments: [
      ("sum(j, x[j])", "(sum j (entry x j))"),
      ("sum(j, 1, n, j^2)", "(sum j 1 n (^ j 2))"),
      ("2sum(j, j)", "(* 2 (sum j j))"),
      ("1[x > 0]", "(1 > x 0)"),
      ("1[i = j]", "(1 = i j)"),
      ("1[x <= 0]", "(1 <= x 0)"),
      ("2*1[x != y]z", "(* (* 2 (1 != x y)) z)"),
      ("(1[x > 0])[0]", "(entry (1 > x 0) 0)"),
    ])
  func sumsAndIndicators(_ text: String, _ structure: String) {
    #expect(reading(text) == structure)
  }

  @Test("a part knows where it stands")
  func ranges() throws {
    let formula = try Formula.parse(" ŷ + (a b)", vocabulary: vocabulary)
    guard case .binary(.plus, let left, let right) = formula.node else {
      Issue.record("\(tree(formula))")
      return
    }
    #expect(formula.range == 1..<11)
    #expect(left.range == 1..<3)
    #expect(right.range == 6..<11)
  }
}
