import Foundation
import Testing

@testable import CommandLine

@Suite("Streams", .serialized)
struct StreamTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    // What a parent may do to a program; then a write ends in EPIPE instead.
    signal(SIGPIPE, SIG_IGN)
  }

  /// The lines of a text, with nil for one that is too long.
  private func lines(_ text: String, limit: Int = 10) throws -> [String?] {
    let file = try folder.file("lines", text)
    let descriptor = try System.open(file, for: .read)
    defer { System.close(descriptor) }
    var reader = LineReader(descriptor, named: file, limit: limit)
    var lines: [String?] = []
    while let line = try reader.next() {
      lines.append(line.bytes.map { String(decoding: $0, as: UTF8.self) })
      #expect(line.number == lines.count)
    }
    #expect(try reader.next() == nil)
    return lines
  }

  @Test(
    "lines end with LF or CR LF, and the last one need not",
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\n\n", ["a", "b", ""]), ("\n", [""]),
      ("a\rb\n", ["a\rb"]), ("\r\n\r", ["", ""]), ("\r\r\n", ["\r"]),
      ("1234567890\n", ["1234567890"]), ("1234567890\r\n", ["1234567890"]),
      ("12345678901\nb", [nil, "b"]), ("12345678901", [nil]),
      ("a\n123456789012345\r\n", ["a", nil]),
    ] as [(String, [String?])])
  func readsLines(_ text: String, _ expected: [String?]) throws {
    #expect(try lines(text) == expected)
  }

  @Test("lines longer than a block are joined, or read past")
  func joinsBlocks() throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try lines("a\n\(long)\nb", limit: 200_000) == ["a", long, "b"])
    #expect(try lines("a\n\(long)\nb", limit: 199_999) == ["a", nil, "b"])
    let many = (1...10_000).map { "claim \($0)" }
    #expect(try lines(many.joined(separator: "\n"), limit: 100) == many)
  }

  @Test("a folder is no stream, and says so once")
  func tellsFailure() throws {
    let descriptor = try System.open(folder.path, for: .read)
    defer { System.close(descriptor) }
    var reader = LineReader(descriptor, named: folder.path)
    do {
      _ = try reader.next()
      Issue.record("a folder was read")
    } catch {
      #expect(error == FileError(folder.path, .isFolder))
    }
    #expect(try reader.next() == nil)
  }

  @Test("all text arrives, also through a pipe that takes it in parts")
  func writesAll() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (source, sink) = (ends[0], ends[1])
    // A sink that does not block takes a part, and then says "again".
    _ = fcntl(sink, F_SETFL, fcntl(sink, F_GETFL) | O_NONBLOCK)
    let writer = Task.detached {
      let output = Output(sink, named: "pipe")
      for number in 0..<50_000 { output.writeLine("line \(number)") }
      output.flush()
      let error = output.error
      System.close(sink)
      return error
    }
    let bytes = try Path("pipe").readToEnd(source, limit: 1 << 20)
    System.close(source)
    #expect(await writer.value == nil)
    let expected = (0..<50_000).map { "line \($0)\n" }.joined()
    #expect(bytes == Array(expected.utf8))
  }

  @Test("a reader that has gone is no error, and nothing more is sent")
  func endsSilently() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    System.close(ends[0])
    let output = Output(ends[1], named: "pipe")
    output.write("text")
    let wasOpen = output.isOpen
    output.flush()
    let isOpen = output.isOpen
    #expect(wasOpen && !isOpen)
    output.write(String(repeating: "x", count: 1 << 17))
    let error = output.error
    #expect(error == nil)
    System.close(ends[1])
  }

  #if os(Linux)
    @Test("a full disk is an error")
    func tellsFullDisk() throws {
      let full = open("/dev/full", O_WRONLY)
      try #require(full >= 0)
      defer { System.close(full) }
      let output = Output(full, named: "standard output")
      output.writeLine("text")
      output.flush()
      let error = output.error
      #expect(error == FileError("standard output", .noSpace))
      #expect(error?.message == "there is no space left")
    }
  #endif

  @Test("an output that was closed before is an error, and says so")
  func tellsClosed() {
    let output = Output(-1, named: "standard output")
    output.writeLine("text")
    output.flush()
    #expect(output.error == FileError("standard output", .isClosed))
    #expect(output.error?.message == "this is closed")
  }

  @Test("what is left is sent when the output ends")
  func flushesAtEnd() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    do {
      let output = Output(ends[1], named: "pipe")
      output.write("left")
    }
    System.close(ends[1])
    #expect(try Path("pipe").readToEnd(ends[0], limit: 10) == Array("left".utf8))
    System.close(ends[0])
  }
}
