/// A folder that is held open, for many small files that are written one after the other.
///
/// Each takes its name only when it is whole, as with ``FileWriter``. A file that is there already
/// with the same bytes is left alone: to read it takes a quarter of the time that it takes to put
/// another in its place, and what copies changed files need not copy it.
package final class OpenFolder: Sendable {
  private let path: Path
  private let descriptor: Int32

  package init(_ path: Path) throws(FileError) {
    self.path = path
    descriptor = try path.named { () throws(System.Failure) in try System.open(path, for: .folder) }
    ScratchFile.removeLeft(in: path)
  }

  deinit { System.close(descriptor) }

  /// Writes a file whole or not at all, in place of a regular one that stands there.
  ///
  /// `name` has no slash.
  package func write(_ bytes: [UInt8], as name: String) throws(FileError) {
    let target = Path(name)
    let whole = path.appending(target.bytes)
    let old = try whole.named { () throws(System.Failure) in
      try System.information(of: target, in: descriptor)
    }
    if let old {
      try whole.requireRegular(old, limit: .max)
      if old.size == bytes.count, hasBytes(bytes, target) { return }
      try whole.requireUnread(old)
    }
    try whole.named { () throws(System.Failure) in
      let scratch = try ScratchFile(in: descriptor)
      do throws(System.Failure) {
        if let old { try System.setMode(old.mode, of: scratch.descriptor) }
        try System.write(bytes, to: scratch.descriptor)
      } catch {
        scratch.discard()
        throw error
      }
      try scratch.take(target)
    }
  }

  /// Whether a file has these bytes, as far as it can be read.
  private func hasBytes(_ bytes: [UInt8], _ name: Path) -> Bool {
    guard let file = try? System.open(name, in: descriptor, isNew: false) else { return false }
    defer { System.close(file) }
    var old: [UInt8] = []
    // A byte more than there should be, to see the end at once.
    while old.count <= bytes.count {
      guard let length = try? System.read(file, upTo: bytes.count + 1 - old.count, into: &old)
      else { return false }
      if length == 0 { break }
    }
    return old == bytes
  }
}
