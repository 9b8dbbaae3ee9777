/// Functions and sums.
extension Parser {
  /// `f(x)`, `f'(x)`, `f^2(x)`; and `f` alone, which needs something that it is applied to.
  mutating func application() throws(Diagnostic) -> Formula {
    let first = position
    let head = try readHead()
    guard try takesArguments(head, at: first) else { return try bare(head, at: first) }
    let arguments = try arguments()
    return try call(head, arguments, at: first)
  }

  private mutating func arguments() throws(Diagnostic) -> [Formula] {
    let start = position
    advance()
    return try formulas(closing: start)
  }

  /// What stands before the arguments: `tanh'^2`.
  private struct Head {
    var function: Vocabulary.Function
    var order: Int
    var exponent: Formula?
  }

  private mutating func readHead() throws(Diagnostic) -> Head {
    guard case .name(let name) = current.kind, let function = vocabulary.applied(named: name)
    else { throw expected("a function") }
    let first = position
    advance()
    let order = readPrimes()
    if order > 0, !function.hasDerivative { throw withoutDerivative(function, at: first) }
    return Head(
      function: function, order: order, exponent: try readExponent(of: function, at: first))
  }

  private func takesArguments(_ head: Head, at first: Int) throws(Diagnostic) -> Bool {
    guard current.kind == .open else { return false }
    return try !isFactor(of: head.function, at: first)
  }

  private func call(
    _ head: Head, _ arguments: [Formula], at first: Int
  ) throws(Diagnostic) -> Formula {
    let function = head.function
    let range = range(from: tokens[first].range.lowerBound)
    guard function.arity.contains(arguments.count) else {
      throw wrongArity(of: function, found: arguments.count, at: range)
    }
    let call = try Formula(
      bounded: .call(function.name, order: head.order, arguments), at: range)
    return try raised(call, to: head.exponent)
  }

  /// A function's name alone, applied to what the question is about.
  private func bare(_ head: Head, at first: Int) throws(Diagnostic) -> Formula {
    let end = tokens[first + head.order].range.upperBound
    let range = tokens[first].range.lowerBound..<end
    guard let variable, head.function.arity.contains(1) else {
      throw missingArgument(of: head.function, at: range)
    }
    guard !isFullyNested else { throw tooNested }
    let argument = Formula(.name(variable), at: range)
    let call = try Formula(
      bounded: .call(head.function.name, order: head.order, [argument]), at: range)
    return try raised(call, to: head.exponent)
  }

  private mutating func readPrimes() -> Int {
    var order = 0
    while skip(.prime) { order += 1 }
    return order
  }

  /// The 2 of `f^2(x)` or `f²(x)`; nil where the power is of something else.
  private mutating func readExponent(
    of function: Vocabulary.Function, at first: Int
  ) throws(Diagnostic) -> Formula? {
    let token = current
    switch token.kind {
    case .superscript(let isNegative, let literal) where self.token(ahead: 1).kind == .open:
      guard !isNegative else { throw inverseFunction(at: first, through: position) }
      advance()
      return Formula(.number(literal), at: token.range)
    case .operation(.power):
      switch (self.token(ahead: 1).kind, self.token(ahead: 2).kind) {
      case (.number(let literal), .open):
        advance(by: 2)
        return Formula(.number(literal), at: tokens[position - 1].range)
      case (.operation(.minus), .number) where self.token(ahead: 3).kind == .open:
        throw inverseFunction(at: first, through: position + 2)
      default:
        return nil
      }
    default:
      return nil
    }
  }

  private func raised(_ base: Formula, to exponent: Formula?) throws(Diagnostic) -> Formula {
    guard let exponent else { return base }
    let end = max(base.range.upperBound, exponent.range.upperBound)
    return try Formula(
      bounded: .binary(.power, base, exponent), at: base.range.lowerBound..<end)
  }

  /// Whether the parenthesis here is a factor, as in `σ(1-σ)`, and not σ's argument.
  ///
  /// It is if the same function stands in it bare. Only where bare names have a meaning at all.
  private func isFactor(
    of function: Vocabulary.Function, at first: Int
  ) throws(Diagnostic) -> Bool {
    guard variable != nil, function.arity.contains(1) else { return false }
    var depth = 0
    var other: String?
    for index in position..<tokens.count {
      switch tokens[index].kind {
      case .open, .openBracket: depth += 1
      case .close, .closeBracket: depth -= 1
      case .name(let name):
        guard let inner = vocabulary.function(named: name), isBare(at: index) else { break }
        if inner.name == function.name { return true }
        if inner.arity.contains(1) { other = other ?? source(tokens[index].range) }
      default: break
      }
      if depth == 0 { break }
    }
    guard let other else { return false }
    throw ambiguousFactor(at: first, other: other)
  }

  /// Whether the name here is not applied to anything: `f`, `f'`, `f^2`, and not `f'(x)`.
  func isBare(at index: Int) -> Bool {
    var next = index + 1
    while next < tokens.count, tokens[next].kind == .prime { next += 1 }
    if next < tokens.count, case .superscript = tokens[next].kind {
      next += 1
    } else if next + 1 < tokens.count, tokens[next].kind == .operation(.power),
      case .number = tokens[next + 1].kind
    {
      next += 2
    }
    return next >= tokens.count || tokens[next].kind != .open
  }

  /// `sum(j, E)` or `sum(j, a, b, E)`.
  mutating func sum() throws(Diagnostic) -> Formula {
    let first = position
    advance()
    guard skip(.open) else { throw sumWithoutIndex }
    let index = try readIndex()
    let parts = try formulas(closing: first + 1)
    return try sum(over: index, parts, at: first)
  }

  private mutating func readIndex() throws(Diagnostic) -> String {
    guard case .name(let index) = current.kind, token(ahead: 1).kind == .comma else {
      throw sumWithoutIndex
    }
    if let collision = Vocabulary.collision(of: index) {
      throw Diagnostic("\(collision), not an index", at: current.range)
    }
    guard vocabulary.function(named: index) == nil else {
      throw Diagnostic("\(index) is a function, not an index", at: current.range)
    }
    advance(by: 2)
    return index
  }

  private func sum(
    over index: String, _ parts: [Formula], at first: Int
  ) throws(Diagnostic) -> Formula {
    let range = range(from: tokens[first].range.lowerBound)
    switch parts.count {
    case 1:
      return try Formula(bounded: .sum(index: index, bounds: nil, parts[0]), at: range)
    case 3:
      let bounds = Formula.Bounds(lower: parts[0], upper: parts[1])
      return try Formula(bounded: .sum(index: index, bounds: bounds, parts[2]), at: range)
    default:
      throw Diagnostic(
        "sum takes 2 or 4 arguments, found \(parts.count + 1)", at: range,
        help: "write sum(j, x[j]) or sum(j, 1, n, x[j])")
    }
  }
}
