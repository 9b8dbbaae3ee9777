/// What to say of a character that is not part of the notation.
///
/// Most are habits from paper, LaTeX or a programming language, so the message says how the same
/// is written here.
struct Unreadable {
  let scalars: [Unicode.Scalar]
  let offsets: [Int]
  /// The character's place in `scalars`.
  let index: Int
  /// What was read before it.
  let tokens: [Token]

  func diagnostic(for scalar: Unicode.Scalar) -> Diagnostic {
    switch scalar {
    case "|": bars
    case "‖", "∥": enclosed(by: scalar, message: "a norm has a name", function: "norm2")
    case "{", "}": braces
    case "\\": command
    case "!": plain("! is not part of the notation", help: nil)
    case "@": plain("@ is not part of the notation", help: "a product is written with *")
    case "$": plain("$ is not part of the notation", help: "write the formula without $")
    case "∘": plain("∘ is not part of the notation", help: "write .* for a product by entries")
    case "%":
      plain(
        "% stands only behind a number", help: "12.5% is 12.5/100; remainders have no operator")
    case ";":
      plain(
        "; is not part of the notation", help: "the rows of a matrix are [[1, 2], [3, 4]]")
    case "∂":
      plain(
        "∂ is not part of the notation",
        help: "name the derivative, as in dL_do; an exercise writes der(L, o)")
    case "∇": plain("∇ is not part of the notation", help: "an exercise writes grad(L, w)")
    case "∑": plain("∑ is not part of the notation", help: "write sum(j, 1, n, x[j])")
    case "∏": plain("∏ is not part of the notation", help: "write the factors out")
    case "∈": plain("∈ is not part of the notation", help: nil)
    case "→", "⇒", "⟹": plain("\(scalar) does not link formulas", help: "write = between them")
    case "∞": plain("∞ is no number", help: nil)
    case "±": plain("± is not part of the notation", help: "write one value, or a list of them")
    case "½": plain("½ is not part of the notation", help: "write 1/2")
    case "¼": plain("¼ is not part of the notation", help: "write 1/4")
    case "¾": plain("¾ is not part of the notation", help: "write 3/4")
    case "⌊", "⌋": plain("\(scalar) is not part of the notation", help: "write floor(x)")
    case "⌈", "⌉": plain("\(scalar) is not part of the notation", help: "write ceil(x)")
    case "√": plain("√ is not part of the notation", help: "write sqrt(x)")
    case "_": underscore
    case ".": point
    case "…": dots(spanning: 1)
    default: unknown(scalar)
    }
  }

  private func plain(_ message: String, help: String?, spanning count: Int = 1) -> Diagnostic {
    let end = min(index + count, scalars.count)
    return Diagnostic(message, at: offsets[index]..<offsets[end], help: help)
  }

