import Notation
import Scalars

/// Formulas as MathML (W3C MathML Core), with no more parentheses than a reader needs.
enum MathML {
  /// The formula as an element of a page.
  static func math(_ formula: Formula) -> HTML {
    .tag("math", ["displaystyle": "true"], [markup(formula)])
  }

  /// How tightly a formula holds together, from the loosest.
  private enum Binding: Int, Comparable {
    case sum, product, minus, value

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  static func markup(_ formula: Formula) -> HTML {
    switch formula.node {
    case .number(let literal): return .tag("mn", literal.text)
    case .name(let name): return MathName(name).markup
    case .negative(let operand):
      return row([sign("−", "prefix"), part(operand, atLeast: .minus, isRight: true)])
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    case .transpose(let operand): return .tag("msup", [base(operand), .tag("mi", "⊤")])
    case .call(let name, let order, let arguments): return call(name, order, arguments)
    case .vector(let items): return fenced("(", listed(items), ")")
    case .matrix(let rows): return matrix(rows)
    case .entry(let base, let subscripts):
      return row([part(base, atLeast: .value), fenced("[", listed(subscripts.map(markup)), "]")])
    case .sum(let index, let bounds, let body): return sum(index, bounds, body)
    case .indicator(let relation, let left, let right):
      return row([
        .tag("mn", "1"),
        fenced("[", [markup(left), sign(symbol(relation)), markup(right)], "]"),
      ])
    }
  }

  static func symbol(_ relation: Relation) -> String {
    switch relation {
    case .notEqual: "≠"
    case .lessOrEqual: "≤"
    case .greaterOrEqual: "≥"
    case .equal, .less, .greater, .approximately: relation.rawValue
    }
  }

  // MARK: Operations

  private static func binary(_ operation: Operator, _ left: Formula, _ right: Formula) -> HTML {
    switch operation {
    case .plus: infix("+", left, right, .sum)
    case .minus: infix("−", left, right, .sum)
    case .times: infix("·", left, right, .product)
    case .entrywiseTimes: infix("⊙", left, right, .product)
    case .entrywiseOver: infix("⊘", left, right, .product)
    case .over: .tag("mfrac", [markup(left), markup(right)])
    case .power: .tag("msup", [base(left), markup(right)])
    case .entrywisePower: .tag("msup", [base(left), row([sign("∘"), markup(right)])])
    }
  }

  private static func infix(
    _ text: String, _ left: Formula, _ right: Formula, _ binding: Binding
  ) -> HTML {
    // a − (b + c) and a·(b·c) keep the parentheses that their trees have.
    let tighter: Binding = binding == .sum ? .product : .minus
    return row([
      part(left, atLeast: binding), sign(text), part(right, atLeast: tighter, isRight: true),
    ])
  }

  /// What stands under an exponent: a fraction, a power and −2 need parentheses there.
  private static func base(_ formula: Formula) -> HTML {
    switch formula.node {
    case .binary, .negative, .sum, .transpose: parenthesized(formula)
    case .call(let name, _, _) where BuiltIn(named: name) != .elementary(.abs):
      parenthesized(formula)
    default: markup(formula)
    }
  }

  private static func part(
    _ formula: Formula, atLeast binding: Binding, isRight: Bool = false
  ) -> HTML {
    if case .negative = formula.node, isRight || binding == .value { return parenthesized(formula) }
    return self.binding(of: formula) < binding ? parenthesized(formula) : markup(formula)
  }

  private static func binding(of formula: Formula) -> Binding {
    switch formula.node {
    case .binary(.plus, _, _), .binary(.minus, _, _): .sum
    case .binary(.times, _, _), .binary(.entrywiseTimes, _, _), .binary(.entrywiseOver, _, _),
      .sum:
      .product
    case .negative, .binary: .minus
    default: .value
    }
  }

  // MARK: Functions

