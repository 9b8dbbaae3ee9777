import CommandLine
import Grading
import Synchronization
import WorkedExamples

/// Whose the sheets below a named folder are, by the names of files and folders alone.
struct SheetOwners: Sendable {
  private(set) var notes: [Fault] = []
  private let folder: Path?
  private let exercises: Set<String>
  private let layout: DownloadLayout
  private let surroundings: DownloadLayout.Surroundings
  private var plain: PlainNames
  /// Names of which there are several people, told apart by their ids.
  private var namesakes: Set<String> = []
  /// The owners, as people compare names, each with one of its spellings; by hashes.
  private var known: [Int: Int] = [:]

  /// A download has one layout: it is that of a platform only if every sheet in it is, so that
  /// nobody becomes somebody else by what a file is called inside a folder of one's own.
  init(
    _ paths: Slice<PathList>, below folder: Path?, exercises: Set<String>, layout: DownloadLayout?
  ) {
    self.folder = folder
    self.exercises = exercises
    let surroundings = Self.surroundings(folder, assignments: Set(exercises.map { "\($0)-" }))
    self.surroundings = surroundings
    plain = PlainNames(exercises: exercises)
    func fits(_ layout: DownloadLayout) -> Bool {
      !paths.isEmpty
        && paths.allSatisfy {
          layout.ownership(of: Self.name(of: $0, below: folder), in: surroundings) != nil
        }
    }
    self.layout = layout ?? DownloadLayout.allCases.first(where: fits) ?? .plain
    if self.layout == .plain {
      for path in paths where !path.isStandardInput {
        let (folders, stem) = parts(of: path)
        plain.note(folders, stem)
      }
    } else if layout == nil {
      notes.append(
        Fault(
          file: (folder ?? paths.first)?.text ?? "",
          "read as a download of the layout \(self.layout.rawValue): \(self.layout.example)",
          help: "if it is none, say --layout plain"))
    }
    note(paths)
  }

  /// Tells of names that look alike, and of files that are nobody's in the layout.
  private mutating func note(_ paths: Slice<PathList>) {
    var ids: [String: String] = [:]
    if layout != .plain {
      for path in paths {
        guard let found = ownership(of: path) else {
          notes.append(
            Fault(
              file: path.text,
              "this does not lie as in a download of the layout \(layout.rawValue): \(layout.example)",
              help: "it counts for whom it says that it is by"))
          continue
        }
        guard let id = found.id else { continue }
        if let other = ids.updateValue(id, forKey: found.student), other != id {
          namesakes.insert(found.student)
        }
      }
    }
    for path in paths where !path.isStandardInput {
      let place = place(of: path)
      guard let owner = place.owner else { continue }
      let spelling = Self.exactHash(owner)
      let loose = LooseName(owner).hashValue
      if let other = known[loose], other != spelling {
        notes.append(
          Fault(
            file: path.text, "\(owner) looks like the name of another student",
            help: "they are two people here: rename one, if they are not"))
      }
      known[loose] = spelling
    }
  }

  /// Of the bytes: equal texts may be written in several ways, and look alike.
  private static func exactHash(_ name: String) -> Int {
    var hash = StableHash()
    hash.add(name.utf8)
    return Int(truncatingIfNeeded: hash.value)
  }

  func isOwner(_ name: String) -> Bool { known[LooseName(name).hashValue] != nil }

  // MARK: Places

  func place(of path: Path) -> SubmissionPlace {
    let (folders, stem, attempt) = named(path)
    var place: SubmissionPlace
    if let found = layout == .plain ? nil : ownership(of: path) {
      let isOne = !namesakes.contains(found.student)
      let owner = isOne ? found.student : "\(found.student) (\(found.id ?? "?"))"
      place = SubmissionPlace(owner: owner, fallbackName: stem)
      place.handles = [found.id, owner, found.student, stem].compactMap(\.self)
      (place.attempt, place.submitted, place.isLate) = (
        found.attempt, found.submitted, found.isLate
      )
    } else {
      let owner =
        path.isStandardInput || layout != .plain ? nil : plain.owner(folders, stem)
      let parent = String(decoding: path.folder.name, as: UTF8.self)
      let isParentsName = owner == nil && !parent.isEmpty && parent != "." && parent != ".."
      place = SubmissionPlace(
        owner: owner, fallbackName: isParentsName && plain.isCommon(stem) ? parent : stem)
      place.folder = folders.last.map(String.init)
      place.handles = [owner ?? stem] + (place.folder.map { [$0] } ?? [])
      place.attempt = attempt
    }
    var seen: Set<String> = []
    place.handles.removeAll { !seen.insert($0).inserted }
    return place
  }

  private func ownership(of path: Path) -> DownloadLayout.Ownership? {
    layout.ownership(of: Self.name(of: path, below: folder), in: surroundings)
  }

  private func parts(of path: Path) -> (folders: [Substring], stem: String) {
    let (folders, stem, _) = named(path)
    return (folders, stem)
  }

  /// The folders that lead to a file, its name without its ending, and which attempt that says it
  /// is: `s1001-2.json` beside `s1001.json` is a second one.
  private func named(_ path: Path) -> (folders: [Substring], stem: String, attempt: Int?) {
    let name = String(decoding: path.name, as: UTF8.self)
    if path.isStandardInput { return ([], name, nil) }
    let folders = Self.name(of: path, below: folder).split(separator: "/").dropFirst().dropLast()
    let stem = path.hasSuffix(".json") ? String(name.dropLast(5)) : name
    if let parts = Self.attempt(stem),
      exercises.contains(parts.stem)
        || [".json", ".JSON"].contains(where: {
          path.folder.appending(parts.stem + $0).ownKind == .regular
        })
    {
      return (Array(folders), parts.stem, parts.number)
    }
    return (Array(folders), stem, nil)
  }

  /// `s1001-2` as s1001 and 2.
  private static func attempt(_ stem: String) -> (stem: String, number: Int)? {
    guard let hyphen = stem.lastIndex(of: "-"), hyphen != stem.startIndex else { return nil }
    let digits = stem[stem.index(after: hyphen)...]
    guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let number = Int(digits), number > 0
    else { return nil }
    return (String(stem[..<hyphen]), number)
  }

  /// A path from the named folder on, with the name of that folder in front.
  private static func name(of path: Path, below folder: Path?) -> String {
    guard let folder else { return "./\(path.text)" }
    let rest = path.bytes.dropFirst(folder.appending("").bytes.count)
    return String(decoding: folder.name, as: UTF8.self) + "/"
      + String(decoding: rest, as: UTF8.self)
  }

  private static func surroundings(
    _ folder: Path?, assignments: Set<String>
  ) -> DownloadLayout.Surroundings {
    @Sendable func text(_ name: String) -> String? {
      let path = folder.map { $0.folder.appending(name) } ?? Path(name)
      return (try? path.read(limit: 64 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }
    let known = Metadata()
    return DownloadLayout.Surroundings(assignments: assignments, text: text) { folder in
      known.lists.withLock { lists in
        if let list = lists[folder] { return list }
        let list = text(folder + GradescopeMetadata.file).map { GradescopeMetadata($0) }
        lists[folder] = .some(list)
        return list
      }
    }
  }

  /// Lists that are long, and read once.
  private final class Metadata: Sendable {
    let lists = Mutex<[String: GradescopeMetadata?]>([:])
  }
}
