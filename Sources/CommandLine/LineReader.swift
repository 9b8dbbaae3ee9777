/// The lines of a stream, one at a time.
///
/// A line ends with LF or CR LF; the last one need not end.
package struct LineReader: ~Copyable {
  package struct Line: Hashable, Sendable {
    /// From 1.
    package var number: Int
    /// The text without its end; nil where it is longer than the limit.
    package var bytes: [UInt8]?
  }

  /// The length of a line unless a caller says otherwise: 1 MiB.
  package static let lengthLimit = 1 << 20

  private let descriptor: Int32
  private let path: Path
  private let limit: Int
  private var block: [UInt8] = []
  private var start = 0
  private var number = 0
  private var isAtEnd = false
  /// Whether the descriptor is closed in the end.
  private var isOwner = false

  init(_ descriptor: Int32, named path: Path, limit: Int = lengthLimit) {
    self.descriptor = descriptor
    self.path = path
    self.limit = limit
  }

  /// Opens a regular file, or standard input under its name.
  package init(_ path: Path, limit: Int = lengthLimit) throws(FileError) {
    guard path != .standardInput else {
      self = .standardInput(limit: limit)
      return
    }
    guard try path.kind() != .folder else { throw FileError(path, .isFolder) }
    let descriptor = try path.named { () throws(System.Failure) in
      try System.open(path, for: .read)
    }
    FilesRead.note(descriptor)
    self.init(descriptor, named: path, limit: limit)
    isOwner = true
  }

  package static func standardInput(limit: Int = lengthLimit) -> LineReader {
    FilesRead.note(0)
    return LineReader(0, named: .standardInput, limit: limit)
  }

  /// Returns the next line; nil at the end. What is too long is read past.
  package mutating func next() throws(FileError) -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      let rest = block[start...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let part = rest[..<(end ?? block.endIndex)]
      // One more than the limit is kept, for the CR that may come at its end.
      isTooLong = isTooLong || line.count + part.count > limit + 1
      if isTooLong { line = [] } else { line += part }
      start = end.map { $0 + 1 } ?? block.endIndex
      if end != nil { return finish(line, isTooLong: isTooLong) }
      if try !readBlock() {
        return line.isEmpty && !isTooLong ? nil : finish(line, isTooLong: isTooLong)
      }
    }
  }

  private mutating func finish(_ line: [UInt8], isTooLong: Bool) -> Line {
    number += 1
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
    return Line(number: number, bytes: isTooLong || text.count > limit ? nil : Array(text))
  }

  /// Reads on; false at the end, after which a terminal is not asked again.
  private mutating func readBlock() throws(FileError) -> Bool {
    guard !isAtEnd else { return false }
    block.removeAll(keepingCapacity: true)
    start = 0
    do {
      isAtEnd = try System.read(descriptor, upTo: 1 << 16, into: &block) == 0
    } catch {
      isAtEnd = true
      throw FileError(path, failure: error)
    }
    return !isAtEnd
  }

  deinit {
    if isOwner { System.close(descriptor) }
  }
}
