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
}
