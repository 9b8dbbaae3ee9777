import Bundled
import Checking
import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// One call of `verify`.
struct Verification: ~Copyable {
  let arguments: Arguments
  let format: ReportFormat
  /// What is kept for formats that are one document.
  var suites: [TestSuite] = []
  /// What people read of a run on GitHub, where only commands may stand in the open.
  var log = ""
  let output = Output.standardOutput()
  let errors = Output.standardError()
  let ink: Ink
  let faultReport: FaultReport
  var width: Int

  init(_ arguments: Arguments) throws(UsageError) {
    let named = arguments.value(of: Options.format).flatMap { ReportFormat(rawValue: $0.text) }
    let isJSON = arguments.contains(Options.json)
    if named != nil, isJSON { throw UsageError("--format and --json exclude each other") }
    let format = named ?? (isJSON ? .json : .text)
    let others = [
      Options.claim, Options.list, Options.template, Options.errata, Options.hint, Options.trace,
      Options.watch, Options.emit,
    ]
    if format == .junit || format == .github,
      let other = others.first(where: { arguments.contains($0) })
    {
      throw UsageError("--format \(format.rawValue) and --\(other.name) exclude each other")
    }
    self.arguments = arguments
    self.format = format
    let color =
      arguments.value(of: Options.color).flatMap { ColorChoice(rawValue: $0.text) } ?? .auto
    ink = Ink(Terminal.standardOutput.style(color))
    width = max(40, Terminal.standardOutput.width())
    faultReport = FaultReport(
      ink: Ink(Terminal.standardError.style(color)), width: max(40, Terminal.standardError.width()))
  }

  var isJSON: Bool { format == .json }
  /// Whether people read the output.
  var isText: Bool { format == .text }
  var isQuiet: Bool { arguments.contains(Options.quiet) }

  mutating func run() throws(UsageError) -> ExitStatus {
    let status = try work()
    switch format {
    case .text, .json: break
    case .junit: output.write(JUnitXML("verify", TestSuites(suites)).text)
    case .github:
      output.write(
        GitHubReport(TestSuites(suites)).text(log, token: GitHubReport.randomToken()))
    }
    return status
  }

  private mutating func work() throws(UsageError) -> ExitStatus {
    let operands = arguments.operands
    if arguments.contains(Options.claim) {
      guard operands.isEmpty else {
        throw UsageError("--claim takes no other arguments, found \(operands[0].text)")
      }
      return try checkClaims()
    }
    if let option = Options.aboutClaims.first(where: { arguments.contains($0) }) {
      throw UsageError("--\(option.name) goes with --claim")
    }
    let library: Library
    do throws(FileError) {
      library = try Library(addingFolder: arguments.value(of: Options.exercises)?.path)
    } catch {
      return refuse([Fault(file: error.path.text, error.message)])
    }
    if arguments.contains(Options.html), !(1...2).contains(operands.count) {
      throw UsageError("--html takes one exercise, or one exercise and one sheet")
    }
    if arguments.contains(Options.list) { return list(library) }
    if arguments.contains(Options.errata) { return try errata(of: operands, library) }
    guard let name = operands.first else {
      if let option = Options.aboutOneExercise.first(where: { arguments.contains($0) }) {
        throw UsageError("--\(option.name) needs an exercise")
      }
      return arguments.contains(Options.watch)
        ? try work([], nil, library) ?? .failed : checkAll(library)
    }
    guard let exercise = library.exercise(name.text) else {
      return try workWithoutExercise(operands, library)
    }
    return try work(on: exercise, Array(operands.dropFirst()), library)
  }

  private mutating func work(
    on exercise: Exercise, _ sheets: [Argument], _ library: Library
  ) throws(UsageError) -> ExitStatus {
    if let only = [Options.template, Options.trace].first(where: { arguments.contains($0) }) {
      guard sheets.count <= (only == Options.trace ? 1 : 0) else {
        throw UsageError(
          only == Options.trace
            ? "--trace takes one exercise and one name" : "--template needs one exercise")
      }
      guard let dealt = try dealt(exercise) else { return .failed }
      if only == Options.trace { return trace(dealt, of: sheets.first) }
      output.write(AnswerTemplate(dealt).text)
      return .right
    }
    if arguments.contains(Options.emit) {
      guard let dealt = try dealt(exercise) else { return .failed }
      return try emit(dealt, sheets)
    }
    guard sheets.isEmpty else {
      return try work(sheets, judge(of: exercise), library) ?? .failed
    }
    guard let dealt = try dealt(exercise) else { return .failed }
    if let status = try work([], judge(of: dealt), library) { return status }
    return replay(dealt, library)
  }

