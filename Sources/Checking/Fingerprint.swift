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

    /// Nil where the free variables cannot be given values.
    package init?(in scope: Scope) {
      guard var sampler = try? Sampler(scope, seed: 1) else { return nil }
      varying = sampler.shapes.map(\.name)
      let indices = sampler.indexChoices.first ?? [:]
      point = sampler.point(round: Sampler.smallRounds + 1).merging(indices) { own, _ in own }
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
    shape = recording.result.shape
    balls = recording.result.entries.map(\.value)
    withExtendedLifetime(recording) {}
    guard balls.allSatisfy({ $0.obstacle == nil }) else { return nil }
  }

  /// Whether no function can have both.
  package func differs(from other: Fingerprint) -> Bool {
    guard shape == other.shape || balls.count == 1 && other.balls.count == 1 else { return true }
    return !zip(balls, other.balls).allSatisfy { $0.overlaps($1) }
  }
}
