#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The door to the C library: nothing else in the project calls it.
///
/// Each call is repeated where a signal interrupted it, and throws its `errno`.
enum System {
  /// Why a call failed.
  struct Failure: Error, Hashable, Sendable {
    let code: Int32

    static let noSuchFile = Failure(code: ENOENT)
    static let notFolder = Failure(code: ENOTDIR)
    static let noPermission = Failure(code: EACCES)
    static let notPermitted = Failure(code: EPERM)
    static let linkLoop = Failure(code: ELOOP)
    static let nameTooLong = Failure(code: ENAMETOOLONG)
    static let isFolder = Failure(code: EISDIR)
    static let noDevice = Failure(code: ENXIO)
    static let closedPipe = Failure(code: EPIPE)
    static let badDescriptor = Failure(code: EBADF)
    static let noSpace = Failure(code: ENOSPC)
    static let readOnly = Failure(code: EROFS)
    static let fileSize = Failure(code: EFBIG)
    static let wouldBlock = Failure(code: EWOULDBLOCK)
  }

  struct Information {
    var kind: FileKind
    var size: Int
    /// The permission bits.
    var mode: UInt32
    var identity: FileIdentity
  }

  enum Access {
    case read
    /// To open files in a folder.
    case folder
    /// To write a new file, which all may read as far as the umask lets them.
    case create
    /// To write at the end of a file, which need not be there yet.
    case append
    /// To write a new file and read it again, which is nobody else's business.
    case scratch
  }

  /// What stands under a name; a link stands for what it leads to, if followed.
  static func information(
    of path: Path, followsLinks: Bool = true
  ) throws(Failure) -> Information {
    var info = stat()
    let name = try cString(path)
    try check { followsLinks ? stat(name, &info) : lstat(name, &info) }
    return information(info)
  }

  static func information(of descriptor: Int32) throws(Failure) -> Information {
    var info = stat()
    try check { fstat(descriptor, &info) }
    return information(info)
  }

  static func information(_ info: stat) -> Information {
    let kind: FileKind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return Information(
      kind: kind, size: Int(info.st_size), mode: UInt32(info.st_mode & 0o777),
      identity: FileIdentity(
        device: UInt64(truncatingIfNeeded: info.st_dev),
        inode: UInt64(truncatingIfNeeded: info.st_ino)))
  }

