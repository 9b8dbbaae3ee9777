/// The files of a folder and of the folders in it, in the order of their paths.
///
/// Paths are compared byte by byte, so that every machine has one order.
package struct FolderWalk {
  /// What was left out, and why: nothing is passed over without a word.
  package struct Skipped: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      case hidden
      case linkOut
      case linkToFolder
      case brokenLink
      case noRegularFile
      case tooDeep(limit: Int)
      case unreadable(FileError.Reason)
    }

    package var path: Path
    package var reason: Reason
  }

  /// Regular files whose names end as asked for.
  package private(set) var files = PathList()
  /// Files with other names, but for those that begin with a dot.
  package private(set) var others = PathList()
  package private(set) var skipped: [Skipped] = []

  private let suffix: String
  private let exception: String?
  private let depthLimit: Int
  private let realRoot: Path
  private let isWanted: (Path) -> Bool

  /// Walks a folder; only where it cannot be read itself is that an error.
  ///
  /// A link is followed only to a regular file inside the folder, so the walk
  /// neither leaves the folder nor goes round in a circle. Names that begin
  /// with a dot belong to tools (`.git`, `._a.json` of a macOS archive).
  package init(
    _ root: Path, suffix: String, except exception: String? = nil, depthLimit: Int = 64,
    where isWanted: @escaping (Path) -> Bool = { _ in true }
  ) throws(FileError) {
    self.suffix = suffix
    self.exception = exception
    self.depthLimit = depthLimit
    self.isWanted = isWanted
    realRoot = try root.named { () throws(System.Failure) in try System.realPath(root) }
    guard try root.kind() == .folder else { throw FileError(root, .isNoFolder) }
    let listing = try root.named { () throws(System.Failure) in try System.list(root) }
    visit(listing, in: root, depth: 1)
  }

  private mutating func visit(_ listing: System.Listing, in folder: Path, depth: Int) {
    let names = listing.names
    let kinds = names.indices.map { index in
      Result { () throws(System.Failure) in
        if let kind = listing.kinds[index] { return kind }
        let path = folder.appending(names[index].bytes)
        return try System.information(of: path, followsLinks: false).kind
      }
    }
    // As all that lies under it begins: `a.json` comes before `a/b`.
    let order = names.order { kinds[$0] == .success(.folder) ? UInt8(ascii: "/") : nil }
    for index in order {
      visit(Entry(path: folder.appending(names[index].bytes), kind: kinds[index]), depth: depth)
    }
  }

  private mutating func visit(_ entry: Entry, depth: Int) {
    let path = entry.path
    let isNamedSo = self.isNamedSo(path)
    switch entry.kind {
    case .failure(let failure): skip(path, .unreadable(FileError.Reason(failure)))
    case .success(.folder) where entry.isHidden: skip(path, .hidden)
    case .success(.folder) where depth >= depthLimit: skip(path, .tooDeep(limit: depthLimit))
    case .success(.folder):
      do {
        visit(try System.list(path), in: path, depth: depth + 1)
      } catch {
        skip(path, .unreadable(FileError.Reason(error)))
      }
    case .success(.link): visitLink(entry)
    case .success where !isNamedSo && entry.isHidden: break
    case .success where !isNamedSo: if isWanted(path) { others.append(path) }
    case .success where entry.isHidden: skip(path, .hidden)
    case .success(.regular): add(path)
    case .success(.other): skip(path, .noRegularFile)
    }
  }

  private mutating func visitLink(_ entry: Entry) {
    let path = entry.path
    let isNamedSo = self.isNamedSo(path)
    do {
      let kind = try System.information(of: path).kind
      guard isNamedSo || kind == .folder else {
        if !entry.isHidden, isWanted(path) { others.append(path) }
        return
      }
      let target = try System.realPath(path)
      switch kind {
      case _ where entry.isHidden: skip(path, .hidden)
      case _ where !target.isInside(realRoot): skip(path, .linkOut)
      case .folder: skip(path, .linkToFolder)
      case .regular: add(path)
      case .link, .other: skip(path, .noRegularFile)
      }
    } catch {
      if isNamedSo || error == .linkLoop { skip(path, .brokenLink) }
    }
  }

  private func isNamedSo(_ path: Path) -> Bool {
    path.hasSuffix(suffix) && !(exception.map(path.hasSuffix) ?? false)
  }

  private mutating func add(_ path: Path) {
    if isWanted(path) { files.append(path) }
  }

  private mutating func skip(_ path: Path, _ reason: Skipped.Reason) {
    skipped.append(Skipped(path: path, reason: reason))
  }

  private struct Entry {
    let path: Path
    let kind: Result<FileKind, System.Failure>

    var isHidden: Bool { path.name.first == UInt8(ascii: ".") }
  }
}

extension FolderWalk.Skipped {
  /// The reason in words, to follow the path and a colon.
  package var message: String {
    switch reason {
    case .hidden: "skipped, because its name begins with a dot"
    case .linkOut: "skipped, because this link leads out of the folder"
    case .linkToFolder: "skipped, because links to folders are not followed"
    case .brokenLink: "skipped, because this link leads to no file"
    case .noRegularFile: "skipped, because this is no regular file"
    case .tooDeep(let limit): "skipped, because folders are nested more than \(limit) deep"
    case .unreadable(let reason): "skipped: \(FileError(path, reason).message)"
    }
  }

  /// Whether work may be left undone by it; the rest is left on purpose.
  package var isFailure: Bool {
    switch reason {
    case .unreadable, .tooDeep: true
    default: false
    }
  }
}
