import Synchronization

/// The bytes of a file under the name that its reader knows.
package struct SourceText: Hashable, Sendable {
  /// How messages name the file: the path as given, or `stdin`.
  package let name: String
  package let bytes: [UInt8]
  private let milestones = Milestones()

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
  /// - Complexity: O(`offset`) once, and then O(1): a long file may be wrong in every line.
  package func position(of offset: Int) -> Position {
    let offset = characterStart(offset)
    let block = offset / Milestones.distance
    let milestone = milestones.known.withLock { known in
      while known.count <= block {
        let start = (known.count - 1) * Milestones.distance
        known.append(position(of: start + Milestones.distance, from: known[known.count - 1], start))
      }
      return known[block]
    }
    return position(of: offset, from: milestone, block * Milestones.distance)
  }

  /// Counts on from a byte whose place is known.
  private func position(of offset: Int, from place: Position, _ start: Int) -> Position {
    bytes.withUnsafeBufferPointer { bytes in
      var (position, start) = (place, start)
      // A line break is below all that is printed: few bytes need a closer look.
      for index in start..<offset where bytes[index] <= 0x0D && endsLine(at: index) {
        position = Position(line: position.line + 1, column: 1)
        start = index + 1
      }
      for index in start..<offset where bytes[index] & 0xC0 != 0x80 && !isLineBreak(bytes[index]) {
        position.column += 1
      }
      return position
    }
  }

  /// Places that were counted before, one for so many bytes.
  private final class Milestones: Sendable {
    static let distance = 512
    let known = Mutex([Position(line: 1, column: 1)])
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bytes)
  }

  /// The first byte of the character with this one; an offset past the end is the end.
  package func characterStart(_ offset: Int) -> Int {
    var offset = min(max(offset, 0), bytes.count)
    while offset > 0, isInsideCharacter(offset) { offset -= 1 }
    return offset
  }

  /// Returns where the line with this byte stands, its line break left out; of a longer line, no
  /// more than `reach` bytes and a character on either side.
  ///
  /// - Complexity: O(`reach`).
  package func lineRange(around offset: Int, reach: Int = .max) -> Range<Int> {
    let offset = min(max(offset, 0), bytes.count)
    let least = reach < offset ? offset - reach : 0
    let most = reach < bytes.count - offset ? offset + reach : bytes.count
    var start = offset
    while start > 0 && !endsLine(at: start - 1) && (start > least || isInsideCharacter(start)) {
      start -= 1
    }
    var end = start
    while end < bytes.count && !isLineBreak(bytes[end]) && (end < most || isInsideCharacter(end)) {
      end += 1
    }
    return start..<end
  }

  private func isInsideCharacter(_ index: Int) -> Bool {
    index < bytes.count && bytes[index] & 0xC0 == 0x80
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
