#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What tells one saving of a file from the next, without reading it.
///
/// Some editors write into the file, others write a new one that takes the name: hence the inode.
struct FileStamp: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
  var size: Int64
  var seconds: Int64
  var nanoseconds: Int64
}

extension FileStamp {
  /// Looks at a file; nil where there is none.
  init?(of path: Path) {
    guard let found = try? System.stamp(of: path) else { return nil }
    self = found
  }

  fileprivate init(_ info: stat) {
    device = UInt64(truncatingIfNeeded: info.st_dev)
    inode = UInt64(truncatingIfNeeded: info.st_ino)
    size = Int64(info.st_size)
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    seconds = Int64(time.tv_sec)
    nanoseconds = Int64(time.tv_nsec)
  }
}

extension System {
  fileprivate static func stamp(of path: Path) throws(Failure) -> FileStamp {
    var info = stat()
    let name = try cString(path)
    try check { stat(name, &info) }
    return FileStamp(info)
  }
}

/// Tells when one of some files has been saved, by looking at them now and then.
///
/// A change is told once two looks in a row see the same: a file that is being written, or that
/// an editor is about to put back, changes from look to look.
package struct FileWatch {
  private let look: () -> [FileStamp?]
  /// What was last told.
  private var known: [FileStamp?]
  private var seen: [FileStamp?]
  private var unsettled = 0

  /// A file that never comes to rest is told all the same after so many looks.
  private static let patience = 10

  /// Begins with the files as they are now.
  package init(_ paths: [Path]) {
    self.init { paths.map { FileStamp(of: $0) } }
  }

  init(look: @escaping () -> [FileStamp?]) {
    self.look = look
    known = look()
    seen = known
  }

  /// Looks once; true if what was last told is no longer so.
  package mutating func hasChanged() -> Bool {
    let now = look()
    defer { seen = now }
    guard now != known else {
      unsettled = 0
      return false
    }
    unsettled += 1
    guard now == seen || unsettled > Self.patience else { return false }
    known = now
    unsettled = 0
    return true
  }
}