  /// Opens a file; a FIFO without a writer does not block.
  static func open(_ path: Path, for access: Access) throws(Failure) -> Int32 {
    let name = try cString(path)
    return try check {
      switch access {
      #if canImport(Darwin)
        case .read: Darwin.open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        case .folder: Darwin.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        case .create: Darwin.open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        case .append: Darwin.open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        case .scratch: Darwin.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      #elseif canImport(Glibc)
        case .read: Glibc.open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        case .folder: Glibc.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        case .create: Glibc.open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        case .append: Glibc.open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        case .scratch: Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      #elseif canImport(Musl)
        case .read: Musl.open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        case .folder: Musl.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        case .create: Musl.open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        case .append: Musl.open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        case .scratch: Musl.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      #endif
      }
    }
  }

  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #endif
  }

  /// Appends up to `count` bytes; returns how many, 0 at the end.
  static func read(
    _ descriptor: Int32, upTo count: Int, into bytes: inout [UInt8]
  ) throws(Failure) -> Int {
    var failure: Failure?
    let block = [UInt8](unsafeUninitializedCapacity: count) { block, length in
      do throws(Failure) {
        length = try checkLength(descriptor, for: POLLIN) {
          #if canImport(Darwin)
            Darwin.read(descriptor, block.baseAddress, count)
          #elseif canImport(Glibc)
            Glibc.read(descriptor, block.baseAddress, count)
          #elseif canImport(Musl)
            Musl.read(descriptor, block.baseAddress, count)
          #endif
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if bytes.isEmpty { bytes = block } else { bytes += block }
    return block.count
  }

  /// Returns up to `count` bytes from a place of a file; none at its end.
  static func read(
    _ descriptor: Int32, at offset: Int, upTo count: Int
  ) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { block, length in
      do throws(Failure) {
        length = try checkLength(descriptor, for: POLLIN) {
          pread(descriptor, block.baseAddress, block.count, off_t(offset))
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// A limit on the size of files is an error of the write, and does not end the program.
  private static let reportsFileSize: Void = { _ = signal(SIGXFSZ, SIG_IGN) }()

  /// Writes all bytes, in as many parts as it takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    reportsFileSize
    var start = 0
    while start < bytes.count {
      start += try checkLength(descriptor, for: POLLOUT) {
        bytes[start...].withUnsafeBytes { part in
          #if canImport(Darwin)
            Darwin.write(descriptor, part.baseAddress, part.count)
          #elseif canImport(Glibc)
            Glibc.write(descriptor, part.baseAddress, part.count)
          #elseif canImport(Musl)
            Musl.write(descriptor, part.baseAddress, part.count)
          #endif
        }
      }
    }
  }

  static func setMode(_ mode: UInt32, of descriptor: Int32) throws(Failure) {
    try check { fchmod(descriptor, mode_t(truncatingIfNeeded: mode)) }
  }

  static func rename(_ old: Path, to new: Path) throws(Failure) {
    let (old, new) = (try cString(old), try cString(new))
    #if canImport(Darwin)
      try check { Darwin.rename(old, new) }
    #elseif canImport(Glibc)
      try check { Glibc.rename(old, new) }
    #elseif canImport(Musl)
      try check { Musl.rename(old, new) }
    #endif
  }

  static func remove(_ path: Path) throws(Failure) {
    let name = try cString(path)
    try check { unlink(name) }
  }

  /// Makes a folder, which all may use as far as the umask lets them.
  static func makeFolder(_ path: Path) throws(Failure) {
    let name = try cString(path)
    try check { mkdir(name, 0o777) }
  }

  /// What stands in a folder, and of what kind it is as far as the folder itself says.
  struct Listing {
    var names = PathList()
    var kinds: [FileKind?] = []
  }

  /// What is in a folder but `.` and `..`, in no order.
  static func list(_ folder: Path) throws(Failure) -> Listing {
    guard let stream = opendir(try cString(folder)) else { throw Failure(code: errno) }
    defer { closedir(stream) }
    // The name may be shorter than its field, so it is read by address.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name),
      let kindOffset = MemoryLayout<dirent>.offset(of: \.d_type)
    else { return Listing() }
    var listing = Listing()
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let address = UnsafeRawPointer(entry)
      let start = address + offset
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let name = [UInt8](UnsafeRawBufferPointer(start: start, count: length))
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      listing.names.append(Path(bytes: name))
      listing.kinds.append(kind(address.load(fromByteOffset: kindOffset, as: UInt8.self)))
    }
    guard errno == 0 else { throw Failure(code: errno) }
    return listing
  }

  /// Nil where one must ask the file: some file systems do not say it in the folder.
  private static func kind(_ type: UInt8) -> FileKind? {
    switch Int(type) {
    case Int(DT_REG): .regular
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }

  /// The path without links, `.` and `..`.
  static func realPath(_ path: Path) throws(Failure) -> Path {
    guard let name = realpath(try cString(path), nil) else { throw Failure(code: errno) }
    defer { free(name) }
    return Path(bytes: [UInt8](UnsafeRawBufferPointer(start: name, count: strlen(name))))
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of a terminal; nil where there is none, or it does not know.
  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, numericCast(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static var processIdentifier: Int32 { getpid() }

  static func end(_ status: Int32) -> Never { exit(status) }

  // MARK: - Calls

  static func cString(_ path: Path) throws(Failure) -> [CChar] {
    // A NUL would cut the name short and open another file.
    guard !path.bytes.contains(0) else { throw .noSuchFile }
    return path.bytes.map { CChar(bitPattern: $0) } + [0]
  }

  @discardableResult
  static func check(_ call: () -> Int32) throws(Failure) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw Failure(code: errno) }
    }
  }

  /// A read or write; where a descriptor would block, waits until it does not.
  private static func checkLength(
    _ descriptor: Int32, for event: Int32, _ call: () -> Int
  ) throws(Failure) -> Int {
    while true {
      let length = call()
      if length >= 0 { return length }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var wait = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: event), revents: 0)
        _ = poll(&wait, 1, -1)
      case let code: throw Failure(code: code)
      }
    }
  }
}
