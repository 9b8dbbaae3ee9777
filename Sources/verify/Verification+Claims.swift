import Checking
import CommandLine
import JSONText
import Notation
import Reports
import Scalars
import WorkedExamples

/// Chains from the command line or standard input.
extension Verification {
  mutating func checkClaims() throws(UsageError) -> ExitStatus {
    // What people write of their own accord is seldom meant to more than two digits.
    let digits = try digits() ?? 2
    var names = Namespace()
    for (number, statement) in arguments.values(of: Options.given).enumerated() {
      do throws(Diagnostic) {
        try names.add(statement.text, visible: true, from: "in --let \(number + 1)")
      } catch {
        let source = SourceText(name: "--let \(number + 1)", text: statement.text)
        return report([Fault(error.message, in: source, at: error.range, help: error.help)])
      }
    }
    guard let claim = arguments.value(of: Options.claim) else { return .failed }
    guard claim.isStandardInput else { return check(claim.text, names, digits) }
    var lines = LineReader.standardInput()
    var status = ExitStatus.right
    do throws(FileError) {
      while output.isOpen, let line = try lines.next() {
        guard let bytes = line.bytes else {
          output.writeLine("error\t\tthis line is too long")
          status = .failed
          continue
        }
        status = max(status, check(String(decoding: bytes, as: UTF8.self), names, digits))
      }
    } catch {
      report(error)
      return .failed
    }
    return status
  }

  private func digits() throws(UsageError) -> Int? {
    guard let argument = arguments.value(of: Options.digits) else { return nil }
    guard let count = Int(argument.text), 1...Rational.digitLimit ~= count else {
      throw UsageError(
        "--digits takes a number from 1 to \(Rational.digitLimit), not \(argument.text.escapedForTerminal)"
      )
    }
    return count
  }

  mutating func check(
    _ claim: String, _ names: Namespace, _ digits: Int
  ) -> ExitStatus {
    var result: ClaimReport.Result
    do throws(Diagnostic) {
      let chain = try Chain.parse(claim, vocabulary: names.vocabulary)
      result = .judged(
        try Judge().check(claim: chain, names: names, digits: digits), chain)
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
