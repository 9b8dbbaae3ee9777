import Checking
import CommandLine
import Grading
import JSONText
import WorkedExamples

/// The files that are to be graded, found and named.
///
/// - Invariant: a file takes the bytes of its path and a few words, so that a large class has room.
struct Intake: Sendable {
  /// A file and what its place says of it.
  struct Item: Sendable {
    let path: Path
    let place: SubmissionPlace

    /// Reads and grades the file.
    func graded(by grader: Grader) throws(Faults) -> GradedSheet {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try path.isStandardInput ? Path.readStandardInput() : path.read()
      } catch {
        throw Faults([Fault(file: path.text, error.message)])
      }
      return try grader.grade(Submission(SourceText(name: path.text, saved: bytes), place))
    }

    /// What its page is called after.
    var nameParts: [String] {
      let stem = String(String(decoding: path.name, as: UTF8.self).dropLast(".json".count))
      return [place.name, place.name == stem ? "" : stem]
    }
  }

  private(set) var problems: [Fault] = []
  /// What was left out on purpose: nothing is passed over without a word.
  private(set) var notes: [Fault] = []
  private var paths = PathList()
  /// Folders that were named, each with the first of its files; nil for files by themselves.
  private var roots: [(first: Int, folder: Path?)] = []
  /// Whose the sheets of each of them are.
  private var owners: [SheetOwners] = []
  private let output: Path?

  /// Finds the files; what was written into the `output` folder before goes without saying. Sheets
  /// lie as in the downloads of a platform if all of them do, or if a `layout` is asked for.
  init(
    _ operands: [Argument], exercises: Set<String>, output: Path? = nil,
    layout: DownloadLayout? = nil
  ) {
    self.output = output
    let named = operands.filter { !$0.isStandardInput }
    var known: Set<Int>? = named.count > 1 ? [] : nil
    for operand in named { add(operand.path, &known) }
    if operands.contains(where: \.isStandardInput) {
      roots.append((paths.count, nil))
      paths.append(.standardInput)
    }
    for (place, root) in roots.enumerated() {
      let end = place + 1 < roots.count ? roots[place + 1].first : paths.count
      let sheets = SheetOwners(
        paths[root.first..<end], below: root.folder, exercises: exercises, layout: layout)
      notes += sheets.notes
      owners.append(sheets)
    }
  }

  /// Whether a name is that of somebody whose file or folder it is.
  func isOwner(_ name: String) -> Bool { owners.contains { $0.isOwner(name) } }

  var count: Int { paths.count }

  /// A number that two lists of files have in common only if they are the same, and are graded for
  /// the same purpose.
  func digest(for purpose: String) -> UInt64 {
    var hash = StableHash()
    hash.add(purpose.utf8)
    for index in 0..<count {
      hash.add(paths[index].bytes)
      hash.add([0])
    }
    return hash.value
  }

  private mutating func add(_ path: Path, _ known: inout Set<Int>?) {
    do throws(FileError) {
      guard try path.kind() == .folder else {
        if isNew(path, &known) {
          if roots.last.map({ $0.folder != nil }) ?? true { roots.append((paths.count, nil)) }
          paths.append(path)
        }
        return
      }
      let lists = OutputFolder.Lists()
      var results: [Path] = []
      let walk = try FolderWalk(path, suffix: ".json", except: ".schema.json") { file in
        guard lists.areAbout(file) else { return true }
        if file.hasSuffix(".json") { results.append(file) }
        return false
      }
      roots.append((paths.count, path))
      if paths.isEmpty, known == nil {
        paths = walk.files
      } else {
        for file in walk.files where isNew(file, &known) { paths.append(file) }
      }
      if walk.files.isEmpty {
        problems.append(Fault(file: path.text, "there are no .json files in this folder"))
      }
      for skipped in walk.skipped where skipped.reason != .hidden {
        problems.append(Fault(file: skipped.path.text, skipped.message))
      }
      note(walk, of: path)
      for file in results where !(output.map(file.isReallyInside) ?? false) {
        notes.append(Fault(file: file.text, "grade wrote this itself, so it is no sheet"))
      }
    } catch {
      problems.append(Fault(file: error.path.text, error.message))
    }
  }

  /// Names what has no name of a sheet, some of it where there is much.
  private mutating func note(_ walk: FolderWalk, of folder: Path) {
    func names(_ paths: some Collection<Path>) -> String {
      let skipped = folder.appending("").bytes.count
      let first = paths.prefix(5).map { path in
        String(decoding: path.bytes.dropFirst(skipped), as: UTF8.self)
      }
      let rest = paths.count - first.count
      return first.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
    if !walk.others.isEmpty {
      let isOne = walk.others.count == 1
      notes.append(
        Fault(
          file: folder.text,
          (isOne ? "a file is no sheet" : "\(walk.others.count) files are no sheets")
            + " by \(isOne ? "its name" : "their names"), and not graded: \(names(walk.others))",
          help: "the names of sheets end in .json"
            + (walk.others.contains { $0.hasSuffix(".schema.json") } ? ", not .schema.json" : "")))
    }
    let hidden = walk.skipped.filter { $0.reason == .hidden }.map(\.path)
    if !hidden.isEmpty {
      notes.append(
        Fault(
          file: folder.text,
          (hidden.count == 1 ? "a name begins" : "\(hidden.count) names begin")
            + " with a dot, and \(hidden.count == 1 ? "is" : "are") left to the tools that made"
            + " \(hidden.count == 1 ? "it" : "them"): \(names(hidden))"))
    }
  }

  /// Whether a path was not added before; without a set, nothing can come twice.
  private func isNew(_ path: Path, _ known: inout Set<Int>?) -> Bool {
    guard let isInserted = known?.insert(path.hashValue).inserted, !isInserted else { return true }
    return !paths.contains(path)
  }

  /// The root of a file.
  private func root(of index: Int) -> Int {
    var (low, high) = (0, roots.count)
    while low < high {
      let middle = (low + high) / 2
      if roots[middle].first <= index { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// `s1001.json` is by s1001, and so is `s1001/exercise5.json`.
  func item(_ index: Int) -> Item {
    let path = paths[index]
    return Item(path: path, place: owners[root(of: index)].place(of: path))
  }
}

extension Path {
  var isStandardInput: Bool { self == .standardInput }
}

/// A part of the files: which one of how many.
struct Shard {
  let number: Int
  let count: Int

  static let all = Shard(number: 1, count: 1)

  /// Reads `2/4`.
  init(_ text: String) throws(UsageError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], 1...10_000 ~= count,
      1...count ~= number
    else { throw UsageError("--shard takes I/N, such as 2/4, not \(text.escapedForTerminal)") }
    self.init(number: number, count: count)
  }

  private init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Whether a file belongs to it: all that one student hands in stays together.
  func contains(_ item: Intake.Item) -> Bool {
    guard count > 1 else { return true }
    var hash = StableHash()
    hash.add(item.place.name.utf8)
    return Int(hash.value % UInt64(count)) == number - 1
  }
}
