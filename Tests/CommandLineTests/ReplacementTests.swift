import Foundation
import Testing

@testable import CommandLine

@Suite("What is read is never written to")
struct ReplacementTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Every way to read a file, and the names under which one may try to write to it.
  @Test(
    "whichever way it was read, and by whatever name it is to be written",
    arguments: ["whole", "lines"], ["a", "./a", "sub/../a", "link", "twin"])
  func keepsWhatWasRead(_ way: String, _ name: String) throws {
    let file = try folder.file("a", "mine")
    try folder.folder("sub")
    try folder.link("link", to: "a")
    #expect(link(file.text, folder.path.appending("twin").text) == 0)
    if way == "whole" {
      _ = try file.read()
    } else {
      _ = try LineReader(file)
    }
    let other = folder.path.appending(name)
    let written = FileError.of { () throws(FileError) in try other.write([1], over: .anything) }
    let appended = FileError.of { () throws(FileError) in try other.append([1]) }
    #expect(written?.reason == .wasRead && appended?.reason == .wasRead)
    if name != "link", !name.contains("/") {
      let open = try OpenFolder(folder.path)
      #expect(
        FileError.of { () throws(FileError) in try open.write([1], as: name) }?.reason == .wasRead)
    }
    #expect(try file.readOwn() == Array("mine".utf8))
    #expect(try System.list(folder.path).names.count == 4)
  }

  @Test("a file that is read while another is written in its place stays")
  func asksAgain() throws {
    let file = try folder.file("a", "mine")
    let writer = try FileWriter(file, over: .anything)
    writer.write("new")
    _ = try file.read()
    #expect(
      FileError.of { () throws(FileError) in try writer.commit() }?.reason == .wasRead)
    #expect(try file.readOwn() == Array("mine".utf8))
  }

  @Test("only what begins as our own, is empty, or has the same bytes gives way")
  func keepsOthers() throws {
    let own = Replaceable.beginning(with: ["<ours", "{ours"])
    for (old, isReplaced) in [("<ours 1", true), ("", true), ("new", true), ("<our", false)] {
      let file = try folder.file("a", old)
      let error = FileError.of { () throws(FileError) in
        try file.write(Array("new".utf8), over: own)
      }
      #expect(error?.reason == (isReplaced ? nil : .isForeign), "\(old)")
      #expect(try file.readOwn() == Array((isReplaced ? "new" : old).utf8))
    }
    let file = try folder.file("b", "theirs")
    try file.write([1], over: .anything)
    #expect(try file.readOwn() == [1])
    #expect(try System.list(folder.path).names.count == 2)
  }

  @Test("of those who write a list in a folder each sees what the others wrote")
  func locks() async throws {
    let folder = folder
    let list = folder.path.appending("list")
    try list.write([], over: .anything)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          folder.path.whileLocked {
            let known = (try? list.readOwn()) ?? []
            try? list.write(known + [UInt8(number)], over: .anything)
          }
        }
      }
    }
    #expect(Set(try list.readOwn()) == Set(0..<40))
  }
}
