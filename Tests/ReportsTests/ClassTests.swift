import Checking
import Grading
import JSONText
import Scalars
import TestSupport
import Testing
import WorkedExamples

@testable import Reports

@Suite("A class")
struct ClassTests {
  /// Whole numbers of points keep every sum exact, so the figures can be compared as they are.
  static func rationals(_ numbers: [Int]) -> [Rational] { numbers.map { Rational($0) } }

  @Test("discrimination is the correlation with the rest of the sheet")
  func discrimination() {
    // x = 0, 0, 1, 1 and X = 0, 2, 2, 4: n²·cov = 4·6 - 2·8 = 8, n²·var x = 4·2 - 4 = 4,
    // n²·var X = 4·24 - 64 = 32; 100·8/√128 = 100/√2.
    let item = ItemStatistics(
      marks: Self.rationals([0, 0, 1, 1]), totals: Self.rationals([0, 2, 3, 5]), possible: 1)
    #expect(item.facility == 50)
    #expect(item.discrimination == 800 / 128.0.squareRoot())
    // Both lists are in order already.
    #expect(item.efficiency == 100)
  }

  @Test("efficiency compares with the best order of the same marks")
  func efficiency() {
    // x = 1, 0, 1 and X = 2, 1, 0: n²·cov = 3·2 - 2·3 = 0. In order, 0, 1, 1 and 0, 1, 2:
    // 3·3 - 6 = 3.
    let none = ItemStatistics(
      marks: Self.rationals([1, 0, 1]), totals: Self.rationals([3, 1, 1]), possible: 1)
    #expect(none.discrimination == 0)
    #expect(none.efficiency == 0)
    // x = 0, 1, 1 and X = 1, 0, 2: 3·2 - 6 = 0 again; x = 1, 1, 0 and X = 0, 1, 2:
    // 3·1 - 6 = -3 of 3.
    let against = ItemStatistics(
      marks: Self.rationals([1, 1, 0]), totals: Self.rationals([1, 2, 2]), possible: 1)
    #expect(against.efficiency == -100)
  }

  @Test(
    "what does not vary has no discrimination",
    arguments: [([1, 1, 1], [2, 3, 4]), ([0, 1, 2], [3, 4, 5]), ([1], [1]), ([], [])])
  func undefined(_ marks: [Int], _ totals: [Int]) {
    let item = ItemStatistics(
      marks: Self.rationals(marks), totals: Self.rationals(totals), possible: 2)
    #expect(item.discrimination == nil)
    #expect(item.efficiency == nil)
    #expect((item.facility == nil) == marks.isEmpty)
  }

  @Test("thirds of a point that are all alike do not vary")
  func thirds() {
    let third = Rational(1) / Rational(3)
    let item = ItemStatistics(
      marks: [third, third, third], totals: Self.rationals([1, 2, 3]), possible: 1)
    #expect(item.discrimination == nil)
  }

