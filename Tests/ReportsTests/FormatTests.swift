import Foundation
import Grading
import JSONText
import TestSupport
import Testing

@testable import Reports

/// Each format by what its reader's documentation and source ask for.
@Suite("Formats")
struct FormatTests {
  let classroom = Classroom()

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The marks are worked out by hand: Bo's z is wrong, his L follows from it, his dw is unreadable.
  @Test("the marks of the class are these")
  func marks() throws {
    #expect(
      GradeCSV(classroom.mixed).text == """
        student,exercise,file,1,2,3,points,possible,percent\r
        Ann,tiny,ann.json,3,3,0,6,6,100.0\r
        Bo,tiny,bo.json,1,0,0,1,6,16.7\r

        """)
  }

  @Test("Gradescope's tests have the fields and values that its manual names")
  func gradescope() throws {
    let mixed = classroom.mixed
    let book = Gradebook(rows: Array(mixed.rows.dropFirst()), problems: mixed.problems)
    let root = try object(GradescopeReport(book, classroom.library, expected: nil).text)
    let known: Set = [
      "score", "execution_time", "output", "output_format", "test_output_format",
      "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
    ]
    #expect(known.isSuperset(of: root.keys))
    let fields: Set = [
      "score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
      "tags", "visibility", "extra_data",
    ]
    let tests = try #require(root["tests"] as? [[String: Any]])
    #expect(tests.allSatisfy { fields.isSuperset(of: $0.keys) })
    #expect(
      tests.map { $0["name"] as? String ?? "" } == [
        "z  Pre-activation", "L  Loss", "dw  Derivative", "why  Why?",
      ])
    #expect(tests.map { $0["score"] as? Double } == [0, 1, 0, 0])
    #expect(tests.map { $0["max_score"] as? Double } == [2, 1, 3, 0])
    #expect(tests.map { $0["status"] as? String } == ["failed", "passed", "failed", nil])
    #expect(root["score"] as? Double == 1)
    #expect(
      tests[0]["output"] as? String == "wrong\nline 2, column 9: this link does not follow")
  }

  @Test("an unreadable, a missing and a second sheet are one failed test worth all points")
  func gradescopeRefuses() throws {
    let exercise = try classroom.exercise
    let unreadable = Gradebook(rows: [], problems: classroom.mixed.problems)
    let two = Gradebook(rows: classroom.mixed.rows)
    for (book, words) in [
      (unreadable, "cy.json:1:2: error:"), (Gradebook(), "no answer sheet"),
      (two, "ann.json and bo.json"),
    ] {
      let root = try object(
        GradescopeReport(book, classroom.library, expected: exercise).text)
      let tests = try #require(root["tests"] as? [[String: Any]])
      #expect(tests.count == 1)
      #expect(tests[0]["score"] as? Double == 0)
      #expect(tests[0]["max_score"] as? Double == 6)
      #expect(tests[0]["status"] as? String == "failed")
      #expect((tests[0]["output"] as? String)?.contains(words) == true)
    }
  }

  @Test("Autolab reads scores by question from the last line, and stages from the one before")
  func autolab() throws {
    let mixed = classroom.mixed
    let book = Gradebook(rows: Array(mixed.rows.dropLast()), problems: mixed.problems)
    let lines = AutolabReport(book, expected: nil).text.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines[1] == #"{"scores":{"1":3,"2":3}}"#)
    let stages = try object(lines[0])
    #expect(stages["_presentation"] as? String == "semantic")
    for stage in try #require(stages["stages"] as? [String]) {
      let tests = try #require(stages[stage] as? [String: [String: Any]])
      #expect(tests.values.allSatisfy { $0["passed"] is Bool })
    }
    #expect(
      AutolabReport(Gradebook(rows: [], problems: mixed.problems), expected: try classroom.exercise)
        .text
        == #"{"scores":{"1":0,"2":0}}"# + "\n")
  }

  @Test("Canvas finds its columns, its points row and each student")
  func canvas() throws {
    let rows = try CSVReader.rows(
      CourseCSV(.canvas, classroom.mixed, classroom.library).text)
    #expect(
      rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "A tiny net"],
        ["    Points Possible", "", "", "", "", "6"], ["Ann", "", "Ann", "Ann", "", "6"],
        ["Bo", "", "Bo", "Bo", "", "1"],
      ])
  }

  @Test("Moodle gets a mark with each feedback, and nbgrader the columns that it exports")
  func moodleAndNbgrader() throws {
    #expect(
      try CSVReader.rows(CourseCSV(.moodle, classroom.mixed, classroom.library).text) == [
        ["ID number", "A tiny net", "A tiny net (feedback)"], ["Ann", "6", "why: to be marked"],
        ["Bo", "1", "z: wrong; L: follows; dw: unreadable; 1 open"],
      ])
    #expect(
      try CSVReader.rows(CourseCSV(.nbgrader, classroom.mixed, classroom.library).text) == [
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score"
          .split(separator: ",").map(String.init),
        ["tiny", "", "", "Ann", "", "", "", "6", "0", "6", "6"],
        ["tiny", "", "", "Bo", "", "", "", "1", "0", "1", "6"],
      ])
  }

  @Test("JUnit's counts are the counts of its elements, and no attribute is of our own making")
  func junit() throws {
    let text = JUnitXML("grade", TestSuites(classroom.mixed)).text
    let elements = try XMLElements(text).elements
    // From junit-10.xsd of Jenkins' xUnit plugin, but for times and dates.
    let allowed: [String: Set<String>] = [
      "testsuites": ["name", "tests", "failures", "errors"],
      "testsuite": ["name", "tests", "failures", "errors", "skipped", "file"],
      "testcase": ["name", "classname"], "failure": ["message", "type"],
      "error": ["message", "type"], "skipped": ["message", "type"],
    ]
    for element in elements {
      #expect(allowed[element.name]?.isSuperset(of: element.attributes.keys) == true)
    }
    func count(_ name: String) -> String { "\(elements.count { $0.name == name })" }
    let root = elements[0].attributes
    #expect(root["tests"] == count("testcase") && count("testcase") == "9")
    #expect(root["failures"] == count("failure") && count("failure") == "1")
    // An answer and a file that cannot be read.
    #expect(root["errors"] == count("error") && count("error") == "2")
    #expect(count("skipped") == "2")
    #expect(text.contains(">bo.json:2:9: wrong: this link does not follow</failure>"))
  }

  @Test("GitHub's annotations stand at the very answer, and the log cannot be obeyed")
  func github() throws {
    let report = GitHubReport(TestSuites(classroom.mixed))
    let runner = RunnerOfWorkflows(report.text("::error::not ours\n", token: "secret"))
    #expect(runner.log == ["::error::not ours", ""])
    let places = runner.commands.map { command in
      [command.name]
        + ["file", "line", "col", "endLine", "endColumn"].map { command.properties[$0] ?? "" }
    }
    // In line 2 of Bo's file `1.5 = 2.5` begins behind `  "z": "`.
    #expect(places.contains(["error", "bo.json", "2", "9", "2", "18"]))
    #expect(places.contains(["warning", "bo.json", "3", "22", "3", "23"]))
    #expect(places.contains(["error", "cy.json", "1", "2", "1", "3"]))
    #expect(runner.commands.first { $0.name == "error" }?.properties["title"] == "Bo: tiny: z")
  }

  @Test("ten annotations of a kind are shown, and the others counted")
  func githubLimit() {
    let book = classroom.gradebook(
      (0..<15).map {
        ("s\($0).json", Classroom.sheet(student: "s\($0)", answers: [("z", "2"), ("L", "(")]))
      })
    let runner = RunnerOfWorkflows(GitHubReport(TestSuites(book)).text("", token: ""))
    #expect(runner.commands.count { $0.name == "error" } == 10)
    #expect(runner.commands.count { $0.name == "warning" } == 10)
    #expect(
      runner.commands.last?.message
        == "5 more errors and 5 more warnings not annotated: GitHub shows 10 of a kind")
  }

  @Test("tokens are long, and never the same")
  func token() {
    let tokens = Set((0..<100).map { _ in GitHubReport.randomToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 32 })
  }

  @Test("a summary stays below its limit, and says what it leaves out")
  func summaryLimit() {
    // One row again and again, each under a name of its own.
    let row = classroom.gradebook([("s.json", Classroom.sheet(student: "s", answers: []))]).rows
    let book = Gradebook(
      rows: (0..<40_000).map { row[0].renamed("student \($0)") },
      problems: classroom.mixed.problems)
    let text = GitHubSummary(book).text
    #expect(text.utf8.count < 1 << 20)
    #expect(text.contains("more lines left out"))
    #expect(text.contains("40000 sheets graded, 1 file not graded"))
  }
}

extension GradeRow {
  /// The same marks under another name.
  fileprivate func renamed(_ student: String) -> GradeRow {
    GradeRow(
      student: student, handles: handles, folder: folder, file: file, exercise: exercise,
      questions: questions.map(\.question), steps: steps, strays: strays)
  }
}
