import Bundled
import CommandLine
import Grading
import JSONText
import Reports
import Scalars
import WorkedExamples

/// One call of `grade`.
struct GradingRun: ~Copyable {
  let arguments: Arguments
  let passMark: Rational?
  var output = Output.standardOutput()
  var errors = Output.standardError()
  let ink: Ink
  let faultReport: FaultReport

  init(_ arguments: Arguments) throws(UsageError) {
    self.arguments = arguments
    if arguments.contains(Options.csv), arguments.contains(Options.json) {
      throw UsageError("--csv and --json exclude each other")
    }
    passMark = try arguments.value(of: Options.pass).map { argument throws(UsageError) in
      try Self.share(argument.text)
    }
    let color =
      arguments.value(of: Options.color).flatMap { ColorChoice(rawValue: $0.text) } ?? .auto
    ink = Ink(Terminal.standardOutput.style(color))
    faultReport = FaultReport(
      ink: Ink(Terminal.standardError.style(color)),
      width: max(40, Terminal.standardError.width()))
  }

  /// Reads `80%`; the sign may be left out.
  private static func share(_ text: String) throws(UsageError) -> Rational {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let percent = try? Rational(decimal: digits), percent >= .zero, percent <= 100 else {
      throw UsageError("--pass takes a percentage from 0% to 100%, not \(text)")
    }
    return percent / 100
  }

  mutating func run() throws(UsageError) -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      throw UsageError("name the files or folders to grade")
    }
    let library: Library
    do throws(FileError) {
      library = try Library(addingFolder: arguments.value(of: Options.exercises)?.path)
    } catch {
      complain(error)
      return .failed
    }
    for fault in library.faults { errors.write(faultReport.text(fault)) }
    let intake = Intake(arguments.operands, exercises: Set(library.ids))
    let grader = Grader(library)
    let results = Workers.map(intake.items) { $0.graded(by: grader) }
    var gradebook = Gradebook(results)
    gradebook.problems = intake.problems + gradebook.problems
    return report(gradebook, exercisesHold: library.faults.isEmpty)
  }

  private mutating func report(_ gradebook: Gradebook, exercisesHold: Bool) -> ExitStatus {
    let below = gradebook.rows.filter { row in passMark.map { row.share < $0 } ?? false }
    let status: ExitStatus =
      !gradebook.problems.isEmpty || !exercisesHold ? .failed : below.isEmpty ? .right : .found
    if arguments.contains(Options.json) {
      output.write(JSONReports.document(status, JSONReports.gradebook(gradebook)))
    } else if arguments.contains(Options.csv) {
      output.write(GradeCSV(gradebook).text)
    } else if !arguments.contains(Options.quiet) {
      output.write(GradeTable(gradebook, ink: ink).text)
    }
    output.flush()
    for row in gradebook.rows {
      for stray in row.strays { errors.write(faultReport.text(stray)) }
    }
    for problem in gradebook.problems { errors.write(faultReport.text(problem)) }
    for row in below {
      errors.writeLine(
        "\(row.file.escapedForTerminal): below the pass mark with \(row.percentText)%")
    }
    if !arguments.contains(Options.quiet) || status != .right {
      errors.writeLine(GradeSummary(gradebook).text)
    }
    return status
  }

  private mutating func complain(_ error: FileError) {
    errors.writeLine("grade: \(error.path.text.escapedForTerminal): \(error.message)")
  }

  /// Sends what is left, and says if some of it was lost.
  consuming func finish(_ status: ExitStatus) -> ExitStatus {
    output.flush()
    guard let error = output.error else {
      errors.flush()
      return status
    }
    complain(error)
    errors.flush()
    return .failed
  }
}
