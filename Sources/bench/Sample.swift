import CommandLine

/// How long a piece of work takes, over several rounds of many runs each.
struct Sample {
  private let times: [Double]

  /// Runs the work for about a hundredth of a second in each of 31 rounds.
  init(_ work: () -> Void) {
    let clock = ContinuousClock()
    let once = clock.measure(work)
    let runs = max(1, Int(0.01 / max(1e-9, once / .seconds(1))))
    times = (0..<31).map { _ in
      clock.measure { for _ in 0..<runs { work() } } / .seconds(1) / Double(runs)
    }.sorted()
  }

  var median: String { Self.text(times[times.count / 2]) }
  var least: String { Self.text(times[0]) }
  var most: String { Self.text(times[times.count - 1]) }

  private static func text(_ seconds: Double) -> String {
    let (value, unit) =
      seconds < 1e-6
      ? (seconds * 1e9, "ns") : seconds < 1e-3 ? (seconds * 1e6, "µs") : (seconds * 1e3, "ms")
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)".padded(to: 10)
  }
}
