/// What the reader says when something else stands where it looks.
extension JSONReader {
  func unexpected(_ expected: String) -> JSONError {
    if let comment = comment() { return comment }
    return JSONError("expected \(expected), found \(found(at: at))", at: token(at: at))
  }

  func noValue(_ expected: StaticString) -> JSONError {
    var error = unexpected("\(expected)")
    if comment() != nil { return error }
    let word = word(at: at)
    if "\(expected)" == "a value", Self.help(forWord: word)?.hasPrefix("a formula") == true {
      error.help = "JSON begins with {"
      return error
    }
    switch next {
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if precedingByte() == UInt8(ascii: ",") { error.help = "remove the comma" }
    case UInt8(ascii: "'"): error.help = Self.doubleQuotes
    case UInt8(ascii: "+") where at + 1 < bytes.count && Self.isDigit(bytes[at + 1]):
      error.help = "write the number without +"
    case UInt8(ascii: ".") where at + 1 < bytes.count && Self.isDigit(bytes[at + 1]):
      error.help = Self.zeroBeforePoint
    case _ where !word.isEmpty: error.help = Self.help(forWord: word)
    default: if isCurlyQuote { error.help = Self.doubleQuotes }
    }
    return error
  }

  func noKey(_ expected: StaticString) -> JSONError {
    var error = unexpected("\(expected)")
    if comment() != nil { return error }
    let word = word(at: at)
    if next == UInt8(ascii: "}"), precedingByte() == UInt8(ascii: ",") {
      error.help = "remove the comma"
    } else if !word.isEmpty {
      error.help = "keys stand in double quotes: \"\(word)\""
    } else if next == UInt8(ascii: "'") || isCurlyQuote {
      error.help = Self.doubleQuotes
    }
    return error
  }

  /// What to say where a value has ended and neither a comma nor a bracket follows.
  func noSeparator(_ expected: String, after value: JSONValue?, open: Int) -> JSONError {
    var error = unexpected("\(expected) after the value")
    if comment() != nil { return error }
    switch next {
    case 0 where at == bytes.count:
      let bracket = bytes[open] == UInt8(ascii: "[") ? "[" : "{"
      error.help = "the \(bracket) at \(source.position(of: open)) is not closed"
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      error.help = "a comma is missing before it"
    default:
      if value?.number != nil, isOperator(next) {
        error.help = "a formula stands in double quotes"
      }
    }
    return error
  }

  func duplicate(_ member: JSONMember, of first: JSONMember) -> JSONError {
    // A key may be as long as the file; a message may not.
    let key =
      member.keyRange.count <= 60 ? "the key \(source.text(in: member.keyRange))" : "this key"
    return JSONError(
      "\(key) stands here and at "
        + "\(source.position(of: first.keyRange.lowerBound))",
      at: member.keyRange, help: "keep one of the two")
  }

  static let zeroBeforePoint = "write 0 before the decimal point"
  private static let doubleQuotes = "strings stand in double quotes: \"…\""

  static func help(forWord word: String) -> String? {
    switch word {
    case "True", "TRUE", "False", "FALSE", "Null", "NULL": "write \(word.lowercased())"
    case "None", "nil", "undefined": "write null"
    case "NaN", "nan", "Infinity", "inf", "Inf": "JSON has no such number"
    default: "a formula or text stands in double quotes: \"\(word)\""
    }
  }

  /// Says that there are no comments, where one begins.
  private func comment() -> JSONError? {
    let second = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch (next, second) {
    case (UInt8(ascii: "#"), _): return noComments(1)
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "/"), UInt8(ascii: "*")):
      return noComments(2)
    default: return nil
    }
  }

  private func noComments(_ length: Int) -> JSONError {
    JSONError("JSON has no comments", at: at..<at + length, help: "remove it")
  }

  /// Whether a formula goes on with this byte after a number: `1/2`, `3 + 4`.
  private func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "^"), UInt8(ascii: "="), UInt8(ascii: "("):
      true
    default: false
    }
  }

  private var isCurlyQuote: Bool {
    ["\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}"].contains(character(at: at).text)
  }

  /// The last byte before `at` that is no white space.
  private func precedingByte() -> UInt8? {
    bytes[..<at].last { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
  }
}

// MARK: - Naming what stands in a text

extension JSONReader {
  /// How a message calls what stands at an offset: `}`, a word, a code point.
  func found(at offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let word = word(at: offset)
    if !word.isEmpty { return word }
    switch bytes[offset] {
    case 0x0A, 0x0D: return "the end of the line"
    case 0x21..<0x7F: return character(at: offset).text
    case 0..<0x80: return "the character \(codePoint(UInt32(bytes[offset])))"
    default: break
    }
    let text = character(at: offset).text
    guard let scalar = text.unicodeScalars.first else { return "a character" }
    return isVisible(scalar) ? "\(text) (\(codePoint(scalar.value)))" : codePoint(scalar.value)
  }

  /// The range that a message about an offset underlines.
  func token(at offset: Int) -> Range<Int> {
    guard offset < bytes.count else { return bytes.count..<bytes.count }
    let word = word(at: offset)
    return word.isEmpty ? character(at: offset).range : offset..<offset + word.utf8.count
  }

  /// The letters, digits and underscores at an offset, at most 20.
  func word(at offset: Int) -> String {
    let rest = bytes[min(offset, bytes.count)...].prefix(20)
    return String(decoding: rest.prefix(while: Self.isWordByte), as: UTF8.self)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  /// The character at an offset, where the file is known to be UTF-8.
  func character(at offset: Int) -> (range: Range<Int>, text: String) {
    guard offset < bytes.count else { return (bytes.count..<bytes.count, "") }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return (offset..<end, String(decoding: bytes[offset..<end], as: UTF8.self))
  }

  func codePoint(_ value: UInt32) -> String { "U+\(hex(value, digits: 4))" }

  func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// A count with its thousands apart: 16,777,216.
  func grouped(_ count: Int) -> String {
    var text = ""
    let digits = String(count)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
      .privateUse, .nonspacingMark, .enclosingMark:
      false
    default: true
    }
  }
}