  /// Checks sheets, or hints at steps; nil where neither is asked for.
  private mutating func work(
    _ sheets: [Argument], _ judge: SheetJudge?, _ library: Library
  ) throws(UsageError) -> ExitStatus? {
    if arguments.contains(Options.hint) {
      guard sheets.count <= 1 else { throw UsageError("--hint takes one exercise and one sheet") }
      guard let operand = sheets.first else {
        guard let judge else { return nil }
        return try hint(nil, judge)
      }
      guard let sheet = sheet(operand, judge), let base = self.judge(of: sheet, judge, library),
        let judge = dealtJudge(of: sheet, base)
      else { return .failed }
      return try hint(sheet, judge)
    }
    if arguments.contains(Options.watch) {
      guard !sheets.isEmpty, !sheets.contains(where: \.isStandardInput), isText else {
        throw UsageError(
          isText ? "--watch needs an answer sheet in a file" : "--watch prints text only")
      }
      return watch(sheets) { $0.check(sheets, judge, library) }
    }
    return sheets.isEmpty ? nil : check(sheets, judge, library)
  }

  /// Where the first operand is no exercise that is known, it may be the file of one; else all are
  /// sheets, which say what they answer.
  private mutating func workWithoutExercise(
    _ operands: [Argument], _ library: Library
  ) throws(UsageError) -> ExitStatus {
    let name = operands[0]
    let isFile = (try? name.path.kind()) != nil
    let looksLikeFile = name.path.hasSuffix(".json") || name.bytes.contains(UInt8(ascii: "/"))
    guard isFile || looksLikeFile || name.isStandardInput else {
      return unknown(name.text, library)
    }
    var library = library
    let faults = library.faults.count
    if isFile, let id = library.addExercise(from: name.path) {
      guard library.faults.count == faults, let exercise = library.exercise(id) else {
        return refuse(library.faults)
      }
      return try work(on: exercise, Array(operands.dropFirst()), library)
    }
    if let option = [Options.template, Options.trace, Options.emit]
      .first(where: { arguments.contains($0) })
    {
      throw UsageError("--\(option.name) needs an exercise, found \(name.text)")
    }
    return try work(operands, nil, library) ?? .failed
  }

  func judge(of exercise: Exercise) -> SheetJudge {
    SheetJudge(AnswerKey(exercise), decimalCommas: arguments.contains(Options.decimalComma))
  }

  // MARK: Messages

  @discardableResult
  mutating func report(_ faults: [Fault]) -> ExitStatus {
    for fault in faults { tell(faultReport.text(fault)) }
    return faults.isEmpty ? .right : .failed
  }

  /// Says what is not a result; on GitHub also stderr would be obeyed.
  mutating func tell(_ text: String) {
    if format == .github { log += text } else { errors.write(text) }
  }

  /// Says why nothing could be done.
  @discardableResult
  mutating func refuse(_ faults: [Fault]) -> ExitStatus {
    suites += TestSuite.suites(faults)
    guard isJSON else { return report(faults) }
    output.write(
      JSONReports.document(.failed, [JSONMember("faults", JSONReports.faults(faults))]))
    return .failed
  }

  /// Writes the page that `--html` asks for.
  mutating func write(_ page: @autoclosure () -> String) -> ExitStatus {
    guard let file = arguments.value(of: Options.html) else { return .right }
    do throws(FileError) {
      let isForced = arguments.contains(Options.force)
      try file.path.write(
        Array(page().utf8), over: isForced ? .anything : .beginning(with: [PageBeginning.text]))
      return .right
    } catch {
      report(error)
      return .failed
    }
  }

  mutating func report(_ error: FileError) {
    errors.writeLine("verify: \(error.path.text.escapedForTerminal): \(error.message)")
  }
}