  private func unknown(_ scalar: Unicode.Scalar) -> Diagnostic {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
      return plain("unknown character \(code)", help: nil)
    case _ where Spelling.isRaised(scalar):
      return plain(
        "unknown character \(scalar) (\(code))", help: "write an exponent with ^")
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter:
      return plain(
        "unknown character \(scalar) (\(code))", help: "names are made of Latin and Greek letters")
    default:
      return plain("unknown character \(scalar) (\(code))", help: nil)
    }
  }

  /// `x.T` and `np.exp` are habits from programs.
  private var point: Diagnostic {
    let rest = scalars[(index + 1)...].prefix(while: Spelling.continuesName)
    let isBehindValue =
      switch tokens.last?.kind {
      case .name, .close, .closeBracket: tokens.last?.range.upperBound == offsets[index]
      default: false
      }
    guard isBehindValue, let first = rest.first, Spelling.beginsName(first) else {
      let count = scalars[index...].prefix { $0 == "." }.count
      guard count == 1 else { return dots(spanning: count) }
      return plain(
        "a decimal point needs a digit after it", help: numberBefore.map { "write \($0)" })
    }
    let member = text(rest.indices)
    return plain(
      "a point stands only in a decimal",
      help: member == "T" ? "write ^T" : "write \(member) alone",
      spanning: rest.count + 1)
  }

  private var underscore: Diagnostic {
    numberBefore == nil
      ? plain("a name does not begin with _", help: nil)
      : plain("digits are not grouped with _", help: "write 1000 for 1_000")
  }

  /// The number that ends right before this character.
  private var numberBefore: String? {
    guard let last = tokens.last, last.range.upperBound == offsets[index],
      case .number(let literal) = last.kind
    else { return nil }
    return literal.text
  }

  private func dots(spanning count: Int) -> Diagnostic {
    plain(
      "dots do not stand for digits or terms",
      help: "round the number, or write it as a fraction; write a sum as sum(j, 1, n, x[j])",
      spanning: count)
  }

  // MARK: Pairs

  private var bars: Diagnostic {
    if index + 1 < scalars.count, scalars[index + 1] == "|" {
      return plain("a norm has a name", help: "write norm2(x)", spanning: 2)
    }
    return enclosed(by: "|", message: "an absolute value has a name", function: "abs")
  }

  /// Underlines from this mark to its partner and suggests the function.
  private func enclosed(
    by mark: Unicode.Scalar, message: String, function: String
  ) -> Diagnostic {
    guard let end = scalars[(index + 1)...].firstIndex(of: mark) else {
      return plain(message, help: "write \(function)(x)")
    }
    let content = text(index + 1..<end)
    return plain(message, help: "write \(function)(\(content))", spanning: end + 1 - index)
  }

  private var braces: Diagnostic {
    guard scalars[index] == "{", let end = scalars[index...].firstIndex(of: "}") else {
      return plain("braces are not part of the notation", help: "write ( and )")
    }
    let content = text(index + 1..<end)
    let count = end + 1 - index
    switch tokens.last?.kind {
    case .operation(.power) where content == "T" || content == "\\top":
      return plain("an exponent has no braces", help: "write ^T", spanning: count)
    case .operation(.power):
      return plain(
        "an exponent stands in parentheses, not in braces", help: "write ^(\(content))",
        spanning: count)
    case .number(let literal) where literal.text == "1":
      return plain(
        "an indicator is written with brackets", help: "write 1[\(content)]", spanning: count)
    case .name(let name) where name.hasSuffix("_"):
      return plain(
        "a subscript is part of the name, or the number of an entry",
        help: "write \(name)\(content), or \(name.dropLast())[\(content)] for an entry",
        spanning: count)
    default:
      return plain("braces are not part of the notation", help: "write ( and )")
    }
  }

  private func text(_ range: Range<Int>) -> String {
    // Help is one line, and short.
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[range].prefix(40))
    return range.count > 40 || result.contains(where: \.isNewline) ? "…" : result
  }

  // MARK: LaTeX

  /// What to write for a character with `\\` before it.
  private static let escapes: [Unicode.Scalar: String] = [
    "%": "write %", "{": "write ( and )", "}": "write ( and )",
    "(": "write the formula without \\( and \\)", ")": "write the formula without \\( and \\)",
    "[": "write the formula without \\[ and \\]", "]": "write the formula without \\[ and \\]",
  ]

  private var command: Diagnostic {
    var end = index + 1
    while end < scalars.count, scalars[end].isASCII, scalars[end].properties.isAlphabetic {
      end += 1
    }
    let name = text(index + 1..<end)
    guard !name.isEmpty else {
      let next = end < scalars.count ? scalars[end] : " "
      return plain(
        "\\ is not part of the notation",
        help: Self.escapes[next])
    }
    let help: String? =
      switch name {
      case "frac", "dfrac", "tfrac": "write a/b"
      case "cdot", "times": "write *"
      case "odot", "circ": "write .*"
      case "top", "intercal": "write ^T"
      case "sum": "write sum(j, 1, n, x[j])"
      case "prime": "write '"
      case "approx": "write ≈"
      case "le", "leq", "ge", "geq": "write \(name.first == "l" ? "<" : ">")="
      case "begin", "end": "write (1, 2) or [[1, 2], [3, 4]]"
      case "mathrm", "mathbf", "boldsymbol", "text", "operatorname": "write the name alone"
      case "lfloor", "rfloor": "write floor(x)"
      case "lceil", "rceil": "write ceil(x)"
      case "partial": "name the derivative, as in dL_do; an exercise writes der(L, o)"
      case "hat", "tilde", "bar": "write y\(name)"
      case "varphi", "varepsilon", "vartheta": "write \(name.dropFirst(3))"
      case "left", "right", "big", "Big": "write the bracket alone"
      default:
        Spelling.greekNames.contains(name) || BuiltIn(named: name) != nil ? "write \(name)" : nil
      }
    return plain(
      "LaTeX commands such as \\\(name) are not part of the notation", help: help,
      spanning: end - index)
  }
}
