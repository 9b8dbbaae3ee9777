/// Reads formulas from tokens.
///
/// Only brackets recurse, and their nesting is counted: no text can exhaust the stack. Its least
/// size is that of a second thread on Apple systems, 512 KiB, so the functions that recurse keep
/// their frames small and leave all else to others.
struct Parser {
  /// How deeply brackets may be nested.
  static let nestingLimit = 64

  let text: String
  let tokens: [Token]
  let vocabulary: Vocabulary
  /// What a bare function name is applied to.
  let variable: String?
  private(set) var position = 0
  private var nesting = 0

  init(
    _ text: String, vocabulary: Vocabulary, variable: String?, decimalCommas: Bool = false
  ) throws(Diagnostic) {
    self.text = text
    tokens = try Lexer.tokens(of: text, decimalCommas: decimalCommas)
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

  var isFullyNested: Bool { nesting >= Self.nestingLimit }

  // MARK: Formulas

  /// Operands with operators between them, up to anything else.
  mutating func expression() throws(Diagnostic) -> Formula {
    guard !isFullyNested else { throw tooNested }
    nesting += 1
    defer { nesting -= 1 }
    var stack = OperatorStack()
    repeat {
      readSigns(onto: &stack)
      stack.push(try operand(after: stack))
    } while try readOperator(onto: &stack)
    return try stack.result()
  }

  private mutating func readSigns(onto stack: inout OperatorStack) {
    while case .operation(.minus) = current.kind {
      stack.pushMinus(at: current.range.lowerBound)
      advance()
    }
  }

  /// Steps over the operator, or stands before a factor that needs none; false where neither is.
  private mutating func readOperator(onto stack: inout OperatorStack) throws(Diagnostic) -> Bool {
    if case .operation(let operation) = current.kind {
      try stack.push(operation)
      advance()
      return true
    }
    guard beginsFactor else { return false }
    if try stack.topAfterProducts() == .over { throw ambiguousQuotient(stack.last) }
    try checkFactor()
    try stack.push(.times)
    return true
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
