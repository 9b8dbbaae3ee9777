/// Files read and written whole.
extension Path {
  /// The size of a file that is read unless a caller says otherwise: 16 MiB.
  package static let sizeLimit = 16 << 20

  /// Standard input, as messages name it.
  package static let standardInput = Path("standard input")

  /// Returns what stands here; links are followed.
  package func kind() throws(FileError) -> FileKind {
    try information().kind
  }

  /// Reads a regular file whole, and never waits for a pipe; it is not written to from then on.
  package func read(limit: Int = sizeLimit) throws(FileError) -> [UInt8] {
    try read(limit: limit, isInput: true)
  }

  /// Reads a file of the program's own, which it may write anew.
  package func readOwn(limit: Int = sizeLimit) throws(FileError) -> [UInt8] {
    try read(limit: limit, isInput: false)
  }

  private func read(limit: Int, isInput: Bool) throws(FileError) -> [UInt8] {
    // Asked before opening, because opening a device may act on it; and again
    // after, because another file may stand there by then.
    let information = try information()
    // Also what is too large, or cannot be read, is somebody's.
    if isInput { FilesRead.insert(information.identity) }
    try requireRegular(information, limit: limit)
    let descriptor = try named { () throws(System.Failure) in try System.open(self, for: .read) }
    defer { System.close(descriptor) }
    let opened = try named { () throws(System.Failure) in try System.information(of: descriptor) }
    if isInput { FilesRead.insert(opened.identity) }
    try requireRegular(opened, limit: limit)
    // A byte more than there should be, to see the end at once.
    return try readToEnd(
      descriptor, limit: limit, blockSize: max(opened.size + 1, 4096), expecting: opened.size)
  }

  /// Whether this is a regular file that begins with one of some texts.
  package func begins(withAnyOf texts: [String]) -> Bool {
    guard (try? requireRegular(information(), limit: .max)) != nil,
      let descriptor = try? System.open(self, for: .read)
    else { return false }
    defer { System.close(descriptor) }
    let count = texts.map(\.utf8.count).max() ?? 0
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let length = try? System.read(descriptor, upTo: count, into: &bytes), length > 0
      else { break }
    }
    return texts.contains { bytes.starts(with: $0.utf8) }
  }

  /// Reads standard input, whatever it is, to its end.
  package static func readStandardInput(limit: Int = sizeLimit) throws(FileError) -> [UInt8] {
    FilesRead.note(0)
    return try standardInput.readToEnd(0, limit: limit)
  }

  /// `expecting` is the size of a regular file: where that came, and no more when more was asked
  /// for, it need not be asked again.
  func readToEnd(
    _ descriptor: Int32, limit: Int, blockSize: Int = 1 << 16, expecting size: Int? = nil
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let length = try named { () throws(System.Failure) in
        try System.read(descriptor, upTo: blockSize, into: &bytes)
      }
      if bytes.count > limit { throw FileError(self, .tooLarge(limit: limit)) }
      if length == 0 || bytes.count == size && length < blockSize { return bytes }
    }
  }

  /// Writes a file whole or not at all, in place of one that may be replaced.
  package func write(_ bytes: [UInt8], over old: Replaceable) throws(FileError) {
    let writer = try FileWriter(self, over: old)
    writer.write(bytes)
    try writer.commit()
  }

  /// Writes at the end of a regular file, which need not be there yet.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    let old = try? System.information(of: self)
    if let old {
      try requireRegular(old, limit: .max)
      try requireUnread(old)
    }
    try named { () throws(System.Failure) in
      let descriptor = try System.open(self, for: .append)
      defer { System.close(descriptor) }
      if old == nil { FilesRead.remove(descriptor) }
      try System.write(bytes, to: descriptor)
    }
  }

  private func information() throws(FileError) -> System.Information {
    try named { () throws(System.Failure) in try System.information(of: self) }
  }

  func requireRegular(
    _ information: System.Information, limit: Int
  ) throws(FileError) {
    switch information.kind {
    case .folder: throw FileError(self, .isFolder)
    case .link, .other: throw FileError(self, .isNoRegularFile)
    case .regular:
      if information.size > limit { throw FileError(self, .tooLarge(limit: limit)) }
    }
  }

  /// Nothing that was read is written to.
  func requireUnread(_ information: System.Information) throws(FileError) {
    if FilesRead.contains(information.identity) { throw FileError(self, .wasRead) }
  }

  /// Does what the system is asked for, and names this file where it fails.
  func named<Result>(
    _ body: () throws(System.Failure) -> Result
  ) throws(FileError) -> Result {
    do {
      return try body()
    } catch {
      throw FileError(self, failure: error)
    }
  }
}
