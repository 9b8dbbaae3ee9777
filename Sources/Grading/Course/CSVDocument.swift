import JSONText
import WorkedExamples

/// A file of comma-separated values (RFC 4180) in which cells can be filled, and every other byte
/// stays as it is: quotes, line ends, byte order mark and all.
package struct CSVDocument: Sendable {
  package struct Cell: Sendable {
    /// Bytes of the file, with the quotes.
    package let range: Range<Int>
    /// What it says, without the quotes.
    package let text: String
  }

  package private(set) var rows: [[Cell]] = []
  let source: SourceText
  private let delimiter: UInt8
  /// New bytes for a range of the file, in any order.
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  /// How many cells each row has by now.
  private var widths: [Int] = []

  package init(_ source: SourceText) throws(Fault) {
    self.source = source
    let bytes = source.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Fault(
        file: source.name, "this is UTF-16 text, which no gradebook takes",
        help: "save it as CSV UTF-8")
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    delimiter = Self.delimiter(of: bytes[start...])
    var at = start
    while at < bytes.count {
      rows.append(try readRow(&at))
      at += Self.lineEnd(at, in: bytes)
    }
    widths = rows.map(\.count)
  }

  // MARK: Reading

  /// The one of comma, semicolon and tab that the first line has most of.
  private static func delimiter(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    let comma = UInt8(ascii: ",")
    return [UInt8(ascii: ";"), UInt8(ascii: "\t")].reduce(comma) { best, other in
      counts[other, default: 0] > counts[best, default: 0] ? other : best
    }
  }

  private static func lineEnd(_ at: Int, in bytes: [UInt8]) -> Int {
    guard at < bytes.count else { return 0 }
    let isPair =
      bytes[at] == UInt8(ascii: "\r") && at + 1 < bytes.count
      && bytes[at + 1] == UInt8(ascii: "\n")
    return isPair ? 2 : 1
  }

  private func readRow(_ at: inout Int) throws(Fault) -> [Cell] {
    var cells = [try readCell(&at)]
    while at < source.bytes.count, source.bytes[at] == delimiter {
      at += 1
      cells.append(try readCell(&at))
    }
    return cells
  }

  private func readCell(_ at: inout Int) throws(Fault) -> Cell {
    let bytes = source.bytes
    let start = at
    func isEnd(_ index: Int) -> Bool {
      index == bytes.count || bytes[index] == delimiter || bytes[index] == UInt8(ascii: "\n")
        || bytes[index] == UInt8(ascii: "\r")
    }
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      while !isEnd(at) { at += 1 }
      return Cell(range: start..<at, text: source.text(in: start..<at))
    }
    var content: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
          guard isEnd(at) else {
            throw Fault(
              "expected the end of the cell after its closing quote", in: source, at: at..<at + 1)
          }
          return Cell(range: start..<at, text: String(decoding: content, as: UTF8.self))
        }
      }
      content.append(bytes[at])
      at += 1
    }
    throw Fault("the quote that opens this cell is not closed", in: source, at: start..<start + 1)
  }

  // MARK: Filling

  /// The text of a cell; empty where the row is shorter.
  package func text(_ row: Int, _ column: Int) -> String {
    rows[row].indices.contains(column) ? rows[row][column].text : ""
  }

  /// Writes a cell once; a row that is too short gets the empty cells before it.
  package mutating func fill(_ row: Int, _ column: Int, with text: String) {
    let cell = CSVText.cell(text, delimiter: Unicode.Scalar(delimiter))
    if rows[row].indices.contains(column) {
      edits.append((rows[row][column].range, Array(cell.utf8)))
    } else if column >= widths[row], let end = rows[row].last?.range.upperBound {
      let gap = [UInt8](repeating: delimiter, count: column + 1 - widths[row])
      edits.append((end..<end, gap + Array(cell.utf8)))
      widths[row] = column + 1
    }
  }

  /// The file with what was filled in.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    var at = 0
    // Cells that are added to one row stand at one place, in the order of their columns.
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    for (_, edit) in ordered {
      result += source.bytes[at..<max(at, edit.range.lowerBound)]
      result += edit.bytes
      at = max(at, edit.range.upperBound)
    }
    return result + source.bytes[at...]
  }
}
