import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Reports
import WorkedExamples

/// Help with single steps, one hint at a time.
extension Verification {
  /// A step with the number of the hint that is wanted: `h1:2`, or `h1` asked for twice.
  struct HintRequest {
    let step: String
    var number: Int
  }

  func hintRequests() throws(UsageError) -> [HintRequest] {
    var requests: [HintRequest] = []
    for argument in arguments.values(of: Options.hint) {
      let parts = argument.text.split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let step = String(parts[0])
      var number: Int?
      if parts.count > 1 {
        guard let asked = Int(parts[1]), asked > 0 else {
          throw UsageError("--hint takes a step and the number of a hint, such as \(step):2")
        }
        number = asked
      }
      if let place = requests.firstIndex(where: { $0.step == step }) {
        requests[place].number = number ?? requests[place].number + 1
      } else {
        requests.append(HintRequest(step: step, number: number ?? 1))
      }
    }
    return requests
  }

  mutating func hint(_ sheet: AnswerSheet?, _ judge: SheetJudge) throws(UsageError) -> ExitStatus {
    let finding = sheet.map { judge.judge($0) }
    let exercise = judge.key.exercise
    var documents: [JSONValue] = []
    var faults: [Fault] = []
    for request in try hintRequests() {
      guard let hints = StepHints(request.step, key: judge.key, sheet: finding) else {
        let near = Nearest.name(to: request.step, among: exercise.steps.map(\.id))
        faults.append(
          Fault(
            file: exercise.id, "there is no step \(request.step)",
            help: near.map { "did you mean \($0)?" }))
        continue
      }
      let report = HintReport(hints, number: request.number, ink: ink, width: width)
      documents.append(report.json)
      if !isJSON { output.write((documents.count > 1 ? "\n" : "") + report.text) }
    }
    let status: ExitStatus = faults.isEmpty ? .right : .failed
    guard isJSON else {
      report(faults)
      return status
    }
    output.write(
      JSONReports.document(
        status,
        [
          JSONMember("hints", .array(documents)), JSONMember("faults", JSONReports.faults(faults)),
        ]))
    return status
  }
}
