/// A file that is written piece by piece, and takes its name only when it is whole.
///
/// The bytes go to a new file in the same folder, which then takes the name: a
/// reader finds the old file or the new one, whatever happens meanwhile. A
/// link stays, and what it leads to is replaced.
package final class FileWriter: TextOutputStream {
  private let path: Path
  private let target: Path
  private let old: Replaceable
  private let scratch: ScratchFile
  private let output: Output
  private var isOpen = true

  package init(_ path: Path, over old: Replaceable) throws(FileError) {
    self.path = path
    self.old = old
    let target = (try? System.realPath(path)) ?? path
    var mode: UInt32?
    if let old = try? System.information(of: target) {
      try path.requireRegular(old, limit: .max)
      try path.requireUnread(old)
      mode = UInt32(old.mode)
    }
    ScratchFile.removeLeft(in: target.folder)
    scratch = try path.named { () throws(System.Failure) in
      let scratch = try ScratchFile(in: System.currentFolder, target.folder)
      do throws(System.Failure) {
        if let mode { try System.setMode(mode, of: scratch.descriptor) }
      } catch {
        scratch.discard()
        throw error
      }
      return scratch
    }
    self.target = target
    output = Output(scratch.descriptor, named: path)
  }

  package func write(_ text: String) { output.write(text.utf8) }

  package func write(_ bytes: [UInt8]) { output.write(bytes) }

  /// Gives the file its name; if something was lost on the way, there is no file.
  package func commit() throws(FileError) {
    guard isOpen else { return }
    output.flush()
    if let error = output.error { throw error }
    // Asked when all is known that was read: the file may have been read since.
    if let found = try? System.information(of: target) {
      try path.requireUnread(found)
      guard found.size == 0 || mayReplace(found) else { throw FileError(path, .isForeign) }
    }
    isOpen = false
    try path.named { () throws(System.Failure) in try scratch.take(target) }
  }

  private func mayReplace(_ found: System.Information) -> Bool {
    switch old {
    case .anything: true
    case .beginning(let texts): target.begins(withAnyOf: texts) || scratch.hasBytes(of: target)
    }
  }

  deinit {
    if isOpen { scratch.discard() }
  }
}
