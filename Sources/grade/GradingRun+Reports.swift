import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// What is printed of a run, and where.
extension GradingRun {
  var isQuiet: Bool { arguments.contains(Options.quiet) }

  func report(
    _ graded: consuming Graded, _ library: Library, only: String?, against earlier: EarlierMarks?,
    _ form: inout GradebookForm?
  ) -> ExitStatus {
    var gradebook = graded.gradebook()
    // Of a shard there are pages only: what there is of all together, merge writes.
    if let pages = graded.pages, shard.count == 1 {
      graded.after += pages.write(
        gradebook, status: status(of: gradebook, library), library)
      gradebook = graded.gradebook()
    }
    let status = status(of: gradebook, library)
    let result = print(
      Printing(
        gradebook: gradebook, run: graded.run, library: library, only: only, earlier: earlier,
        status: status),
      graded, &form)
    guard let error = graded.records.error else { return result }
    complain(error)
    return .failed
  }

  /// What is to be printed.
  private struct Printing {
    let gradebook: Gradebook
    let run: RecordRun
    let library: Library
    let only: String?
    /// Marks to compare with, where nothing else is asked for.
    let earlier: EarlierMarks?
    let status: ExitStatus

    /// What should have been handed in, where that is known.
    var expected: Exercise? {
      only.flatMap { library.exercise($0) }
        ?? (library.ids.count == 1 ? library.exercise(library.ids[0]) : nil)
    }
  }

  private func print(
    _ job: Printing, _ graded: borrowing Graded, _ form: inout GradebookForm?
  ) -> ExitStatus {
    if form != nil { return fill(&form, job) }
    switch format {
    case .github:
      // Also on stderr the runner would obey a file name, so all is said in the log.
      let printed = send { write(job, to: &$0) }
      return max(printed, summarize(job.gradebook), job.status)
    case .autolab:
      // The scores must be the last line of all that is printed.
      var errors = errors
      writeMessages(job, to: &errors)
      errors.flush()
      return max(send { write(job, to: &$0) }, job.status)
    case .records:
      return max(send { write(graded, to: &$0) }, recordsStatus(graded, job))
    default:
      let printed = send { write(job, to: &$0) }
      var errors = errors
      writeMessages(job, to: &errors)
      return max(printed, job.status)
    }
  }

  /// Prints where it belongs; to a file whole or not at all.
  private func send(_ body: (inout ReportSink) -> Void) -> ExitStatus {
    guard let file = arguments.value(of: Options.to) else {
      var stream = ReportSink.stream(output)
      body(&stream)
      output.flush()
      return .right
    }
    do throws(FileError) {
      let writer = try FileWriter(file.path)
      var stream = ReportSink.file(writer)
      body(&stream)
      try writer.commit()
      return .right
    } catch {
      complain(error)
      return .failed
    }
  }

  private func write(_ job: Printing, to stream: inout ReportSink) {
    let gradebook = job.gradebook
    if let earlier = job.earlier {
      let report = RegradeReport(
        gradebook, against: earlier, format == .json ? .json(job.status) : .text, ink: ink)
      return report.write(to: &stream)
    }
    switch format {
    case .table:
      guard !isQuiet else { return }
      GradeTable(gradebook, ink: ink).write(to: &stream)
      if arguments.contains(Options.verbose) {
        GradeDetails(gradebook, ink: ink).write(to: &stream)
      }
    case .csv: GradeCSV(gradebook).write(to: &stream)
    case .json: JSONGradebook(gradebook, status: job.status).write(to: &stream)
    case .jsonLines: JSONLines(gradebook, status: job.status).write(to: &stream)
    case .canvas: CourseCSV(.canvas, gradebook, job.library).write(to: &stream)
    case .moodle: CourseCSV(.moodle, gradebook, job.library).write(to: &stream)
    case .nbgrader: CourseCSV(.nbgrader, gradebook, job.library).write(to: &stream)
    case .gradescope:
      GradescopeReport(gradebook, job.library, expected: job.expected).write(to: &stream)
    case .autolab: AutolabReport(gradebook, expected: job.expected).write(to: &stream)
    case .junit: JUnitXML("grade", TestSuites(gradebook)).write(to: &stream)
    case .github:
      GitHubReport(TestSuites(gradebook)).write(
        to: &stream, token: GitHubReport.randomToken()
      ) { log in
        if !isQuiet { GradeTable(gradebook, ink: ink).write(to: &log) }
        writeMessages(job, to: &log)
      }
    case .records: break
    }
  }

  /// All that is not the result itself: what is wrong with files, and a last line.
  private func writeMessages(_ job: Printing, to stream: inout some TextOutputStream) {
    let gradebook = job.gradebook
    // Many rows are read from a file: not where none has anything to say.
    if gradebook.hasRemarks {
      gradebook.forEachRow { row, _ in
        for stray in row.strays { stream.write(faultReport.text(stray)) }
        for note in row.notes { stream.write(faultReport.text(note, severity: "note")) }
      }
    }
    for note in gradebook.notes where !isQuiet {
      stream.write(faultReport.text(note, severity: "note"))
    }
    gradebook.forEachProblem { fault, _ in stream.write(faultReport.text(fault)) }
    forEachBelow(gradebook) { row in
      stream.write(
        "\(row.file.escapedForTerminal): below the pass mark with \(row.percentText)%\n")
    }
    if !isQuiet || job.status != .right { stream.write(GradeSummary(gradebook).text + "\n") }
  }

  /// Adds to the summary of the workflow's step, where there is one.
  private func summarize(_ gradebook: Gradebook) -> ExitStatus {
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

  // MARK: Records

  private func write(_ graded: borrowing Graded, to stream: inout ReportSink) {
    func write(_ line: [UInt8]) { stream.write(String(decoding: line, as: UTF8.self)) }
    write(graded.run.line)
    var count = 0
    graded.records.forEachRecord { record in
      write(record.line)
      count += 1
    }
    write(RecordRun.endLine(count: count))
  }

  /// A sheet that cannot be read is recorded like any other: `merge` says so. What the records do
  /// not say is said here.
  private func recordsStatus(_ graded: borrowing Graded, _ job: Printing) -> ExitStatus {
    for fault in graded.after { errors.write(faultReport.text(fault)) }
    if !isQuiet { errors.writeLine(GradeSummary(job.gradebook).text) }
    return graded.after.isEmpty && job.library.faults.isEmpty ? .right : .failed
  }

  // MARK: Gradebooks to fill in

  func readForm(_ path: Path) -> GradebookForm? {
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

  private func fill(_ form: inout GradebookForm?, _ job: Printing) -> ExitStatus {
    guard var filled = form.take() else { return job.status }
    filled.fill(
      job.gradebook, job.library, column: arguments.value(of: Options.column)?.text)
    let written = send { $0.write(String(decoding: filled.bytes, as: UTF8.self)) }
    for note in filled.notes where !isQuiet {
      errors.write(faultReport.text(note, severity: "note"))
    }
    for problem in filled.problems { errors.write(faultReport.text(problem)) }
    var errors = errors
    writeMessages(job, to: &errors)
    if !isQuiet { errors.writeLine(filled.summary) }
    return max(written, filled.problems.isEmpty ? job.status : .failed)
  }
}

/// Where a report goes.
private enum ReportSink: TextOutputStream {
  case stream(StreamWriter)
  case file(FileWriter)

  mutating func write(_ text: String) {
    switch self {
    case .stream(let stream): stream.write(text)
    case .file(let file): file.write(text)
    }
  }
}
