import Foundation
import Testing

/// The programs as people use them: whole outputs, from files in `Transcripts` and the README.
///
/// With `RECORD_TRANSCRIPTS=1` in the environment these and the README are written anew; read
/// the difference.
@Suite("Transcripts")
struct TranscriptTests {
  static let folder = Terminal.root.appending(path: "Tests/ProgramTests/Transcripts")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test("there are transcripts, and programs to run")
  func somethingToRun() {
    #expect(!Self.files.isEmpty)
    #expect(Terminal.programs != nil)
  }

  @Test("the programs print what the transcript shows", arguments: files)
  func transcript(_ file: String) throws {
    let url = Self.folder.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let terminal = try Terminal()
    defer { terminal.close() }
    var record = ""
    for entry in Transcript(text).entries {
      let output = try terminal.run(entry.command)
      record += "$ \(entry.command)\n\(output)\(output.isEmpty ? "" : "\n")\n"
      if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == nil {
        #expect(output == entry.expected, "\(file), line \(entry.line): \(entry.command)")
      }
    }
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] != nil {
      try record.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  @Test("every command that the README shows does what it shows")
  func readme() throws {
    let url = Terminal.root.appending(path: "README.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] != nil
    let blocks = Transcript.blocks(ofMarkdown: text)
    #expect(blocks.flatMap(\.entries).count > 5)
    let terminal = try Terminal()
    defer { terminal.close() }
    var lines = text.components(separatedBy: "\n")
    var shift = 0
    for entry in blocks.flatMap(\.entries) where entry.command != "swift test" {
      // Inside `swift test` the programs are built already, and the build folder is locked.
      let command = entry.command.replacing("swift run verify", with: "verify")
        .replacing("swift run grade", with: "grade")
      let output = try terminal.run(command)
      if isRecording {
        let old = entry.expected.isEmpty ? 0 : entry.expected.components(separatedBy: "\n").count
        let new = output.isEmpty ? [] : output.components(separatedBy: "\n")
        let first = entry.line + shift
        lines.replaceSubrange(first..<(first + old), with: new)
        shift += new.count - old
      } else {
        #expect(output == entry.expected, "README.md, line \(entry.line): \(command)")
      }
    }
    if isRecording {
      try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }
  }
}
