import Foundation
import Testing

@testable import CommandLine

@Suite("Folders that are held open")
struct OpenFolderTests {
  let folder: TemporaryFolder
  let open: OpenFolder

  init() throws {
    folder = try TemporaryFolder()
    open = try OpenFolder(folder.path)
  }

  private func names() throws -> Set<String> {
    Set(try System.list(folder.path).names.map(\.text))
  }

  private func stamp(_ name: String) throws -> FileStamp {
    try #require(FileStamp(of: folder.path.appending(name)))
  }

  @Test(
    "a file is written whole, changed, kept as it is where nothing changes, and has no leftovers")
  func writes() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try open.write(bytes, as: "a")
    #expect(try folder.path.appending("a").readOwn() == bytes)
    let first = try stamp("a")
    try open.write(bytes, as: "a")
    #expect(try stamp("a") == first)
    // As long, but for one byte at either end; longer; shorter; empty.
    let changes: [[UInt8]] = [
      [1] + bytes.dropFirst(), bytes.dropLast() + [1], bytes + [0], [7], [],
    ]
    for changed in changes {
      let before = try stamp("a")
      try open.write(changed, as: "a")
      #expect(try folder.path.appending("a").readOwn() == changed)
      #expect(try stamp("a").inode != before.inode)
    }
    #expect(try names() == ["a"])
  }

  @Test("a file's mode is kept")
  func keepsMode() throws {
    let file = try folder.file("a", "old")
    chmod(file.text, 0o640)
    try open.write([1, 2], as: "a")
    #expect(try System.information(of: file).mode == 0o640)
    #expect(try file.readOwn() == [1, 2])
  }

  @Test("a folder, a pipe and a link are left alone, and told of by their whole name")
  func refuses() throws {
    try folder.folder("sub")
    _ = try folder.pipe("pipe")
    let target = try folder.file("target", "old")
    try folder.link("link", to: "target")
    let expected: [(String, FileError.Reason)] = [
      ("sub", .isFolder), ("pipe", .isNoRegularFile), ("link", .isNoRegularFile),
      (String(repeating: "x", count: 300), .nameTooLong), ("a\0b", .missing),
    ]
    for (name, reason) in expected {
      let error = FileError.of { () throws(FileError) in try open.write([1], as: name) }
      #expect(error?.reason == reason, "\(name)")
      #expect(error?.path == folder.path.appending(name))
    }
    #expect(try target.readOwn() == Array("old".utf8))
    #expect(try names() == ["sub", "pipe", "target", "link"])
  }

  @Test("what is no folder is not opened as one")
  func noFolder() throws {
    let file = try folder.file("a")
    for (path, reason) in [
      (file, FileError.Reason.isNoFolder), (folder.path.appending("none"), .missing),
    ] {
      let error = FileError.of { () throws(FileError) in _ = try OpenFolder(path) }
      #expect(error?.reason == reason)
    }
  }

  @Test("what a killed program left is removed, and nothing that is written or somebody else's")
  func removesLeft() throws {
    // Not by the program's own writer, which would remove what it finds.
    func plant(_ name: String) -> Path {
      let file = folder.path.appending(name)
      #expect(FileManager.default.createFile(atPath: file.text, contents: Data([1])))
      return file
    }
    let left = plant(".backcheck-new-123-4567")
    let written = plant(".backcheck-new-123-89")
    let others = [
      ".backcheck-new-1", ".backcheck-new-1-2-3", ".backcheck-new-a-1", ".backcheck-new-1-",
      ".backcheck-new-1-2.json", "backcheck-new-1-2", ".new-1-2",
    ]
    for name in others { _ = plant(name) }
    try folder.folder(".backcheck-new-5-6")
    try folder.link(".backcheck-new-7-8", to: ".new-1-2")
    let writing = try System.open(written, for: .append)
    #expect(System.lock(writing) == .isOurs)
    let stays = Set(others).union([
      ".backcheck-new-5-6", ".backcheck-new-7-8", ".backcheck-new-123-89",
    ])
    _ = try OpenFolder(folder.path)
    #expect(left.ownKind == nil)
    #expect(try names() == stays)
    // A file that is written in the folder is locked, too; once nobody writes it, it was left.
    let writer = try FileWriter(folder.path.appending("a"), over: .anything)
    try folder.path.appending("b").write([1], over: .anything)
    #expect(try names().count == stays.count + 2)
    System.close(writing)
    writer.write("whole")
    try writer.commit()
    try folder.path.appending("c").write([1], over: .anything)
    #expect(try names() == stays.subtracting([".backcheck-new-123-89"]).union(["a", "b", "c"]))
    #expect(try folder.path.appending("a").readOwn() == Array("whole".utf8))
  }

  @Test("many write at once, each a file of its own")
  func together() async throws {
    let open = open
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { try open.write(Array("\(number)".utf8), as: "f\(number)") }
      }
      try await group.waitForAll()
    }
    for number in 0..<40 {
      #expect(try folder.path.appending("f\(number)").readOwn() == Array("\(number)".utf8))
    }
    #expect(try names().count == 40)
  }
}
