/// Folders that a program writes into.
extension Path {
  /// Makes a folder here, unless one stands here already.
  package func makeFolder() throws(FileError) {
    if let kind = try? kind() {
      guard kind == .folder else { throw FileError(self, .isNoFolder) }
      return
    }
    try named { () throws(System.Failure) in try System.makeFolder(self) }
  }

  /// Does something that only one program at a time may do in this folder; where there are no
  /// locks, nobody is waited for.
  package func whileLocked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let folder = try? System.open(self, for: .folder)
    defer { if let folder { System.close(folder) } }
    if let folder { System.waitForLock(folder) }
    return try body()
  }

  /// What stands under this very name; a link is a link. Nil where nothing does.
  package var ownKind: FileKind? { try? System.information(of: self, followsLinks: false).kind }

  /// Whether this stands in a folder, whatever links and dots lead there.
  package func isReallyInside(_ folder: Path) -> Bool {
    guard let own = try? System.realPath(self), let other = try? System.realPath(folder) else {
      return false
    }
    return own.isInside(other)
  }
}
