import Scalars

/// Comma-separated values as we write them (RFC 4180).
package enum CSVText {
  package static func line(_ cells: [String]) -> String {
    cells.map { cell($0) }.joined(separator: ",") + "\r\n"
  }

  /// Quotes what must be quoted, and takes the force out of what a spreadsheet would compute.
  ///
  /// A cell stays on its line: controls and line separators are shown as escapes.
  package static func cell(_ text: String, delimiter: Unicode.Scalar = ",") -> String {
    guard !isPlain(text, delimiter) else { return text }
    var text = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: String(scalar)
      }
    }.joined()
    // Some programs drop blanks and invisible characters before they look.
    let first = text.unicodeScalars.first {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    if let first, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first),
      (try? Rational(decimal: text)) == nil
    {
      text = "'" + text
    }
    let special = "\",;\t".unicodeScalars
    let needsQuotes = text.unicodeScalars.contains { special.contains($0) || $0 == delimiter }
    guard needsQuotes else { return text }
    // By code points: an accent behind a quote would hide it as a part of a character.
    return "\"\(text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined())\""
  }

  /// Whether a cell can stand as it is, as nearly all do: visible ASCII without a sign in front.
  /// Looking up what each code point is took most of the time of writing a gradebook.
  private static func isPlain(_ text: String, _ delimiter: Unicode.Scalar) -> Bool {
    guard let first = text.utf8.first else { return true }
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "@"):
      return false
    default: break
    }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"): false
      case 0x20...0x7E: Unicode.Scalar(byte) != delimiter
      default: false
      }
    }
  }
}
