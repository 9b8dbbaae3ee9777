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
    Set(try System.names(in: folder.path).map(\.text))
  }

  private func stamp(_ name: String) throws -> FileStamp {
    try #require(FileStamp(of: folder.path.appending(name)))
  }

  @Test(
    "a file is written whole, changed, kept as it is where nothing changes, and has no leftovers")
  func writes() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try open.write(bytes, as: "a")
    #expect(try folder.path.appending("a").read() == bytes)
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
      #expect(try folder.path.appending("a").read() == changed)
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
    #expect(try file.read() == [1, 2])
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
    #expect(try target.read() == Array("old".utf8))
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
      #expect(try folder.path.appending("f\(number)").read() == Array("\(number)".utf8))
    }
    #expect(try names().count == 40)
  }
}
