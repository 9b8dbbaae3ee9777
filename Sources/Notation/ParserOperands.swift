/// Values, and what may follow one.
extension Parser {
  /// A value with all that follows it directly: `W[k, :]`, `x'`, `x²`, `x^T`.
  mutating func operand(after stack: OperatorStack) throws(Diagnostic) -> Formula {
    let start = position
    var isTransposed = false
    var value = try primary()
    while try readSuffix(of: &value, from: start, &isTransposed) {}
    if stack.awaitsExponent { try checkExponent(value, from: start, isTransposed) }
    return value
  }

  private mutating func primary() throws(Diagnostic) -> Formula {
    switch try beginning() {
    case .leaf: try leaf()
    case .indicator: try indicator()
    case .application: try application()
    case .sum: try sum()
    case .group: try group()
    case .matrix: try matrix()
    }
  }

  private enum Beginning { case leaf, indicator, application, sum, group, matrix }

  private func beginning() throws(Diagnostic) -> Beginning {
    switch current.kind {
    case .number: return beginsIndicator ? .indicator : .leaf
    case .name("sum"): return .sum
    case .name(let name):
      let isFunction =
        vocabulary.function(named: name) != nil
        || !isBare(at: position) && vocabulary.applied(named: name) != nil
      return isFunction ? .application : .leaf
    case .open: return .group
    case .openBracket: return .matrix
    default: throw expected("a formula")
    }
  }

  /// A number, or a name that is not applied.
  private mutating func leaf() throws(Diagnostic) -> Formula {
    let token = current
    switch token.kind {
    case .number(let literal):
      advance()
      return Formula(.number(literal), at: token.range)
    case .name(let name):
      try checkNotApplied(name)
      advance()
      return Formula(.name(name), at: token.range)
    default:
      throw expected("a formula")
    }
  }

  // MARK: Suffixes

  /// Reads one suffix of the value that begins at the token `start`; false where there is none.
  private mutating func readSuffix(
    of value: inout Formula, from start: Int, _ isTransposed: inout Bool
  ) throws(Diagnostic) -> Bool {
    guard let suffix = suffix else { return false }
    try checkSuffix(of: value, from: start)
    switch suffix {
    case .entry: try readEntry(of: &value)
    case .power: try readSuperscript(of: &value)
    case .transpose(let length):
      try readTranspose(of: &value, length: length)
      isTransposed = true
    case .operation: return false
    }
    return true
  }

  private enum Suffix {
    case entry
    case power
    /// How many tokens it has: one, or two for `^T`.
    case transpose(Int)
    /// Any other `^` or `.^`, which is not read here.
    case operation
  }

  private var suffix: Suffix? {
    switch current.kind {
    case .openBracket: .entry
    case .superscript: .power
    case .prime, .transposed: .transpose(1)
    case .operation(.power): token(ahead: 1).kind == .name("T") ? .transpose(2) : .operation
    case .operation(.entrywisePower): .operation
    default: nil
    }
  }

  private mutating func readTranspose(
    of value: inout Formula, length: Int
  ) throws(Diagnostic) {
    advance(by: length)
    value = try Formula(bounded: .transpose(value), at: range(from: value.range.lowerBound))
  }

  private mutating func readSuperscript(of value: inout Formula) throws(Diagnostic) {
    guard case .superscript(let isNegative, let literal) = current.kind else { return }
    let number = Formula(.number(literal), at: current.range)
    let exponent = isNegative ? Formula(.negative(number), at: current.range) : number
    advance()
    value = try Formula(
      bounded: .binary(.power, value, exponent), at: range(from: value.range.lowerBound))
  }

  private mutating func readEntry(of value: inout Formula) throws(Diagnostic) {
    let start = position
    advance()
    var subscripts: [Formula.Subscript] = []
    repeat {
      subscripts.append(skip(.colon) ? .all : .position(try expression()))
    } while skip(.comma)
    try closeEntry(start)
    value = try entry(of: value, subscripts)
  }

  private mutating func closeEntry(_ start: Int) throws(Diagnostic) {
    if case .relation = current.kind {
      throw Diagnostic(
        "a comparison stands only in an indicator", at: current.range, help: "write 1[x > 0]")
    }
    try close(start)
  }

