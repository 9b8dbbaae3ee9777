/// The times of a workload, each taken between two of its anchor.
///
/// The machine's speed drifts, and others use it too. A ratio of neighbours is free of the drift,
/// and its median of what is disturbed now and then.
struct PairedTiming {
  /// Seconds of one run, in order.
  let times: [Double]
  /// Each time over the mean of the anchor's just before and just after, in order.
  let ratios: [Double]

  /// Where a rough figure will do, it is quick.
  init(_ trial: Trial, isQuick: Bool) {
    let rounds = trial.isLong ? (isQuick ? 1 : 5) : isQuick ? 9 : 61
    // Long against the clock's grain, short against the time slices of a busy machine.
    let span = isQuick ? 2e-4 : 5e-4
    let runs = trial.isLong ? 1 : Self.runs(of: trial.run, in: span)
    var times: [Double] = []
    var ratios: [Double] = []
    if let anchor = trial.anchor {
      let anchorRuns = Self.runs(of: anchor, in: span)
      for _ in 0..<rounds {
        let before = Self.time(of: anchor, runs: anchorRuns)
        let time = Self.time(of: trial.run, runs: runs)
        let after = Self.time(of: anchor, runs: anchorRuns)
        times.append(time)
        ratios.append(2 * time / (before + after))
      }
    } else {
      for _ in 0..<rounds { times.append(Self.time(of: trial.run, runs: runs)) }
    }
    self.times = times.sorted()
    self.ratios = ratios.sorted()
  }

  var median: Double { times[times.count / 2] }
  /// Half the distance of the quartiles, as a part of the median.
  var spread: Double { (times[times.count * 3 / 4] - times[times.count / 4]) / 2 / median }
  var ratio: Double? { ratios.isEmpty ? nil : ratios[ratios.count / 2] }

  /// How many runs take so many seconds; the runs before warm up.
  private static func runs(of work: (Int) -> Void, in span: Double) -> Int {
    var runs = 1
    while true {
      let time = time(of: work, runs: runs) * Double(runs)
      if time >= span / 4 || runs >= 1 << 30 {
        return max(1, Int(Double(runs) * span / max(time, 1e-9)))
      }
      runs *= 2
    }
  }

  private static func time(of work: (Int) -> Void, runs: Int) -> Double {
    ContinuousClock().measure { work(runs) } / .seconds(1) / Double(runs)
  }
}
