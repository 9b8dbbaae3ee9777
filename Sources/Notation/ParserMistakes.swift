/// What is said of texts that are not formulas.
extension Parser {
  func expected(_ what: String) -> Diagnostic {
    var place = ""
    var isSign = current.kind == .operation(.plus) && what == "a formula"
    var isWhole = false
    if position > 0 {
      let last = tokens[position - 1]
      place = " after " + (last.kind == .comma ? "a comma" : source(last.range))
      if case .operation = last.kind { isSign = false }
      isWhole = last.kind == .operation(.over) && current.kind == last.kind
    }
    return Diagnostic(
      "expected \(what)\(place), found \(found)", at: current.range,
      help: isSign
        ? "a number above 0 has no sign"
        : isWhole ? "a quotient without its rest is floor(x/y)" : nil)
  }

  private var found: String {
    switch current.kind {
    case .end: "the end"
    case .comma: "a comma"
    default: source(current.range)
    }
  }

  /// For a token after which nothing can go on.
  var leftover: Diagnostic {
    switch current.kind {
    case .relation: Diagnostic("a formula does not contain \(found)", at: current.range)
    case .comma: strayComma
    case .close, .closeBracket: Diagnostic("this \(found) closes nothing", at: current.range)
    case .number: missingOperator
    case .colon where isInSubscript:
      Diagnostic(
        "expected an operator, found \(found)", at: current.range,
        help: "entries are named one by one, as in (x[0], x[1]), or all of a row, as in W[k, :]")
    case .colon:
      Diagnostic(
        "expected an operator, found :", at: current.range, help: "a quotient is written with /")
    default: Diagnostic("expected an operator, found \(found)", at: current.range)
    }
  }

  private var isInSubscript: Bool {
    tokens[..<position].last { $0.kind == .openBracket || $0.kind == .closeBracket }?.kind
      == .openBracket
  }

  private func isNumber(at index: Int) -> Bool {
    guard tokens.indices.contains(index), case .number = tokens[index].kind else { return false }
    return true
  }

  private var missingOperator: Diagnostic {
    guard position > 0, isNumber(at: position - 1) else {
      return Diagnostic(
        "an operator is missing before \(found)", at: current.range, help: adviceOnWords)
    }
    let end = tokens[position...].firstIndex { if case .number = $0.kind { false } else { true } }
    let numbers = tokens[(position - 1)..<(end ?? position + 1)].map(\.range)
    let digits = numbers.map(source)
    let isMixed =
      digits.count == 2 && token(ahead: 1).kind == .operation(.over) && isNumber(at: position + 2)
    return Diagnostic(
      "an operator is missing between two numbers",
      at: numbers[0].lowerBound..<numbers[1].upperBound,
      help: digits.dropFirst().allSatisfy { $0.utf8.count == 3 }
        ? "digits are not grouped: write \(digits.joined())"
        : isMixed ? "write \(digits[0]) + \(digits[1])/\(source(token(ahead: 2).range))" : nil)
  }

