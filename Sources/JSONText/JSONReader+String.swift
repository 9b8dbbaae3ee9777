extension JSONReader {
  /// Reads a string with its quotes and returns what it stands for.
  mutating func readString() throws(JSONError) -> String {
    let open = at
    let start = at + 1
    at = endOfPlainText(from: start)
    guard at < bytes.count else { throw unclosedString(open) }
    switch bytes[at] {
    case UInt8(ascii: "\""):
      at += 1
      return String(decoding: bytes[start..<at - 1], as: UTF8.self)
    case UInt8(ascii: "\\"):
      return try readEscapedString(open: open, plain: start..<at)
    default:
      throw controlCharacter(inStringAt: open)
    }
  }

  /// The first place from a start that holds a quote, a backslash or a control character.
  ///
  /// Eight bytes are looked at together, as in `endOfASCII`: one by one, this was a fifth of reading
  /// a sheet.
  private func endOfPlainText(from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let ends = Self.endsOfPlainText(in: word)
        if ends != 0 { return index + ends.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < bytes.count, Self.isPlain(bytes[index]) { index += 1 }
      return index
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// The highest bit of each byte that ends plain text, the first byte being the lowest.
  ///
  /// What is taken away from a byte is lent by the next where it is too much, so behind the first
  /// of them a bit may be wrong.
  private static func endsOfPlainText(in word: UInt64) -> UInt64 {
    let each: UInt64 = 0x0101_0101_0101_0101
    // Where a byte is below a bound of 0x80 at most, the difference has its highest bit, and it not.
    func isBelow(_ bytes: UInt64, _ bound: UInt64) -> UInt64 { (bytes &- each * bound) & ~bytes }
    let quote = word ^ each * UInt64(UInt8(ascii: "\""))
    let backslash = word ^ each * UInt64(UInt8(ascii: "\\"))
    return (isBelow(word, 0x20) | isBelow(quote, 1) | isBelow(backslash, 1)) & (each * 0x80)
  }

  /// Reads on from the first escape; `plain` is what stands before it.
  private mutating func readEscapedString(
    open: Int, plain: Range<Int>
  ) throws(JSONError) -> String {
    var decoded = Array(bytes[plain])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try readEscape(into: &decoded, open: open)
      case 0..<0x20:
        throw controlCharacter(inStringAt: open)
      default:
        decoded.append(byte)
        at += 1
      }
    }
    throw unclosedString(open)
  }

  private mutating func readEscape(
    into decoded: inout [UInt8], open: Int
  ) throws(JSONError) {
    guard at + 1 < bytes.count else { throw unclosedString(open) }
    let letter = bytes[at + 1]
    if letter == UInt8(ascii: "u") {
      let scalar = try readUnicodeEscape(open: open)
      decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return
    }
    guard let meaning = Self.meaning(ofEscape: letter) else { throw unknownEscape() }
    decoded.append(meaning)
    at += 2
  }

  private static func meaning(ofEscape letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Reads `\u0177`, or the two of a pair of surrogates.
  private mutating func readUnicodeEscape(open: Int) throws(JSONError) -> Unicode.Scalar {
    let start = at
    guard let first = Self.escapedUnit(at: start, in: bytes) else { throw badHexDigits(open: open) }
    if let scalar = Unicode.Scalar(first) {
      at += 6
      return scalar
    }
    guard UTF16.isLeadSurrogate(first),
      let second = Self.escapedUnit(at: start + 6, in: bytes), UTF16.isTrailSurrogate(second)
    else { throw loneSurrogate(first) }
    at += 12
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  /// The UTF-16 unit of the escape `\uXXXX` at an offset; nil where there is none.
  static func escapedUnit(at offset: Int, in bytes: [UInt8]) -> UInt16? {
    guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[offset + 2..<offset + 6] {
      guard let digit = hexDigit(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

// MARK: - What may be wrong with a string

extension JSONReader {
  private func unclosedString(_ open: Int) -> JSONError {
    JSONError(
      "the file ends inside the string that begins here", at: open..<open + 1,
      help: "close it with \"")
  }

  private func controlCharacter(inStringAt open: Int) -> JSONError {
    let byte = bytes[at]
    switch byte {
    case 0x0A, 0x0D:
      return JSONError(
        "the line ends inside the string that begins here", at: open..<at,
        help: "close it with \", or write \\n for a line break")
    case 0x09:
      return JSONError("a tab inside a string", at: at..<at + 1, help: "write \\t")
    default:
      return JSONError(
        "the control character \(codePoint(UInt32(byte))) inside a string", at: at..<at + 1,
        help: "write \\u00\(hex(UInt32(byte), digits: 2))")
    }
  }

  private func unknownEscape() -> JSONError {
    let (range, character) = character(at: at + 1)
    return JSONError(
      "\\\(character) stands for nothing in JSON", at: at..<range.upperBound,
      help: "write \\\\ for a backslash")
  }

  private func badHexDigits(open: Int) -> JSONError {
    var end = at + 2
    while end < bytes.count, end < at + 6, Self.hexDigit(bytes[end]) != nil { end += 1 }
    if end == bytes.count { return unclosedString(open) }
    return JSONError(
      "expected four hexadecimal digits after \\u, found \(found(at: end))", at: at..<end)
  }

  private func loneSurrogate(_ unit: UInt16) -> JSONError {
    let half = UTF16.isLeadSurrogate(unit) ? "first" : "second"
    return JSONError(
      "\\u\(hex(UInt32(unit), digits: 4)) is only the \(half) half of a character",
      at: at..<at + 6)
  }
}
