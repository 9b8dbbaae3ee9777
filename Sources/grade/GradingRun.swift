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
  let format: GradeFormat
  let passMark: Rational?
  var output = Output.standardOutput()
  var errors = Output.standardError()
  let ink: Ink
  let faultReport: FaultReport

  init(_ arguments: Arguments) throws(UsageError) {
    let format = try Self.format(arguments)
    let passMark = try arguments.value(of: Options.pass).map { argument throws(UsageError) in
      try Self.share(argument.text)
    }
    self.arguments = arguments
    self.format = format
    self.passMark = passMark
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

  private static func format(_ arguments: Arguments) throws(UsageError) -> GradeFormat {
    let named = arguments.value(of: Options.format).flatMap { GradeFormat(rawValue: $0.text) }
    let asked: [(flag: String, format: GradeFormat)] = [
      named.map { ("--format", $0) },
      arguments.contains(Options.csv) ? ("--csv", .csv) : nil,
      arguments.contains(Options.json) ? ("--json", .json) : nil,
    ].compactMap(\.self)
    var flags = asked.map(\.flag)
    if arguments.contains(Options.fill) { flags.append("--fill") }
    guard flags.count < 2 else {
      throw UsageError("\(flags[0]) and \(flags[1]) exclude each other")
    }
    if arguments.contains(Options.column), !arguments.contains(Options.fill) {
      throw UsageError("--column goes with --fill")
    }
    return asked.first?.format ?? .table
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
    let only = arguments.value(of: Options.exercise)?.text
    if let only, library.exercises[only] == nil {
      let help = library.suggestion(for: only)
      errors.writeLine(
        "grade: there is no exercise \(only.escapedForTerminal); \(help.escapedForTerminal)")
      return .failed
    }
    if only == nil, library.exercises.count > 1, format == .gradescope || format == .autolab {
      // What an unreadable sheet is out of must be known.
      throw UsageError("--format \(format.rawValue) needs --exercise, as there are several")
    }
    var form: GradebookForm?
    if let file = arguments.value(of: Options.fill) {
      guard let read = readForm(file.path) else { return .failed }
      form = read
    }
    let intake = Intake(
      arguments.operands, exercises: Set(library.ids),
      output: arguments.value(of: Options.output)?.path)
    let pages: GradingPages?
    do throws(Fault) {
      pages = try GradingPages(arguments, for: intake.items)
    } catch {
      errors.write(faultReport.text(error))
      return .failed
    }
    var gradebook = grade(intake, library, only: only, pages)
    let holds = library.faults.isEmpty
    if let pages {
      let status = self.status(of: gradebook, exercisesHold: holds)
      gradebook.problems += pages.write(gradebook, status: status, library)
    }
    let status = self.status(of: gradebook, exercisesHold: holds)
    if var form { return fill(&form, with: gradebook, library, status) }
    return report(gradebook, library, only: only, status)
  }

  private func grade(
    _ intake: Intake, _ library: Library, only: String?, _ pages: GradingPages?
  ) -> Gradebook {
    let isExplained =
      format.usesAnnotations || format == .table && arguments.contains(Options.verbose)
    let grader = Grader(
      library, only: only, decimalCommas: arguments.contains(Options.decimalComma),
      annotate: isExplained ? StepExplanation.annotation : nil)
    let progress = ProgressLine(
      total: intake.items.count, of: "sheets", isWanted: !arguments.contains(Options.quiet))
    let results = Workers.map(intake.items, didFinish: progress.advance) {
      item -> GradingPages.Outcome in
      pages?.grade(item, by: grader) ?? .init(result: item.graded(by: grader), faults: [])
    }
    progress.end()
    var gradebook = Gradebook(results.map(\.result))
    gradebook.problems = intake.problems + gradebook.problems
    if let pages { gradebook.problems += pages.problems + results.flatMap(\.faults) }
    return gradebook
  }

  func below(_ gradebook: Gradebook) -> [GradeRow] {
    gradebook.rows.filter { row in passMark.map { row.share < $0 } ?? false }
  }

  private func status(of gradebook: Gradebook, exercisesHold: Bool) -> ExitStatus {
    if !gradebook.problems.isEmpty || !exercisesHold { return .failed }
    return below(gradebook).isEmpty ? .right : .found
  }

  mutating func complain(_ error: FileError) {
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
