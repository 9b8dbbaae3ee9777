import CommandLine
import Grading

/// Under a table: each answer that is not simply right, with its place and the reason.
package struct GradeDetails: GradeReport {
  let gradebook: Gradebook
  let ink: Ink

  package init(_ gradebook: Gradebook, ink: Ink = .plain) {
    self.gradebook = gradebook
    self.ink = ink
  }

  package func write(to stream: inout some TextOutputStream) {
    gradebook.forEachRowByExercise { row in
      let lines = row.steps.compactMap { line($0, of: row) }
      guard !lines.isEmpty else { return }
      stream.write("\n\(ink(row.student.escapedForTerminal, .strong))\n")
      for line in lines { stream.write(line) }
    }
  }

  private func line(_ mark: GradeRow.StepMark, of row: GradeRow) -> String? {
    guard let note = mark.annotation else { return nil }
    let place = note.place.map { ":\($0.start)" } ?? ""
    var text = "  \(row.file.escapedForTerminal)\(place): \(mark.step): "
    text += ink(mark.outcome.word, mark.outcome.tone)
    if !note.message.isEmpty { text += ": \(note.message.escapedForTerminal)" }
    if let hint = note.hint { text += "\n      hint: \(hint.escapedForTerminal)" }
    return text + "\n"
  }
}
