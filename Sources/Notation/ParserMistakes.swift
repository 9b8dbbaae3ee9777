/// What is said of texts that are not formulas.
extension Parser {
  func expected(_ what: String) -> Diagnostic {
    let place = position > 0 ? " after \(source(tokens[position - 1].range))" : ""
    return Diagnostic("expected \(what)\(place), found \(found)", at: current.range)
  }

  private var found: String {
    current.kind == .end ? "the end" : source(current.range)
  }

  /// For a token after which nothing can go on.
  var leftover: Diagnostic {
    switch current.kind {
    case .relation: Diagnostic("a formula does not contain \(found)", at: current.range)
    case .comma: strayComma
    case .close, .closeBracket: Diagnostic("this \(found) closes nothing", at: current.range)
    case .number: missingOperator
    default: Diagnostic("expected an operator, found \(found)", at: current.range)
    }
  }

  private func isNumber(at index: Int) -> Bool {
    guard tokens.indices.contains(index), case .number = tokens[index].kind else { return false }
    return true
  }

  private var missingOperator: Diagnostic {
    guard position > 0, isNumber(at: position - 1) else {
      return Diagnostic("an operator is missing before \(found)", at: current.range)
    }
    let range = tokens[position - 1].range.lowerBound..<current.range.upperBound
    return Diagnostic("an operator is missing between two numbers", at: range)
  }

  /// A comma outside brackets is mostly one inside a number.
  private var strayComma: Diagnostic {
    guard position > 0, isNumber(at: position - 1), isNumber(at: position + 1) else {
      return Diagnostic(
        "a comma stands only between parts in brackets", at: current.range,
        help: "a vector is written (1, 2)")
    }
    var last = position + 1
    while tokens[min(last + 1, tokens.count - 1)].kind == .comma, isNumber(at: last + 2) {
      last += 2
    }
    let range = tokens[position - 1].range.lowerBound..<tokens[last].range.upperBound
    let groups = stride(from: position - 1, through: last, by: 2).map { source(tokens[$0].range) }
    let areThousands = groups.dropFirst().allSatisfy { $0.utf8.prefix { $0 != 0x2E }.count == 3 }
    if areThousands, groups.count > 2 {
      return Diagnostic(
        "digits are not grouped with commas", at: range, help: "write \(groups.joined())")
    }
    guard groups.count == 2, !groups.joined().contains(".") else {
      return Diagnostic(
        "a comma stands only between parts in brackets", at: range,
        help: "a vector is written (\(groups.joined(separator: ", ")))")
    }
    let decimal = groups.joined(separator: ".")
    return Diagnostic(
      "a decimal is written with a point, not with a comma", at: range,
      help: areThousands ? "write \(decimal), or \(groups.joined())" : "write \(decimal)")
  }

  func unclosed(_ start: Int) -> Diagnostic {
    switch current.kind {
    case .end, .close, .closeBracket, .relation:
      let opening = source(tokens[start].range)
      let partner = tokens[start].kind == .open ? ")" : "]"
      let message = "expected \(partner), found \(found)"
      return current.kind == .end
        ? Diagnostic("this \(opening) is not closed", at: tokens[start].range)
        : Diagnostic(message, at: current.range)
    default:
      return leftover
    }
  }

  // MARK: Products

  func ambiguousQuotient(_ quotient: Formula) -> Diagnostic {
    let range = quotient.range.lowerBound..<current.range.upperBound
    let written = source(quotient.range)
    return Diagnostic(
      "a product without * after / can be read in two ways", at: range,
      help: written.utf8.count <= 40
        ? "write (\(written))*… or put the divisor in parentheses"
        : "write * or parentheses")
  }

  /// `e^2x` is not a formula: the 2x looks like one exponent.
  func checkFactor(after product: Formula) throws(Diagnostic) {
    guard case .name = current.kind, position > 1, isNumber(at: position - 1),
      case .operation(.power) = beforeSigns(position - 2),
      tokens[position - 1].range.upperBound == current.range.lowerBound
    else { return }
    let number = source(tokens[position - 1].range)
    let range = tokens[position - 1].range.lowerBound..<current.range.upperBound
    throw Diagnostic(
      "this exponent can be read in two ways", at: range,
      help: "write ^(\(number)*\(found)), or ^\(number)*\(found)")
  }

