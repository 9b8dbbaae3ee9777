import CommandLine
import JSONText
import Notation
import Reports
import WorkedExamples

/// The tape, printed.
extension Verification {
  mutating func trace(_ exercise: Exercise, of output: Argument?) -> ExitStatus {
    do throws(Diagnostic) {
      let trace = try Trace(exercise, of: output?.text)
      let report = TraceReport(trace, ink: ink, width: width)
      self.output.write(
        isJSON
          ? JSONReports.document(.right, [JSONMember("trace", report.json)]) : report.text)
      return .right
    } catch {
      guard let output else {
        return refuse([Fault(file: exercise.id, error.message, help: error.help)])
      }
      let source = SourceText(name: "--trace", text: output.text)
      return refuse([Fault(error.message, in: source, at: error.range, help: error.help)])
    }
  }
}
