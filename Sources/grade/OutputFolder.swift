import CommandLine
import Reports
import WorkedExamples

/// The folder that `--output` names, in which this program replaces only what it wrote itself.
///
/// What it wrote is listed in a file there, before it is written: so whatever ends a run, the list
/// covers all that there is, and each file is whole.
struct OutputFolder: Sendable {
  let path: Path
  /// The folder of the students' pages.
  private let pages: OpenFolder
  /// Names, below the folder, that are somebody else's.
  private let taken: Set<String>
  /// Why some names may not be written.
  let problems: [Fault]

  static let list = "written-by-grade.txt"
  private static let headline = "Files here that grade wrote, and may replace:"
  static let pages = "students"

  /// Makes the folder ready for files of these names, which are sorted.
  ///
  /// Other runs may begin at the same time: each lists its files under a lock, before it writes them.
  /// Whoever is `forced` replaces also files of others, though none that was read.
  init(_ path: Path, for names: PathList, isForced: Bool) throws(Fault) {
    self.path = path
    let pages = path.appending(Self.pages)
    self.pages = try Self.named { () throws(FileError) in
      try path.makeFolder()
      if pages.ownKind == .link { throw FileError(pages, .isNoFolder) }
      try pages.makeFolder()
      return try OpenFolder(pages)
    }
    (taken, problems) = try path.whileLocked { () throws(Fault) in
      try Self.list(names, in: path, isForced: isForced)
    }
  }

  /// Adds names to the list of what this program wrote, but for those that are somebody else's.
  private static func list(
    _ names: PathList, in path: Path, isForced: Bool
  ) throws(Fault) -> (taken: Set<String>, problems: [Fault]) {
    let known = try known(in: path)
    var taken: Set<String> = []
    var problems: [Fault] = []
    for name in names {
      let file = path.appending(name.bytes)
      guard let kind = file.ownKind else { continue }
      if kind == .regular, isForced || !isForeign(file) && contains(known, name) { continue }
      taken.insert(name.text)
      problems.append(
        Fault(
          file: file.text, "grade did not write this file, and leaves it as it is",
          help: "name another folder, or move the file away"))
    }
    try named { () throws(FileError) in
      let writer = try FileWriter(path.appending(list), over: .anything)
      writer.write("\(headline)\n")
      var old = known.startIndex
      func write(_ name: Path) { writer.write(name.bytes + [UInt8(ascii: "\n")]) }
      for name in names where taken.isEmpty || !taken.contains(name.text) {
        while old < known.endIndex, known[old].bytes.lexicographicallyPrecedes(name.bytes) {
          write(known[old])
          old += 1
        }
        if old < known.endIndex, known[old] == name { old += 1 }
        write(name)
      }
      while old < known.endIndex {
        write(known[old])
        old += 1
      }
      try writer.commit()
    }
    return (taken, problems)
  }

  /// The one file here that is named like a sheet.
  static let results = "results.json"

  /// Whether a file has the name of the results and is none, whatever a list says: somebody may
  /// have handed in a sheet of that name since, or a list beside it.
  private static func isForeign(_ file: Path) -> Bool {
    Path(bytes: file.name) == Path(results)
      && !file.begins(withAnyOf: JSONGradebook.beginnings)
  }

  /// The lists of all such folders that are met on a way, each read once.
  final class Lists {
    private var known: [Path: PathList] = [:]

    /// Whether a file is such a list, or one says that grade wrote it; a sheet of any other name than
    /// that of the results is a sheet, whatever a list says.
    func areAbout(_ file: Path) -> Bool {
      let (folder, name) = (file.folder, Path(bytes: file.name))
      if file.hasSuffix(".json"), name != Path(results) || OutputFolder.isForeign(file) {
        return false
      }
      if name == Path(list) { return !names(in: folder).isEmpty }
      return OutputFolder.contains(names(in: folder), name)
        || folder.name.elementsEqual(pages.utf8)
          && OutputFolder.contains(names(in: folder.folder), Path(pages).appending(name.bytes))
    }

    private func names(in folder: Path) -> PathList {
      let names = known[folder] ?? (try? OutputFolder.known(in: folder)) ?? PathList()
      known[folder] = names
      return names
    }
  }

  /// What was written here before, sorted.
  private static func known(in folder: Path) throws(Fault) -> PathList {
    let file = folder.appending(list)
    var known = PathList()
    guard let kind = file.ownKind else { return known }
    let bytes = try named { () throws(FileError) in
      guard kind == .regular else { throw FileError(file, .isNoRegularFile) }
      return try file.readOwn(limit: 1 << 30)
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.first?.elementsEqual(headline.utf8) == true else {
      throw Fault(
        file: file.text, "grade did not write this file, so it writes nothing here",
        help: "name another folder, or move the file away")
    }
    var isSorted = true
    for line in lines.dropFirst() {
      let path = Path(bytes: Array(line))
      if let last = known.last, !last.bytes.lexicographicallyPrecedes(path.bytes) {
        isSorted = false
      }
      known.append(path)
    }
    return isSorted ? known : known.sorted()
  }

  /// Whether a sorted list has a name.
  private static func contains(_ names: PathList, _ name: Path) -> Bool {
    var (low, high) = (names.startIndex, names.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] == name { return true }
      if names[middle].bytes.lexicographicallyPrecedes(name.bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return false
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
  func write(_ name: String, _ body: (FileWriter) -> Void) -> [Fault] {
    guard !taken.contains(name) else { return [] }
    do throws(FileError) {
      // The list says that what stands there may go.
      let writer = try FileWriter(path.appending(name), over: .anything)
      body(writer)
      try writer.commit()
      return []
    } catch {
      return [Fault(file: error.path.text, error.message)]
    }
  }

  /// Writes the page of a student, as with ``write(_:_:)``.
  func writePage(_ name: String, _ bytes: [UInt8]) -> [Fault] {
    guard taken.isEmpty || !taken.contains("\(Self.pages)/\(name)") else { return [] }
    do throws(FileError) {
      try pages.write(bytes, as: name)
      return []
    } catch {
      return [Fault(file: error.path.text, error.message)]
    }
  }

  /// Whether a page stands here that this program wrote.
  func hasPage(_ name: String) -> Bool {
    path.appending("\(Self.pages)/\(name).html").ownKind == .regular
  }
}
