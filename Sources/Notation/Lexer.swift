import Scalars

/// Cuts a formula's text into tokens.
///
/// Characters are brought to their plain form here (`−` is `-`, `ŷ₁` is `yhat1`), and nowhere else.
struct Lexer {
  /// The longest text that is read, in bytes.
  static let lengthLimit = 65_536

  private let text: String
  /// Whether decimals have a comma, and parts of lists a semicolon between them.
  private let hasDecimalCommas: Bool
  private let scalars: [Unicode.Scalar]
  /// Where each character begins in the text, and where the last one ends.
  private let offsets: [Int]
  private var index = 0
  private var tokens: [Token] = []

  static func tokens(of text: String, decimalCommas: Bool = false) throws(Diagnostic) -> [Token] {
    guard text.utf8.count <= lengthLimit else {
      throw Diagnostic(
        "this formula is longer than \(lengthLimit) bytes", at: 0..<0,
        help: "give names to its parts")
    }
    var lexer = Lexer(text, decimalCommas)
    while lexer.index < lexer.scalars.count { try lexer.readToken() }
    let end = lexer.tokens.last?.range.upperBound ?? 0
    return lexer.tokens + [Token(kind: .end, range: end..<end)]
  }

  private init(_ text: String, _ hasDecimalCommas: Bool) {
    self.text = text
    self.hasDecimalCommas = hasDecimalCommas
    scalars = Array(text.unicodeScalars)
    var offsets = [0]
    var end = 0
    for scalar in text.unicodeScalars {
      end += UTF8.width(scalar)
      offsets.append(end)
    }
    self.offsets = offsets
  }

  // MARK: Tokens

