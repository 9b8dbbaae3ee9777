import Checking
import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// Answer sheets.
extension Verification {
  mutating func check(_ operand: Argument, _ base: SheetJudge) -> ExitStatus {
    let source: SourceText
    do throws(FileError) {
      let path = operand.isStandardInput ? Path.standardInput : operand.path
      let bytes = operand.isStandardInput ? try Path.readStandardInput() : try path.read()
      source = SourceText(name: path.text, bytes: bytes)
    } catch {
      return refuse([Fault(file: error.path.text, error.message)])
    }
    let sheet: AnswerSheet
    do throws(Faults) {
      sheet = try AnswerSheet(source)
    } catch {
      return refuse(error.all)
    }
    guard sheet.exercise == base.key.exercise.id else {
      return refuse([
        Fault(
          "this sheet answers \(sheet.exercise), not \(base.key.exercise.id)", in: source,
          at: sheet.document.root["exercise"]?.range ?? 0..<0)
      ])
    }
    let judge: SheetJudge
    do throws(Fault) {
      judge = try base.dealt(for: sheet, asked: arguments.value(of: Options.variant)?.text)
    } catch {
      return refuse([error])
    }
    let finding = judge.judge(sheet)
    suites.append(
      TestSuite(
        GradeRow(
          finding, student: sheet.student ?? source.name, key: judge.key.exercise,
          annotate: StepExplanation.annotation)))
    let isSound = finding.strays.isEmpty && finding.steps.allSatisfy { $0.outcome.isSound }
    let showsAnswers = arguments.contains(Options.showAnswers)
    let page = write(
      StudentPage(
        finding, key: judge.key, student: sheet.student ?? source.name, showsAnswers: showsAnswers
      ).html)
    let status: ExitStatus = max(page, isSound ? .right : .found)
    if isJSON {
      output.write(JSONReports.document(status, JSONReports.sheet(finding)))
    } else if format != .junit, !isQuiet || !isSound {
      let report = SheetReport(
        finding, key: judge.key, showsAnswers: showsAnswers, ink: ink,
        width: width)
      if isText { output.write(report.text) } else { log += report.text }
    }
    return status
  }
}
