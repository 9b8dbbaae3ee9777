import CommandLine
import WorkedExamples

/// Faults as people read them: the place, the words, the line with a mark under it.
package struct FaultReport {
  let ink: Ink
  /// Columns of the terminal; long lines are cut around the mark.
  let width: Int

  package init(ink: Ink = .plain, width: Int = 80) {
    self.ink = ink
    self.width = width
  }

  package func text(_ fault: Fault, severity: String? = nil) -> String {
    var lines = [headline(fault, severity ?? (fault.isUndecided ? "undecided" : "error"))]
    lines += excerpt(fault)
    if let help = fault.help { lines.append("  = help: \(help.escapedForTerminal)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ fault: Fault, _ severity: String) -> String {
    let place = fault.position.map { ":\($0.line):\($0.column)" } ?? ""
    return
      "\(fault.file.escapedForTerminal)\(place): \(ink(severity, .bad)): \(fault.message.escapedForTerminal)"
  }

  /// The line and its mark, as they stand under a headline.
  func excerpt(_ fault: Fault) -> [String] {
    guard let excerpt = fault.excerpt, let position = fault.position else { return [] }
    let gutter = "\(position.line) | "
    let window = Window(excerpt, width: max(24, width - gutter.count))
    let blank = String(repeating: " ", count: gutter.count - 2)
    return [
      gutter + window.line,
      "\(blank)| \(String(repeating: " ", count: window.indent))\(ink(window.mark, .bad))",
    ]
  }

  /// The part of a line that fits, with the mark's place in it.
  private struct Window {
    let line: String
    let indent: Int
    let mark: String

    init(_ excerpt: Fault.Excerpt, width: Int) {
      let scalars = Array(excerpt.line.unicodeScalars)
      let start = min(excerpt.marked.lowerBound, scalars.count)
      let length = max(1, min(excerpt.marked.count, width - 8))
      var first = 0
      if scalars.count > width, start + length > width - 4 {
        first = min(start - min(start, 12), max(0, scalars.count - width + 1))
        first = max(first, start + length + 2 - width)
        first = min(first, start)
      }
      let last = min(scalars.count, first + width - (first > 0 ? 1 : 0) - 1)
      func shown(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        // A tab would move the mark; it is white space of the file, and shows as such.
        return String(text).replacing("\t", with: " ").escapedForTerminal
      }
      let before = (first > 0 ? "…" : "") + shown(first..<max(first, min(start, last)))
      line = before + shown(max(first, min(start, last))..<last) + (last < scalars.count ? "…" : "")
      indent = before.displayWidth
      let marked = shown(min(start, last)..<min(start + length, last)).displayWidth
      mark = "^" + String(repeating: "~", count: max(0, marked - 1))
    }
  }
}
