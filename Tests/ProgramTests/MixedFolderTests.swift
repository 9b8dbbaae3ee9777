import Foundation
import Testing

/// A folder as an instructor gets it: nothing in it is lost, and nothing is passed over silently.
@Suite("A folder of 200 mixed sheets")
struct MixedFolderTests {
  /// What a file is, by its number: the same files in every run.
  private enum Kind: CaseIterable {
    case right, wrong, halfFilled, damaged, hostile, duplicate, foreign, empty

    /// Whether it is graded, and not only told of.
    var isGraded: Bool {
      switch self {
      case .right, .wrong, .halfFilled, .hostile: true
      case .damaged, .duplicate, .foreign, .empty: false
      }
    }
  }

  private static let count = 200

  /// Writes the files, and returns the kind of each path below `mixed`.
  private static func write(into folder: URL) throws -> [(path: String, kind: Kind)] {
    let mixed = folder.appending(path: "mixed")
    let solution = try String(
      contentsOf: folder.appending(path: "Solutions/exercise5.json"), encoding: .utf8)
    let steps = ["z1", "h1", "yhat1", "z2", "h2", "yhat2", "L1", "L2", "risk", "delta_h1"]
    var files: [(path: String, kind: Kind)] = []
    for number in 0..<count {
      let kind = Kind.allCases[number % Kind.allCases.count]
      var path = "s\(1000 + number).json"
      var bytes: Data
      func sheet(_ answers: [String], student: String? = nil, of exercise: String = "exercise5")
        throws -> Data
      {
        let name = try JSONEncoder().encode(student ?? "s\(1000 + number)")
        return Data(
          """
          {"exercise": "\(exercise)", "student": \(String(decoding: name, as: UTF8.self)),
           "answers": {\(answers.joined(separator: ", "))}}
          """.utf8)
      }
      // Other steps and numbers in each file, and the same in every run.
      func scattered(_ place: Int, below limit: Int) -> Int {
        (number * 7919 + place * 104_729) % limit
      }
      let some = steps.enumerated().filter { scattered($0.offset, below: 3) > 0 }.map(\.element)
      switch kind {
      case .right:
        path = "s\(1000 + number)/exercise5.json"
        bytes = Data(solution.replacing("worked solution", with: "s\(1000 + number)").utf8)
      case .wrong:
        bytes = try sheet(
          some.enumerated().map { "\"\($1)\": \(scattered($0, below: 19) - 9)" })
      case .halfFilled:
        bytes = try sheet(["\"z1\": 3", "\"h1\": \"relu(z1) = 3\"", "\"L1\": null"])
      case .damaged: bytes = Data(solution.utf8.prefix(scattered(0, below: 400) + 20))
      case .hostile:
        path = "=\(number) <b>&'\u{202E}.json"
        bytes = try sheet(
          [
            "\"z1\": \"<script>alert(1)</script>\"", "\"::error::\": \"=1+1\"",
            "\"yhat1\": \"(((\"",
          ],
          student: "=cmd|' /C calc'!A\(number)\u{202E}\n::stop-commands::x<img src=x>")
      case .duplicate:
        bytes = try sheet(["\"z1\": 3"], student: "twin \(number / 16)")
      case .foreign: bytes = try sheet(["\"z1\": 3"], of: number % 16 < 8 ? "exercise9" : "Übung")
      case .empty: bytes = Data()
      }
      let file = mixed.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
      files.append((path, kind))
    }
    return files
  }

  @Test("one command writes all that an instructor takes away, and tells of every file")
  func mixed() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let files = try Self.write(into: terminal.folder)
    // Not handed in as it should be: named, and nothing more.
    for name in ["answers.txt", "s1000/cover.pdf", "._s1000.json"] {
      try Data().write(to: terminal.folder.appending(path: "mixed/\(name)"))
    }
    let said = try terminal.run("grade mixed --output feedback --quiet")
    #expect(said.hasSuffix("[2]"))
    let graded = files.filter(\.kind.isGraded)
    // A row for each sheet, and a problem for each of the others.
    let results = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: terminal.folder.appending(path: "feedback/results.json")))
        as? [String: Any])
    let notes = try #require(results["notes"] as? [[String: Any]])
    #expect(
      notes.compactMap { $0["message"] as? String } == [
        "2 files are no sheets by their names, and not graded: answers.txt, s1000/cover.pdf",
        "a name begins with a dot, and is left to the tools that made it: ._s1000.json",
      ])
    let sheets = try #require(results["sheets"] as? [[String: Any]])
    let problems = try #require(results["problems"] as? [[String: Any]])
    // Of twins one is left where its number is odd one out.
    let refused = Set(problems.compactMap { $0["file"] as? String })
    let counted = Set(sheets.compactMap { $0["file"] as? String })
    #expect(refused.isDisjoint(with: counted))
    #expect(refused.union(counted) == Set(files.map { "mixed/\($0.path)" }))
    #expect(counted.isSuperset(of: graded.map { "mixed/\($0.path)" }))
    for (path, kind) in files where !kind.isGraded && !counted.contains("mixed/\(path)") {
      #expect(said.contains("mixed/\(path)"), "\(path) is not told of")
    }
    // A page for each file, all of them whole, small and well-formed, none with markup of theirs.
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: terminal.folder.appending(path: "feedback/students").path)
    #expect(pages.count { $0.hasSuffix(".html") } == Self.count)
    #expect(pages.count { $0.hasSuffix(".md") } == Self.count)
    for page in pages.map({ "students/\($0)" }) + ["class.html"] where page.hasSuffix(".html") {
      let data = try Data(contentsOf: terminal.folder.appending(path: "feedback/\(page)"))
      #expect(data.count <= 200_000, "\(page)")
      #expect(XMLDocumentCheck(String(decoding: data, as: UTF8.self)).isWellFormed, "\(page)")
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("<script") && !text.contains("<img"), "\(page)")
    }
    // Again the same bytes.
    _ = try terminal.run("cp -r feedback before && grade mixed --output feedback --quiet")
    #expect(try terminal.run("diff -r before feedback") == "")
    // And on one core, where nothing stands yet.
    _ = try terminal.run("grade mixed --output one --quiet --jobs 1")
    #expect(try terminal.run("diff -r feedback one") == "")
    // The list names what there is, and nothing else.
    let (listed, found) = (
      try terminal.run("tail -n +2 feedback/written-by-grade.txt | LC_ALL=C sort"),
      try terminal.run(
        "cd feedback && find . -type f ! -name written-by-grade.txt | sed 's|^./||' | LC_ALL=C sort"
      )
    )
    #expect(listed == found)
  }
}
