import Checking
import CommandLine
import Grading
import Reports
import WorkedExamples

/// Checks that are made again when a sheet is saved.
extension Verification {
  /// Checks sheets until `q` is typed or standard input ends; returns how the last check ended.
  mutating func watch(
    _ operands: [Argument], _ check: (inout Verification) -> ExitStatus
  ) -> ExitStatus {
    var watch = FileWatch(operands.map(\.path))
    var number = 0
    while true {
      number += 1
      begin(number)
      let status = check(&self)
      suites = []
      output.flush()
      errors.flush()
      if isScreen {
        output.writeLine(
          "watching \(operands.map(\.text.escapedForTerminal).joined(separator: ", "))"
            + " (check \(number)); q ends")
        output.flush()
      }
      guard output.isOpen else { return status }
      guard waitForChange(&watch) else { return status }
    }
  }

  /// Whether the output is a terminal that can be cleared.
  private var isScreen: Bool {
    Terminal.standardOutput.isInteractive && Environment.process["TERM"] != "dumb"
  }

  private mutating func begin(_ number: Int) {
    if isScreen {
      width = max(40, Terminal.standardOutput.width())
      // Clear the screen, and begin at its top.
      output.write("\u{1B}[H\u{1B}[2J")
    } else if number > 1 {
      output.writeLine("\nsaved again, check \(number)\n")
    }
  }

  /// False once a person wants to end.
  private func waitForChange(_ watch: inout FileWatch) -> Bool {
    while true {
      let event = KeyWait.wait {
        watch.hasChanged()
          || (isScreen && max(40, Terminal.standardOutput.width()) != width)
      }
      switch event {
      case .happened: return true
      case .endOfInput, .key(UInt8(ascii: "q")), .key(UInt8(ascii: "Q")): return false
      case .key: continue
      }
    }
  }
}
