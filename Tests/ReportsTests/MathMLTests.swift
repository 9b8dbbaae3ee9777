import Notation
import Testing

@testable import Reports

@Suite("Formulas as MathML")
struct MathMLTests {
  /// What a reader sees, written in a line: fractions as `{a|b}`, exponents `^{}`, indices `_{}`.
  static func shown(_ element: Element) -> String {
    let parts = element.children.map(shown)
    switch element.name {
    case "mfrac": return "{\(parts[0])|\(parts[1])}"
    case "msup": return "\(parts[0])^{\(parts[1])}"
    case "msub": return "\(parts[0])_{\(parts[1])}"
    case "msubsup": return "\(parts[0])_{\(parts[1])}^{\(parts[2])}"
    case "munder": return "\(parts[0])_{\(parts[1])}"
    case "munderover": return "\(parts[0])_{\(parts[1])}^{\(parts[2])}"
    case "mover": return "\(parts[0])\(parts[1])"
    case "msqrt": return "√{\(parts.joined())}"
    case "mtr": return parts.joined(separator: " ") + ";"
    default: return element.text.filter { $0 != "\u{2061}" } + parts.joined()
    }
  }

  static let formulas: [(String, String)] = [
    ("2", "2"), ("0.50", "0.50"), ("x", "x"), ("-x", "−x"), ("a + b - c", "a+b−c"),
    ("a - (b + c)", "a−(b+c)"), ("a*b", "a·b"), ("a*(b + c)", "a·(b+c)"), ("3*(-1)", "3·(−1)"),
    ("a - (-b)", "a−(−b)"), ("-(a + b)", "−(a+b)"), ("(a + b)/c", "{a+b|c}"),
    ("1/2/3", "{{1|2}|3}"), ("x^2", "x^{2}"), ("(x + 1)^2", "(x+1)^{2}"),
    ("(a/b)^2", "({a|b})^{2}"),
    ("(-2)^2", "(−2)^{2}"), ("-2^2", "−2^{2}"), ("2^-x", "2^{−x}"), ("(x^2)^3", "(x^{2})^{3}"),
    ("a .* b", "a⊙b"), ("a ./ b", "a⊘b"), ("a .^ 2", "a^{∘2}"), ("W^T*x", "W^{⊤}·x"),
    ("(A*B)^T", "(A·B)^{⊤}"), ("relu(z)", "relu(z)"), ("relu'(z)", "relu^{′}(z)"),
    ("tanh''(z)", "tanh^{′′}(z)"), ("sigma(z)", "σ(z)"), ("sqrt(x + 1)", "√{x+1}"),
    ("abs(x)", "|x|"), ("floor(x/2)", "⌊{x|2}⌋"), ("ceil(x)", "⌈x⌉"), ("norm2(x)", "‖x‖_{2}"),
    ("leaky_relu(x, a)", "leaky relu(x,a)"),
    ("sin(x)^2", "(sin(x))^{2}"), ("(1, -2)", "(1,−2)"), ("[[1, 2], [3, 4]]", "[1 2;3 4;]"),
    ("x[0]", "x[0]"), ("W[k, :]", "W[k,:]"), ("1[x > 0]", "1[x>0]"), ("1[x != 0]", "1[x≠0]"),
    ("sum(j, 0, 4, x[j])", "∑_{j=0}^{4}x[j]"), ("sum(j, a + b)", "∑_{j}(a+b)"),
    ("2*sum(j, x[j])", "2·(∑_{j}x[j])"), ("der(L, w)", "{∂L|∂w}"), ("grad(L, w)", "∇_{w}L"),
    ("hessian(L, w)", "∇_{w}^{2}L"), ("yhat1", "y^_{1}"), ("theta_new", "θ_{new}"),
    ("delta_yhat1", "δ_{y^_{1}}"), ("L1_after", "L_{1,after}"), ("w0", "w_{0}"), ("that", "t^"),
    ("crowbar", "crowbar"),
    ("learning_rate", "learning_{rate}"), ("lambda*mu", "λ·μ"), ("e^x", "e^{x}"),
  ]

  @Test("a formula is shown as it is meant", arguments: formulas)
  func formula(_ text: String, _ expected: String) throws {
    let formula = try Chain.parse(text, vocabulary: Vocabulary()).members[0]
    let page = try PageReader.read(MathML.math(formula).text)
    #expect(page.children.map(\.name) == ["math"])
    #expect(Self.shown(page) == expected)
  }

  @Test("the list has every kind of node, operation and relation")
  func complete() throws {
    var kinds = Set<String>()
    var operators = Set<Operator>()
    func visit(_ formula: Formula) {
      switch formula.node {
      case .number: kinds.insert("number")
      case .name: kinds.insert("name")
      case .negative: kinds.insert("negative")
      case .binary(let operation, _, _): operators.insert(operation)
      case .transpose: kinds.insert("transpose")
      case .call: kinds.insert("call")
      case .vector: kinds.insert("vector")
      case .matrix: kinds.insert("matrix")
      case .entry: kinds.insert("entry")
      case .sum: kinds.insert("sum")
      case .indicator: kinds.insert("indicator")
      }
      formula.node.forEachPart(visit)
    }
    for (text, _) in Self.formulas {
      visit(try Chain.parse(text, vocabulary: Vocabulary()).members[0])
    }
    #expect(kinds.count == 10)
    #expect(operators == Set(Operator.allCases))
    #expect(Set(Relation.allCases.map(MathML.symbol)).count == Relation.allCases.count)
  }

  @Test("every built-in function has a picture that XML reads", arguments: BuiltIn.allCases)
  func functions(_ function: BuiltIn) throws {
    let arguments = (0..<function.arity.lowerBound).map { Formula(.name("x\($0)")) }
    let formula = Formula(.call(function.name, order: 0, arguments))
    let text = Self.shown(try PageReader.read(MathML.math(formula).text))
    for argument in arguments.indices { #expect(text.contains("x_{\(argument)}")) }
  }

  @Test("the deepest formula is written")
  func deep() throws {
    var formula = Formula(.name("x"))
    for _ in 1..<Formula.heightLimit {
      formula = Formula(.binary(.over, Formula(.negative(formula)), formula))
      if formula.height > Formula.heightLimit / 8 { break }
    }
    _ = try PageReader.read(MathML.math(formula).text)
  }
}
