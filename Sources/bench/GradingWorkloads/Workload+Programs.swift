import CommandLine
import Dispatch
import Foundation
import Synchronization

/// Whole programs, as people start them, from files to files.
extension Workload {
  static let programs = [
    program("start-verify", "verify exercise5, the whole process", goals: [.seconds(0.012)]) { _ in
      ["verify", "exercise5"]
    },
    course("class-1000", 1_000, goals: [.seconds(0.15)], []),
    course("class-1000-one-core", 1_000, oneCore),
    course("class-10000", 10_000, []),
    course("class-10000-one-core", 10_000, oneCore),
    course("class-1000-pages", 1_000, goals: [.seconds(0.8)], pages),
    course("class-1000-pages-one-core", 1_000, pages + oneCore),
    course("class-10000-pages", 10_000, pages),
    course("class-10000-pages-one-core", 10_000, pages + oneCore),
  ]

  private static let pages = ["--output", Workplace.newFolder]
  private static let oneCore = ["--jobs", "1"]

  /// A class of exercise 5, from sheets to a gradebook.
  private static func course(
    _ name: String, _ size: Int, goals: [Goal] = [], _ options: [String]
  ) -> Workload {
    let pages = options.contains("--output") ? ", with pages" : ""
    let cores = options.contains("--jobs") ? ", on one core" : ""
    return program(
      name, "\(size) sheets of exercise 5 to a gradebook\(pages)\(cores)", goals: goals
    ) { folder in
      let course = try MadeUpCourse()
      let sheets = folder.appending(path: "sheets")
      try FileManager.default.createDirectory(at: sheets, withIntermediateDirectories: true)
      for number in 0..<size {
        try course.sheet(number).write(
          to: sheets.appending(path: "s\(number).json"), atomically: false, encoding: .utf8)
      }
      return ["grade", "sheets", "-q", "--csv", "--to", "grades.csv"] + options
    }
  }

  /// A program beside this one, run in a folder of its own that is removed at the end.
  private static func program(
    _ name: String, _ summary: String, goals: [Goal] = [],
    arguments: @escaping @Sendable (URL) throws -> [String]
  ) -> Workload {
    Workload(name, summary, goals: goals) {
      guard let place = try? Workplace(), let arguments = try? arguments(place.folder) else {
        return .impossible
      }
      return Trial(
        run: { times in for _ in 0..<times { place.run(arguments) } }, isLong: true,
        mistake: { place.mistake })
    }
  }
}

/// A folder to run programs in.
final class Workplace {
  /// Stands for another folder in each run, so that no run meets what the last one wrote.
  static let newFolder = "{new}"

  let folder: URL
  private let programs: URL
  private var runs = 0
  private(set) var mistake: String?

  init() throws {
    programs = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent()
    folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// What workloads have left behind.
  private static let left = Mutex<[URL]>([])

  deinit {
    let folder = folder
    Self.left.withLock { $0.append(folder) }
  }

  /// Removes the folders of all workloads, once nothing more is measured: for minutes ext4 passes
  /// by the inode of each file that was removed before it makes a new one, and pages took four times
  /// as long.
  static func removeAll() {
    left.withLock { folders in
      for folder in folders { try? FileManager.default.removeItem(at: folder) }
      folders = []
    }
  }

  func run(_ arguments: [String]) {
    let process = Process()
    process.executableURL = programs.appending(path: arguments[0])
    runs += 1
    process.arguments = arguments.dropFirst().map { $0 == Self.newFolder ? "out\(runs)" : $0 }
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // Waiting for the exit itself looks for it only now and then.
    let isOver = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in isOver.signal() }
    do {
      try process.run()
      isOver.wait()
      if process.terminationStatus > 1 {
        mistake = "\(arguments[0]) ended with \(process.terminationStatus)"
      }
    } catch {
      mistake = "\(arguments[0]) could not be started"
    }
  }
}
