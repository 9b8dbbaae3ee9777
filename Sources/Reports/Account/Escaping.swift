import CommandLine

/// Text that a stranger typed, in the languages of others.
extension String {
  /// The text with the five characters of markup escaped, and what markup forbids made visible.
  var escapedForMarkup: String {
    if utf8.allSatisfy(\.isPlainInMarkup) { return self }
    var bytes: [UInt8] = []
    bytes.append(markupOf: self)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text as one line that Markdown shows as it is.
  var escapedForMarkdown: String {
    let text = Array(escapedForTerminal.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 16)
    // All that is escaped is ASCII, so that the bytes of other characters go by as they are.
    for (place, byte) in text.enumerated() {
      switch byte {
      // Entities, because some dialects keep a backslash before these.
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): bytes.append(entityOf: byte)
      // A mention or an address would become a link.
      case UInt8(ascii: "@"): bytes += "&#64;".utf8
      case UInt8(ascii: "/") where text[..<place].last == UInt8(ascii: ":"):
        bytes += (text[place...].starts(with: "//".utf8) ? "&#47;" : "/").utf8
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "#"), UInt8(ascii: "|"),
        UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"):
        bytes += [UInt8(ascii: "\\"), byte]
      // At the beginning of a line these would make a list.
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="):
        if place == 0 { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text as a value in a command to GitHub's runner, which reads it back.
  ///
  /// `isProperty` is for what stands before the `::` of the message.
  func escapedForGitHub(isProperty: Bool) -> String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "%": text += "%25"
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      case ":" where isProperty: text += "%3A"
      case "," where isProperty: text += "%2C"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The beginning of a text that may be of any length.
  func cut(to count: Int) -> String {
    guard utf8.count > count, unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count))) + "…"
  }
}

extension [UInt8] {
  /// Adds the bytes of a short text: as a collection of its own it takes thrice as long.
  mutating func append(bytesOf text: String) {
    var text = text
    text.withUTF8 { self += $0 }
  }

  /// Adds a text as markup shows it.
  mutating func append(markupOf text: String) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      // Most texts are short words that need nothing.
      guard bytes.allSatisfy(\.isPlainInMarkup) else { return false }
      self += bytes
      return true
    }
    guard !isPlain else { return }
    text = text.escapedForTerminal
    text.withUTF8 { bytes in
      for byte in bytes { append(entityOf: byte) }
    }
  }

  /// Adds a byte, or what stands for it in markup.
  fileprivate mutating func append(entityOf byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): self += "&amp;".utf8
    case UInt8(ascii: "<"): self += "&lt;".utf8
    case UInt8(ascii: ">"): self += "&gt;".utf8
    case UInt8(ascii: "\""): self += "&quot;".utf8
    case UInt8(ascii: "'"): self += "&#39;".utf8
    default: append(byte)
    }
  }
}

extension UInt8 {
  /// Whether it is a letter, digit or sign of ASCII that markup shows as it is.
  fileprivate var isPlainInMarkup: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    case 0x20..<0x7F: true
    default: false
    }
  }
}
