import CommandLine
import Foundation
import Grading
import JSONText
import TestSupport
import Testing
import WorkedExamples

@testable import Reports

@Suite("Spooled records")
struct RecordSpoolTests {
  static let classroom = Classroom()

  private func records() -> [GradeRecord] {
    let rows = Self.classroom.mixed.rows
    return (0..<500).map { index in
      index % 7 == 3
        ? GradeRecord(index: index, file: "f", .problem([Fault(file: "f", "no", help: "yes")]))
        : GradeRecord(
          index: index, file: rows[index % 2].file, page: "p\(index)", .graded(rows[index % 2]))
    }
  }

  @Test(
    "what is spooled to a file comes back in order, as often as it is read",
    arguments: [0, 7, 1000])
  func order(limit: Int) throws {
    let records = records()
    var spool = RecordSpool(limit: limit)
    for record in records { try spool.append(record) }
    let spooled = try spool.finish()
    for _ in 0..<2 {
      var read: [GradeRecord] = []
      spooled.forEachRecord { read.append($0) }
      #expect(read == records)
      #expect(spooled.error == nil)
    }
  }

  @Test("a report from a file is the report from memory")
  func report() throws {
    var texts: [String] = []
    for limit in [0, 1000] {
      var spool = RecordSpool(limit: limit)
      var index = GradebookIndex()
      for record in records() {
        index.note(record)
        try spool.append(record)
      }
      let gradebook = index.gradebook(of: try spool.finish())
      texts.append(
        GradeTable(gradebook).text + GradeCSV(gradebook).text
          + JSONGradebook(gradebook, status: .right).text
          + ClassPage(gradebook, Self.classroom.library, link: { $0 }).html())
    }
    #expect(texts[0] == texts[1])
  }

  @Test("a temporary file has no name, and a folder that is not there is named")
  func nameless() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try TemporaryFile(Environment(["TMPDIR": folder.path]))
    try file.append([1, 2, 3])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    #expect(try file.read(at: 1, upTo: 9) == [2, 3])
    #expect(throws: FileError.self) {
      try TemporaryFile(Environment(["TMPDIR": folder.path + "/nowhere"]))
    }
  }
}
