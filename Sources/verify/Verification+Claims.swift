import Checking
import CommandLine
import JSONText
import Notation
import Reports
import WorkedExamples

/// Chains from the command line or standard input.
extension Verification {
  mutating func checkClaims() -> ExitStatus {
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

  mutating func check(_ claim: String, _ names: Namespace) -> ExitStatus {
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
}
