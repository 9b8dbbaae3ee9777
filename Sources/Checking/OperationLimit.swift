import Notation
import Scalars
import WorkedExamples

/// A choice of the named sizes at which a formula takes more operations than it may.
package struct OperationExcess: Equatable, Sendable {
  /// Such as `n = 3`.
  package let sizes: String
  package let count: Int
  package let limit: Rational
}

extension Judge {
  /// Tells where a formula takes more operations than a limit, which is a formula in the sizes.
  ///
  /// What the given names come to is taken as known and costs nothing.
  package func excess(
    of formula: Formula, given names: [String], over limit: Formula, in setting: Setting
  ) throws(Diagnostic) -> OperationExcess? {
    for sizes in setting.scope.allSizes {
      var setting = setting
      setting.scope.sizes = sizes
      var sampler = try Sampler(setting.scope, seed: 0)
      let indices = sampler.indexChoices.first ?? [:]
      setting.point = sampler.point(round: 0).merging(indices) { own, _ in own }
      let most = try setting.evaluate(limit).exact[0]
      let count = try setting.operationCount(of: formula, given: names)
      guard Rational(count) > most else { continue }
      let shown = Set(limit.names.map(\.name)).intersection(sizes.keys).sorted()
      return OperationExcess(
        sizes: shown.map { "\($0) = \(sizes[$0] ?? 0)" }.joined(separator: ", "), count: count,
        limit: most)
    }
    return nil
  }
}
