/// Values, and what may follow one.
extension Parser {
  /// A value with all that follows it directly: `W[k, :]`, `x'`, `x²`, `x^T`.
  mutating func operand() throws(Diagnostic) -> Formula {
    let isNumber = if case .number = current.kind { !beginsIndicator } else { false }
    var value = try primary()
    while true {
      switch current.kind {
      case .openBracket:
        if isNumber, case .number = value.node { throw numberWithEntries(value) }
        value = try entry(of: value)
      case .prime, .transposed:
        let end = current.range.upperBound
        advance()
        value = try formula(.transpose(value), at: value.range.lowerBound..<end)
      case .operation(.power) where token(ahead: 1).kind == .name("T"):
        let end = token(ahead: 1).range.upperBound
        advance(by: 2)
        value = try formula(.transpose(value), at: value.range.lowerBound..<end)
      case .superscript(let isNegative, let literal):
        let exponent = Formula(.number(literal), at: current.range)
        let signed = isNegative ? Formula(.negative(exponent), at: current.range) : exponent
        advance()
        value = try binary(.power, value, signed)
      default:
        return value
      }
    }
  }

  private mutating func primary() throws(Diagnostic) -> Formula {
    let token = current
    switch token.kind {
    case .number(let literal):
      if beginsIndicator { return try indicator() }
      advance()
      return try formula(.number(literal), at: token.range)
    case .name("sum") where self.token(ahead: 1).kind == .open:
      return try sum()
    case .name(let name):
      if let function = vocabulary.function(named: name) { return try application(of: function) }
      if self.token(ahead: 1).kind == .open { throw notAFunction(name) }
      advance()
      return try formula(.name(name), at: token.range)
    case .open:
      return try group()
    case .openBracket:
      return try matrix()
    default:
      throw expected("a formula")
    }
  }

  /// `(x)` or `(1, 2)`.
  private mutating func group() throws(Diagnostic) -> Formula {
    let start = position
    advance()
    let parts = try formulas(closing: start)
    let range = tokens[start].range.lowerBound..<tokens[position - 1].range.upperBound
    if parts.count == 1 {
      // The range takes in the parentheses, so that what is underlined is balanced.
      var inner = parts[0]
      inner.range = range
      return inner
    }
    return try formula(.vector(parts), at: range)
  }

  /// Formulas between commas, up to the partner of the bracket at `start`.
  mutating func formulas(closing start: Int) throws(Diagnostic) -> [Formula] {
    var parts = [try expression()]
    while skip(.comma) { parts.append(try expression()) }
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
    repeat {
      let rowStart = position
      guard skip(.openBracket) else {
        guard rows.isEmpty else { throw expected("a row in brackets") }
        throw Diagnostic(
          "a vector is written in parentheses, and a matrix by rows", at: tokens[start].range,
          help: "write (1, 2) or [[1, 2], [3, 4]]")
      }
      let row = try formulas(closing: rowStart)
      if let first = rows.first, first.count != row.count {
        throw raggedRow(
          row.count, first: first.count,
          at: tokens[rowStart].range.lowerBound..<tokens[position - 1].range.upperBound)
      }
      rows.append(row)
    } while skip(.comma)
    try close(start)
    return try formula(
      .matrix(rows), at: tokens[start].range.lowerBound..<tokens[position - 1].range.upperBound)
  }

  private mutating func entry(of value: Formula) throws(Diagnostic) -> Formula {
    let start = position
    advance()
    var subscripts = [try subscriptPart()]
    while skip(.comma) { subscripts.append(try subscriptPart()) }
    if case .relation = current.kind {
      throw Diagnostic(
        "a comparison stands only in an indicator", at: current.range, help: "write 1[x > 0]")
    }
    try close(start)
    let range = value.range.lowerBound..<tokens[position - 1].range.upperBound
    guard subscripts.count <= 2 else {
      throw Diagnostic("an entry has one or two subscripts, found \(subscripts.count)", at: range)
    }
    return try formula(.entry(value, subscripts), at: range)
  }

  private mutating func subscriptPart() throws(Diagnostic) -> Formula.Subscript {
    skip(.colon) ? .all : .position(try expression())
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
    if case .relation = current.kind {
      throw Diagnostic(
        "an indicator holds one comparison", at: current.range,
        help: "write a product, such as 1[0 < x]*1[x < 1]")
    }
    try close(first + 1)
    return try formula(
      .indicator(condition.relation, condition.left, condition.right),
      at: tokens[first].range.lowerBound..<tokens[position - 1].range.upperBound)
  }

  mutating func condition() throws(Diagnostic) -> Condition {
    let left = try expression()
    guard case .relation(let relation) = current.kind else { throw expected("a comparison") }
    guard relation != .approximately else {
      throw Diagnostic("≈ is not a condition", at: current.range, help: "write = or <")
    }
    advance()
    return Condition(left, relation, try expression())
  }
}
