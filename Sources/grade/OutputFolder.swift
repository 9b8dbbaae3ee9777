import CommandLine
import WorkedExamples

/// The folder that `--output` names, in which this program replaces only what it wrote itself.
///
/// What it wrote is listed in a file there, before it is written: so whatever ends a run, the list
/// covers all that there is, and each file is whole.
struct OutputFolder: Sendable {
  let path: Path
  /// Names, below the folder, that may be written.
  private let allowed: Set<String>
  /// Why some names may not.
  let problems: [Fault]

  static let list = "written-by-grade.txt"
  private static let headline = "Files here that grade wrote, and may replace:"
  static let pages = "students"

  /// Makes the folder ready for files of these names.
  init(_ path: Path, for names: [String]) throws(Fault) {
    self.path = path
    let pages = path.appending(Self.pages)
    try Self.named { () throws(FileError) in
      try path.makeFolder()
      if pages.ownKind == .link { throw FileError(pages, .isNoFolder) }
      try pages.makeFolder()
    }
    let known = try Self.known(in: path)
    var allowed = Set<String>()
    var problems: [Fault] = []
    for name in names {
      let file = path.appending(name)
      switch file.ownKind {
      case nil: allowed.insert(name)
      case .regular where known.contains(name): allowed.insert(name)
      default:
        problems.append(
          Fault(
            file: file.text, "grade did not write this file, and leaves it as it is",
            help: "name another folder, or move the file away"))
      }
    }
    self.allowed = allowed
    self.problems = problems
    let lines = [Self.headline] + known.union(allowed).sorted()
    try Self.named { () throws(FileError) in
      try path.appending(Self.list).write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  private static func known(in folder: Path) throws(Fault) -> Set<String> {
    let file = folder.appending(list)
    guard let kind = file.ownKind else { return [] }
    let bytes = try named { () throws(FileError) in
      guard kind == .regular else { throw FileError(file, .isNoRegularFile) }
      return try file.read()
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == headline[...] else {
      throw Fault(
        file: file.text, "grade did not write this file, so it writes nothing here",
        help: "name another folder, or move the file away")
    }
    return Set(lines.dropFirst().map(String.init))
  }

  private static func named<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(Fault) -> Result {
    do {
      return try body()
    } catch {
      throw Fault(file: error.path.text, error.message)
    }
  }

  /// Writes a file whole, if it may be written; returns what went wrong.
  func write(_ name: String, _ text: @autoclosure () -> String) -> [Fault] {
    guard allowed.contains(name) else { return [] }
    do throws(FileError) {
      try path.appending(name).write(Array(text().utf8))
      return []
    } catch {
      return [Fault(file: error.path.text, error.message)]
    }
  }
}

/// Names for pages, from a safe alphabet, no two alike on any file system.
struct PageNames {
  /// Names that some system keeps for itself.
  private var used = Set(
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })
  /// Where to go on counting, so that ten thousand files of one name take no longer.
  private var counts: [String: Int] = [:]

  /// Returns a name for a page of these parts, such as a student and an exercise.
  mutating func name(for parts: [String]) -> String {
    let plain = parts.map(Self.safe).filter { !$0.isEmpty }.joined(separator: "-")
    let stem = plain.isEmpty ? "sheet" : String(plain.prefix(80))
    if used.insert(stem).inserted { return stem }
    var count = counts[stem, default: 1]
    repeat { count += 1 } while !used.insert("\(stem)-\(count)").inserted
    counts[stem] = count
    return "\(stem)-\(count)"
  }

  /// Small ASCII letters, digits and single hyphens: alike in every case and normal form.
  private static func safe(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "_": result.unicodeScalars.append(scalar)
      case "A"..."Z": result += String(scalar).lowercased()
      default: if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
      }
    }
    return result.hasSuffix("-") ? String(result.dropLast()) : result
  }
}
