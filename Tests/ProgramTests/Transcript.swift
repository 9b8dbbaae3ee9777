import Foundation

/// Commands with what they print and how they end, as in a terminal:
///
///     $ verify --claim '1 = 2'
///     fails…
///     [1]
///
/// What a command prints on both streams follows it; a status other than 0 stands in brackets.
struct Transcript {
  struct Entry {
    var command: String
    var expected: String
    /// The line of the command, from 1.
    var line: Int
  }

  var entries: [Entry] = []

  init(_ text: String, firstLine: Int = 1) {
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("$ ") {
        entries.append(
          Entry(command: String(line.dropFirst(2)), expected: "", line: firstLine + offset))
      } else if !entries.isEmpty {
        entries[entries.count - 1].expected += line + "\n"
      }
    }
    for index in entries.indices {
      entries[index].expected = Self.trimmed(entries[index].expected)
    }
  }

  /// Without empty lines at the end, which only set commands apart.
  static func trimmed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The console blocks of a Markdown page.
  static func blocks(ofMarkdown text: String) -> [Transcript] {
    var transcripts: [Transcript] = []
    var block: (text: String, line: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let open = block {
        if line.hasPrefix("```") {
          transcripts.append(Transcript(open.text, firstLine: open.line))
          block = nil
        } else {
          block?.text += line + "\n"
        }
      } else if line == "```console" {
        block = ("", index + 2)
      }
    }
    return transcripts
  }
}

/// Runs commands with the programs of this build, in a folder of their own.
struct Terminal {
  let folder: URL

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Where this build put the programs, or another build whose programs are to print the same:
  /// `BACKCHECK_PROGRAMS=$(swift build -c release --show-bin-path) swift test`.
  static let programs: URL? = {
    if let other = ProcessInfo.processInfo.environment["BACKCHECK_PROGRAMS"] {
      let folder = URL(fileURLWithPath: other)
      let isThere = FileManager.default.isExecutableFile(
        atPath: folder.appending(path: "verify").path)
      return isThere ? folder : nil
    }
    let candidates = [
      URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent(),
      Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(),
      root.appending(path: ".build/debug"),
    ]
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "verify").path)
    }
  }()

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "backcheck-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["Exercises", "Solutions"] {
      try FileManager.default.copyItem(
        at: Self.root.appending(path: name), to: folder.appending(path: name))
    }
    let fixtures = Self.root.appending(path: "Tests/ProgramTests/Fixtures")
    for name in try FileManager.default.contentsOfDirectory(atPath: fixtures.path) {
      try FileManager.default.copyItem(
        at: fixtures.appending(path: name), to: folder.appending(path: name))
    }
  }

  func close() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Returns what a command prints on both streams, and its status in brackets if it is not 0.
  func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(Self.programs?.path ?? ""):\(environment["PATH"] ?? "")"
    environment["COLUMNS"] = "80"
    environment["NO_COLOR"] = "1"
    // In a workflow the commands would write to its own summary.
    environment["GITHUB_STEP_SUMMARY"] = nil
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // A transcript shows lines; that CSV ends them with CR LF is tested where it is written.
    let printed = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
    var text = Transcript.trimmed(printed)
    if process.terminationStatus != 0 {
      text += (text.isEmpty ? "" : "\n") + "[\(process.terminationStatus)]"
    }
    return text
  }
}
