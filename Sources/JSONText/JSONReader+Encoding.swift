extension JSONReader {
  /// Throws unless the file is UTF-8 throughout, without a byte order mark.
  func checkEncoding() throws(JSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw JSONError(
        "the file begins with a byte order mark", at: 0..<3,
        help: "save it as UTF-8 without BOM")
    }
    if let format = otherFormat {
      throw JSONError("the file is \(format), not JSON", at: 0..<0, help: "save it as plain text")
    }
    if let encoding = otherEncoding {
      throw JSONError("the file is \(encoding), not UTF-8", at: 0..<0, help: "save it as UTF-8")
    }
    var index = endOfASCII(from: 0)
    while index < bytes.count {
      index = endOfASCII(from: index + (try lengthOfSequence(at: index)))
    }
  }

  /// The first place from a start that does not hold ASCII; eight bytes are looked at together.
  private func endOfASCII(from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// What office programs and browsers save, by its first bytes.
  private var otherFormat: String? {
    let formats: [(beginning: String, name: String)] = [
      ("PK\u{3}\u{4}", "a zip archive, such as office programs save"), ("{\\rtf", "rich text"),
      ("%PDF-", "a PDF document"), ("<!DOCTYPE", "a web page"), ("<!doctype", "a web page"),
      ("<html", "a web page"), ("<?xml", "XML"),
    ]
    return formats.first { bytes.starts(with: $0.beginning.utf8) }?.name
  }

  /// The encoding that a byte order mark tells, or the zero bytes of ASCII in it.
  private var otherEncoding: String? {
    guard bytes.count >= 2 else { return nil }
    let four = (bytes[0], bytes[1], bytes.count > 2 ? bytes[2] : 1, bytes.count > 3 ? bytes[3] : 1)
    switch four {
    case (0xFF, 0xFE, 0, 0), (1..., 0, 0, 0): return "UTF-32 (little-endian)"
    case (0, 0, 0xFE, 0xFF), (0, 0, 0, 1...): return "UTF-32 (big-endian)"
    case (0xFF, 0xFE, _, _), (1..., 0, _, _): return "UTF-16 (little-endian)"
    case (0xFE, 0xFF, _, _), (0, 1..., _, _): return "UTF-16 (big-endian)"
    default: return nil
    }
  }

  /// Returns the length of a well-formed sequence of 2 to 4 bytes.
  ///
  /// The Unicode Standard 16.0, table 3-7: the lead byte bounds the second one.
  private func lengthOfSequence(at start: Int) throws(JSONError) -> Int {
    let lead = bytes[start]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    var reason = "the character is not complete"
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second, reason) = (3, 0xA0...0xBF, "more bytes than the character needs")
    case 0xED: (length, second, reason) = (3, 0x80...0x9F, "half of a surrogate pair")
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second, reason) = (4, 0x90...0xBF, "more bytes than the character needs")
    case 0xF4: (length, second, reason) = (4, 0x80...0x8F, "beyond U+10FFFF")
    case 0xF1...0xF3: length = 4
    case 0xC0, 0xC1: throw notUTF8(at: start, because: "more bytes than the character needs")
    case 0x80...0xBF: throw notUTF8(at: start, because: "no character begins with it")
    default: throw notUTF8(at: start, because: "beyond U+10FFFF")
    }
    for place in 1..<length {
      guard start + place < bytes.count, 0x80...0xBF ~= bytes[start + place] else {
        throw notUTF8(at: start, because: "the character is not complete")
      }
      guard place > 1 || second ~= bytes[start + place] else {
        throw notUTF8(at: start, because: reason)
      }
    }
    return length
  }

  /// What people type and old programs save as one byte: dashes, quotes and the like.
  private func meaningInWindows(_ byte: UInt8) -> String {
    let meanings: [UInt8: String] = [
      0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
      0xA0: "a fixed space", 0xB2: "²", 0xB3: "³", 0xB7: "·", 0xD7: "×",
    ]
    return meanings[byte].map { "; in Windows-1252 this byte is \($0)" } ?? ""
  }

  private func notUTF8(at offset: Int, because reason: String) -> JSONError {
    JSONError(
      "the byte \(hex(UInt32(bytes[offset]), digits: 2)) at offset \(grouped(offset)) is not UTF-8: "
        + reason,
      at: offset..<offset + 1, help: "save the file as UTF-8" + meaningInWindows(bytes[offset]))
  }
}
