extension CommandSpecification {
  /// The manual page, in the `man` macros of troff.
  package var manPage: String {
    var lines = [
      // The date of a page is left out, so that the same table gives the same bytes.
      ".TH \(quoted(name.uppercased())) 1 \"\" \(quoted("\(name) \(version)")) \"User Commands\"",
      ".SH NAME", "\(roff(name)) \\- \(roff(lowerCasedSummary))", ".SH SYNOPSIS",
    ]
    for (index, form) in usage.enumerated() {
      if index > 0 { lines.append(".br") }
      lines += [".B \(roff(name))", text(form)]
    }
    lines += [".SH DESCRIPTION", text(summary)]
    lines += section("ARGUMENTS", operands)
    lines += section("OPTIONS", allOptions.map { Entry($0.manForm, $0.meaning) })
    lines += section("EXIT STATUS", exitStatuses)
    if !examples.isEmpty {
      lines.append(".SH EXAMPLES")
      for example in examples {
        lines += [".PP", text(example.meaning), ".PP", ".RS 4", ".nf", text(example.text)]
        lines += [".fi", ".RE"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ entries: [Entry]) -> [String] {
    guard !entries.isEmpty else { return [] }
    return [".SH \(title)"]
      + entries.flatMap { [".TP", ".B \(roff($0.text))", text($0.meaning)] }
  }

  /// By custom the line under NAME is no sentence.
  private var lowerCasedSummary: String {
    let text = summary.hasSuffix(".") ? String(summary.dropLast()) : summary
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private func quoted(_ text: String) -> String {
    "\"\(roff(text).replacing("\"", with: "\\(dq"))\""
  }

  /// A line of text that begins with no request: a dot or quote there would be one.
  private func text(_ text: String) -> String {
    let line = roff(text)
    return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  private func roff(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      // As they are typed: troff would set a hyphen and curly quotes.
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case let scalar where !scalar.isASCII:
        result += "\\[u\(hexadecimal(scalar.value))]"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension OptionSpecification {
  /// `-o, --output FILE`, without the room that a table leaves.
  fileprivate var manForm: String {
    (letter.map { "-\($0), " } ?? "") + flag + (placeholder.map { " \($0)" } ?? "")
  }
}
