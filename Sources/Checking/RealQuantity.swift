import Notation
import Scalars
import Synchronization
import WorkedExamples

/// A number, vector or matrix that is known as exactly as one asks: by rationals where it is
/// rational, and by enclosures of any precision elsewhere.
package struct RealQuantity: Sendable {
  package let shape: Shape
  /// Entry by entry; an entry that is not rational carries ``Obstacle/irrational``.
  package let exact: [Rational]
  /// Computes the entries anew to so many bits.
  private let enclose: @Sendable (Int) -> [Ball]

  package init(_ exact: Quantity<Rational>) {
    self.init(exact) { precision in exact.entries.map { Ball($0, in: precision) } }
  }

  init(_ exact: Quantity<Rational>, enclose: @escaping @Sendable (Int) -> [Ball]) {
    shape = exact.shape
    self.exact = exact.entries
    self.enclose = enclose
  }

  /// Returns certain enclosures of all entries, computed with so many bits.
  package func enclosures(precision: Int) -> [Ball] {
    let balls = enclose(precision)
    return balls.count == exact.count ? balls : exact.map { Ball($0, in: precision) }
  }

  var exactQuantity: Quantity<Rational> { Quantity(shape, exact) }

  package var isExact: Bool { exact.allSatisfy { $0.obstacle == nil } }

  /// Why some entry has no value at all, if so.
  package var obstacle: Obstacle? {
    for entry in exact {
      switch entry.obstacle {
      case nil, .irrational, .tooLarge: continue
      case let obstacle: return obstacle
      }
    }
    guard !isExact else { return nil }
    return enclosures(precision: 64).lazy.compactMap(\.obstacle).first { $0 != .undecided }
  }
}

/// Names and what they mean: where formulas are evaluated.
package struct Setting: Sendable {
  package var scope: Scope
  /// Values of the free variables.
  package var point: [String: Quantity<Rational>] = [:]
  /// Values of names that are not in the scope, or mean something else: earlier answers.
  package var bindings: [String: RealQuantity] = [:]

  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// Evaluates formulas together, so that what they share is computed once.
  package func evaluate(_ formulas: [Formula]) throws(Diagnostic) -> [RealQuantity] {
    let evaluation = Evaluation<Rational>(scope, setting: (), at: point)
    for (name, value) in bindings {
      evaluation.bind(name, to: value.exactQuantity)
    }
    var values: [RealQuantity] = []
    for formula in formulas {
      let exact = try evaluation.value(of: formula)
      let known = KnownEnclosures()
      values.append(
        RealQuantity(exact) { precision in
          known.enclosures(precision: precision) {
            self.enclosures(of: formula, precision: precision)
          }
        })
    }
    return values
  }

  package func evaluate(_ formula: Formula) throws(Diagnostic) -> RealQuantity {
    try evaluate([formula])[0]
  }

  private func enclosures(of formula: Formula, precision: Int) -> [Ball] {
    let evaluation = Evaluation<Ball>(scope, setting: precision, at: point)
    for (name, value) in bindings {
      evaluation.bind(
        name, to: Quantity(value.shape, value.enclosures(precision: precision)),
        exactly: value.exactQuantity)
    }
    return (try? evaluation.value(of: formula).entries) ?? []
  }
}

/// What was computed once, to so many bits: a training run takes a while.
private final class KnownEnclosures: Sendable {
  private let known = Mutex<[Int: [Ball]]>([:])

  func enclosures(precision: Int, compute: () -> [Ball]) -> [Ball] {
    if let balls = known.withLock({ $0[precision] }) { return balls }
    let balls = compute()
    known.withLock { $0[precision] = balls }
    return balls
  }
}

extension RealQuantity {
  /// One entry as a number of its own.
  package func entry(_ index: Int) -> RealQuantity? {
    guard exact.indices.contains(index) else { return nil }
    return RealQuantity(Quantity(exact[index])) { precision in
      [self.enclosures(precision: precision)[index]]
    }
  }
}

extension Setting {
  /// Tells for each entry of a formula whether it certainly changes with one of the names bound.
  package func sensitivity(of formula: Formula, to names: [String]) throws(Diagnostic) -> [Bool] {
    let precision = 128
    let evaluation = Evaluation<Ball>(scope, setting: precision, at: point)
    for (name, value) in bindings {
      evaluation.bind(
        name, to: Quantity(value.shape, value.enclosures(precision: precision)),
        exactly: value.exactQuantity)
    }
    return try evaluation.sensitivity(of: formula, to: names)
  }
}
