import Synchronization

/// What a file is under all of its names: links, letters of either case, `./` and `..`.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
}

/// The files that this process has read: none of them is ever written to.
///
/// One list for the whole process, since every way to read a file passes through here: an option
/// that is added later cannot forget to say what it reads.
enum FilesRead {
  private static let known = Mutex<Set<FileIdentity>>([])

  static func insert(_ file: FileIdentity) {
    known.withLock { _ = $0.insert(file) }
  }

  /// A file that this process has just made may have the number of one that is gone.
  static func remove(_ descriptor: Int32) {
    guard let file = try? System.information(of: descriptor) else { return }
    known.withLock { _ = $0.remove(file.identity) }
  }

  static func note(_ descriptor: Int32) {
    if let file = try? System.information(of: descriptor) { insert(file.identity) }
  }

  static func contains(_ file: FileIdentity) -> Bool {
    known.withLock { $0.contains(file) }
  }
}

/// Which files may give way to a new one, besides those that have its bytes already; one that was
/// read never does.
package enum Replaceable: Sendable {
  /// Files that begin with one of these texts, as the program's own do.
  case beginning(with: [String])
  /// Whatever stands there, since a person or a list says that it may go.
  case anything
}
