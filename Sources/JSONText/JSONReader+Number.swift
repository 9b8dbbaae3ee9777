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

  private mutating func readDigits(
    expecting expected: StaticString, from start: Int
  ) throws(JSONError) {
    guard Self.isDigit(next) else { throw noDigit(expected, from: start) }
    repeat { at += 1 } while Self.isDigit(next)
  }

  private func leadingZero(from start: Int) -> JSONError {
    var end = at
    while end < bytes.count && Self.isDigit(bytes[end]) { end += 1 }
    let rest = bytes[at..<end].drop { $0 == UInt8(ascii: "0") }
    let sign = bytes[start] == UInt8(ascii: "-") ? "-" : ""
    let number = rest.isEmpty ? "0" : String(decoding: rest.prefix(20), as: UTF8.self)
    return JSONError(
      "a number cannot begin with 0 and another digit", at: start..<end,
      help: rest.count > 20 ? nil : "write \(sign)\(number)")
  }

  private func noDigit(_ expected: StaticString, from start: Int) -> JSONError {
    var error = unexpected("\(expected)")
    let written = String(decoding: bytes[start..<min(at, start + 20)], as: UTF8.self)
    if at - start > 20 { return error }
    switch bytes[at - 1] {
    case UInt8(ascii: "."): error.help = "write \(written)0 or \(written.dropLast())"
    case UInt8(ascii: "-") where next == UInt8(ascii: "."): error.help = "write -0."
    default: break
    }
    return error
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
