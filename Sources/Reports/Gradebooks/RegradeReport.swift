import CommandLine
import Grading
import JSONText
import Scalars
import WorkedExamples

/// Who would have other marks than in an earlier run, by how much, and why.
package struct RegradeReport: GradeReport {
  let gradebook: Gradebook
  let earlier: EarlierMarks
  let format: Format
  let ink: Ink

  package enum Format {
    case text
    case json(ExitStatus)
  }

  package init(
    _ gradebook: Gradebook, against earlier: EarlierMarks, _ format: Format = .text,
    ink: Ink = .plain
  ) {
    self.gradebook = gradebook
    self.earlier = earlier
    self.format = format
    self.ink = ink
  }

  package func write(to stream: inout some TextOutputStream) {
    let comparison = Comparison(gradebook, earlier)
    switch format {
    case .text: for line in lines(of: comparison) { stream.write(line + "\n") }
    case .json(let status):
      stream.write(JSONReports.document(status, members(of: comparison)))
    }
  }

  // MARK: Comparison

  struct Change {
    let key: EarlierMarks.Key
    let before: String
    let after: String
    let difference: Rational
    let steps: [StepChange]
  }

  struct StepChange {
    let step: String
    let before: EarlierMarks.Step?
    let after: EarlierMarks.Step?
    let slip: String?
  }

  /// What became of each sheet, in the order of the files.
  private struct Comparison {
    var changes: [Change] = []
    var new: [EarlierMarks.Key] = []
    var gone: [EarlierMarks.Key] = []
    var unchanged = 0
    /// Sheets with the same points, which they get for another reason.
    var reasoned = 0

    init(_ gradebook: Gradebook, _ earlier: EarlierMarks) {
      var left = earlier.sheets
      gradebook.forEachRow { row, _ in
        let key = earlier.key(of: row)
        guard let before = left.removeValue(forKey: key) else {
          new.append(key)
          return
        }
        let steps = Self.steps(before, row)
        let after = Marks.text(row.points)
        guard after != before.points else {
          if steps.isEmpty { unchanged += 1 } else { reasoned += 1 }
          return
        }
        changes.append(
          Change(
            key: key, before: before.points, after: after,
            difference: row.points - Rational(points: before.points),
            steps: steps))
      }
      gone = left.keys.sorted { ($0.exercise, $0.student) < ($1.exercise, $1.student) }
    }

    private static func steps(_ before: EarlierMarks.Sheet, _ row: GradeRow) -> [StepChange] {
      var left = before.steps
      var steps = row.steps.compactMap { mark -> StepChange? in
        let after = EarlierMarks.Step(outcome: mark.outcome.word, points: Marks.text(mark.points))
        let old = left.removeValue(forKey: mark.step)
        return old == after
          ? nil : StepChange(step: mark.step, before: old, after: after, slip: mark.slip)
      }
      for (step, old) in left.sorted(by: { $0.key < $1.key }) {
        steps.append(StepChange(step: step, before: old, after: nil, slip: nil))
      }
      return steps
    }
  }

  // MARK: Text

  private func lines(of comparison: Comparison) -> [String] {
    var lines: [String] = []
    let names = comparison.changes.map { name($0.key) }
    let column = min(32, (names.map(\.displayWidth).max() ?? 0) + 2)
    let points = comparison.changes.map { "\($0.before) → \($0.after)" }
    let width = (points.map(\.displayWidth).max() ?? 0) + 2
    for (place, change) in comparison.changes.enumerated() {
      let sign = change.difference.signum > 0 ? "+" : ""
      lines.append(
        names[place].padded(to: column) + points[place].padded(to: width)
          + ink(
            "\(sign)\(Marks.text(change.difference))", change.difference.signum > 0 ? .good : .bad))
      lines += change.steps.map { "  \(words($0))" }
    }
    if !lines.isEmpty { lines.append("") }
    let total = comparison.changes.reduce(Rational.zero) { $0 + $1.difference }
    let count = gradebook.sheetCount
    lines.append(
      "\(comparison.changes.count) of \(counted(count, "sheet")) would change"
        + (comparison.changes.isEmpty
          ? "" : ", by \(total.signum > 0 ? "+" : "")\(Marks.text(total)) points in all"))
    if comparison.reasoned > 0 {
      lines.append(
        "\(counted(comparison.reasoned, "sheet")) would have the same points for other reasons")
    }
    lines += some(comparison.new, "not marked before")
    lines += some(comparison.gone, "marked before, and no longer there")
    return lines
  }

  private func some(_ keys: [EarlierMarks.Key], _ words: String) -> [String] {
    guard !keys.isEmpty else { return [] }
    let shown = keys.prefix(8).map(name).joined(separator: ", ")
    let rest = keys.count > 8 ? " and \(keys.count - 8) more" : ""
    return ["\(words): \(shown)\(rest)"]
  }

  private func name(_ key: EarlierMarks.Key) -> String {
    let student = key.student.escapedForTerminal
    return gradebook.groups.count > 1 ? "\(key.exercise) \(student)" : student
  }

  private func words(_ change: StepChange) -> String {
    func words(_ step: EarlierMarks.Step?) -> String {
      step.map { "\($0.outcome.escapedForTerminal) \($0.points)" } ?? "not asked"
    }
    let slip = change.slip.map { " (\($0))" } ?? ""
    return
      "\(change.step.escapedForTerminal): \(words(change.before)) → \(words(change.after))\(slip)"
  }

  // MARK: JSON

  private func members(of comparison: Comparison) -> [JSONMember] {
    func key(_ key: EarlierMarks.Key) -> [JSONMember] {
      [
        JSONMember("exercise", .string(key.exercise)), JSONMember("student", .string(key.student)),
      ]
    }
    func step(_ step: EarlierMarks.Step?) -> JSONValue {
      step.map { ["outcome": .string($0.outcome), "points": .number($0.points)] }
        ?? JSONValue(.null)
    }
    let changes = comparison.changes.map { change in
      JSONValue.object(
        key(change.key) + [
          JSONMember("before", .number(change.before)), JSONMember("after", .number(change.after)),
          JSONMember(
            "steps",
            .array(
              change.steps.map {
                [
                  "id": .string($0.step), "before": step($0.before), "after": step($0.after),
                ]
              })),
        ])
    }
    return [
      JSONMember("changes", .array(changes)),
      JSONMember("new", .array(comparison.new.map { .object(key($0)) })),
      JSONMember("gone", .array(comparison.gone.map { .object(key($0)) })),
      JSONMember("unchanged", .integer(comparison.unchanged + comparison.reasoned)),
    ]
  }
}
