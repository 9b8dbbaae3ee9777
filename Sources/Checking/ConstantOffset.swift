import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Tells whether a formula is the right one and a constant, not 0, that is added to every entry.
  package func compareUpToConstant(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
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
      guard a.isExact, b.isExact, a.shape == b.shape, let first = a.exact.first else { continue }
      let constant = first - (b.exact.first ?? .zero)
      let isCommon = zip(a.exact, b.exact).allSatisfy { $0 == $1 + constant }
      // Where no constant fits all entries, or it is 0, the two differ as they stand.
      let moved = Formula(
        .binary(
          constant.signum < 0 ? .minus : .plus, right.formula,
          Formula(
            .number(Literal(value: constant.magnitude, text: "\(constant.magnitude)")))))
      return try compare(
        FunctionPair(
          left: left, right: (isCommon ? moved : right.formula, right.setting),
          described: pair.described))
    }
    return .undecided(.noCommonPoint)
  }
}