  private static func call(_ name: String, _ order: Int, _ arguments: [Formula]) -> HTML {
    let function = BuiltIn(named: name)
    if order == 0, arguments.count == 1, let only = arguments.first {
      switch function {
      case .elementary(.sqrt): return .tag("msqrt", [markup(only)])
      case .elementary(.abs): return fenced("|", [markup(only)], "|")
      case .elementary(.floor): return fenced("⌊", [markup(only)], "⌋")
      case .elementary(.ceil): return fenced("⌈", [markup(only)], "⌉")
      case .array(.norm1), .array(.norm2):
        let kind = function == .array(.norm1) ? "1" : "2"
        return .tag("msub", [fenced("‖", [markup(only)], "‖"), .tag("mn", kind)])
      default: break
      }
    }
    if order == 0, arguments.count == 2 {
      switch function {
      case .calculus(.der): return derivative(of: arguments[0], by: arguments[1])
      case .calculus(.grad), .calculus(.hessian):
        let nabla = HTML.tag("mo", "∇")
        let by = markup(arguments[1])
        let head =
          function == .calculus(.grad)
          ? HTML.tag("msub", [nabla, by]) : .tag("msubsup", [nabla, by, .tag("mn", "2")])
        return row([head, part(arguments[0], atLeast: .value)])
      default: break
      }
    }
    let spelled = function?.name ?? name
    var head = function == .elementary(.sigmoid) ? HTML.tag("mi", "σ") : MathName(spelled).markup
    if function != nil, function != .elementary(.sigmoid) {
      head = .tag("mi", spelled.replacing("_", with: " "))
    }
    if order > 0 {
      head = .tag("msup", [head, sign(String(repeating: "′", count: min(order, 8)))])
    }
    return row([head, .tag("mo", [.verbatim("&#x2061;")]), fenced("(", listed(arguments), ")")])
  }

  private static func derivative(of output: Formula, by input: Formula) -> HTML {
    let d = HTML.tag("mo", ["form": "prefix"], "∂")
    return .tag(
      "mfrac",
      [row([d, part(output, atLeast: .value)]), row([d, part(input, atLeast: .value)])])
  }

  private static func sum(_ index: String, _ bounds: Formula.Bounds?, _ body: Formula) -> HTML {
    let sigma = HTML.tag("mo", ["largeop": "true", "movablelimits": "false"], "∑")
    let letter = MathName(index).markup
    let head: HTML =
      if let bounds {
        .tag(
          "munderover",
          [sigma, row([letter, sign("="), markup(bounds.lower)]), markup(bounds.upper)]
        )
      } else {
        .tag("munder", [sigma, letter])
      }
    return row([head, part(body, atLeast: .product)])
  }

  // MARK: Lists

  private static func markup(_ part: Formula.Subscript) -> HTML {
    switch part {
    case .all: sign(":")
    case .position(let position): markup(position)
    }
  }

  private static func matrix(_ rows: [[Formula]]) -> HTML {
    let table = HTML.tag(
      "mtable", rows.map { row in .tag("mtr", row.map { .tag("mtd", [markup($0)]) }) })
    return fenced("[", [table], "]")
  }

  private static func listed(_ items: [Formula]) -> [HTML] { listed(items.map(markup)) }

  private static func listed(_ items: [HTML]) -> [HTML] {
    var parts: [HTML] = []
    for item in items {
      if !parts.isEmpty { parts.append(.tag("mo", ["separator": "true"], ",")) }
      parts.append(item)
    }
    return parts
  }

  private static func parenthesized(_ formula: Formula) -> HTML {
    fenced("(", [markup(formula)], ")")
  }

  private static func fenced(_ opening: String, _ parts: [HTML], _ closing: String) -> HTML {
    row(
      [.tag("mo", ["form": "prefix", "fence": "true"], opening)] + parts
        + [.tag("mo", ["form": "postfix", "fence": "true"], closing)])
  }

  private static func sign(_ text: String, _ form: String? = nil) -> HTML {
    form.map { .tag("mo", ["form": $0], text) } ?? .tag("mo", text)
  }

  private static func row(_ parts: [HTML]) -> HTML { .tag("mrow", parts) }
}
