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
    let job = GradedRun(
      gradebook, records: graded.records, record: graded.run, library: library,
      expected: expected(library, only: only), status: status,
      messages: GradeMessages(
        gradebook, faults: faultReport, passMark: passMark, status: status, isQuiet: isQuiet),
      ink: ink, isVerbose: arguments.contains(Options.verbose), isQuiet: isQuiet)
    let result: ExitStatus
    if form != nil {
      result = fill(&form, job)
    } else if let earlier {
      let report = RegradeReport(
        gradebook, against: earlier, format == .json ? .json(status) : .text, ink: ink)
      result = print(report, of: job)
    } else if format == .records {
      result = max(print(format.report(on: job), of: job), recordsStatus(graded, job))
    } else {
      result = max(print(format.report(on: job), of: job), status)
    }
    guard let error = graded.records.error else { return result }
    complain(error)
    return .failed
  }

  /// What should have been handed in, where that is known.
  private func expected(_ library: Library, only: String?) -> Exercise? {
    only.flatMap { library.exercise($0) }
      ?? (library.ids.count == 1 ? library.exercise(library.ids[0]) : nil)
  }

  /// Prints a report, and where it belongs what is to be said besides.
  private func print(_ report: any GradeReport, of job: GradedRun) -> ExitStatus {
    var errors = errors
    switch format.traits.messages {
    case .before:
      job.messages.write(to: &errors)
      errors.flush()
      return send { report.write(to: &$0) }
    case .within: return max(send { report.write(to: &$0) }, summarize(job.gradebook))
    case .none: return send { report.write(to: &$0) }
    case .after:
      let printed = send { report.write(to: &$0) }
      job.messages.write(to: &errors)
      return printed
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
      let isForced = arguments.contains(Options.force)
      let own = arguments.contains(Options.fill) ? [] : format.beginnings
      let writer = try FileWriter(file.path, over: isForced ? .anything : .beginning(with: own))
      var stream = ReportSink.file(writer)
      body(&stream)
      try writer.commit()
      return .right
    } catch {
      complain(error)
      return .failed
    }
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

  /// A sheet that cannot be read is recorded like any other: `merge` says so. What the records do
  /// not say is said here.
  private func recordsStatus(_ graded: borrowing Graded, _ job: GradedRun) -> ExitStatus {
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

  private func fill(_ form: inout GradebookForm?, _ job: GradedRun) -> ExitStatus {
    guard var filled = form.take() else { return job.status }
    filled.fill(
      job.gradebook, job.library, column: arguments.value(of: Options.column)?.text)
    let written = send { $0.write(String(decoding: filled.bytes, as: UTF8.self)) }
    for note in filled.notes where !isQuiet {
      errors.write(faultReport.text(note, severity: "note"))
    }
    for problem in filled.problems { errors.write(faultReport.text(problem)) }
    var errors = errors
    job.messages.write(to: &errors)
    if !isQuiet { errors.writeLine(filled.summary.escapedForTerminal) }
    return max(written, filled.problems.isEmpty ? job.status : .failed)
  }
}

/// Where a report goes.
private enum ReportSink: TextOutputStream {
  case stream(Output)
  case file(FileWriter)

  mutating func write(_ text: String) {
    switch self {
    case .stream(let stream): stream.write(text)
    case .file(let file): file.write(text)
    }
  }
}
