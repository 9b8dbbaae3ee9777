import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Tells whether an equation says the same as the right one: whether the difference of its
  /// sides is a constant multiple, not 0, of the difference of the right one's sides.
  package func compareUpToFactor(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    let (left, right) = (pair.left, pair.right)
    var sampler = try Sampler(
      left.setting.scope,
      seed: SeededGenerator.seed(of: ["\(left.formula)", "\(right.formula)"]))
    for round in 0..<16 {
      var (own, other) = (left.setting, right.setting)
      own.point = sampler.point(round: round)
      own.point.merge(sampler.indexChoices.first ?? [:]) { $1 }
      other.point = own.point
      let a = try own.evaluate(left.formula)
      let b = try other.evaluate(right.formula)
      guard a.isExact, b.isExact, a.shape == b.shape,
        let entry = b.exact.firstIndex(where: { !$0.isZero })
      else { continue }
      var factor = a.exact[entry] / b.exact[entry]
      // Where no factor fits all entries, the two differ as they stand.
      if b.exact.indices.contains(where: { a.exact[$0] != factor * b.exact[$0] }) { factor = .one }
      let literal = Formula(
        .number(Literal(value: factor.magnitude, text: "\(factor.magnitude)")))
      let scaled = Formula(
        .binary(
          .times, factor.signum < 0 ? Formula(.negative(literal)) : literal, right.formula))
      return try compare(
        FunctionPair(
          left: left, right: (factor.isZero ? right.formula : scaled, right.setting),
          described: pair.described))
    }
    return .undecided(.noCommonPoint)
  }
}
