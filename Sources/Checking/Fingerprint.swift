import Notation
import Scalars
import WorkedExamples

/// What a formula comes to at one point, enclosed: two formulas whose fingerprints differ are
/// different functions for certain, and two that do not may still be.
package struct Fingerprint: Sendable {
  private let shape: Shape
  private let balls: [Ball]

  /// Where fingerprints are taken: some point of no significance.
  package struct Spot: Sendable {
    fileprivate let point: Sampler.Point
    fileprivate let varying: [String]

    private init(_ point: Sampler.Point, _ varying: [String]) {
      (self.point, self.varying) = (point, varying)
    }

    /// Where a formula has a fingerprint, so that most that are like it have one; nil where there
    /// is no such point among the first that are drawn.
    package init?(for formula: Formula, in setting: Setting) {
      guard var sampler = try? Sampler(setting.scope, seed: 1) else { return nil }
      let varying = sampler.variables.map(\.name)
      let indices = sampler.indexChoices.first ?? [:]
      for round in Sampler.smallRounds..<Sampler.smallRounds + 6 {
        let spot = Spot(sampler.point(round: round).merging(indices) { own, _ in own }, varying)
        if Fingerprint(formula, in: setting, at: spot) != nil {
          self = spot
          return
        }
      }
      return nil
    }
  }

  /// Nil where the formula has no value at the spot, or where something jumps there.
  package init?(_ formula: Formula, in setting: Setting, at spot: Spot) {
    let precision = 64
    guard
      let recording = try? Recording<Ball>(
        formula, in: setting, number: precision, at: spot.point,
        binding: { $0.enclosures(precision: precision) }),
      let isAtJump = try? recording.evaluation.isAtJump(varying: spot.varying), !isAtJump
    else { return nil }
    let values = recording.values
    (shape, balls) = (values.shape, values.entries)
    guard balls.allSatisfy({ $0.obstacle == nil }) else { return nil }
  }

  /// Whether no function can have both.
  package func differs(from other: Fingerprint) -> Bool {
    guard shape == other.shape || balls.count == 1 && other.balls.count == 1 else { return true }
    return !zip(balls, other.balls).allSatisfy { $0.overlaps($1) }
  }
}
