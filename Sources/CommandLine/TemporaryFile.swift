/// A file without a name, for what does not fit into memory.
///
/// Its name is taken away as soon as it is open: nothing is left of it, however the
/// program ends.
package final class TemporaryFile: Sendable {
  private let descriptor: Int32
  /// As messages name it.
  package let path: Path

  /// Opens one in the folder that `TMPDIR` names, else in `/tmp`.
  package init(_ environment: Environment = .process) throws(FileError) {
    let folder = Path(environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
    let path = folder.appending(
      "backcheck-\(System.processIdentifier)-\(UInt32.random(in: 0 ... .max))")
    descriptor = try path.named { () throws(System.Failure) in
      let descriptor = try System.open(path, for: .scratch)
      do throws(System.Failure) {
        try System.remove(path)
      } catch {
        System.close(descriptor)
        throw error
      }
      return descriptor
    }
    self.path = path
  }

  /// Writes behind what is there.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    try path.named { () throws(System.Failure) in try System.write(bytes, to: descriptor) }
  }

  /// Returns up to `count` bytes from a place; none at the end.
  package func read(at offset: Int, upTo count: Int) throws(FileError) -> [UInt8] {
    try path.named { () throws(System.Failure) in
      try System.read(descriptor, at: offset, upTo: count)
    }
  }

  deinit { System.close(descriptor) }
}
