import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif
import JSONText
import TestSupport
import Testing

@testable import Grading
@testable import Reports

/// One text as student's name, file name, answer, prose and unknown step, in every format.
@Suite("Hostile text")
struct HostileTextTests {
  static let classroom = Classroom()

  @Test("there are several hundred of them")
  func count() { #expect(NaughtyStrings.all.count > 400) }

  struct Case {
    let text: String
    /// The student's name: the text, or the file's where that is empty.
    let student: String
    let file: String
    let gradebook: Gradebook

    init(_ text: String) {
      self.text = text
      file = text + ".json"
      student = text.isEmpty ? "" : text
      let sheet = Classroom.sheet(
        student: text,
        answers: [
          ("z", .string("1.5 = " + text)), ("L", .string(text)), ("why", .string(text)),
        ] + (["z", "L", "why"].contains(text) ? [] : [(text, .string(text))]))
      gradebook = HostileTextTests.classroom.gradebook([
        (file, sheet), (text + "/other.json", text + "{"),
      ])
    }
  }

  static let cases = NaughtyStrings.all.map { Case($0) }

  /// Undoes the visible escapes of what a reader must not obey.
  static func plain(_ text: String) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let start = Array("\\u{".utf8)
    while let byte = rest.first {
      if rest.starts(with: start), let end = rest.firstIndex(of: UInt8(ascii: "}")),
        let value = UInt32(
          String(decoding: rest[(rest.startIndex + 3)..<end], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        result += "\(scalar)".utf8
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest.removeFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether two texts have the same code points; `==` would take two spellings of é for one.
  static func same(_ left: String?, _ right: String) -> Bool {
    left.map { Array($0.unicodeScalars) == Array(right.unicodeScalars) } ?? false
  }

  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F: true
    default: false
    }
  }

  @Test("every sheet is graded, and nothing is lost")
  func graded() {
    for hostile in Self.cases {
      #expect(hostile.gradebook.rows.count == 1, "\(hostile.text.debugDescription)")
      #expect(hostile.gradebook.problems.isEmpty == false, "\(hostile.text.debugDescription)")
    }
  }

  @Test("a CSV reader gets the name back, and a spreadsheet computes nothing")
  func separatedValues() throws {
    for hostile in Self.cases {
      let kinds: [(CourseCSV.Kind, Int)] = [(.canvas, 0), (.moodle, 0), (.nbgrader, 3)]
      let texts =
        [(GradeCSV(hostile.gradebook).text, 0)]
        + kinds.map {
          (CourseCSV($0, hostile.gradebook, Self.classroom.library).text, $1)
        }
      for (text, column) in texts {
        let rows = try CSVReader.rows(text)
        #expect(Set(rows.map(\.count)).count == 1)
        let cell = try #require(rows.last)[column]
        let name =
          cell.hasPrefix("'") && !hostile.student.hasPrefix("'")
          ? String(cell.unicodeScalars.dropFirst()) : cell
        #expect(
          Self.same(Self.plain(name), Self.plain(hostile.student)),
          "\(hostile.text.debugDescription)")
        for cell in rows.joined() {
          let isNumber = Double(cell) != nil
          let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
          #expect(
            isNumber || !"=+-@".unicodeScalars.contains(first ?? "x"), "\(cell.debugDescription)")
          #expect(!cell.unicodeScalars.contains { $0.value < 0x20 })
        }
      }
    }
  }

