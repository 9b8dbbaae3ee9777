import Autodiff
import Notation
import Scalars
import WorkedExamples

/// What derivatives leave open: a constant, determined at certified points.
extension IdentityProof {
  /// Compares values at certified points, at least one for each pattern of the kinks.
  mutating func certify(_ plans: [ProofPlan], kinks: Int) throws(Diagnostic) -> Bool {
    guard kinks <= Self.greatestPatternBits else { return false }
    let bound = Rational(1) / Rational(10).power(digits)
    // log₂ 10 < 10/3, and some bits for what cancels.
    let precision = digits * 10 / 3 + 128
    var patterns: Set<[Int]> = []
    var points = 0
    var recordings: Recordings<Ball>?
    var atPoint: [ProofWalk<Ball>.Pair] = []
    // As many points of both kinds as are likely to meet all patterns.
    for round in 0..<(16 << kinks) where patterns.count < 1 << kinks || points < 4 {
      let point = sampler.point(round: round < 4 ? round : Sampler.smallRounds)
        .merging(point) { own, _ in own }
      if recordings?.move(to: point) != true {
        let new = try Recordings<Ball>(pair, precision: precision, at: point)
        recordings = new
        atPoint = []
        var identical: [ProofWalk<Ball>.Pair] = []
        let walk = ProofWalk(recordings: new, names: names)
        for (plan, entry) in zip(plans, new.entries) {
          try walk.follow(plan, entry, identical: &identical, atPoint: &atPoint)
        }
      }
      guard let recordings else { return false }
      defer { withExtendedLifetime(recordings) {} }
      let signs = [recordings.left, recordings.right]
        .flatMap { $0.evaluation.kinks.map(\.value.certainSign) }
      let distances = atPoint.map { ($0.left.value - $0.right.value).magnitude }
      // A point at a kink, or without a value, tells nothing.
      guard signs.allSatisfy({ $0 == 1 || $0 == -1 }),
        distances.allSatisfy({ $0.obstacle == nil })
      else { continue }
      for (pair, distance) in zip(atPoint, distances) {
        let upper = distance.upper
        guard upper.obstacle == nil else { return false }
        guard upper <= bound || upper <= bound * pair.left.value.magnitude.lower else {
          return false
        }
      }
      points += 1
      patterns.insert(signs.map { $0 ?? 0 })
    }
    return points > 0 && patterns.count >= 1 << kinks
  }
}
