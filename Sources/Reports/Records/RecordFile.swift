import CommandLine
import Grading
import JSONText
import WorkedExamples

/// A file of records, as `grade --format records` prints it: which run it is a part of, a line
/// for each file of that part, and a line that says that this was all.
package final class RecordFile {
  /// A line may hold a long text that a person is to mark.
  static let limits = JSONLimits(bytes: 64 << 20)

  package let path: Path
  package let run: RecordRun
  private var lines: LineReader
  private var count = 0
  private var lastIndex = -1
  /// The next record; nil behind the last one.
  package private(set) var next: GradeRecord?

  package init(_ path: Path) throws(Fault) {
    self.path = path
    lines = try named(path) { () throws(FileError) in
      try LineReader(path, limit: Self.limits.bytes)
    }
    run = try Self.run(&lines, of: path)
    try advance()
  }

  private static func run(_ lines: inout LineReader, of path: Path) throws(Fault) -> RecordRun {
    let first = try? line(&lines, of: path)?.line
    guard case .run(let run) = first else {
      throw Fault(
        file: path.text, "this does not begin as a file of records does",
        help: "make one with grade --format records")
    }
    return run
  }

  /// Reads on.
  package func advance() throws(Fault) {
    guard let (line, source) = try Self.line(&lines, of: path) else {
      throw Fault(
        file: path.text, "this ends after \(counted(count, "record")), before it says so",
        help: "let the run that writes it come to its end")
    }
    switch line {
    case .run:
      throw source.fault("another file of records begins here", help: "name each file by itself")
    case .record(let record):
      guard record.index > lastIndex, record.index < run.files else {
        throw source.fault("the file \(record.index) of \(run.files) is out of order", help: nil)
      }
      lastIndex = record.index
      count += 1
      next = record
    case .end(let count):
      guard count == self.count else {
        throw source.fault(
          "there should be \(counted(count, "record")), and there are \(self.count)", help: nil)
      }
      guard try Self.line(&lines, of: path) == nil else {
        throw source.fault("this should be the last line", help: nil)
      }
      next = nil
    }
  }

  /// Leaves what cannot be read any further.
  func close() { next = nil }

  /// A line's place in its file.
  private struct Source {
    let text: SourceText
    let number: Int

    func fault(_ message: String, help: String?) -> Fault {
      fault(JSONError(message, at: 0..<min(1, text.bytes.count), help: help))
    }

    func fault(_ error: JSONError) -> Fault {
      let fault = Fault(error, in: text)
      let position = fault.position.map { SourceText.Position(line: number, column: $0.column) }
      return Fault(
        file: fault.file, position: position, excerpt: fault.excerpt, fault.message,
        help: fault.help)
    }
  }

  private static func line(
    _ lines: inout LineReader, of path: Path
  ) throws(Fault) -> (line: RecordLine, source: Source)? {
    let read: LineReader.Line?
    do throws(FileError) {
      read = try lines.next()
    } catch {
      throw Fault(file: path.text, error.message)
    }
    guard let read else { return nil }
    guard let bytes = read.bytes else {
      throw Fault(file: path.text, "line \(read.number) is longer than 64 MiB")
    }
    let source = Source(text: SourceText(name: path.text, bytes: bytes), number: read.number)
    do throws(JSONError) {
      return (try RecordLine(JSONDocument(source.text, limits: limits)), source)
    } catch {
      throw source.fault(error)
    }
  }
}

private func named<Result: ~Copyable>(
  _ path: Path, _ body: () throws(FileError) -> Result
) throws(Fault) -> Result {
  do {
    return try body()
  } catch {
    throw Fault(file: path.text, error.message)
  }
}
