import Notation
import Scalars
import WorkedExamples

/// How values make up others, entry by entry: what several mistakes come to together.
package enum Combination: Sendable {
  case negated
  case scaled(by: Rational)
  /// Both changes of the right value, as terms: a + b - right.
  case added
  /// Both changes of the right value, as factors: a·b/right.
  case multiplied

  /// `value` gives the number at a place among those that are combined.
  fileprivate func apply<N: Number>(_ value: (Int) -> N, in setting: N.Setting) -> N {
    switch self {
    case .negated: -value(0)
    case .scaled(let factor): value(0) * N(factor, in: setting)
    case .added: value(0) + value(1) - value(2)
    case .multiplied: value(0) * value(1) / value(2)
    }
  }
}

extension RealQuantity {
  /// Combines values of one shape; nil where their sizes differ, or an entry has no value.
  ///
  /// For a sign or a factor there is one value; else two mistakes, and the right value.
  package init?(_ combination: Combination, _ values: [RealQuantity]) {
    guard let first = values.first,
      values.allSatisfy({ $0.exact.count == first.exact.count })
    else { return nil }
    let exact = first.exact.indices.map { index in
      combination.apply({ values[$0].exact[index] }, in: ())
    }
    guard exact.contains(where: { $0.obstacle != nil }) else {
      self.init(Quantity(first.shape, exact))
      return
    }
    self.init(Quantity(first.shape, exact)) { precision in
      let balls = values.map { $0.enclosures(precision: precision) }
      return Enclosures(
        balls: first.exact.indices.map { index in
          combination.apply({ balls[$0][index] }, in: precision)
        })
    }
    if obstacle != nil { return nil }
  }

  /// The entries in another order, as another shape.
  package init(_ value: RealQuantity, order: [Int], as shape: Shape) {
    self.init(Quantity(shape, order.map { value.exact[$0] })) { precision in
      let balls = value.enclosures(precision: precision)
      return Enclosures(balls: order.map { balls[$0] })
    }
  }

  /// All entries 0.
  package var zeroed: RealQuantity {
    RealQuantity(Quantity(shape, exact.map { _ in Rational.zero }))
  }

  /// The same with one entry 0.
  package func zeroing(_ index: Int) -> RealQuantity {
    var entries = exact
    entries[index] = .zero
    return RealQuantity(Quantity(shape, entries)) { precision in
      var balls = self.enclosures(precision: precision)
      balls[index] = Ball(Rational.zero, in: precision)
      return Enclosures(balls: balls)
    }
  }

  /// Certain bounds of an entry; nil where there is no value.
  package func bounds(_ index: Int, precision: Int = 128) -> (lower: Rational, upper: Rational)? {
    let value = exact[index]
    if value.obstacle == nil { return (value, value) }
    let ball = enclosures(precision: precision)[index]
    return ball.obstacle == nil ? (ball.lower, ball.upper) : nil
  }
}
