#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Calls for files in a folder that is open: their names are short, and not looked up from the root.
extension System {
  /// What stands under a name, and not what a link leads to; nil where nothing does.
  static func information(
    of name: Path, in folder: Int32
  ) throws(Failure) -> Information? {
    var info = stat()
    let name = try cString(name)
    do throws(Failure) {
      try check { fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error == .noSuchFile { return nil }
      throw error
    }
    return information(info)
  }

  /// Opens a file to read it, or a new one to write it; never what a link leads to.
  static func open(_ name: Path, in folder: Int32, isNew: Bool) throws(Failure) -> Int32 {
    let name = try cString(name)
    let always = O_CLOEXEC | O_NOFOLLOW
    return try check {
      isNew
        ? openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | always, 0o666)
        : openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | always)
    }
  }

  static func rename(_ old: Path, to new: Path, in folder: Int32) throws(Failure) {
    let (old, new) = (try cString(old), try cString(new))
    try check { renameat(folder, old, folder, new) }
  }

  /// Where paths begin.
  static let currentFolder: Int32 = AT_FDCWD

  enum Lock { case isOurs, isOthers, isUnknown }

  /// Locks a file that is open until it is closed, if nobody else has done so.
  static func lock(_ descriptor: Int32) -> Lock {
    do throws(Failure) {
      try check { flock(descriptor, LOCK_EX | LOCK_NB) }
      return .isOurs
    } catch {
      return error == .wouldBlock ? .isOthers : .isUnknown
    }
  }

  /// Locks what is open until it is closed, as soon as nobody else does.
  static func waitForLock(_ descriptor: Int32) {
    _ = try? check { flock(descriptor, LOCK_EX) }
  }

  /// Whether an open file still stands in some folder.
  static func hasName(_ descriptor: Int32) -> Bool {
    var info = stat()
    return fstat(descriptor, &info) == 0 && info.st_nlink > 0
  }

  static func remove(_ name: Path, in folder: Int32) throws(Failure) {
    let name = try cString(name)
    try check { unlinkat(folder, name, 0) }
  }
}