  private mutating func readToken() throws(Diagnostic) {
    let scalar = scalars[index]
    if scalar == " "
      || (scalar.value < 0x20 || !scalar.isASCII) && scalar.properties.isWhitespace
    {
      index += 1
    } else if Spelling.digit(scalar) != nil {
      try readNumber()
    } else if Spelling.beginsName(scalar) {
      try readName()
    } else if scalar == "⁻" || Spelling.superscriptDigit(scalar) != nil {
      try readSuperscript()
    } else {
      try readMark(plain(scalar))
    }
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: offsets[start]..<offsets[index]))
  }

  private mutating func readMark(_ scalar: Unicode.Scalar) throws(Diagnostic) {
    let next = peek(1).map(plain)
    switch (scalar, next) {
    case (".", "*"): take(2, as: .operation(.entrywiseTimes))
    case (".", "/"): take(2, as: .operation(.entrywiseOver))
    case (".", "^"): take(2, as: .operation(.entrywisePower))
    case (".", let next?) where Spelling.digit(next) != nil: try readNumber()
    case ("<", "="): take(2, as: .relation(.lessOrEqual))
    case (">", "="): take(2, as: .relation(.greaterOrEqual))
    case ("!", "="): take(2, as: .relation(.notEqual))
    case ("=", "="): throw mistake("an equation is written with one =", spanning: 2)
    case ("=", "<"):
      throw mistake("=< is not a comparison", spanning: 2, help: "write <=")
    case ("=", ">"):
      throw mistake("=> is not a comparison", spanning: 2, help: "write >=")
    case (":", "="): throw mistake("a definition is written with =, not with :=", spanning: 2)
    case ("*", "*"): throw mistake("a power is written with ^", spanning: 2, help: "write ^")
    case (";", _) where hasDecimalCommas: take(1, as: .comma)
    case (",", _) where hasDecimalCommas:
      throw mistake(
        "a comma stands only inside a decimal here", spanning: 1,
        help: "the parts of a list have ; between them: (1; 2)")
    case ("″", _):
      tokens += Array(
        repeating: Token(kind: .prime, range: offsets[index]..<offsets[index + 1]), count: 2)
      index += 1
    default:
      guard let kind = Self.marks[scalar] else { throw unreadable(scalar) }
      take(1, as: kind)
    }
  }

  private static let marks: [Unicode.Scalar: Token.Kind] = [
    "+": .operation(.plus), "-": .operation(.minus), "*": .operation(.times),
    "/": .operation(.over), "^": .operation(.power), "⊙": .operation(.entrywiseTimes),
    "=": .relation(.equal), "<": .relation(.less), ">": .relation(.greater),
    "≈": .relation(.approximately), "≠": .relation(.notEqual), "≤": .relation(.lessOrEqual),
    "≥": .relation(.greaterOrEqual), "ᵀ": .transposed, "⊤": .transposed, "'": .prime,
    "(": .open, ")": .close, "[": .openBracket, "]": .closeBracket, ",": .comma, ":": .colon,
  ]

  private mutating func take(_ count: Int, as kind: Token.Kind) {
    let start = index
    index += count
    append(kind, from: start)
  }

  /// The keyboard's form of a mark.
  private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "·", "×", "∗", "⋅", "∙": "*"
    case "−", "–": "-"
    case "÷", "∕", "⁄": "/"
    case "′", "’": "'"
    case "⩽", "≦": "≤"
    case "⩾", "≧": "≥"
    // Full-width forms lie 0xFEE0 above ASCII.
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  // MARK: Numbers

  private mutating func readNumber() throws(Diagnostic) {
    let start = index
    var digits = readDigits()
    if let point = peek(0), isPoint(point), let next = peek(1), Spelling.digit(next) != nil {
      index += 1
      digits += "." + readDigits()
      if let second = peek(0), isPoint(second), let next = peek(1), Spelling.digit(next) != nil {
        index += 1
        _ = readDigits()
        throw secondPoint(point, second, from: start)
      }
    }
    if let mark = peek(0), mark == "e" || mark == "E", let next = peek(1) {
      let sign = plain(next)
      if Spelling.digit(next) != nil {
        index += 1
        digits += "e" + readDigits()
      } else if sign == "-" || sign == "+", let digit = peek(2), Spelling.digit(digit) != nil {
        index += 2
        digits += "e" + String(sign) + readDigits()
      }
    }
    var literal = try literal(digits, from: start)
    if try readPercent() {
      literal = Literal(value: literal.value / 100, text: digits + "%")
    }
    append(.number(literal), from: start)
  }

  private func isPoint(_ scalar: Unicode.Scalar) -> Bool {
    plain(scalar) == "." || hasDecimalCommas && plain(scalar) == ","
  }

  private func secondPoint(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, from start: Int
  ) -> Diagnostic {
    guard plain(first) == plain(second) else {
      return Diagnostic("digits are not grouped", at: range(from: start))
    }
    let isComma = plain(first) == ","
    return Diagnostic(
      "a number has only one decimal \(isComma ? "comma" : "point")", at: range(from: start),
      help: isComma ? "the parts of a list have ; between them: (1; 2)" : nil)
  }

  /// Steps over the sign of `12.5%`, which is no operator.
  private mutating func readPercent() throws(Diagnostic) -> Bool {
    var end = index
    while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
    guard end < scalars.count, plain(scalars[end]) == "%" else { return false }
    var next = end + 1
    while next < scalars.count, scalars[next].properties.isWhitespace { next += 1 }
    if next < scalars.count,
      Spelling.digit(scalars[next]) != nil || Spelling.beginsName(scalars[next])
        || plain(scalars[next]) == "("
    {
      throw Diagnostic(
        "% means percent, and there is no operator for remainders",
        at: offsets[end]..<offsets[end + 1], help: "12.5% is 12.5/100; a product is written with *")
    }
    index = end + 1
    return true
  }

  private mutating func readDigits() -> String {
    var digits = ""
    while let next = peek(0), let digit = Spelling.digit(next) {
      digits.unicodeScalars.append(Unicode.Scalar(0x30 + digit))
      index += 1
    }
    return digits
  }

  private func literal(_ digits: String, from start: Int) throws(Diagnostic) -> Literal {
    do throws(NumberTextError) {
      return Literal(value: try Rational(decimal: digits), text: digits)
    } catch {
      switch error {
      case .notANumber:
        throw Diagnostic("\(digits) is not a number", at: range(from: start))
      case .tooManyDigits:
        throw Diagnostic(
          "this number has more than \(Rational.digitLimit) digits", at: range(from: start))
      case .exponentTooLarge:
        throw Diagnostic(
          "the power of ten is beyond \(Rational.exponentLimit)", at: range(from: start))
      }
    }
  }

  private mutating func readSuperscript() throws(Diagnostic) {
    let start = index
    let isNegative = scalars[index] == "⁻"
    if isNegative { index += 1 }
    var digits = ""
    while let next = peek(0), let digit = Spelling.superscriptDigit(next) {
      digits.unicodeScalars.append(Unicode.Scalar(0x30 + digit))
      index += 1
    }
    guard !digits.isEmpty else {
      throw Diagnostic("expected a digit after ⁻", at: range(from: start))
    }
    let literal = try literal(digits, from: start)
    append(.superscript(isNegative: isNegative, literal), from: start)
  }

  // MARK: Names

  private mutating func readName() throws(Diagnostic) {
    let start = index
    var name = ""
    while let next = peek(0), index == start || Spelling.continuesName(next) {
      guard let spelled = Spelling.spelled(next) else { throw unreadable(next) }
      name += spelled
      index += 1
    }
    append(.name(name), from: start)
  }

  // MARK: Mistakes

  private func range(from start: Int) -> Range<Int> {
    offsets[start]..<offsets[index]
  }

  private func mistake(_ message: String, spanning count: Int, help: String? = nil) -> Diagnostic {
    let end = min(index + count, scalars.count)
    return Diagnostic(message, at: offsets[index]..<offsets[end], help: help)
  }

  private func unreadable(_ scalar: Unicode.Scalar) -> Diagnostic {
    Unreadable(scalars: scalars, offsets: offsets, index: index, tokens: tokens)
      .diagnostic(for: scalar)
  }
}
