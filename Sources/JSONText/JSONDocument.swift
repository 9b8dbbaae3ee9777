/// A file that is JSON: its text, and the value it holds.
package struct JSONDocument: Sendable {
  package let source: SourceText
  package let root: JSONValue

  /// Reads the whole text as one JSON value (RFC 8259).
  ///
  /// Stricter than the RFC where it leaves a choice: keys of an object are
  /// distinct, escapes of surrogates come in pairs, no byte order mark, and
  /// everything has a limit. Keys that look the same (canonically equivalent
  /// spellings of a letter with an accent) are the same.
  package init(_ source: SourceText, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self.source = source
    var reader = JSONReader(source, limits: limits)
    root = try reader.readDocument()
  }

  package init(
    name: String, bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONError) {
    try self.init(SourceText(name: name, bytes: bytes), limits: limits)
  }

  package init(
    name: String, text: String, limits: JSONLimits = JSONLimits()
  ) throws(JSONError) {
    try self.init(SourceText(name: name, text: text), limits: limits)
  }

  /// Returns the part of the file that a part of a value's content comes from.
  ///
  /// Inside a string an escape is longer than what it stands for, so a
  /// diagnostic about its content must be moved before it points into the file.
  ///
  /// `content` are UTF-8 offsets into a string's decoded text, or into a
  /// number's literal; `place` is the range of that string or number, which may
  /// be a value or a key.
  package func sourceRange(of content: Range<Int>, inValueAt place: Range<Int>) -> Range<Int> {
    let start = sourceOffset(of: content.lowerBound, inValueAt: place)
    let end = sourceOffset(of: content.upperBound, inValueAt: place)
    return start..<max(start, end)
  }

  /// Returns the byte of the file that an offset into a value's content comes from.
  ///
  /// The end of a string's content is its closing quote.
  package func sourceOffset(of content: Int, inValueAt place: Range<Int>) -> Int {
    let bytes = source.bytes
    let place = place.clamped(to: 0..<bytes.count)
    guard !place.isEmpty, bytes[place.lowerBound] == UInt8(ascii: "\"") else {
      return min(place.lowerBound + min(max(content, 0), place.count), place.upperBound)
    }
    var at = place.lowerBound + 1
    let end = max(at, place.upperBound - 1)
    var decoded = 0
    while at < end {
      let (written, meant) = lengths(at: at, in: bytes)
      if decoded + meant > content { return at }
      decoded += meant
      at += written
    }
    return end
  }

  /// The number of bytes that a character of a string takes in the file, and
  /// in the decoded text; a byte outside an escape counts by itself.
  private func lengths(at: Int, in bytes: [UInt8]) -> (written: Int, meant: Int) {
    guard bytes[at] == UInt8(ascii: "\\") else { return (1, 1) }
    guard let unit = JSONReader.escapedUnit(at: at, in: bytes) else { return (2, 1) }
    if UTF16.isLeadSurrogate(unit) { return (12, 4) }
    return (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3)
  }
}

/// How much is read before a file is refused; a person's file is far below.
package struct JSONLimits: Hashable, Sendable {
  /// The size of a file in bytes.
  package var bytes: Int
  /// How deep brackets nest. What walks through a value recurses, so this bounds its stack.
  package var depth: Int
  /// The length of one number in bytes.
  package var numberLength: Int
  /// The number of values: each takes up to 80 bytes of memory, and 2 in a file.
  package var values: Int

  package init(
    bytes: Int = 16 << 20, depth: Int = 256, numberLength: Int = 4_200, values: Int = 1_000_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.numberLength = numberLength
    self.values = values
  }
}
