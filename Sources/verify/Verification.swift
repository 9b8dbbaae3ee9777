import Bundled
import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Reports
import WorkedExamples

/// One call of `verify`.
struct Verification: ~Copyable {
  let arguments: Arguments
  var output = Output.standardOutput()
  var errors = Output.standardError()
  let ink: Ink
  let faultReport: FaultReport
  let width: Int

  init(_ arguments: Arguments) {
    self.arguments = arguments
    let color =
      arguments.value(of: Options.color).flatMap { ColorChoice(rawValue: $0.text) } ?? .auto
    ink = Ink(Terminal.standardOutput.style(color))
    width = max(40, Terminal.standardOutput.width())
    faultReport = FaultReport(
      ink: Ink(Terminal.standardError.style(color)), width: max(40, Terminal.standardError.width()))
  }

  var isJSON: Bool { arguments.contains(Options.json) }
  var isQuiet: Bool { arguments.contains(Options.quiet) }

  mutating func run() throws(UsageError) -> ExitStatus {
    let operands = arguments.operands
    if arguments.contains(Options.claim) {
      guard operands.isEmpty else {
        throw UsageError("--claim takes no other arguments, found \(operands[0].text)")
      }
      return checkClaims()
    }
    if arguments.contains(Options.given) { throw UsageError("--let goes with --claim") }
    let library: Library
    do throws(FileError) {
      library = try Library(addingFolder: arguments.value(of: Options.exercises)?.path)
    } catch {
      report(error)
      return .failed
    }
    if arguments.contains(Options.list) { return list(library) }
    guard let name = operands.first else {
      if arguments.contains(Options.template) { throw UsageError("--template needs an exercise") }
      return checkAll(library)
    }
    guard let exercise = library.exercises[name.text] else {
      return unknown(name.text, library)
    }
    if arguments.contains(Options.template) {
      guard operands.count == 1 else { throw UsageError("--template needs one exercise") }
      output.write(AnswerTemplate(exercise).text)
      return .right
    }
    guard operands.count > 1 else { return replay(exercise, library) }
    let judge = SheetJudge(AnswerKey(exercise))
    var status = ExitStatus.right
    for operand in operands.dropFirst() { status = max(status, check(operand, judge)) }
    return status
  }

  // MARK: Exercises

  private mutating func list(_ library: Library) -> ExitStatus {
    if isJSON {
      let members = library.ids.compactMap { library.exercises[$0] }.map { exercise -> JSONValue in
        [
          "id": .string(exercise.id), "title": .string(exercise.title),
          "source": .string(exercise.source), "steps": .integer(exercise.steps.count),
        ]
      }
      output.write(
        JSONReports.document(.right, [JSONMember("exercises", .array(members))]))
    } else {
      let column = (library.ids.map(\.displayWidth).max() ?? 0) + 2
      for id in library.ids {
        output.writeLine(id.padded(to: column) + (library.exercises[id]?.title ?? ""))
      }
    }
    return report(library.faults)
  }

  private mutating func unknown(_ id: String, _ library: Library) -> ExitStatus {
    report(library.faults)
    errors.writeLine(
      "verify: there is no exercise \(id.escapedForTerminal); \(library.suggestion(for: id))")
    return .failed
  }

  struct Outcome {
    let key: AnswerKey
    let checks: [StepCheck]
    let solution: SolutionFinding?

    var faults: [Fault] {
      key.faults + checks.flatMap(\.faults) + (solution?.faults ?? [])
    }

    /// One line: how many steps hold, and what the source got wrong.
    func summary(_ ink: Ink) -> String {
      ReplaySummary(key: key, checks: checks, solution: solution).text(ink: ink)
    }
  }

  private func outcome(of exercise: Exercise, _ library: Library) -> Outcome {
    let key = AnswerKey(exercise)
    return Outcome(
      key: key, checks: Judge().check(key),
      solution: library.solutions[exercise.id].map { SheetJudge(key).check($0) })
  }

  private mutating func replay(_ exercise: Exercise, _ library: Library) -> ExitStatus {
    let outcome = outcome(of: exercise, library)
    let status: ExitStatus = outcome.faults.isEmpty ? .right : .found
    if isJSON {
      output.write(
        JSONReports.document(
          status,
          [
            JSONMember(
              "exercises",
              [
                JSONReports.exercise(
                  outcome.key, outcome.checks, outcome.solution, faults: outcome.faults)
              ])
          ]))
      return status
    }
    if !isQuiet {
      output.write(
        ReplayReport(
          key: outcome.key, checks: outcome.checks, solution: outcome.solution, ink: ink,
          width: width
        ).text)
      output.writeLine()
    }
    if !isQuiet { output.write(outcome.summary(ink)) }
    warn(outcome)
    report(outcome.faults)
    return status
  }

