/// A new file beside the one whose name it is to take, whatever happens meanwhile.
///
/// It is locked for as long as it is written. A program that is killed leaves its file, and with it
/// no lock: so a later one can tell what nobody writes any more, on this machine or on another that
/// shares the folder, and removes it. Where there are no locks, nothing is removed.
struct ScratchFile {
  /// No other program calls a file so.
  private static let beginning = ".backcheck-new-"

  let descriptor: Int32
  private let folder: Int32
  private let name: Path

  /// Opens one in a folder that is open, or in one that has a path from there.
  init(in folder: Int32, _ path: Path = Path("")) throws(System.Failure) {
    self.folder = folder
    while true {
      let name = path.appending(
        "\(Self.beginning)\(System.processIdentifier)-\(UInt32.random(in: 0 ... .max))")
      let descriptor = try System.open(name, in: folder, isNew: true)
      // Between the two lines somebody may have taken it for a file that was left.
      if System.lock(descriptor) != .isOthers, System.hasName(descriptor) {
        FilesRead.remove(descriptor)
        (self.descriptor, self.name) = (descriptor, name)
        return
      }
      System.close(descriptor)
    }
  }

  /// Gives the file its name, and closes it: in this order, so that it is locked until then.
  func take(_ target: Path) throws(System.Failure) {
    do throws(System.Failure) {
      try System.rename(name, to: target, in: folder)
    } catch {
      discard()
      throw error
    }
    System.close(descriptor)
  }

  /// Whether what was written is what another file holds.
  func hasBytes(of other: Path) -> Bool {
    do throws(System.Failure) {
      let files = (
        try System.open(name, in: folder, isNew: false),
        try System.open(other, in: System.currentFolder, isNew: false)
      )
      defer {
        System.close(files.0)
        System.close(files.1)
      }
      var offset = 0
      while true {
        let size = 1 << 16
        let block = try System.read(files.0, at: offset, upTo: size)
        guard try System.read(files.1, at: offset, upTo: size) == block else { return false }
        if block.isEmpty { return true }
        offset += block.count
      }
    } catch {
      return false
    }
  }

  func discard() {
    try? System.remove(name, in: folder)
    System.close(descriptor)
  }

  /// Removes what programs left in a folder that were killed.
  static func removeLeft(in path: Path) {
    guard let names = try? System.list(path).names else { return }
    let folder = System.currentFolder
    for own in names where isScratch(own) {
      let name = path.appending(own.bytes)
      guard (try? System.information(of: name, in: folder))??.kind == .regular,
        let file = try? System.open(name, in: folder, isNew: false)
      else { continue }
      if System.lock(file) == .isOurs { try? System.remove(name, in: folder) }
      System.close(file)
    }
  }

  private static func isScratch(_ name: Path) -> Bool {
    guard name.bytes.starts(with: beginning.utf8) else { return false }
    let numbers = name.bytes.dropFirst(beginning.utf8.count).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { number in
        !number.isEmpty
          && number.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
