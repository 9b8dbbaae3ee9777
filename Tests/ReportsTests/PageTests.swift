import Checking
import Foundation
import Grading
import JSONText
import Notation
import Testing
import WorkedExamples

@testable import Reports

@Suite("Pages of feedback")
struct PageTests {
  @Test("a page is one well-formed file that asks for nothing else")
  func selfContained() throws {
    let html = try Sheets.page(Sheets.mixed).html
    let page = try PageReader.read(html)
    let policy = page.all("meta").first { $0.attributes["http-equiv"] != nil }
    #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'") == true)
    for name in ["script", "link", "img", "iframe", "object", "form", "base"] {
      #expect(page.all(name).isEmpty, "\(name)")
    }
    let targets = (page.all("a") + page.all("use")).compactMap { $0.attributes["href"] }
    let ids = Set(allElements(page).compactMap { $0.attributes["id"] })
    for target in targets {
      #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target)")
    }
    #expect(html.utf8.count < 200_000)
  }

  @Test("every id stands once, and every picture says in words what it shows")
  func accessible() throws {
    let page = try PageReader.read(try Sheets.page(Sheets.mixed, showsAnswers: true).html)
    let ids = allElements(page).compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let pictures = page.all("svg")
    #expect(pictures.count > 3)
    for picture in pictures {
      // An image hides what is in it, and so the links of a map.
      #expect(picture.attributes["role"] == (picture.all("a").isEmpty ? "img" : "group"))
      #expect(picture.all("title").first?.text.isEmpty == false)
      #expect((picture.all("desc").first?.text.count ?? 0) > 20)
      let labels = picture.attributes["aria-labelledby"]?.split(separator: " ").map(String.init)
      #expect(labels?.allSatisfy { ids.contains($0) } == true)
    }
    #expect(page.all("h1").count == 1)
    for table in page.all("table") {
      #expect(table.all("th").allSatisfy { $0.attributes["scope"] != nil })
    }
    #expect(page.all("html").first?.attributes["lang"] == "en")
    // What keys can reach has a role and a name, and the first of it leads past the header.
    for element in allElements(page) where element.attributes["tabindex"] != nil {
      #expect(element.attributes["role"] != nil && element.attributes["aria-label"] != nil)
    }
    let first = page.all("body").first?.children.first
    #expect(first?.attributes["class"] == "skip" && first?.attributes["href"] == "#main")
    #expect(page.all("body").first?.children.map(\.name) == ["a", "header", "main", "footer"])
  }

  @Test("headings go down one level at a time")
  func headings() throws {
    let key = try #require(Sheets.key)
    let pages = [
      try Sheets.page(Sheets.mixed).html, ProblemPage(student: "s", faults: []).html,
      ExercisePage(key: key, checks: [], solution: nil).html,
    ]
    for page in pages {
      var level = 0
      for heading in allElements(try PageReader.read(page)) where heading.name.first == "h" {
        guard let next = Int(heading.name.dropFirst()) else { continue }
        #expect(next <= level + 1, "\(heading.allText)")
        level = next
      }
    }
  }

