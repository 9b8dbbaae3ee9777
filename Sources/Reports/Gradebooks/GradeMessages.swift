import CommandLine
import Grading
import Scalars
import WorkedExamples

/// All that is not the result itself: what is wrong with files, and a last line.
package struct GradeMessages: GradeReport {
  let gradebook: Gradebook
  let faults: FaultReport
  let passMark: Rational?
  let status: ExitStatus
  let isQuiet: Bool

  package init(
    _ gradebook: Gradebook, faults: FaultReport, passMark: Rational?, status: ExitStatus,
    isQuiet: Bool
  ) {
    self.gradebook = gradebook
    self.faults = faults
    self.passMark = passMark
    self.status = status
    self.isQuiet = isQuiet
  }

  package func write(to stream: inout some TextOutputStream) {
    // Many rows are read from a file: not where none has anything to say.
    if gradebook.hasRemarks {
      gradebook.forEachRow { row, _ in
        for stray in row.strays { stream.write(faults.text(stray)) }
        for note in row.notes { stream.write(faults.text(note, severity: "note")) }
      }
    }
    for note in gradebook.notes where !isQuiet {
      stream.write(faults.text(note, severity: "note"))
    }
    gradebook.forEachProblem { fault, _ in stream.write(faults.text(fault)) }
    if let passMark {
      gradebook.forEachRow { row, _ in
        guard row.share < passMark else { return }
        let file = row.file.escapedForTerminal
        stream.write("\(file): below the pass mark with \(Marks.percent(row.share))%\n")
      }
    }
    if !isQuiet || status != .right { stream.write(GradeSummary(gradebook).text + "\n") }
  }
}
