import Foundation
import Synchronization
import Testing

/// `verify --watch` with pipes in place of a terminal: saved sheets are checked again, whatever
/// way an editor saves them.
///
/// One after the other: a program that is started while another runs may hold its pipes open.
@Suite("Watching a sheet", .serialized, .timeLimit(.minutes(2)))
struct WatchTests {
  /// A running program, whose output is read as far as it is waited for.
  private final class Session {
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var text = ""
    private let hasEnded = HasEnded()

    private final class HasEnded: Sendable { let flag = Atomic(false) }

    deinit { process.terminate() }

    init(_ arguments: [String], in folder: URL) throws {
      process.executableURL = try #require(Terminal.programs).appending(path: "verify")
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardInput = input
      process.standardOutput = output
      process.standardError = output
      try process.run()
      // A text that never comes must fail the test, and not hang it.
      let (program, hasEnded) = (process.processIdentifier, hasEnded)
      DispatchQueue.global().asyncAfter(deadline: .now() + 60) {
        if !hasEnded.flag.load(ordering: .relaxed) { kill(program, SIGKILL) }
      }
    }

    /// Reads on until a text comes, and takes all up to its end.
    func wait(for wanted: String) throws {
      while true {
        if let range = text.range(of: wanted) {
          text = String(text[range.upperBound...])
          return
        }
        let data = output.fileHandleForReading.availableData
        try #require(!data.isEmpty, "the program ended before \(wanted)")
        text += String(decoding: data, as: UTF8.self)
      }
    }

    func type(_ text: String) throws {
      try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }

    func endInput() throws { try input.fileHandleForWriting.close() }

    /// How it ended.
    func status() -> Int32 {
      _ = try? output.fileHandleForReading.readToEnd()
      process.waitUntilExit()
      hasEnded.flag.store(true, ordering: .relaxed)
      return process.terminationStatus
    }
  }

  private func sheet(_ answer: String) -> Data {
    Data(#"{"exercise": "exercise5", "answers": {"z1": "\#(answer)"}}"#.utf8)
  }

  @Test("a sheet is checked when it is saved in place, anew, half, and when it comes back")
  func saves() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let file = terminal.folder.appending(path: "watched.json")
    try sheet("1*2 + 1 = 4").write(to: file)
    let session = try Session(["watched.json", "--watch"], in: terminal.folder)
    try session.wait(for: "stuck? add --hint z1")
    // As most editors save: another file takes the name.
    try sheet("1*2 + 1 + 0 = 3").write(to: file, options: .atomic)
    try session.wait(for: "saved again, check 2")
    try session.wait(for: "1 right, ")
    try FileManager.default.removeItem(at: file)
    try session.wait(for: "there is no such file")
    try Data(#"{"exercise": "exercise5", "#.utf8).write(to: file)
    try session.wait(for: "expected a key after the comma, found the end of the file")
    try sheet("1*2 + 1 + 0 = 5").write(to: file)
    try session.wait(for: "stuck? add --hint z1")
    try session.type("xq")
    #expect(session.status() == 1)
  }

  @Test("the end of the input ends it, with the status of the last check")
  func endOfInput() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let file = terminal.folder.appending(path: "watched.json")
    try sheet("1*2 + 1 + 0 = 3").write(to: file)
    let session = try Session(["exercise5", "watched.json", "--watch"], in: terminal.folder)
    try session.wait(for: "1 right, ")
    try session.endInput()
    #expect(session.status() == 0)
  }
}
