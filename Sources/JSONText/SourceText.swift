/// The bytes of a file under the name that its reader knows.
package struct SourceText: Hashable, Sendable {
  /// How messages name the file: the path as given, or `stdin`.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A place as people count it: from 1, in lines and Unicode scalars.
  package struct Position: Hashable, Sendable, CustomStringConvertible {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    package var description: String { "\(line):\(column)" }
  }

  /// Returns the place of a byte; an offset past the end is the end.
  ///
  /// Lines end with LF, CR LF or CR. A column is a Unicode scalar, which is what
  /// editors show wherever text stays within the basic plane.
  ///
  /// - Complexity: O(`offset`); nothing is kept, since few offsets are asked for.
  package func position(of offset: Int) -> Position {
    var offset = min(max(offset, 0), bytes.count)
    // Inside a character is at the character.
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return bytes.withUnsafeBufferPointer { bytes in
      var (position, start) = (Position(line: 1, column: 1), 0)
      // A line break is below all that is printed: few bytes need a closer look.
      for index in 0..<offset where bytes[index] <= 0x0D && endsLine(at: index) {
        position.line += 1
        start = index + 1
      }
      for index in start..<offset where bytes[index] & 0xC0 != 0x80 && !isLineBreak(bytes[index]) {
        position.column += 1
      }
      return position
    }
  }

  /// Returns where the line with this byte stands, its line break left out.
  package func lineRange(around offset: Int) -> Range<Int> {
    let offset = min(max(offset, 0), bytes.count)
    var start = offset
    while start > 0 && !endsLine(at: start - 1) { start -= 1 }
    var end = start
    while end < bytes.count && !isLineBreak(bytes[end]) { end += 1 }
    return start..<end
  }

  /// Returns the text of these bytes; what is not UTF-8 shows as U+FFFD.
  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Whether a line is complete with this byte: LF, or CR where no LF follows.
  private func endsLine(at index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
    default: false
    }
  }

  private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
