import Checking
import Grading
import JSONText
import Testing
import WorkedExamples

@testable import Reports

@Suite("Exercises as test suites")
struct ExerciseSuiteTests {
  private func suite(of text: String) throws -> TestSuite {
    var library = Library()
    library.add(SourceText(name: "tiny.json", text: text))
    let key = AnswerKey(try #require(library.exercise("tiny")))
    return TestSuite(key, Judge().check(key), nil)
  }

  @Test("an exercise that holds has a case for each step")
  func holds() throws {
    let suite = try suite(of: Classroom.source)
    #expect(suite.cases.map(\.name) == ["z", "L", "dw", "why"])
    #expect(suite.cases.map(\.group) == ["tiny.1", "tiny.1", "tiny.2", "tiny.3"])
    #expect(suite.count(.passed) == 4)
  }

  @Test("a second witness that disagrees fails at its place")
  func fails() throws {
    let suite = try suite(
      of: Classroom.source.replacing("\"via\": \"w*x\"", with: "\"via\": \"w+x\""))
    #expect(suite.count(.failed) == 1)
    let failed = try #require(suite.cases.first { $0.verdict == .failed })
    #expect(failed.name == "z")
    #expect(failed.note?.place?.start.description == "4:70")
  }

  @Test("a step whose value cannot be computed does not hold")
  func hasNoValue() throws {
    var library = Library()
    library.add(
      SourceText(
        name: "tiny.json",
        text: #"{"id": "tiny", "given": ["a = (1, 2)"], "questions": [{"id": "1", "steps": ["#
          + #"{"id": "z", "value": "a*a"}, {"id": "h", "value": "2"}]}]}"#))
    let key = AnswerKey(try #require(library.exercise("tiny")))
    let checks = Judge().check(key)
    #expect(checks.map(\.holds) == [false, true])
    let summary = ReplaySummary(key: key, checks: checks, solution: nil).text(ink: .plain)
    #expect(summary == "1 of 2 steps hold, no solution\n")
  }

  @Test("an author is told of twins that are not declared, and of declared ones that are none")
  func twins() throws {
    func notes(_ second: String, twin: String = "") throws -> [String] {
      var library = Library()
      library.add(
        SourceText(
          name: "tiny.json",
          text: #"{"id": "tiny", "given": ["a = 2"], "questions": [{"id": "1", "steps": [{"id":"#
            + #" "z", "value": "3*a", "slips": [{"code": "one", "value": "2*a", "hint": "h"},"#
            + #" {"code": "two", "value": "\#(second)", "hint": "h"\#(twin)}]}]}]}"#))
      #expect(library.faults.isEmpty)
      let key = AnswerKey(try #require(library.exercise("tiny")))
      return Judge().check(key).flatMap(\.notes).map(\.message)
    }
    #expect(
      try notes("a + 2") == ["at these numbers the slip comes to the same as one of z"])
    #expect(try notes("a + 2", twin: #", "twin": "one""#) == [])
    #expect(
      try notes("a + 3", twin: #", "twin": "one""#)
        == [#"at these numbers the slip can be told from one: leave "twin" out"#])
    #expect(try notes("3*a + 0") == ["at these numbers the slip comes to the right value of z"])
  }
}
