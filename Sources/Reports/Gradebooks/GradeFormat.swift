import CommandLine
import Grading
import WorkedExamples

/// What marks are printed as; the one place that knows which report that is.
package enum GradeFormat: String, CaseIterable, Sendable {
  case table, csv, json
  case jsonLines = "json-lines"
  case gradescope, autolab, canvas, moodle, nbgrader, junit, github, records

  /// The report on a run.
  package func report(on run: GradedRun) -> any GradeReport {
    let book = run.gradebook
    switch self {
    case .table: return GradeListing(run)
    case .csv: return GradeCSV(book)
    case .json: return JSONGradebook(book, status: run.status)
    case .jsonLines: return JSONLines(book, status: run.status)
    case .canvas: return CourseCSV(.canvas, book, run.library)
    case .moodle: return CourseCSV(.moodle, book, run.library)
    case .nbgrader: return CourseCSV(.nbgrader, book, run.library)
    case .gradescope: return GradescopeReport(book, run.library, expected: run.expected)
    case .autolab: return AutolabReport(book, expected: run.expected)
    case .junit: return JUnitXML("grade", TestSuites(book))
    case .github: return GitHubLog(run)
    case .records: return RecordLines(run.records, of: run.record)
    }
  }

  /// How files in it begin, and no others that might be lying about; none where one cannot tell.
  package var beginnings: [String] {
    switch self {
    case .csv: [GradeCSV.beginning]
    case .json: JSONGradebook.beginnings
    case .gradescope: ["{\n  \"output\": \""]
    case .autolab: ["{\"_presentation\":", "{\"scores\":"]
    case .junit: [JUnitXML.beginning("grade")]
    case .records: [RecordRun.beginning]
    case .table, .jsonLines, .canvas, .moodle, .nbgrader, .github: []
    }
  }

  /// What it says of an answer beyond its marks.
  package var traits: Traits {
    switch self {
    case .table: Traits(annotations: .ifVerbose)
    case .csv, .canvas, .moodle, .nbgrader: Traits(annotations: .never)
    case .json, .jsonLines, .junit: Traits()
    case .gradescope: Traits(needsExercise: true)
    // The scores must be the last line of all that is printed.
    case .autolab: Traits(messages: .before, needsExercise: true)
    // Also on stderr the runner would obey a file name, so all is said in the log.
    case .github: Traits(messages: .within)
    // A sheet that cannot be read is recorded like any other: `merge` says so.
    case .records: Traits(messages: .none)
    }
  }

  package struct Traits: Sendable {
    /// Whether it says of an answer why, and where.
    package var annotations = Annotations.always
    /// Where that is said which is not the result itself.
    package var messages = Messages.after
    /// Whether what an unreadable sheet is out of must be known.
    package var needsExercise = false

    package enum Annotations: Sendable { case always, ifVerbose, never }
    package enum Messages: Sendable { case after, before, within, none }
  }
}

/// A run, as reports are made of it.
package struct GradedRun {
  package let gradebook: Gradebook
  package let records: any RecordSource
  package let record: RecordRun
  package let library: Library
  /// What should have been handed in, where that is known.
  package let expected: Exercise?
  package let status: ExitStatus
  package let messages: GradeMessages
  package let ink: Ink
  package let isVerbose: Bool
  package let isQuiet: Bool

  package init(
    _ gradebook: Gradebook, records: any RecordSource, record: RecordRun, library: Library,
    expected: Exercise?, status: ExitStatus, messages: GradeMessages, ink: Ink, isVerbose: Bool,
    isQuiet: Bool
  ) {
    self.gradebook = gradebook
    self.records = records
    self.record = record
    self.library = library
    self.expected = expected
    self.status = status
    self.messages = messages
    self.ink = ink
    self.isVerbose = isVerbose
    self.isQuiet = isQuiet
  }
}