  @Test("a JSON reader gets every text back")
  func json() throws {
    for hostile in Self.cases {
      let document = JSONGradebook(hostile.gradebook, status: .failed).text
      let lines = JSONLines(hostile.gradebook, status: .failed).text.utf8.split(separator: 0x0A)
      let sheets = try object(Data(document.utf8))["sheets"] as? [[String: Any]]
      let line = try object(Data(try #require(lines.first)))
      for row in [try #require(sheets?.first), line] {
        #expect(Self.same(row["student"] as? String, Self.withoutMark(hostile.student)))
        #expect(Self.same(row["file"] as? String, Self.withoutMark(hostile.file)))
      }
      for line in lines { _ = try object(Data(line)) }
    }
  }

  /// Foundation on Linux drops a byte order mark at the beginning of a string.
  private static func withoutMark(_ text: String) -> String {
    #if canImport(Darwin)
      text
    #else
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    #endif
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("Gradescope gets numbers, and texts without controls, for every submission")
  func gradescope() throws {
    let exercise = try Self.classroom.exercise
    for hostile in Self.cases {
      let refused = Gradebook(rows: [], problems: hostile.gradebook.problems)
      for gradebook in [hostile.gradebook, refused] {
        let report = GradescopeReport(
          gradebook, Self.classroom.library, expected: exercise)
        let root = try object(Data(report.text.utf8))
        let tests = try #require(root["tests"] as? [[String: Any]])
        #expect(tests.compactMap { $0["max_score"] as? Double }.reduce(0, +) == 6)
        for text in [root["output"] as? String] + tests.map({ $0["output"] as? String }) {
          let text = try #require(text)
          #expect(!text.unicodeScalars.contains { $0 != "\n" && Self.isObeyed($0) })
        }
      }
    }
  }

  @Test("the last line for Autolab is its scores")
  func autolab() throws {
    for hostile in Self.cases {
      let text = AutolabReport(hostile.gradebook, expected: nil).text
      let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(lines.count == 3 && lines[2].isEmpty)
      for line in lines.dropLast() { _ = try object(Data(line)) }
      #expect(try object(Data(lines[1]))["scores"] is [String: Double])
    }
  }

  @Test("an XML reader gets the names back from JUnit")
  func junit() throws {
    for hostile in Self.cases {
      let text = JUnitXML("grade", TestSuites(hostile.gradebook)).text
      let reader = try XMLElements(text)
      let suite = try #require(reader.elements.first { $0.name == "testsuite" })
      #expect(
        Self.same(
          suite.attributes["name"].map(Self.plain), Self.plain(hostile.student + ": tiny")),
        "\(hostile.text.debugDescription)")
      #expect(Self.same(suite.attributes["file"].map(Self.plain), Self.plain(hostile.file)))
      #expect(reader.elements.filter { $0.name == "testsuite" }.count == 2)
    }
  }

  @Test("GitHub's runner obeys our commands, and nobody else's")
  func github() throws {
    for hostile in Self.cases {
      let report = GitHubReport(TestSuites(hostile.gradebook))
      let body =
        GradeTable(hostile.gradebook).text
        + hostile.gradebook.problems.map { FaultReport().text($0) }.joined()
      let runner = RunnerOfWorkflows(report.text(body, token: "t0ken"))
      let names = Set(runner.commands.map(\.name))
      #expect(
        names.isSubset(of: ["error", "warning", "notice"]), "\(hostile.text.debugDescription)")
      // Each command is about one of the two files, named to the byte.
      #expect(!runner.commands.isEmpty)
      for command in runner.commands {
        let file = try #require(command.properties["file"])
        #expect(
          Self.same(file, hostile.file) || Self.same(file, hostile.text + "/other.json"),
          "\(hostile.text.debugDescription)")
        let shown = command.message + (command.properties["title"] ?? "")
        #expect(!shown.unicodeScalars.contains(where: Self.isObeyed))
      }
      #expect(
        runner.log.joined(separator: "\n") == body, "\(hostile.text.debugDescription)")
    }
  }

  @Test("a summary in Markdown keeps to its tables")
  func summary() {
    for hostile in Self.cases {
      let text = GitHubSummary(hostile.gradebook).text
      let lines = text.unicodeScalars.split(separator: "\n").map(String.init)
      #expect(!text.unicodeScalars.contains { $0 != "\n" && Self.isObeyed($0) })
      #expect(!text.contains("<") && !text.contains("://"))
      let rows = lines.filter { $0.hasPrefix("|") }
      #expect(rows.count == 3, "\(hostile.text.debugDescription)")
      for row in rows {
        let bare = row.replacing("\\\\", with: "").replacing("\\|", with: "")
        #expect(bare.filter { $0 == "|" }.count == 6, "\(hostile.text.debugDescription)")
      }
    }
  }

  @Test("a terminal obeys nothing in tables, details and messages")
  func terminal() {
    for hostile in Self.cases {
      let gradebook = hostile.gradebook
      let table = GradeTable(gradebook).text
      #expect(table.utf8.count { $0 == 0x0A } == 3)
      let text =
        table + GradeDetails(gradebook).text
        + gradebook.problems.map { FaultReport().text($0) }.joined()
      #expect(!text.unicodeScalars.contains { $0 != "\n" && Self.isObeyed($0) })
    }
  }

  @Test("a gradebook with that name in it is filled, and keeps every other byte")
  func form() throws {
    for hostile in Self.cases where hostile.text.contains(where: { !$0.isWhitespace }) {
      let quoted =
        "\"" + hostile.text.unicodeScalars.map { $0 == "\"" ? "\"\"" : "\($0)" }.joined() + "\""
      // A name is no ID, so that a row is found by its login alone.
      let before = "Student,ID,SIS Login ID,Section,A tiny net (7),\(quoted)\r\nX,1,\(quoted),A,"
      let form = before + "9,\(quoted)\r\n"
      guard !hostile.text.contains("Points Possible") else { continue }
      var filled = try GradebookForm(SourceText(name: "canvas.csv", text: form))
      filled.fill(
        hostile.gradebook, Self.classroom.library, column: "7")
      let expected = before + "0,\(quoted)\r\n"
      #expect(
        filled.bytes == Array(expected.utf8),
        "\(hostile.text.debugDescription) \(String(decoding: filled.bytes, as: UTF8.self).debugDescription)"
      )
    }
  }
}

/// The elements of a document, by Foundation's parser.
final class XMLElements: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.formatting) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }
}
