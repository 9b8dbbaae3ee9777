import Grading
import Checking
import CommandLine
import JSONText
import WorkedExamples

/// A trace as a table, and for programs.
package struct TraceReport {
  let trace: Trace
  let ink: Ink
  let width: Int

  package init(_ trace: Trace, ink: Ink = .plain, width: Int = 80) {
    self.trace = trace
    self.ink = ink
    self.width = width
  }

  private struct Cells {
    let index: String
    let name: String
    let operation: String
    let value: String
    let adjoint: String

    var all: [String] { [index, name, operation, value, adjoint] }
  }

  package var text: String {
    // An unnamed constant stands in the operations that use it.
    let rows = trace.rows.filter { !$0.isConstant || $0.index == trace.rows.count - 1 }
    let head = Cells(
      index: "#", name: "name", operation: "operation", value: "value", adjoint: "adjoint")
    // Exact values if they fit, else as many digits as do.
    var table = [head]
    for digits in [12, 9, 6] {
      table = [head] + rows.map { cells($0, digits: digits) }
      if widths(table).reduce(0, +) + 2 * (head.all.count - 1) <= width { break }
    }
    let widths = widths(table)
    let title = "\(trace.exercise.id): \(trace.output), as the tape records it"
    var lines = [ink(title.escapedForTerminal, .strong)]
    lines += wrapped(
      "forward, the value of each operation; backward, its adjoint: the derivative of \(trace.output) by it",
      indent: 0, width: width
    ).map(\.escapedForTerminal)
    lines.append("")
    for (number, row) in table.enumerated() {
      let cells = zip(row.all, widths).enumerated().map { column, cell in
        let (text, width) = cell
        // Numbers stand right, words left.
        return column == 1 || column == 2
          ? text.padded(to: width)
          : String(repeating: " ", count: width - text.displayWidth) + text
      }
      lines.append(ink(cells.joined(separator: "  "), number == 0 ? .quiet : nil))
    }
    if trace.omitted > 0 { lines.append("and \(counted(trace.omitted, "operation")) more") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func cells(_ row: Trace.Row, digits: Int) -> Cells {
    Cells(
      index: "\(row.index)", name: row.name ?? "", operation: row.text,
      value: row.value.shown(digits: digits), adjoint: row.adjoint.shown(digits: digits))
  }

  private func widths(_ table: [Cells]) -> [Int] {
    var widths = [Int](repeating: 0, count: 5)
    for row in table {
      for (column, text) in row.all.enumerated() {
        widths[column] = max(widths[column], text.displayWidth)
      }
    }
    return widths
  }

  // MARK: For programs

  package var json: JSONValue {
    let nodes = trace.rows.map { row -> JSONValue in
      var members = [
        JSONMember("index", .integer(row.index)), JSONMember("operation", .string(row.operation)),
        JSONMember("operands", .array(row.operands.map { .integer($0) })),
        JSONMember("value", .string(row.value.text)),
        JSONMember("adjoint", .string(row.adjoint.text)),
      ]
      if let name = row.name { members.append(JSONMember("name", .string(name))) }
      return .object(members)
    }
    return [
      "exercise": .string(trace.exercise.id), "output": .string(trace.output),
      "nodes": .array(nodes), "omitted": .integer(trace.omitted),
    ]
  }
}
