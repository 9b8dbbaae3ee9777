import CommandLine
import Grading
import JSONText
import Synchronization
import WorkedExamples

/// Records as they come from grading: few are kept in memory, many in a file without a name.
package struct RecordSpool: ~Copyable {
  private var records: [GradeRecord] = []
  private var file: TemporaryFile?
  private var block: [UInt8] = []
  private var length = 0

  /// How many records are kept in memory.
  private let limit: Int
  private static let blockSize = 1 << 18

  package init(limit: Int = 2_000) {
    self.limit = limit
  }

  package mutating func append(_ record: GradeRecord) throws(FileError) {
    if file == nil, records.count < limit {
      records.append(record)
      return
    }
    if file == nil {
      file = try TemporaryFile()
      for record in records { block += record.line }
      records = []
    }
    block += record.line
    if block.count >= Self.blockSize { try flush() }
  }

  private mutating func flush() throws(FileError) {
    try file?.append(block)
    length += block.count
    block.removeAll(keepingCapacity: true)
  }

  /// The records, to be read as often as one likes.
  package consuming func finish() throws(FileError) -> SpooledRecords {
    try flush()
    return file.map { SpooledRecords($0, length: length) } ?? SpooledRecords(records)
  }
}

/// Records that were spooled.
///
/// Nothing is thrown: what went wrong while they were read is kept, and must be asked for.
package final class SpooledRecords: RecordSource {
  private enum Place {
    case memory([GradeRecord])
    case file(TemporaryFile, length: Int)
  }

  private let place: Place
  private let firstError = Mutex<FileError?>(nil)

  fileprivate init(_ records: [GradeRecord]) { place = .memory(records) }

  fileprivate init(_ file: TemporaryFile, length: Int) { place = .file(file, length: length) }

  /// Why some records are missing from what was read.
  package var error: FileError? { firstError.withLock { $0 } }

  package func forEachRecord(_ body: (GradeRecord) -> Void) {
    switch place {
    case .memory(let records): records.forEach(body)
    case .file(let file, let length): read(file, length, body)
    }
  }

  /// Reads blocks of whole lines, and decodes them on all cores.
  private func read(_ file: TemporaryFile, _ length: Int, _ body: (GradeRecord) -> Void) {
    var offset = 0
    var size = 1 << 16
    Workers.stream(
      count: length >> 16 + 1,
      next: { () -> [UInt8]? in
        while offset < length, self.error == nil {
          do throws(FileError) {
            let block = try file.read(at: offset, upTo: size)
            guard !block.isEmpty else { throw FileError(file.path, .missing) }
            guard let end = block.lastIndex(of: UInt8(ascii: "\n")) else {
              size *= 2
              continue
            }
            offset += end + 1
            return Array(block[...end])
          } catch {
            self.fail(error)
          }
        }
        return nil
      },
      { block in
        block.split(separator: UInt8(ascii: "\n")).compactMap { line -> GradeRecord? in
          let source = SourceText(name: file.path.text, bytes: Array(line))
          guard let document = try? JSONDocument(source, limits: RecordFile.limits),
            case .record(let record) = try? RecordLine(document)
          else {
            self.fail(FileError(file.path, .missing))
            return nil
          }
          return record
        }
      }, consume: { $0.forEach(body) })
  }

  private func fail(_ error: FileError) {
    firstError.withLock { $0 = $0 ?? error }
  }
}