  @Test("the first link that fails is marked, and only that one")
  func firstFailure() throws {
    let page = try PageReader.read(
      try Sheets.page(#"{"L1": "(3 - 1.3)^2 = 1.7^2 = 3 = 4"}"#).html)
    let links = page.all("ol").filter { $0.attributes["class"] == "chain" }.flatMap { $0.all("li") }
    let first = links.filter { $0.attributes["class"] == "first" }
    #expect(first.count == 1)
    #expect(first.first?.allText.contains("✗") == true)
    #expect(first.first?.allText.contains("3first link that fails") == true)
    let marks = links.map { link in
      link.all("span").first { $0.attributes["class"] == "sign" }?.allText ?? ""
    }
    #expect(marks == ["", "✓", "✗", "✗"])
  }

  @Test("the right value of a wrong step is told only when asked for")
  func answersAreKept() throws {
    let answers = #"{"L1": "(yhat1 - y1)^2 = 5", "risk": 77, "theta_new": [1, 2, 3, 4, 5]}"#
    for shows in [false, true] {
      let page = try Sheets.page(answers, showsAnswers: shows)
      for text in [page.html, page.markdown] {
        #expect(text.contains("2.89") == shows)
        #expect(text.contains("3.25") == shows)
        #expect(text.contains("0.966") == shows)
        #expect(text.contains("Right:") == shows)
      }
    }
  }

  @Test("follow-through is explained, with the step where the slip is")
  func followThrough() throws {
    let page = try Sheets.page(#"{"yhat1": 4, "L1": "(4 - 1.3)^2 = 7.29"}"#)
    for text in [page.html, page.markdown] {
      #expect(text.contains("full marks here; the slip is in yhat1."))
    }
    #expect(page.markdown.contains("**follows**, 1 of 1 point"))
  }

  @Test("a counterexample and the hint of a slip are shown")
  func counterexample() throws {
    let page = try Sheets.page(#"{"dw0": "delta_h"}"#)
    #expect(page.html.contains("Counterexample: at "))
    #expect(page.html.contains("z also has a derivative by w0"))
    #expect(page.markdown.contains("Hint: z also has a derivative by w0"))
  }

  @Test("the same sheet gives the same bytes")
  func sameBytes() throws {
    let (a, b) = (try Sheets.page(Sheets.mixed), try Sheets.page(Sheets.mixed))
    #expect(a.html == b.html)
    #expect(a.markdown == b.markdown)
  }

  @Test("however long an answer is, its page stays small")
  func long() throws {
    let sum = (0..<1_000).map { "1.\($0)" }.joined(separator: " + ")
    let chain = [String](repeating: sum, count: 4).joined(separator: " = ")
    let answers = ["z1", "h1", "yhat1", "L1", "risk"].map { #""\#($0)": "\#(chain)""# }
    let list = (0..<5_000).map { "\($0)" }.joined(separator: ", ")
    let prose = String(repeating: "word ", count: 100_000)
    let page = try Sheets.page(
      "{\(answers.joined(separator: ", ")), \"g1\": [\(list)], \"learning_rate\": \"\(prose)\"}")
    #expect(page.html.utf8.count < 200_000)
    #expect(page.markdown.utf8.count < 200_000)
    _ = try PageReader.read(page.html)
  }

  @Test("the page of a worked example is well-formed and shows its computations")
  func exercise() throws {
    let key = try #require(Sheets.key)
    let solution = try #require(Sheets.library.solution("exercise5"))
    let html = ExercisePage(
      key: key, checks: Judge().check(key), solution: SheetJudge(key).check(solution)
    ).html
    let page = try PageReader.read(html)
    let descriptions = page.all("desc").map(\.text)
    // Forward 3 - 1.3 = 1.7 and 1.7² = 2.89; backward 2·1.7 = 3.4.
    #expect(
      descriptions.contains {
        $0.contains("−: value 1.7, derivative of L1 by it 3.4")
          && $0.contains("y1: value 1.3, derivative of L1 by it −3.4")
      })
    #expect(descriptions.contains { $0.contains("the rate 0.01 leads from 3.25 to 2.85565") })
    #expect(html.utf8.count < 200_000)
  }

  @Test("a run of gradient descent is drawn from its losses")
  func run() throws {
    // L = w², from w = 1 by w ← w - 0.25·2w = w/2: 1, 1/4, 1/16.
    let key = try Sheets.key(
      #"{"id": "run", "given": ["w = 1"], "definitions": ["L = w^2"], "questions": [{"id": "1", "steps": [{"id": "losses", "value": "descend(L, (w), 0.25, 3)"}]}]}"#
    )
    let page = try PageReader.read(ExercisePage(key: key, checks: [], solution: nil).html)
    #expect(
      page.all("desc").map(\.text).contains(
        "The loss before each of 3 steps: from 1 to 0.0625."))
  }

  private func allElements(_ element: Element) -> [Element] {
    [element] + element.children.flatMap(allElements)
  }
}
