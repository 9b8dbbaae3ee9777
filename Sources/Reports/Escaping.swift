import CommandLine

/// Text that a stranger typed, in the languages of others.
extension String {
  /// The text with the five characters of markup escaped, and what XML forbids made visible.
  var escapedForMarkup: String {
    if utf8.allSatisfy(\.isPlainInMarkup) { return self }
    var text = ""
    for scalar in escapedForTerminal.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\u{FFFE}": text += "\\u{FFFE}"
      case "\u{FFFF}": text += "\\u{FFFF}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The text as one line that Markdown shows as it is.
  var escapedForMarkdown: String {
    var text = ""
    for scalar in escapedForTerminal.unicodeScalars {
      switch scalar {
      // Entities, because some dialects keep a backslash before these.
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "&": text += "&amp;"
      // A mention or an address would become a link.
      case "@": text += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!", "$":
        text += "\\"
        text.unicodeScalars.append(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    // At the beginning of a line these would make a list.
    if let first = text.unicodeScalars.first, "-+=".unicodeScalars.contains(first) {
      text = "\\" + text
    }
    return text.utf8.contains(UInt8(ascii: ":")) ? text.replacing("://", with: ":&#47;/") : text
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
    guard unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count))) + "…"
  }
}

extension [UInt8] {
  /// Adds a text as markup shows it.
  mutating func append(markupOf text: String) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      // Most texts are short words that need nothing.
      guard bytes.allSatisfy(\.isPlainInMarkup) else { return false }
      self += bytes
      return true
    }
    if !isPlain { self += text.escapedForMarkup.utf8 }
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
