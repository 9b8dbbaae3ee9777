import Foundation
import Testing

@testable import CommandLine

@Suite("Walking a folder")
struct WalkTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("files come in the order of their paths, whatever they are called")
  func sorts() throws {
    let names = [
      "a.json", "a/b.json", "a-b/c.json", "B.json", "é.json", "a/a/z.json", "d.JSON", "c.txt",
      "x\ny.json", "folder.json/in.json", "\u{1B}[2J.json", "z/no",
    ]
    for name in names { try folder.file(name) }
    let walk = try FolderWalk(folder.path, suffix: ".json")
    #expect(
      walk.files.map(folder.name) == [
        "\u{1B}[2J.json", "B.json", "a-b/c.json", "a.json", "a/a/z.json", "a/b.json", "d.JSON",
        "folder.json/in.json", "x\ny.json", "é.json",
      ])
    #expect(
      Array(walk.files)
        == walk.files.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    #expect(walk.skipped.isEmpty)
    #expect(walk.others.map(folder.name) == ["c.txt", "z/no"])
  }

  @Test("what has another name is named, but for what a tool or the caller keeps there")
  func namesOthers() throws {
    for name in ["a.json", "a.schema.JSON", "b.txt", "out/c.txt", "out/d.json", ".e", ".f.json"] {
      try folder.file(name)
    }
    try folder.link("g.txt", to: "a.json")
    try folder.link("h.txt", to: "nothing")
    let walk = try FolderWalk(folder.path, suffix: ".json", except: ".schema.json") {
      !folder.name(of: $0).hasPrefix("out/")
    }
    #expect(walk.files.map(folder.name) == ["a.json"])
    #expect(walk.others.map(folder.name) == ["a.schema.JSON", "b.txt", "g.txt"])
    #expect(walk.skipped.map { folder.name(of: $0.path) } == [".f.json"])
  }

  // Linux file systems take any bytes; APFS takes UTF-8 only.
  #if os(Linux)
    @Test("a name that is not UTF-8 is found and read")
    func keepsBytes() throws {
      let file = folder.path.appending([0xFF, 0xC3] + Array(".json".utf8))
      try file.write([0x31], over: .anything)
      let walk = try FolderWalk(folder.path, suffix: ".json")
      #expect(walk.files == [file])
      #expect(try walk.files.first?.read() == [0x31])
    }
  #endif

  @Test("a slash at the end of the folder's name is not doubled")
  func joinsNames() throws {
    try folder.file("a.json")
    let walk = try FolderWalk(folder.path.appending(""), suffix: ".json")
    #expect(walk.files == [folder.path.appending("a.json")])
  }

  @Test("links are followed to files inside, and no further")
  func followsLinks() throws {
    try folder.file("root/a.json")
    try folder.file("root/sub/b.json")
    try folder.file("out.json")
    try folder.file("rootless/c.json")
    try folder.link("root/1-in.json", to: "sub/b.json")
    try folder.link("root/2-out.json", to: "../out.json")
    try folder.link("root/3-loop", to: "..")
    try folder.link("root/4-self.json", to: "4-self.json")
    try folder.link("root/5-broken.json", to: "nothing")
    try folder.link("root/6-folder", to: "sub")
    try folder.link("root/7-beside.json", to: "../rootless/c.json")
    try folder.link("root/8-hidden-no-matter", to: "nothing")
    try folder.link("root/9-root", to: ".")
    try folder.link("root/.dots.json", to: "a.json")
    try folder.pipe("root/pipe.json")
    try folder.pipe("root/pipe")
    try folder.file("root/.git/x.json")
    try folder.file("root/._a.json")
    try folder.file("root/.json")
    let walk = try FolderWalk(folder.path.appending("root"), suffix: ".json")
    #expect(
      walk.files.map(folder.name) == ["root/1-in.json", "root/a.json", "root/sub/b.json"])
    let reasons: [(String, FolderWalk.Skipped.Reason)] = [
      ("root/._a.json", .hidden), ("root/.dots.json", .hidden), ("root/.git", .hidden),
      ("root/2-out.json", .linkOut), ("root/3-loop", .linkOut), ("root/4-self.json", .brokenLink),
      ("root/5-broken.json", .brokenLink), ("root/6-folder", .linkToFolder),
      ("root/7-beside.json", .linkOut), ("root/9-root", .linkToFolder),
      ("root/pipe.json", .noRegularFile),
    ]
    #expect(walk.skipped.map { folder.name(of: $0.path) } == reasons.map(\.0))
    #expect(walk.skipped.map(\.reason) == reasons.map(\.1))
    #expect(walk.skipped.allSatisfy { $0.message.hasPrefix("skipped") && !$0.isFailure })
  }

  @Test("a folder that is a link may be walked by its name")
  func walksLinkedRoot() throws {
    try folder.file("root/a.json")
    try folder.link("root/b.json", to: "a.json")
    let link = try folder.link("link", to: "root")
    let walk = try FolderWalk(link, suffix: ".json")
    #expect(walk.files.map(folder.name) == ["link/a.json", "link/b.json"])
  }

  @Test("folders are walked to a depth, and the rest is told")
  func boundsDepth() throws {
    try folder.file("1/2/3/a.json")
    let walk = try FolderWalk(folder.path, suffix: ".json", depthLimit: 3)
    #expect(walk.files.isEmpty)
    #expect(walk.skipped.map(\.reason) == [.tooDeep(limit: 3)])
    #expect(walk.skipped.map { folder.name(of: $0.path) } == ["1/2/3"])
    #expect(walk.skipped.map(\.isFailure) == [true])
    #expect(try FolderWalk(folder.path, suffix: ".json", depthLimit: 4).files.count == 1)
  }

  @Test("a folder that cannot be read does not stop the rest", .disabled(if: geteuid() == 0))
  func passesUnreadable() throws {
    try folder.file("a/a.json")
    try folder.file("b/b.json")
    let locked = folder.path.appending("a")
    chmod(locked.text, 0)
    let walk = try FolderWalk(folder.path, suffix: ".json")
    chmod(locked.text, 0o700)
    #expect(walk.files.map(folder.name) == ["b/b.json"])
    #expect(walk.skipped.map(\.reason) == [.unreadable(.noPermission)])
  }

  @Test("what is no folder cannot be walked")
  func refusesOthers() throws {
    let file = try folder.file("a.json")
    let missing = folder.path.appending("none")
    #expect(reason(file) == .isNoFolder)
    #expect(reason(missing) == .missing)
    #expect(reason(file.appending("x")) == .isNoFolder)
    #expect(
      FolderWalk.Skipped(path: file, reason: .unreadable(.noPermission)).message
        == "skipped: there is no permission for this")
  }

  private func reason(_ path: Path) -> FileError.Reason? {
    FileError.of { () throws(FileError) in _ = try FolderWalk(path, suffix: ".json") }?.reason
  }
}
