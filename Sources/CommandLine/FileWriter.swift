/// A file that is written piece by piece, and takes its name only when it is whole.
///
/// The bytes go to a new file in the same folder, which then takes the name: a
/// reader finds the old file or the new one, whatever happens meanwhile. A
/// link stays, and what it leads to is replaced.
package final class FileWriter: TextOutputStream {
  private let path: Path
  private let target: Path
  private let temporary: Path
  private let descriptor: Int32
  private var output: Output
  private var isOpen = true

  package init(_ path: Path) throws(FileError) {
    self.path = path
    let target = (try? System.realPath(path)) ?? path
    var mode: UInt32?
    if let old = try? System.information(of: target) {
      try path.requireRegular(old, limit: .max)
      mode = UInt32(old.mode)
    }
    let temporary = target.folder.appending(
      ".new-\(System.processIdentifier)-\(UInt32.random(in: 0 ... .max))")
    let descriptor = try path.named { () throws(System.Failure) in
      try System.open(temporary, for: .create)
    }
    self.target = target
    self.temporary = temporary
    self.descriptor = descriptor
    output = Output(descriptor, named: path)
    if let mode {
      try path.named { () throws(System.Failure) in
        try System.setMode(mode, of: descriptor)
      }
    }
  }

  package func write(_ text: String) { output.write(text.utf8) }

  package func write(_ bytes: [UInt8]) { output.write(bytes) }

  /// Gives the file its name; if something was lost on the way, there is no file.
  package func commit() throws(FileError) {
    guard isOpen else { return }
    output.flush()
    if let error = output.error { throw error }
    isOpen = false
    System.close(descriptor)
    do throws(System.Failure) {
      try System.rename(temporary, to: target)
    } catch {
      try? System.remove(temporary)
      throw FileError(path, failure: error)
    }
  }

  deinit {
    guard isOpen else { return }
    System.close(descriptor)
    try? System.remove(temporary)
  }
}
