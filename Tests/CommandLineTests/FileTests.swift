import Foundation
import Testing

@testable import CommandLine

@Suite("Files")
struct FileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "a path is taken apart at its last slash",
    arguments: [
      ("a/b.json", "a", "b.json"), ("b.json", ".", "b.json"), ("/b", "/", "b"), ("a//b/", "a", "b"),
      ("/", ".", ""), ("", ".", ""), ("a/b/c", "a/b", "c"), ("//a", "/", "a"),
    ])
  func splitsPaths(_ path: Path, _ folder: Path, _ name: String) {
    #expect(path.folder == folder)
    #expect(path.name == Array(name.utf8))
  }

  @Test("what is appended stands behind what was there")
  func appends() throws {
    let file = folder.path.appending("log.md")
    try file.append(Array("one\n".utf8))
    try file.append(Array("two\n".utf8))
    #expect(try file.read() == Array("one\ntwo\n".utf8))
    #expect(
      FileError.of { () throws(FileError) in try folder.path.append([]) }?.reason == .isFolder)
    let pipe = try folder.pipe("pipe")
    // Opening it would wait for a reader.
    #expect(
      FileError.of { () throws(FileError) in try pipe.append([]) }?.reason == .isNoRegularFile)
  }

  @Test("a file is read back as it was written, whole")
  func readsBack() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = folder.path.appending([0x61, 0x0A, 0x1B, 0x2E, 0x6A])
    try file.write(bytes, over: .anything)
    #expect(try file.readOwn() == bytes)
    try file.write([], over: .anything)
    #expect(try file.read() == [])
    #expect(try System.list(folder.path).names.map(\.bytes) == [file.name])
  }

  @Test("what a folder says of its files is what they are")
  func listsKinds() throws {
    _ = try folder.file("file", "text")
    try folder.folder("folder")
    _ = try folder.link("link", to: "file")
    _ = try folder.link("lost", to: "nothing")
    _ = try folder.pipe("pipe")
    let listing = try System.list(folder.path)
    #expect(listing.names.count == 5 && listing.kinds.count == 5)
    for (name, kind) in zip(listing.names, listing.kinds) {
      let path = folder.path.appending(name.bytes)
      let own = try System.information(of: path, followsLinks: false).kind
      #expect(kind ?? own == own, "\(name.text)")
    }
  }

  @Test("a file at the limit is read, one above it is refused")
  func limitsSize() throws {
    let file = try folder.file("a", "12345")
    #expect(try file.read(limit: 5).count == 5)
    let error = FileError.of { () throws(FileError) in _ = try file.read(limit: 4) }
    #expect(error == FileError(file, .tooLarge(limit: 4)))
    #expect(error?.message == "the file is larger than 4 bytes, which is the limit")
  }

  @Test("a device that calls itself empty does not get past the limit")
  func limitsWhatIsRead() throws {
    let descriptor = try System.open("/dev/zero", for: .read)
    defer { System.close(descriptor) }
    let error = FileError.of { () throws(FileError) in
      _ = try Path("zero").readToEnd(descriptor, limit: 100_000)
    }
    #expect(error?.reason == .tooLarge(limit: 100_000))
  }

  @Test("what cannot be read is told in words")
  func tellsWhy() throws {
    let file = try folder.file("a")
    let loop = try folder.link("loop", to: "loop")
    let long = folder.path.appending(String(repeating: "x", count: 300))
    let cases: [(Path, FileError.Reason, String)] = [
      (folder.path.appending("b"), .missing, "there is no such file"),
      (Path(bytes: file.bytes + [0]), .missing, "there is no such file"),
      (folder.path, .isFolder, "this is a folder, not a file"),
      (file.appending("x"), .isNoFolder, "this is not a folder"),
      (loop, .tooManyLinks, "symbolic links lead round in a circle"),
      (long, .nameTooLong, "the name is too long"),
      (
        try folder.pipe("pipe"), .isNoRegularFile,
        "this is a pipe, socket or device, not a regular file"
      ),
      ("/dev/null", .isNoRegularFile, "this is a pipe, socket or device, not a regular file"),
    ]
    for (path, reason, message) in cases {
      let error = FileError.of { () throws(FileError) in _ = try path.read() }
      #expect(error?.reason == reason)
      #expect(error?.message == message)
    }
  }

  @Test("permission is missed in words", .disabled(if: geteuid() == 0, "root may read anything"))
  func tellsPermission() throws {
    let file = try folder.file("a")
    chmod(file.text, 0)
    let error = FileError.of { () throws(FileError) in _ = try file.read() }
    #expect(error?.message == "there is no permission for this")
  }

  @Test("every number of the system has words", arguments: Int32(1)...133)
  func wordsForAll(code: Int32) {
    #expect(!FileError("a", failure: System.Failure(code: code)).message.isEmpty)
    #expect(
      FileError("a", failure: System.Failure(code: EACCES)).message
        == "there is no permission for this")
  }

  @Test("writing keeps a file's mode and a link, and leaves nothing else behind")
  func keepsModeAndLink() throws {
    let file = try folder.file("a", "old")
    chmod(file.text, 0o640)
    let link = try folder.link("link", to: "a")
    try link.write(Array("new".utf8), over: .anything)
    #expect(try file.read() == Array("new".utf8))
    #expect(try System.information(of: file).mode == 0o640)
    #expect(try System.information(of: link, followsLinks: false).kind == .link)
    #expect(
      Set(try System.list(folder.path).names.map(\.bytes)) == [Array("a".utf8), Array("link".utf8)])
  }

  @Test("a write that cannot be done changes nothing")
  func leavesNothing() throws {
    try folder.folder("sub")
    let pipe = try folder.pipe("pipe")
    #expect(
      FileError.of { () throws(FileError) in
        try folder.path.appending("sub").write([1], over: .anything)
      }?.reason
        == .isFolder)
    #expect(
      FileError.of { () throws(FileError) in try pipe.write([1], over: .anything) }?.reason
        == .isNoRegularFile)
    let nowhere = folder.path.appending("none").appending("a")
    #expect(
      FileError.of { () throws(FileError) in try nowhere.write([1], over: .anything) }?.reason
        == .missing)
    let long = folder.path.appending(String(repeating: "x", count: 300))
    #expect(
      FileError.of { () throws(FileError) in try long.write([1], over: .anything) }?.reason
        == .nameTooLong)
    #expect(try System.list(folder.path).names.count == 2)
  }
}
