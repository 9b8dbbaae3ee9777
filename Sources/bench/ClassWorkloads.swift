import Bundled
import CommandLine
import Foundation
import JSONText
import WorkedExamples

/// A class from files to marks, and the start of a program: whole processes, as people run them.
struct ClassWorkload {
  let name: String
  /// The median of some runs, in seconds.
  let seconds: Double
  /// What it should take at most; nil where there is no goal.
  let goal: Double?

  /// Runs the programs beside this one on classes of these sizes, in a folder that is removed.
  static func rows(sizes: [Int] = [1_000, 10_000], repetitions: Int = 5) throws -> [ClassWorkload] {
    let programs = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent()
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }

    func measured(_ name: String, _ goal: Double?, _ arguments: [String]) throws -> ClassWorkload {
      let seconds = try (0..<repetitions).map { _ in
        try? files.removeItem(at: folder.appending(path: "pages"))
        return try run(programs.appending(path: arguments[0]), arguments.dropFirst(), in: folder)
      }.sorted()
      return ClassWorkload(name: name, seconds: seconds[repetitions / 2], goal: goal)
    }

    var rows = [
      try measured("verify exercise5, whole process", 0.012, ["verify", "exercise5"])
    ]
    for size in sizes {
      try writeClass(of: size, to: folder.appending(path: "class\(size)"))
      for jobs in [1, 2] {
        let cores = jobs == 1 ? "one core" : "\(jobs) cores"
        let run = ["grade", "class\(size)", "--jobs", "\(jobs)", "-q", "--csv"]
        rows.append(
          try measured(
            "\(size) sheets to grades.csv, \(cores)", size == 1_000 && jobs == 2 ? 0.15 : nil,
            run + ["--to", "grades.csv"]))
        rows.append(
          try measured(
            "\(size) sheets with pages, \(cores)", size == 1_000 && jobs == 2 ? 0.8 : nil,
            run + ["--output", "pages", "--to", "grades.csv"]))
      }
    }
    return rows
  }

  private static func run(
    _ program: URL, _ arguments: some Sequence<String>, in folder: URL
  ) throws -> Double {
    let process = Process()
    process.executableURL = program
    process.arguments = Array(arguments)
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    try process.run()
    process.waitUntilExit()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// Sheets of exercise 5, each its solution with some answers missing and some wrong: the same in
  /// every run.
  private static func writeClass(of size: Int, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard let solution = try Library(addingFolder: nil).solution("exercise5"),
      let answers = solution.document.root["answers"]?.members
    else { return }
    var state: UInt64 = 1
    func random(_ count: UInt64) -> UInt64 {
      // Knuth's MMIX generator; the high bits are the better ones.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % count
    }
    for number in 0..<size {
      let sheet = answers.map { member -> JSONMember in
        let right = member.value["answer"] ?? member.value
        return switch random(10) {
        case 0: JSONMember(member.key, .null)
        case 1: JSONMember(member.key, .number("\(random(20)).\(random(1000))"))
        default: JSONMember(member.key, right)
        }
      }
      let text = JSONWriter(.indented).text(
        of: [
          "exercise": "exercise5", "student": .string("s\(number)"), "answers": .object(sheet),
        ])
      try text.write(
        to: folder.appending(path: "s\(number).json"), atomically: false, encoding: .utf8)
    }
  }
}
