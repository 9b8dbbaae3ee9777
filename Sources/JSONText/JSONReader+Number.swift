extension JSONReader {
  /// Reads a number by the grammar of RFC 8259, section 6, and keeps it as it is.
  mutating func readNumber() throws(JSONError) -> String {
    let start = at
    if next == UInt8(ascii: "-") { at += 1 }
    if next == UInt8(ascii: "0") {
      at += 1
      if Self.isDigit(next) { throw leadingZero(from: start) }
    } else {
      try readDigits(expecting: "a digit after -", from: start)
    }
    if next == UInt8(ascii: ".") {
      at += 1
      try readDigits(expecting: "a digit after the decimal point", from: start)
    }
    if next | 0x20 == UInt8(ascii: "e") {
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      try readDigits(expecting: "a digit of the exponent", from: start)
    }
    guard at - start <= limits.numberLength else {
      throw JSONError(
        "a number of \(grouped(at - start)) characters; at most "
          + "\(grouped(limits.numberLength)) are read",
        at: start..<at)
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Whether a text is a JSON number and nothing else.
  static func isNumber(_ text: String) -> Bool {
    if isPlainNumber(text) { return true }
    let source = SourceText(name: "", text: text)
    var reader = JSONReader(source, limits: JSONLimits(numberLength: .max))
    guard (try? reader.readNumber()) != nil else { return false }
    return reader.at == source.bytes.count
  }

  /// Whether a text is digits with a point between them, or without: nearly all numbers that are
  /// written are, and a reader for each took a fifth of the time to write.
  private static func isPlainNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last, isDigit(first), isDigit(last) else {
        return false
      }
      var points = 0
      for byte in bytes where !isDigit(byte) {
        if byte != UInt8(ascii: ".") { return false }
        points += 1
      }
      return points <= 1
        && (first != UInt8(ascii: "0") || bytes.count == 1 || bytes[1] == UInt8(ascii: "."))
    }
  }

  private mutating func readDigits(
    expecting expected: StaticString, from start: Int
  ) throws(JSONError) {
    guard Self.isDigit(next) else { throw noDigit(expected, from: start) }
    repeat { at += 1 } while Self.isDigit(next)
  }

  private func leadingZero(from start: Int) -> JSONError {
    JSONError(
      "a number cannot begin with 0 and another digit", at: start..<at + 1,
      help: "leave out the 0 in front")
  }

  private func noDigit(_ expected: StaticString, from start: Int) -> JSONError {
    var error = unexpected("\(expected)")
    switch bytes[start..<at].last {
    case UInt8(ascii: ".") where at - start <= 20:
      let number = String(decoding: bytes[start..<at - 1], as: UTF8.self)
      error.help = "write \(number).0 or \(number)"
    case UInt8(ascii: "-") where next == UInt8(ascii: "."):
      error.help = Self.zeroBeforePoint
    case UInt8(ascii: "-") where ["NaN", "nan", "Infinity", "inf", "Inf"].contains(word(at: at)):
      error.help = Self.help(forWord: word(at: at))
    default: break
    }
    return error
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
