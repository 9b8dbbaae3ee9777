import CommandLine

/// Measurements in lines of 80 columns.
struct ResultTable {
  private let column: Int

  init(_ workloads: [Workload]) {
    column = max(8, workloads.map(\.name.displayWidth).max() ?? 0) + 1
  }

  var header: String {
    "workload".padded(to: column)
      + "   median spread  ns/op  B/op  ratio  goals"
  }

  func line(_ result: Result) -> String {
    let percent = "±" + Self.text(result.timing.spread * 100, places: 0) + "%"
    let cells = [
      (Self.time(result.timing.median), 9), (percent, 7),
      (result.nanosecondsPerOperation.map(Self.significant) ?? "–", 7),
      (result.bytesPerOperation.map(Self.significant) ?? "–", 6),
      (result.timing.ratio.map(Self.significant) ?? "–", 7),
    ]
    var line = result.workload.name.padded(to: column)
    for (text, width) in cells {
      line += String(repeating: " ", count: max(0, width - text.displayWidth)) + text
    }
    let goals = result.workload.goals.map { goal in
      "≤ \(Self.significant(goal.most))\(goal.figure.unit) "
        + (result.isMet(goal) == true ? "met" : "MISSED")
    }
    line += goals.isEmpty ? "" : "  " + goals.joined(separator: ", ")
    return line + (result.mistake == nil ? "" : "  WRONG")
  }

  func summary(_ results: [Result]) -> String {
    let goals = results.flatMap { result in result.workload.goals.map { result.isMet($0) == true } }
    return """

      ratio: the time over that of hand-written Swift of the same mathematics, taken
      just before and just after; the median of all such pairs. \(goals.count { $0 }) of \(goals.count) goals are met.

      """
  }

  private static func time(_ seconds: Double) -> String {
    let (value, unit) =
      seconds < 1e-6
      ? (seconds * 1e9, "ns") : seconds < 1e-3 ? (seconds * 1e6, "µs") : (seconds * 1e3, "ms")
    return "\(significant(value)) \(unit)"
  }

  /// Three digits, or all before the point.
  static func significant(_ value: Double) -> String {
    text(value, places: value >= 100 ? 0 : value >= 10 ? 1 : 2)
  }

  private static func text(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var digits = 1
    for _ in 0..<places { digits *= 10 }
    let scaled = Int((value * Double(digits)).rounded())
    let fraction = "\(scaled % digits)"
    return places == 0
      ? "\(scaled)"
      : "\(scaled / digits)."
        + String(repeating: "0", count: max(0, places - fraction.count)) + fraction
  }
}
