import Foundation
import JSONText
import Testing
import WorkedExamples

@testable import Grading
@testable import Reports

/// Every hostile text on every page: a student's, that of a file nobody could grade, the class's.
@Suite("Hostile text on every page")
struct HostilePageTests {
  static let key = try? Sheets.key(Classroom.source)

  private func page(_ text: String) throws -> StudentPage {
    let quoted = JSONWriter(.compact).text(of: .string(text)).trimmingBlanks
    let isStep = ["z", "L", "why", "dw"].contains(text)
    return try Sheets.page(
      #"{"z": \#(quoted), "L": [\#(quoted), \#(quoted)], "why": \#(quoted)\#(isStep ? "" : ", \(quoted): 1")}"#,
      student: text, showsAnswers: true, key: Self.key)
  }

  private func names(_ element: Element) -> Set<String> {
    element.children.reduce(into: [element.name]) { $0.formUnion(names($1)) }
  }

  @Test("an XML reader gets the student's name and prose back, and no element of theirs")
  func student() throws {
    let harmless = names(try PageReader.read(try page("harmless").html)).union([
      // Answers that are formulas are shown as such.
      "math", "mrow", "mi", "mn", "mo", "msup", "msub", "mover", "mfrac", "ol",
    ])
    for text in NaughtyStrings.all {
      let page = try PageReader.read(try page(text).html)
      #expect(names(page).isSubset(of: harmless), "\(text.debugDescription)")
      let name = page.all("header").first?.all("strong").first?.allText ?? ""
      #expect(
        HostileTextTests.same(HostileTextTests.plain(name), HostileTextTests.plain(shown(text))),
        "\(text.debugDescription)")
      let ids = page.all("section").compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
    }
  }

  private func shown(_ text: String) -> String {
    // Also what is cut may end inside an escape: the cut is made before anything is escaped.
    text.cut(to: 120)
  }

  @Test("a page for a file that could not be graded shows its name and its line")
  func problem() throws {
    let harmless = names(try PageReader.read(ProblemPage(student: "s", faults: faults("{")).html))
    for text in NaughtyStrings.all {
      let page = ProblemPage(student: text, faults: faults(text + "{"))
      let html = try PageReader.read(page.html)
      #expect(names(html).isSubset(of: harmless), "\(text.debugDescription)")
      let name = html.all("header").first?.all("p").first?.allText ?? ""
      #expect(
        HostileTextTests.same(HostileTextTests.plain(name), HostileTextTests.plain(shown(text))))
      check(markdown: page.markdown, text)
    }
  }

  private func faults(_ text: String) -> [Fault] {
    do throws(Faults) {
      _ = try AnswerSheet(SourceText(name: "a.json", text: text))
      return []
    } catch {
      return error.all
    }
  }

  @Test("a page in Markdown has the headings and lists of a harmless one")
  func markdown() throws {
    for text in NaughtyStrings.all { check(markdown: try page(text).markdown, text) }
  }

  /// No line of a page begins or contains what only our own markup may.
  private func check(markdown: String, _ text: String) {
    let lines = markdown.unicodeScalars.split(separator: "\n").map { String($0) }
    #expect(!markdown.unicodeScalars.contains { $0 != "\n" && HostileTextTests.isObeyed($0) })
    for line in lines {
      let code = Self.withoutCode(line)
      #expect(!code.contains("<") && !code.contains("://"), "\(text.debugDescription): \(line)")
      #expect(!code.contains("]("), "\(text.debugDescription): \(line)")
      if line.hasPrefix("#") {
        #expect(line.hasPrefix("# ") || line.hasPrefix("## ") || line.hasPrefix("### "))
      }
      #expect(!line.hasPrefix("    ") && !line.hasPrefix("\t") && !line.hasPrefix("```\n"))
    }
  }

  /// A line without its spans of code (CommonMark 0.31, 6.1), and without what is escaped.
  private static func withoutCode(_ line: String) -> String {
    var rest = Array(line.unicodeScalars)[...]
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\\" {
        rest = rest.dropFirst()
      } else if scalar == "`" {
        let run = 1 + rest.prefix { $0 == "`" }.count
        rest = rest.dropFirst(run - 1)
        var ahead = rest
        while !ahead.isEmpty {
          let ticks = ahead.prefix { $0 == "`" }.count
          if ticks == run {
            rest = ahead.dropFirst(run)
            break
          }
          ahead = ahead.dropFirst(max(1, ticks))
        }
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