  /// What to do about words before a number, as in `z is 3` or `about 3.4`.
  private var adviceOnWords: String? {
    guard position > 0, case .name(let word) = tokens[position - 1].kind,
      word.utf8.allSatisfy({ 0x61...0x7A ~= $0 | 0x20 })
    else { return nil }
    switch word {
    case "is", "equals": return "write = for \(word)"
    case "mod": return "there is no operator for remainders"
    case "x" where position > 1 && isNumber(at: position - 2):
      return "write *, for x as well if it is a sign"
    case _ where word.utf8.count == 1: return "write *"
    default: return "write *; or the formula alone where \(word) is only a word"
    }
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
    let areThousands =
      groups[0].utf8.count <= 3 && groups[0].first != "0"
      && !groups.dropLast().joined().contains(".")
      && groups.dropFirst().allSatisfy { $0.utf8.prefix { $0 != 0x2E }.count == 3 }
    if areThousands, groups.count > 2 || groups[1].contains(".") {
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

  func ambiguousQuotient(_ divisor: Formula?) -> Diagnostic {
    let range = (divisor?.range.lowerBound ?? current.range.lowerBound)..<current.range.upperBound
    return Diagnostic(
      "a product without * after / can be read in two ways", at: range,
      help: "write *, or put the divisor in parentheses")
  }

  /// `e^2x` is not a formula: the 2x looks like one exponent.
  func checkFactor() throws(Diagnostic) {
    guard case .name = current.kind, position > 1, isNumber(at: position - 1),
      case .operation(.power) = beforeSigns(position - 2),
      tokens[position - 1].range.upperBound == current.range.lowerBound
    else { return }
    var first = position - 1
    while tokens[first - 1].kind == .operation(.minus) { first -= 1 }
    let start = tokens[first].range.lowerBound
    let number = source(start..<tokens[position - 1].range.upperBound)
    throw Diagnostic(
      "this exponent can be read in two ways", at: start..<current.range.upperBound,
      help: "write ^(\(number)*\(found)), or ^\(number)*\(found)")
  }

  /// The kind of the last token at or before the index that is not a minus.
  private func beforeSigns(_ index: Int) -> Token.Kind {
    var index = index
    while index > 0, tokens[index].kind == .operation(.minus) { index -= 1 }
    return tokens[index].kind
  }

  /// `x²'` and `f^2(x)[0]` are not formulas, and neither is `x²^3`: what does the suffix belong to?
  func checkSuffix(of value: Formula, from start: Int) throws(Diagnostic) {
    if current.kind == .openBracket, case .number = value.node, position == start + 1 {
      throw numberWithEntries(value)
    }
    // A value without parentheses around it is a power only by its own exponent.
    if case .binary = value.node, tokens[start].kind != .open {
      throw Diagnostic(
        "this can be read in two ways", at: value.range.lowerBound..<current.range.upperBound,
        help: "put the power in parentheses")
    }
  }

  /// `A^2'` and `x^-T` are not formulas: what is transposed?
  func checkExponent(
    _ exponent: Formula, from start: Int, _ isTransposed: Bool
  ) throws(Diagnostic) {
    if isTransposed {
      throw Diagnostic(
        "this can be read in two ways", at: exponent.range,
        help: "put what is transposed in parentheses")
    }
    if tokens[start].kind == .name("T") {
      throw Diagnostic(
        "T in an exponent means the transpose, so this can be read in two ways",
        at: tokens[start].range, help: "write (A^T)^-1, or x^(T) for a name")
    }
  }

  var tooNested: Diagnostic {
    Diagnostic(
      "brackets are nested more than \(Self.nestingLimit) deep", at: current.range,
      help: "give names to the parts")
  }

  // MARK: Functions

  /// `x(1)` and `x'(1)` are not formulas where x is not a function: a function may be meant.
  func checkNotApplied(_ name: String) throws(Diagnostic) {
    var primes = 0
    while token(ahead: 1 + primes).kind == .prime { primes += 1 }
    guard token(ahead: 1 + primes).kind == .open else { return }
    let written = source(current.range)
    let marks = String(repeating: "'", count: primes)
    let group = groupText(at: position + 1 + primes)
    if let foreign = ForeignFunction(name) {
      throw Diagnostic(
        "\(written) is not a function of the notation", at: current.range, help: foreign.help)
    }
    // `xσ(x)`; but dσ may be a derivative.
    if written.hasSuffix("σ"), written.count > 1, written.first != "d" {
      throw Diagnostic(
        "\(written) is not a function", at: current.range,
        help: "write \(written.dropLast())*σ\(marks)\(group)")
    }
    let near = Nearest.name(to: name, among: vocabulary.functionNames)
    throw Diagnostic(
      "\(written) is not a function", at: current.range,
      help: near.map { "did you mean \($0)\(marks)\(group)?" }
        ?? (primes > 1 ? nil : "for a product write \(written)\(marks)*\(group)"))
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
    return Diagnostic(
      "\(function.name) takes \(number) \(noun), found \(count)", at: range,
      help: function.name == ArrayFunction.mean.rawValue
        ? "the mean of several is mean((x, y))" : nil)
  }

  func missingArgument(of function: Vocabulary.Function, at range: Range<Int>) -> Diagnostic {
    let name = source(range)
    guard function.arity.contains(1) else {
      return Diagnostic("\(name) needs arguments in parentheses", at: range)
    }
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

  func missingRow(isFirst: Bool, start: Int) -> Diagnostic {
    guard isFirst else { return expected("a row in brackets") }
    // Brackets around a comparison are an indicator of other books.
    if let end = closingBracket(of: start), tokens[start..<end].contains(where: \.isRelation) {
      let range = tokens[start].range.lowerBound..<tokens[end].range.upperBound
      return Diagnostic(
        "an indicator has a 1 before its brackets", at: range, help: "write 1\(source(range))")
    }
    return Diagnostic(
      "a vector is written in parentheses, and a matrix by rows", at: tokens[start].range,
      help: "write (1, 2) or [[1, 2], [3, 4]]")
  }

  private func closingBracket(of start: Int) -> Int? {
    var depth = 0
    return tokens[start...].firstIndex { token in
      if token.kind == .openBracket { depth += 1 }
      if token.kind == .closeBracket { depth -= 1 }
      return depth == 0
    }
  }

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

extension Token {
  fileprivate var isRelation: Bool { if case .relation = kind { true } else { false } }
}