  private mutating func checkAll(_ library: Library) -> ExitStatus {
    var documents: [JSONValue] = []
    var faults = library.faults
    for id in library.ids {
      guard let exercise = library.exercises[id] else { continue }
      let outcome = outcome(of: exercise, library)
      faults += outcome.faults
      documents.append(
        JSONReports.exercise(
          outcome.key, outcome.checks, outcome.solution, faults: outcome.faults))
      if !isJSON, !isQuiet { output.write("\(id): " + outcome.summary(ink)) }
      warn(outcome)
    }
    for (id, solution) in library.solutions.sorted(by: { $0.key < $1.key })
    where library.exercises[id] == nil {
      faults.append(
        Fault(
          "there is no exercise \(id) that this solves", in: solution.document.source,
          at: solution.document.root["exercise"]?.range ?? 0..<0,
          help: library.suggestion(for: id)))
    }
    let status: ExitStatus =
      !library.faults.isEmpty ? .failed : faults.isEmpty ? .right : .found
    if isJSON {
      output.write(
        JSONReports.document(
          status,
          [
            JSONMember("exercises", .array(documents)),
            JSONMember("faults", JSONReports.faults(library.faults)),
          ]))
    } else {
      report(faults)
    }
    return status
  }

  /// Slips that nobody could see at the exercise's numbers: a word to its author.
  private mutating func warn(_ outcome: borrowing Outcome) {
    guard !isJSON, !isQuiet else { return }
    for check in outcome.checks {
      for slip in check.hiddenSlips {
        errors.write(
          faultReport.text(
            Fault(
              "at these numbers the slip comes to the right value of \(check.step.id)",
              in: outcome.key.exercise.document.source, at: slip.value.inscription.place),
            severity: "note"))
      }
    }
  }

  // MARK: Sheets

  private mutating func check(_ operand: Argument, _ judge: SheetJudge) -> ExitStatus {
    let source: SourceText
    do throws(FileError) {
      let path = operand.isStandardInput ? Path.standardInput : operand.path
      let bytes = operand.isStandardInput ? try Path.readStandardInput() : try path.read()
      source = SourceText(name: path.text, bytes: bytes)
    } catch {
      report(error)
      return .failed
    }
    let sheet: AnswerSheet
    do {
      sheet = try AnswerSheet(JSONDocument(source))
    } catch let error as JSONError {
      return report([Fault(error, in: source)])
    } catch let faults as Faults {
      return report(faults.all)
    } catch {
      return report([Fault(file: source.name, "this could not be read")])
    }
    guard sheet.exercise == judge.key.exercise.id else {
      return report([
        Fault(
          "this sheet answers \(sheet.exercise), not \(judge.key.exercise.id)", in: source,
          at: sheet.document.root["exercise"]?.range ?? 0..<0)
      ])
    }
    let finding = judge.judge(sheet)
    let isSound = finding.strays.isEmpty && finding.steps.allSatisfy { $0.outcome.isSound }
    let status: ExitStatus = isSound ? .right : .found
    if isJSON {
      output.write(JSONReports.document(status, JSONReports.sheet(finding)))
    } else if !isQuiet || !isSound {
      output.write(
        SheetReport(
          finding, key: judge.key, showsAnswers: arguments.contains(Options.showAnswers), ink: ink,
          width: width
        ).text)
    }
    return status
  }

  // MARK: Claims

  private mutating func checkClaims() -> ExitStatus {
    var names = Namespace()
    for (number, statement) in arguments.values(of: Options.given).enumerated() {
      do throws(Diagnostic) {
        try names.add(statement.text, visible: true)
      } catch {
        let source = SourceText(name: "--let \(number + 1)", text: statement.text)
        return report([Fault(error.message, in: source, at: error.range, help: error.help)])
      }
    }
    guard let claim = arguments.value(of: Options.claim) else { return .failed }
    guard claim.isStandardInput else { return check(claim.text, names) }
    var lines = LineReader.standardInput()
    var status = ExitStatus.right
    do throws(FileError) {
      while output.isOpen, let line = try lines.next() {
        guard let bytes = line.bytes else {
          output.writeLine("error\t\tthis line is too long")
          status = .failed
          continue
        }
        status = max(status, check(String(decoding: bytes, as: UTF8.self), names))
      }
    } catch {
      report(error)
      return .failed
    }
    return status
  }

  private mutating func check(_ claim: String, _ names: Namespace) -> ExitStatus {
    var result: ClaimReport.Result
    do throws(Diagnostic) {
      let chain = try Chain.parse(claim, vocabulary: names.vocabulary)
      result = .judged(try Judge().check(claim: chain, names: names), chain)
    } catch {
      result = .unreadable(error)
    }
    let report = ClaimReport(claim: claim, result)
    output.write(
      isJSON ? JSONWriter(.compact).text(of: report.json) : report.line)
    switch report.word {
    case "holds": return .right
    case "error": return .failed
    default: return .found
    }
  }

  // MARK: Messages

  @discardableResult
  private mutating func report(_ faults: [Fault]) -> ExitStatus {
    for fault in faults { errors.write(faultReport.text(fault)) }
    return faults.isEmpty ? .right : .failed
  }

  private mutating func report(_ error: FileError) {
    errors.writeLine("verify: \(error.path.text.escapedForTerminal): \(error.message)")
  }

  /// Sends what is left, and says if some of it was lost.
  consuming func finish(_ status: ExitStatus) -> ExitStatus {
    output.flush()
    guard let error = output.error else {
      errors.flush()
      return status
    }
    errors.writeLine("verify: \(error.path.text): \(error.message)")
    errors.flush()
    return .failed
  }
}
