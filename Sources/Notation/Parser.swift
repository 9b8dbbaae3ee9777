/// Reads formulas from tokens, by recursive descent.
///
/// From loose to tight: sums; products and juxtaposition; minus; powers, from the right; what
/// follows a value (`[i]`, `'`, `²`). Chains of operators are loops, and nesting is counted, so
/// that no text can exhaust the stack.
struct Parser {
  /// How deeply brackets may be nested.
  static let nestingLimit = 100

  let text: String
  let tokens: [Token]
  let vocabulary: Vocabulary
  /// What a bare function name is applied to.
  let variable: String?
  private(set) var position = 0
  private var nesting = 0

  init(_ text: String, vocabulary: Vocabulary, variable: String?) throws(Diagnostic) {
    self.text = text
    tokens = try Lexer.tokens(of: text)
    self.vocabulary = vocabulary
    self.variable = variable
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  func token(ahead distance: Int) -> Token {
    tokens[min(position + distance, tokens.count - 1)]
  }

  mutating func advance(by distance: Int = 1) {
    position = min(position + distance, tokens.count - 1)
  }

  /// Steps over the token if it is of this kind.
  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  func expectEnd() throws(Diagnostic) {
    guard current.kind == .end else { throw leftover }
  }

  func source(_ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  // MARK: Formulas

  /// The formula of this node, unless it is nested too deeply.
  func formula(_ node: Formula.Node, at range: Range<Int>) throws(Diagnostic) -> Formula {
    let formula = Formula(node, at: range)
    guard formula.height <= Formula.heightLimit else {
      throw Diagnostic(
        "this formula has more than \(Formula.heightLimit) operations one upon the other",
        at: range, help: "give names to its parts")
    }
    return formula
  }

  func binary(
    _ operation: Operator, _ left: Formula, _ right: Formula
  ) throws(Diagnostic) -> Formula {
    try formula(
      .binary(operation, left, right), at: left.range.lowerBound..<right.range.upperBound)
  }

  mutating func expression() throws(Diagnostic) -> Formula {
    guard nesting < Self.nestingLimit else {
      throw Diagnostic(
        "brackets are nested more than \(Self.nestingLimit) deep", at: current.range,
        help: "give names to the parts")
    }
    nesting += 1
    defer { nesting -= 1 }
    var sum = try product()
    while case .operation(let operation) = current.kind,
      operation == .plus || operation == .minus
    {
      advance()
      sum = try binary(operation, sum, try product())
    }
    return sum
  }

  private mutating func product() throws(Diagnostic) -> Formula {
    var product = try signed()
    var lastOperation = Operator.times
    while true {
      if let operation = productOperator {
        advance()
        product = try binary(operation, product, try signed())
        lastOperation = operation
      } else if beginsFactor {
        guard lastOperation != .over, lastOperation != .entrywiseOver else {
          throw ambiguousQuotient(product)
        }
        try checkFactor(after: product)
        product = try binary(.times, product, try power())
      } else {
        return product
      }
    }
  }

  private var productOperator: Operator? {
    switch current.kind {
    case .operation(let operation):
      switch operation {
      case .times, .over, .entrywiseTimes, .entrywiseOver: operation
      case .plus, .minus, .power, .entrywisePower: nil
      }
    default: nil
    }
  }

  /// Whether a factor follows that no operator stands before, as in `2x`.
  private var beginsFactor: Bool {
    switch current.kind {
    case .name, .open: true
    // The indicator, as in `x 1[x > 0]`; other numbers are a mistake.
    case .number: beginsIndicator
    default: false
    }
  }

  private mutating func signed() throws(Diagnostic) -> Formula {
    let signs = readSigns()
    return try negated(try power(), by: signs)
  }

  /// Steps over a row of minus signs and returns where they begin.
  private mutating func readSigns() -> [Int] {
    var signs: [Int] = []
    while case .operation(.minus) = current.kind {
      signs.append(current.range.lowerBound)
      advance()
    }
    return signs
  }

  private func negated(_ operand: Formula, by signs: [Int]) throws(Diagnostic) -> Formula {
    var result = operand
    for start in signs.reversed() {
      result = try formula(.negative(result), at: start..<operand.range.upperBound)
    }
    return result
  }

  private mutating func power() throws(Diagnostic) -> Formula {
    // a^-b^c is a^(-(b^c)): each base with the signs before it, folded from the right.
    var bases = [try operand()]
    var signs: [[Int]] = [[]]
    var operations: [Operator] = []
    while case .operation(let operation) = current.kind,
      operation == .power || operation == .entrywisePower
    {
      advance()
      signs.append(readSigns())
      let base = try operand()
      try checkExponent(base)
      operations.append(operation)
      bases.append(base)
    }
    var result = try negated(bases[bases.count - 1], by: signs[signs.count - 1])
    for index in operations.indices.reversed() {
      let raised = try binary(operations[index], bases[index], result)
      result = try negated(raised, by: signs[index])
    }
    return result
  }
}

extension Formula {
  /// Reads one formula.
  ///
  /// In a question about functions of a `variable` (`"of": "x"`), a bare function name is applied
  /// to it, so that `σ(1-σ)` is what its writer means.
  package static func parse(
    _ text: String, vocabulary: Vocabulary, of variable: String? = nil
  ) throws(Diagnostic) -> Formula {
    var parser = try Parser(text, vocabulary: vocabulary, variable: variable)
    let formula = try parser.expression()
    try parser.expectEnd()
    return formula
  }
}
