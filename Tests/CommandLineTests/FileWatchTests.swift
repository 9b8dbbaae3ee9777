import Testing

@testable import CommandLine

@Suite("Watching files")
struct FileWatchTests {
  private final class Shelf {
    var stamps: [FileStamp?]

    init(_ stamps: [FileStamp?]) { self.stamps = stamps }
  }

  private static func stamp(inode: UInt64 = 1, size: Int64 = 10, seconds: Int64 = 0) -> FileStamp {
    FileStamp(device: 1, inode: inode, size: size, seconds: seconds, nanoseconds: 0)
  }

  private func look(_ watch: inout FileWatch) -> Bool { watch.hasChanged() }

  private func threeLooks(_ watch: inout FileWatch) -> [Bool] {
    [watch.hasChanged(), watch.hasChanged(), watch.hasChanged()]
  }

  @Test("a change is told once, when two looks in a row see the same")
  func settles() {
    let shelf = Shelf([Self.stamp()])
    var watch = FileWatch { shelf.stamps }
    #expect(look(&watch) == false)
    shelf.stamps = [Self.stamp(size: 0, seconds: 1)]
    #expect(look(&watch) == false)
    shelf.stamps = [Self.stamp(size: 12, seconds: 1)]
    #expect(look(&watch) == false)
    #expect(look(&watch) == true)
    #expect(look(&watch) == false)
  }

  @Test("a file that is taken away and put back the same has not changed")
  func comesBack() {
    let shelf = Shelf([Self.stamp()])
    var watch = FileWatch { shelf.stamps }
    shelf.stamps = [nil]
    #expect(look(&watch) == false)
    shelf.stamps = [Self.stamp()]
    #expect(look(&watch) == false)
    #expect(look(&watch) == false)
  }

  @Test("a file that is gone is told, and so is one that comes")
  func vanishes() {
    let shelf = Shelf([Self.stamp()])
    var watch = FileWatch { shelf.stamps }
    shelf.stamps = [nil]
    #expect(threeLooks(&watch) == [false, true, false])
    shelf.stamps = [Self.stamp(inode: 2)]
    #expect(threeLooks(&watch) == [false, true, false])
  }

  @Test("what changes at every look is told all the same")
  func neverSettles() {
    let shelf = Shelf([Self.stamp()])
    var watch = FileWatch { shelf.stamps }
    let told = (1...30).map { look in
      shelf.stamps = [Self.stamp(size: Int64(100 + look))]
      return watch.hasChanged()
    }
    #expect(told.count { $0 } == 2)
  }

  @Test("a new file under the name, another size and another time are seen")
  func stampsOfFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.path.appending("sheet.json")
    #expect(FileStamp(of: path) == nil)
    try path.write(Array("{}".utf8), over: .anything)
    let first = try #require(FileStamp(of: path))
    #expect(FileStamp(of: path) == first)
    // Written whole: another file takes the name.
    try path.write(Array("[]".utf8), over: .anything)
    let second = try #require(FileStamp(of: path))
    #expect(second != first)
    try path.append(Array(" ".utf8))
    #expect(FileStamp(of: path) != second)
  }
}
