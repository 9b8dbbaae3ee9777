import WorkedExamples

/// The page for a file that could not be graded: nothing that was handed in is passed over.
package struct ProblemPage {
  let student: String
  let faults: [Fault]

  package init(student: String, faults: [Fault]) {
    self.student = student
    self.faults = faults
  }

  private var shown: ArraySlice<Fault> { faults.prefix(20) }

  private func place(_ fault: Fault) -> String {
    fault.position.map { "Line \($0.line), column \($0.column): " } ?? ""
  }

  package var html: String {
    let name = student.cut(to: 120)
    var parts: [HTML] = [
      .tag("p", "It counts neither as right nor as wrong. Mend it and hand it in again.")
    ]
    for fault in shown {
      parts.append(.tag("p", (place(fault) + fault.message).cut(to: 600) + "."))
      let lines = FaultReport(width: HTML.excerptWidth).excerpt(fault)
      if let line = lines.first, let mark = lines.dropFirst().first {
        parts.append(
          .excerpt([line, mark]))
      }
      if let help = fault.help {
        parts.append(.tag("p", ["class": "hint"], "Help: \(help.cut(to: 600))"))
      }
    }
    return HTMLPage(
      title: "\(name): not graded",
      header: [.tag("h1", "This file could not be graded"), .tag("p", ["class": "quiet"], name)],
      main: parts, footer: "Nothing that was handed in is passed over."
    ).text
  }

  package var markdown: String {
    var lines = [
      "# This file could not be graded", "", student.cut(to: 120).escapedForMarkdown, "",
      "It counts neither as right nor as wrong. Mend it and hand it in again.",
    ]
    for fault in shown {
      lines += ["", (place(fault) + fault.message).cut(to: 600).escapedForMarkdown]
      if let line = FaultReport(width: HTML.excerptWidth).excerpt(fault).first {
        lines += ["", line.asCode]
      }
      if let help = fault.help { lines += ["", "Help: \(help.cut(to: 600).escapedForMarkdown)"] }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
