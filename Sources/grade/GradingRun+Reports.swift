import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// What is printed of a run, and where.
extension GradingRun {
  var isQuiet: Bool { arguments.contains(Options.quiet) }

  mutating func report(
    _ gradebook: Gradebook, _ library: Library, only: String?, _ status: ExitStatus
  ) -> ExitStatus {
    let messages = self.messages(gradebook, status)
    let text = self.text(gradebook, library, only: only, status, messages)
    switch format {
    case .github:
      // Also on stderr the runner would obey a file name, so all is said in the log.
      return max(print(text), summarize(gradebook), status)
    case .autolab:
      // The scores must be the last line of all that is printed.
      errors.write(messages)
      errors.flush()
      return max(print(text), status)
    default:
      let printed = print(text)
      errors.write(messages)
      return max(printed, status)
    }
  }

  private func text(
    _ gradebook: Gradebook, _ library: Library, only: String?, _ status: ExitStatus,
    _ messages: String
  ) -> String {
    let exercises = library.exercises
    let expected =
      only.flatMap { exercises[$0] }
      ?? (exercises.count == 1 ? exercises.values.first : nil)
    let course = CourseCSV(gradebook, exercises: exercises)
    switch format {
    case .table:
      guard !isQuiet else { return "" }
      let table = GradeTable(gradebook, ink: ink).text
      guard arguments.contains(Options.verbose) else { return table }
      return table + GradeDetails(gradebook, ink: ink).text
    case .csv: return GradeCSV(gradebook).text
    case .json: return JSONReports.document(status, JSONReports.gradebook(gradebook))
    case .jsonLines: return JSONReports.lines(status, gradebook)
    case .canvas: return course.canvas
    case .moodle: return course.moodle
    case .nbgrader: return course.nbgrader
    case .gradescope:
      return GradescopeReport(gradebook, exercises: exercises, expected: expected).text
    case .autolab: return AutolabReport(gradebook, expected: expected).text
    case .junit: return JUnitXML("grade", TestSuite.suites(gradebook)).text
    case .github:
      let body = isQuiet ? messages : GradeTable(gradebook, ink: ink).text + messages
      return GitHubReport(TestSuite.suites(gradebook)).text(
        body, token: GitHubReport.randomToken())
    }
  }

  /// All that is not the result itself: what is wrong with files, and a last line.
  private func messages(_ gradebook: Gradebook, _ status: ExitStatus) -> String {
    var text = ""
    for row in gradebook.rows { text += row.strays.map { faultReport.text($0) }.joined() }
    text += gradebook.problems.map { faultReport.text($0) }.joined()
    for row in below(gradebook) {
      text += "\(row.file.escapedForTerminal): below the pass mark with \(row.percentText)%\n"
    }
    if !isQuiet || status != .right { text += GradeSummary(gradebook).text + "\n" }
    return text
  }

  /// Sends a result where it belongs.
  private mutating func print(_ text: String) -> ExitStatus {
    write(Array(text.utf8))
  }

  private mutating func write(_ bytes: [UInt8]) -> ExitStatus {
    guard let file = arguments.value(of: Options.to) else {
      output.write(bytes)
      output.flush()
      return .right
    }
    do throws(FileError) {
      try file.path.write(bytes)
      return .right
    } catch {
      complain(error)
      return .failed
    }
  }

  /// Adds to the summary of the workflow's step, where there is one.
  private mutating func summarize(_ gradebook: Gradebook) -> ExitStatus {
    guard let name = Environment.process["GITHUB_STEP_SUMMARY"], !name.isEmpty else {
      return .right
    }
    do throws(FileError) {
      try Path(name).append(Array(GitHubSummary(gradebook).text.utf8))
      return .right
    } catch {
      complain(error)
      return .failed
    }
  }

  // MARK: Gradebooks to fill in

  mutating func readForm(_ path: Path) -> GradebookForm? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try path.read()
    } catch {
      complain(error)
      return nil
    }
    do throws(Fault) {
      return try GradebookForm(SourceText(name: path.text, bytes: bytes))
    } catch {
      errors.write(faultReport.text(error))
      return nil
    }
  }

  mutating func fill(
    _ form: inout GradebookForm, with gradebook: Gradebook, _ library: Library,
    _ status: ExitStatus
  ) -> ExitStatus {
    form.fill(
      gradebook, exercises: library.exercises, column: arguments.value(of: Options.column)?.text)
    let written = write(form.bytes)
    for note in form.notes where !isQuiet {
      errors.write(faultReport.text(note, severity: "note"))
    }
    errors.write(form.problems.map { faultReport.text($0) }.joined())
    errors.write(messages(gradebook, status))
    if !isQuiet { errors.writeLine(form.summary) }
    return max(written, form.problems.isEmpty ? status : .failed)
  }
}