  static let exercise = #"""
    {"id": "tiny", "given": ["a = 1"], "questions": [{"id": "1", "steps": [
      {"id": "p", "value": "a + 1", "slips": [{"code": "not-added", "value": "a", "hint": "add 1"}]},
      {"id": "q", "value": "a + 2", "via": "p + 1"}, {"id": "r", "value": "a + 3", "points": 2},
      {"id": "words", "ask": "why?", "prose": true}]}]}
    """#

  private func gradebook(_ answers: [String]) -> (Gradebook, Library) {
    var library = Library()
    library.add(SourceText(name: "tiny.json", text: Self.exercise))
    let grader = Grader(library)
    let results = answers.enumerated().map { index, answers in
      grader.content(
        Submission(
          SourceText(
            name: "s\(index).json", text: #"{"exercise": "tiny", "answers": \#(answers)}"#),
          SubmissionPlace(owner: nil, fallbackName: "s\(index)")))
    }
    return (Gradebook(results), library)
  }

  @Test("marks, first slips and stops are counted")
  func tally() throws {
    // Points of 4: all; p wrong and q follows: 1; p, q right, r wrong: 2; nothing.
    let (gradebook, library) = gradebook([
      #"{"p": 2, "q": 3, "r": 4, "words": "so"}"#, #"{"p": 1, "q": 2}"#,
      #"{"p": 2, "q": 3, "r": 5}"#, "{}",
    ])
    var tally = ClassTally(try #require(library.exercise("tiny")))
    for row in gradebook.rows { tally.add(row, page: nil) }
    #expect(tally.distribution == [1, 0, 1, 0, 0, 1, 0, 0, 0, 1])
    #expect(tally.steps.map(\.answered) == [3, 3, 2, 1])
    #expect(tally.steps.map(\.firstSlip) == [1, 0, 1, 0])
    #expect(tally.steps.map(\.lastAnswer) == [0, 1, 1, 0])
    #expect(tally.slips.map(\.code) == ["not-added"])
    #expect(tally.slips.map(\.count) == [1])
    #expect(tally.forPerson.map(\.reasons) == [])
    #expect(tally.forMarker.map(\.reasons) == ["to mark: words"])
    // Totals 4, 1, 2, 0: mean 7/4; the sum of squares about it is 35/4, over 3.
    #expect(tally.statistics.mean == 1.75)
    #expect(tally.statistics.median == 1.5)
    #expect(tally.statistics.deviation == (8.75 / 3).squareRoot())
    #expect(tally.statistics.items["p"]?.facility == 50)
    #expect(tally.statistics.items["r"]?.facility == 25)
    #expect(tally.statistics.items["words"] == nil)
  }

  @Test("a mistake that no exercise lists is explained as it was to the student")
  func generalSlips() throws {
    var library = Library()
    library.add(SourceText(name: "tiny.json", text: Self.exercise))
    let grader = Grader(library)
    // 2 and 4 are right: a sign, a listed slip, a factor, a row for a number, and what is too small
    // to tell a place from chance.
    let answers = [#"{"p": -2}"#, #"{"p": 1}"#, #"{"p": 4}"#, #"{"p": [1, 2]}"#, #"{"r": 40}"#]
    var tally = ClassTally(try #require(library.exercise("tiny")))
    for (index, answers) in answers.enumerated() {
      let content = grader.content(
        Submission(
          SourceText(name: "a", text: #"{"exercise": "tiny", "answers": \#(answers)}"#),
          SubmissionPlace(owner: nil, fallbackName: "s\(index)"))
      ) { $0.finding.annotations($0.key) }
      guard case .graded(let row) = content else { continue }
      tally.add(row, page: nil)
    }
    let hints = Dictionary(uniqueKeysWithValues: tally.slips.map { ($0.code, $0.hint) })
    #expect(
      hints == [
        "sign": "look at the sign", "not-added": "add 1",
        "times-2": "this is off by a factor: which one is missing, or too much?",
        "vector-for-scalar": "one number is asked for, and these are several",
      ])
  }

  @Test("the page of a class is well-formed, links its sheets, and says undefined")
  func page() throws {
    let (gradebook, library) = gradebook([
      #"{"p": 2}"#, #"{"p": 2, "q": "<b>"}"#, "[", #"{"p": 2}"#,
    ])
    let html = ClassPage(gradebook, library) { $0 == "p0" ? "students/s0.html" : nil }.html()
    let page = try PageReader.read(html)
    #expect(
      page.all("a").contains { $0.attributes["href"] == "students/s0.html" && $0.text == "s0" })
    #expect(page.all("td").contains { $0.allText == "undefined" })
    #expect(page.all("td").contains { $0.allText == "unreadable: q" })
    #expect(page.all("h2").contains { $0.text == "Files that were not graded" })
    let ids = page.all("title").compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
  }

  @Test("a class of nobody has a page, too")
  func empty() throws {
    let page = try PageReader.read(ClassPage(Gradebook(), Library()) { _ in nil }.html())
    #expect(page.all("h1").map(\.text) == ["Class"])
  }
}