  /// The kind of the last token at or before the index that is not a minus.
  private func beforeSigns(_ index: Int) -> Token.Kind {
    var index = index
    while index > 0, tokens[index].kind == .operation(.minus) { index -= 1 }
    return tokens[index].kind
  }

  /// `A^2'` and `x^-T` are not formulas: what is transposed?
  func checkExponent(_ exponent: Formula) throws(Diagnostic) {
    let isGrouped = source(exponent.range).hasPrefix("(")
    switch exponent.node {
    case .transpose where !isGrouped:
      throw Diagnostic(
        "this power can be read in two ways", at: exponent.range,
        help: "put the power that is transposed in parentheses")
    case .name("T") where !isGrouped:
      throw Diagnostic(
        "T after ^ is the transpose, and this can be read in two ways", at: exponent.range,
        help: "write (A^T)^-1, or ^-(T) for a name")
    default:
      return
    }
  }

  // MARK: Functions

  func notAFunction(_ name: String) -> Diagnostic {
    let written = source(current.range)
    let group = groupText(at: position + 1)
    let range = current.range
    if let near = Nearest.function(to: name, in: vocabulary) {
      return Diagnostic(
        "\(written) is not a function", at: range, help: "did you mean \(near)\(group)?")
    }
    return Diagnostic(
      "\(written) is not a function", at: range, help: "for a product write \(written)*\(group)")
  }

  /// The parenthesis that opens at the index, or `(…)` if it is long or not closed.
  private func groupText(at start: Int) -> String {
    var depth = 0
    for index in start..<min(start + 20, tokens.count) {
      if tokens[index].kind == .open { depth += 1 }
      if tokens[index].kind == .close { depth -= 1 }
      if depth == 0 {
        let written = source(tokens[start].range.lowerBound..<tokens[index].range.upperBound)
        return written.contains(where: \.isNewline) ? "(…)" : written
      }
    }
    return "(…)"
  }

  func wrongArity(
    of function: Vocabulary.Function, found count: Int, at range: Range<Int>
  ) -> Diagnostic {
    let least = function.arity.lowerBound
    let most = function.arity.upperBound
    let number =
      least == most ? "\(least)" : most == Int.max ? "at least \(least)" : "\(least) or \(most)"
    let noun = number == "1" || number.hasSuffix(" 1") ? "argument" : "arguments"
    return Diagnostic("\(function.name) takes \(number) \(noun), found \(count)", at: range)
  }

  func missingArgument(at range: Range<Int>) -> Diagnostic {
    let name = source(range)
    var help = "write \(name)(x)"
    switch current.kind {
    case .name, .number: help = "write \(name)(\(found))"
    default: break
    }
    return Diagnostic("\(name) needs an argument in parentheses", at: range, help: help)
  }

  func withoutDerivative(_ function: Vocabulary.Function, at first: Int) -> Diagnostic {
    Diagnostic(
      "\(function.name) has no derivative by ': it is not a function of one number",
      at: tokens[first].range.lowerBound..<tokens[first + 1].range.upperBound)
  }

  func inverseFunction(at first: Int, through last: Int) -> Diagnostic {
    let group = groupText(at: last + 1)
    let name = source(tokens[first].range)
    return Diagnostic(
      "a negative power of a function can be read in two ways",
      at: tokens[first].range.lowerBound..<tokens[last].range.upperBound,
      help: "write 1/\(name)\(group) for the reciprocal")
  }

  func ambiguousFactor(at first: Int, other: String) -> Diagnostic {
    let name = source(tokens[first].range)
    let group = groupText(at: position)
    return Diagnostic(
      "\(name)\(group) can be read in two ways, because \(other) has no argument",
      at: tokens[first].range, help: "write \(name)*\(group), or give \(other) its argument")
  }

  var sumWithoutIndex: Diagnostic {
    Diagnostic(
      "sum begins with the name of an index and a comma", at: current.range,
      help: "write sum(j, x[j]) or sum(j, 1, n, x[j])")
  }

  // MARK: Vectors and matrices

  func raggedRow(_ count: Int, first: Int, at range: Range<Int>) -> Diagnostic {
    Diagnostic("this row has length \(count), and the first one \(first)", at: range)
  }

  func numberWithEntries(_ number: Formula) -> Diagnostic {
    let range = number.range.lowerBound..<current.range.upperBound
    guard source(number.range) == "1" else {
      return Diagnostic("a number has no entries", at: range)
    }
    return Diagnostic(
      "a number has no entries", at: range, help: "the indicator is written 1[x > 0]")
  }
}