  private func entry(
    of value: Formula, _ subscripts: [Formula.Subscript]
  ) throws(Diagnostic) -> Formula {
    let range = range(from: value.range.lowerBound)
    guard subscripts.count <= 2 else {
      throw Diagnostic("an entry has one or two subscripts, found \(subscripts.count)", at: range)
    }
    return try Formula(bounded: .entry(value, subscripts), at: range)
  }

  // MARK: Brackets

  /// From an offset to the end of the last token that was read.
  func range(from start: Int) -> Range<Int> {
    start..<max(start, tokens[max(position - 1, 0)].range.upperBound)
  }

  /// `(x)` or `(1, 2)`.
  private mutating func group() throws(Diagnostic) -> Formula {
    let start = position
    advance()
    let parts = try formulas(closing: start)
    return try grouped(parts, from: start)
  }

  private func grouped(_ parts: [Formula], from start: Int) throws(Diagnostic) -> Formula {
    let range = range(from: tokens[start].range.lowerBound)
    guard parts.count == 1 else { return try Formula(bounded: .vector(parts), at: range) }
    // The range takes in the parentheses, so that what is underlined is balanced.
    var inner = parts[0]
    inner.range = range
    return inner
  }

  /// Formulas between commas, up to the partner of the bracket at `start`.
  mutating func formulas(closing start: Int) throws(Diagnostic) -> [Formula] {
    var parts: [Formula] = []
    repeat { parts.append(try expression()) } while skip(.comma)
    try close(start)
    return parts
  }

  /// Steps over the partner of the bracket at `start`.
  mutating func close(_ start: Int) throws(Diagnostic) {
    let partner: Token.Kind = tokens[start].kind == .open ? .close : .closeBracket
    guard skip(partner) else { throw unclosed(start) }
  }

  private mutating func matrix() throws(Diagnostic) -> Formula {
    let start = position
    advance()
    var rows: [[Formula]] = []
    repeat { try readRow(into: &rows, from: start) } while skip(.comma)
    try close(start)
    return try Formula(bounded: .matrix(rows), at: range(from: tokens[start].range.lowerBound))
  }

  private mutating func readRow(
    into rows: inout [[Formula]], from start: Int
  ) throws(Diagnostic) {
    let rowStart = position
    guard skip(.openBracket) else { throw missingRow(isFirst: rows.isEmpty, start: start) }
    let row = try formulas(closing: rowStart)
    if let first = rows.first, first.count != row.count {
      throw raggedRow(
        row.count, first: first.count, at: range(from: tokens[rowStart].range.lowerBound))
    }
    rows.append(row)
  }

  // MARK: Indicators

  /// Whether the number here is the 1 of `1[x > 0]`.
  var beginsIndicator: Bool {
    guard case .number(let literal) = current.kind, literal.text == "1" else { return false }
    let next = token(ahead: 1)
    return next.kind == .openBracket && next.range.lowerBound == current.range.upperBound
  }

  private mutating func indicator() throws(Diagnostic) -> Formula {
    let first = position
    advance(by: 2)
    let condition = try condition()
    return try indicator(condition, from: first)
  }

  private mutating func indicator(
    _ condition: Condition, from first: Int
  ) throws(Diagnostic) -> Formula {
    if case .relation = current.kind {
      throw Diagnostic(
        "an indicator holds one comparison", at: current.range,
        help: "write a product, such as 1[0 < x]*1[x < 1]")
    }
    try close(first + 1)
    return try Formula(
      bounded: .indicator(condition.relation, condition.left, condition.right),
      at: range(from: tokens[first].range.lowerBound))
  }

  mutating func condition() throws(Diagnostic) -> Condition {
    let left = try expression()
    let relation = try readRelation()
    return Condition(left, relation, try expression())
  }

  private mutating func readRelation() throws(Diagnostic) -> Relation {
    guard case .relation(let relation) = current.kind else { throw expected("a comparison") }
    guard relation != .approximately else {
      throw Diagnostic("≈ is not a condition", at: current.range, help: "write = or <")
    }
    advance()
    return relation
  }
}
