extension CommandSpecification {
  /// The whole help, within 80 columns.
  package var helpText: String {
    var sections = [summary, usageText]
    if !examples.isEmpty {
      // An example is long; its meaning stands under it.
      let lines = examples.flatMap { example in
        ["  $ \(example.text)"] + wrap(example.meaning, width: Self.width - 6).map { "      " + $0 }
      }
      sections.append((["examples:"] + lines).joined(separator: "\n"))
    }
    sections.append(table("arguments:", operands))
    sections.append(table("options:", allOptions.map { Entry($0.usage, $0.meaning) }))
    sections.append(table("exit status:", exitStatuses))
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// The ways to call the command, one on each line.
  package var usageText: String {
    var lead = "usage: "
    var lines: [String] = []
    for form in usage {
      let indent = String(repeating: " ", count: lead.count + name.count + 1)
      let words = wrap(form, width: Self.width - indent.count)
      lines.append("\(lead)\(name) \(words.first ?? "")")
      lines += words.dropFirst().map { indent + $0 }
      lead = "       "
    }
    return lines.joined(separator: "\n")
  }

  /// What stderr shows after a mistake; the exit status is 2.
  package func text(of error: UsageError) -> String {
    "\(name): \(error.message)\n\(usageText)\nsee \(name) --help\n"
  }

  /// The answer to `--version`.
  package var versionText: String { "\(name) \(version)\n" }

  private static var width: Int { 80 }
  /// Where meanings begin; what is longer on the left gets a line of its own.
  private static var margin: Int { 26 }

  private func table(_ title: String, _ entries: [Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    let widest = entries.map(\.text.displayWidth).max() ?? 0
    let margin = min(Self.margin, widest + 4)
    let indent = String(repeating: " ", count: margin)
    var lines = [title]
    for entry in entries {
      var meaning = wrap(entry.meaning, width: Self.width - margin)[...]
      if entry.text.displayWidth + 4 > margin {
        lines.append("  \(entry.text)")
      } else {
        lines.append("  " + entry.text.padded(to: margin - 2) + (meaning.popFirst() ?? ""))
      }
      lines += meaning.map { indent + $0 }
    }
    return lines.joined(separator: "\n")
  }

  /// Breaks text at spaces; a word that is too long stands alone.
  private func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
