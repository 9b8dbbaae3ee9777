import Checking
import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// Answer sheets.
extension Verification {
  /// Checks sheets against one exercise, or each against the one that it names.
  mutating func check(
    _ operands: [Argument], _ judge: SheetJudge? = nil, _ library: Library
  ) -> ExitStatus {
    var status = ExitStatus.right
    for operand in operands {
      guard let sheet = sheet(operand, judge) else {
        status = .failed
        continue
      }
      guard let base = self.judge(of: sheet, judge, library),
        let judge = dealtJudge(of: sheet, base)
      else {
        status = .failed
        continue
      }
      status = max(status, check(sheet, judge, base: base))
    }
    return status
  }

  /// Reads a sheet, which need not say that it answers the exercise that was named; or says why it
  /// is none.
  mutating func sheet(_ operand: Argument, _ judge: SheetJudge?) -> AnswerSheet? {
    let source: SourceText
    do throws(FileError) {
      let path = operand.isStandardInput ? Path.standardInput : operand.path
      let bytes = operand.isStandardInput ? try Path.readStandardInput() : try path.read()
      source = SourceText(name: path.text, saved: bytes)
    } catch {
      let help =
        error.reason == .isFolder
        ? "verify checks single sheets; grade \(operand.text) marks a folder of them" : nil
      refuse([Fault(file: error.path.text, error.message, help: help)])
      return nil
    }
    do throws(Faults) {
      return try AnswerSheet(source, expected: judge?.key.exercise.id)
    } catch {
      refuse(error.all)
      return nil
    }
  }

  /// The judge of the exercise that a sheet answers, at the sheet's own numbers.
  mutating func dealtJudge(of sheet: AnswerSheet, _ base: SheetJudge) -> SheetJudge? {
    do throws(Fault) {
      return try base.dealt(for: sheet, asked: arguments.value(of: Options.variant)?.text)
    } catch {
      refuse([error])
      return nil
    }
  }

  /// The judge of the exercise that a sheet answers, which must be the one that was named.
  mutating func judge(
    of sheet: AnswerSheet, _ judge: SheetJudge?, _ library: Library
  ) -> SheetJudge? {
    let place = sheet.document.root["exercise"]?.range ?? 0..<0
    let source = sheet.document.source
    if let judge {
      if sheet.exercise == judge.key.exercise.id { return judge }
      let isKnown = library.has(sheet.exercise)
      refuse([
        Fault(
          "this sheet answers \(sheet.exercise), not \(judge.key.exercise.id)", in: source,
          at: place,
          help: isKnown && source.name != Path.standardInput.text
            ? "verify \(sheet.exercise) \(source.name)"
            : "\"exercise\" is the id of the exercise: \"\(judge.key.exercise.id)\"")
      ])
      return nil
    }
    if let exercise = library.exercise(sheet.exercise) { return self.judge(of: exercise) }
    let absence = library.absence(of: sheet.exercise)
    refuse([Fault(absence.message, in: source, at: place, help: absence.help)])
    return nil
  }

  private mutating func check(
    _ sheet: AnswerSheet, _ judge: SheetJudge, base: SheetJudge
  ) -> ExitStatus {
    let finding = judge.judge(sheet, among: OtherNumbers(base))
    let name = sheet.student ?? sheet.document.source.name
    let row = GradeRow(
      finding, student: name, key: judge.key.exercise,
      annotations: finding.annotations(judge.key))
    suites.append(TestSuite(row))
    let isSound = finding.strays.isEmpty && finding.steps.allSatisfy { $0.outcome.isSound }
    let showsAnswers = arguments.contains(Options.showAnswers)
    let page = write(
      StudentPage(finding, key: judge.key, row: row, showsAnswers: showsAnswers).html)
    let status: ExitStatus = max(page, isSound ? .right : .found)
    if isJSON {
      output.write(JSONReports.document(status, JSONReports.sheet(finding, judge.key)))
    } else if format != .junit, !isQuiet || !isSound {
      let report = SheetReport(
        finding, key: judge.key, showsAnswers: showsAnswers, showsProblemsOnly: isQuiet, ink: ink,
        width: width)
      if isText { output.write(report.text) } else { log += report.text }
    }
    return status
  }
}

extension Library {
  /// Adds a file if it holds an exercise, and returns the exercise's id.
  mutating func addExercise(from path: Path) -> String? {
    guard let bytes = try? path.read() else { return nil }
    let source = SourceText(name: path.text, saved: bytes)
    guard let root = try? JSONDocument(source).root, root["questions"] != nil else { return nil }
    add(source)
    return root["id"]?.string ?? ""
  }
}
