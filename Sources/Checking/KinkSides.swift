import Notation
import Scalars
import WorkedExamples

/// What a value comes to if the derivatives in it that are taken at kinks are those of one side.
///
/// Between the two lie the subgradients. All of them are right, and none is the derivative.
package final class KinkSides: Sendable {
  package let kinks: [Kink]
  package let below: RealQuantity
  package let above: RealQuantity

  init(kinks: [Kink], below: RealQuantity, above: RealQuantity) {
    (self.kinks, self.below, self.above) = (kinks, below, above)
  }

  func entry(_ index: Int) -> KinkSides? {
    guard let below = below.entry(index), let above = above.entry(index) else { return nil }
    return KinkSides(kinks: kinks, below: below, above: above)
  }
}

extension RealQuantity {
  /// The value with the slopes of one side.
  func taken(_ subgradient: Subgradient) -> RealQuantity {
    switch subgradient {
    case .usual: self
    case .from(.below): sides?.below ?? self
    case .from(.above): sides?.above ?? self
    }
  }
}

extension Judge {
  /// The least and the greatest of what an entry may be at a kink; nil where both sides agree, so
  /// that it is one number.
  package func ends(of value: RealQuantity, _ index: Int) -> (RealQuantity, RealQuantity)? {
    guard let sides = value.sides?.entry(index) else { return nil }
    switch compare(sides.below, 0, sides.above, 0) {
    case .different: break
    case .equal, .inseparable, .undecided, .subgradient, .noValue, .tooLarge: return nil
    }
    guard let isLess = isLess(sides.below, sides.above) else { return nil }
    return isLess ? (sides.below, sides.above) : (sides.above, sides.below)
  }

  /// Compares entries of which one is at a kink; nil where both are one number.
  ///
  /// Either may be any of its subgradients, so they differ only if they have none in common.
  func comparisonAtKink(
    _ a: RealQuantity, _ i: Int, _ b: RealQuantity, _ j: Int
  ) -> Comparison? {
    guard a.sides != nil || b.sides != nil else { return nil }
    let (left, right) = (ends(of: a, i), ends(of: b, j))
    guard left != nil || right != nil, let x = a.entry(i), let y = b.entry(j) else { return nil }
    let (first, second) = (left ?? (x, x), right ?? (y, y))
    for (low, high) in [(first.0, second.1), (second.0, first.1)] {
      switch compare(low, 0, high, 0) {
      case .equal, .inseparable, .subgradient: continue
      case .different:
        guard let isLess = isLess(low, high) else { return .undecided(bits: greatestPrecision) }
        guard isLess else { return .different }
      case let comparison: return comparison
      }
    }
    return .subgradient
  }

  /// Decides an order of which a side is at a kink: it holds or fails if it does so whatever slope is
  /// taken.
  func orderAtKink(_ a: RealQuantity, _ relation: Relation, _ b: RealQuantity) -> Verdict? {
    guard a.sides != nil || b.sides != nil else { return nil }
    let (left, right) = (ends(of: a, 0), ends(of: b, 0))
    guard left != nil || right != nil else { return nil }
    let (first, second) = (left ?? (a, a), right ?? (b, b))
    let verdicts = [first.0, first.1].flatMap { x in
      [second.0, second.1].map { compare(x, relation, $0) }
    }
    if verdicts.allSatisfy(\.isHeld) { return .holds(.subgradient) }
    if verdicts.allSatisfy({ if case .fails = $0 { true } else { false } }) { return verdicts[0] }
    return .undecided(.kink)
  }

  /// Judges a number that is written for a subgradient: one end or the rounding of it, or anything
  /// between. Nil where the entry is one number.
  func judgeAtKink(
    _ written: WrittenNumber, against value: RealQuantity, _ index: Int, precision: Precision
  ) -> Verdict? {
    guard let (low, high) = ends(of: value, index) else { return nil }
    let verdicts = [low, high].map { judge(written, against: $0, 0, precision: precision) }
    if verdicts.contains(where: \.isHeld) { return .holds(.subgradient) }
    let number = RealQuantity(Quantity(written.value))
    switch comparisonAtKink(value, index, number, 0) {
    case .subgradient: return .holds(.subgradient)
    case .undecided(let bits): return .undecided(.precision(bits: bits))
    default: return verdicts[0]
    }
  }
}
