import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Tells whether an equation says the same as the right one: whether the difference of its
  /// sides is a constant multiple, not 0, of the difference of the right one's sides.
  package func compareUpToFactor(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    try compare(pair) { a, b in
      guard let entry = b.firstIndex(where: { !$0.isZero }) else { return nil }
      var factor = a[entry] / b[entry]
      // Where no factor fits all entries, the two differ as they stand.
      if b.indices.contains(where: { a[$0] != factor * b[$0] }) { factor = .one }
      if factor.isZero { return pair.right.formula }
      let literal = Formula(factor.magnitude)
      return Formula(
        .binary(
          .times, factor.signum < 0 ? Formula(.negative(literal)) : literal, pair.right.formula))
    }
  }

  /// Tells whether a formula is the right one and a constant, not 0, that is added to every entry.
  package func compareUpToConstant(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    try compare(pair) { a, b in
      guard let first = a.first else { return nil }
      let constant = first - (b.first ?? .zero)
      // Where no constant fits all entries, or it is 0, the two differ as they stand.
      guard zip(a, b).allSatisfy({ $0 == $1 + constant }) else { return pair.right.formula }
      return Formula(
        .binary(
          constant.signum < 0 ? .minus : .plus, pair.right.formula, Formula(constant.magnitude)))
    }
  }

  /// Compares with the right formula as it is changed by what both come to, exactly, at one point;
  /// the next point is tried where `change` makes nothing of one.
  private func compare(
    _ pair: FunctionPair, _ change: (_ left: [Rational], _ right: [Rational]) -> Formula?
  ) throws(Diagnostic) -> Verdict {
    let (left, right) = (pair.left, pair.right)
    var sampler = try Sampler(
      left.setting.scope,
      seed: SplitMix64.seed(of: ["\(left.formula)", "\(right.formula)"]))
    for round in 0..<16 {
      var (own, other) = (left.setting, right.setting)
      own.point = sampler.point(round: round)
      own.point.merge(sampler.indexChoices.first ?? [:]) { $1 }
      other.point = own.point
      let a = try own.evaluate(left.formula)
      let b = try other.evaluate(right.formula)
      guard a.isExact, b.isExact, a.shape == b.shape, let changed = change(a.exact, b.exact)
      else { continue }
      return try compare(
        FunctionPair(
          left: left, right: (changed, right.setting), described: pair.described,
          everywhere: pair.everywhere))
    }
    return .undecided(.noCommonPoint)
  }
}

extension Formula {
  fileprivate init(_ number: Rational) {
    self.init(.number(Literal(value: number, text: "\(number)")))
  }
}
