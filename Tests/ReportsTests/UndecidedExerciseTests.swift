import Checking
import Grading
import JSONText
import Testing
import WorkedExamples

@testable import Reports

/// Undecided is neither right nor wrong, in whatever way it is told.
@Suite("Steps of an exercise that cannot be decided")
struct UndecidedExerciseTests {
  /// sign(sin(pi)) has a value that no enclosure can tell.
  static let vague = "sign(sin(pi))"

  /// A step that holds beside one that is undecided.
  private struct Tried {
    let key: AnswerKey
    let checks: [StepCheck]
    let faults: [Fault]

    init(_ step: String) throws {
      var library = Library()
      library.add(
        SourceText(
          name: "tiny.json",
          text: #"{"id": "tiny", "given": ["x = 2", "a : real"], "questions": [{"id": "1", "#
            + #""steps": [{"id": "fine", "value": "x + 1"}, {"id": "open", \#(step)}]}]}"#))
      #expect(library.faults.isEmpty)
      key = AnswerKey(try #require(library.exercise("tiny")))
      checks = Judge().check(key)
      faults = key.faults(of: checks)
    }
  }

  static let steps = [
    #""value": "\#(vague)""#,
    #""value": "exp(exp(exp(100)))""#,
    #""value": "x + \#(vague)", "via": "2""#,
    #""value": "2", "via": "2 + \#(vague)""#,
    #""value": "\#(vague)", "via": "\#(vague)""#,
    #""choice": ["p", "q"], "value": "q", "via": "1 + \#(vague)""#,
    #""value": "ln(-1 - a^2)", "in": ["a"]"#,
  ]

  @Test("no format says that they hold, or that they are wrong", arguments: steps)
  func formats(step: String) throws {
    let tried = try Tried(step)
    #expect(tried.checks.map(\.holds) == [true, false])
    #expect(tried.checks.map(\.isUndecided) == [false, true])
    // The exit code comes of this.
    #expect(tried.faults.count == 1 && tried.faults.allSatisfy(\.isUndecided))
    let isComputed = tried.key.exercise.steps[1].target != nil
    let summary = ReplaySummary(key: tried.key, checks: tried.checks, solution: nil)
    let held = isComputed ? "1 of 2 steps hold" : "1 step holds"
    #expect(summary.text(ink: .plain) == "\(held), no solution\n")
    let report = ReplayReport(key: tried.key, checks: tried.checks, solution: nil).text
    #expect(report.contains("undecided: ") || !isComputed)
    let page = ExercisePage(key: tried.key, checks: tried.checks, solution: nil).html
    #expect(page.contains("Undecided: ") || !isComputed)
    #expect(!report.contains("disagree") && !page.contains("which is not"))

    let json = JSONWriter(.compact).text(
      of: JSONReports.exercise(tried.key, tried.checks, nil, faults: tried.faults))
    #expect(json.contains(#""holds":false"#))
    #expect(
      json.split(separator: #""undecided":true"#, omittingEmptySubsequences: false).count == 3)

    let suite = TestSuite(tried.key, tried.checks, nil)
    #expect(suite.cases.map(\.verdict) == [.passed, .error])
    #expect(suite.cases.last?.kind == "undecided")
    let junit = JUnitXML("verify", TestSuites([suite])).text
    #expect(junit.contains("<error") && !junit.contains("<failure"))
    let github = GitHubReport(TestSuites([suite])).text("", token: "t")
    #expect(github.contains("::warning") && !github.contains("::error"))

    let words = tried.faults.map { FaultReport().text($0) }.joined()
    #expect(words.contains(": undecided: ") && !words.contains(": error: "))
  }

  @Test("an answer to one earns nothing and is not called wrong")
  func answers() throws {
    let tried = try Tried(Self.steps[0])
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json", text: #"{"exercise": "tiny", "answers": {"fine": 3, "open": 1}}"#))
    let finding = SheetJudge(tried.key).judge(sheet)
    guard case .undecided? = finding.finding("open")?.outcome else {
      Issue.record("\(String(describing: finding.finding("open")?.outcome))")
      return
    }
    #expect(finding.finding("open")?.credit == 0 && finding.finding("fine")?.credit == 1)
  }

  @Test(
    "what a source prints of one neither holds nor fails as an erratum says",
    arguments: ["", #", "erratum": {"kind": "value", "origin": "author", "why": "w"}"#])
  func printed(erratum: String) throws {
    let tried = try Tried(Self.steps[0])
    let answer = #"{"printed": "1", "answer": "1"\#(erratum)}"#
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json",
        text: #"{"exercise": "tiny", "student": "s", "answers": {"fine": 3, "open": \#(answer)}}"#))
    let found = SheetJudge(tried.key).check(sheet)
    #expect(!found.holds)
    #expect(found.faults.count == 2 && found.faults.allSatisfy(\.isUndecided))
  }

  @Test("identical sides are the same however much work they take, where they have a value")
  func identical() throws {
    let long = "sum(j, 1, 30000, ln(j))"
    #expect(try Tried(#""value": "\#(long)", "via": "\#(long)""#).checks[1].holds)
    let missing = try Tried(#""value": "1/0", "via": "1/0""#)
    #expect(!missing.checks[1].holds && !missing.faults.contains { $0.isUndecided })
  }
}
