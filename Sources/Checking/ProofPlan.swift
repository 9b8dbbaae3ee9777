import Autodiff
import Notation
import Scalars
import WorkedExamples

/// How the equality of two values is derived from equalities of residues.
indirect enum ProofPlan {
  /// The residues are equal.
  case identical
  /// All partial derivatives are equal, and the values at one point.
  case constantDifference([ProofPlan])
  /// All partial derivatives of the logarithms are equal, and the values at one point.
  case constantRatio([ProofPlan])

  var isIdentical: Bool { if case .identical = self { true } else { false } }

  /// How often a derivative of a derivative is taken.
  static let greatestDepth = 3
}

/// Follows plans on the tapes of both sides.
struct ProofWalk<N: Number> {
  let recordings: Recordings<N>
  /// The variables by which derivatives are taken.
  let names: [String]

  typealias Pair = (left: Variable<N>, right: Variable<N>)

  func partials(_ pair: Pair) throws(Diagnostic) -> [Pair] {
    Array(
      zip(
        try recordings.left.evaluation.partials(of: pair.left, by: names),
        try recordings.right.evaluation.partials(of: pair.right, by: names)))
  }

  func logarithmicPartials(_ pair: Pair) throws(Diagnostic) -> [Pair] {
    Array(
      zip(
        try recordings.left.evaluation.logarithmicPartials(of: pair.left, by: names),
        try recordings.right.evaluation.logarithmicPartials(of: pair.right, by: names)))
  }

  /// Collects the pairs whose residues must be equal, and those to be compared at a point.
  func follow(
    _ plan: ProofPlan, _ pair: Pair, identical: inout [Pair], atPoint: inout [Pair]
  ) throws(Diagnostic) {
    let children: [ProofPlan]
    let parts: [Pair]
    switch plan {
    case .identical:
      identical.append(pair)
      return
    case .constantDifference(let plans):
      (children, parts) = (plans, try partials(pair))
    case .constantRatio(let plans):
      (children, parts) = (plans, try logarithmicPartials(pair))
    }
    atPoint.append(pair)
    for (child, part) in zip(children, parts) {
      try follow(child, part, identical: &identical, atPoint: &atPoint)
    }
  }
}

extension ProofWalk<Residue> {
  /// How many pairs are looked at for one plan.
  private static var greatestCount: Int { 400 }

  /// Finds a plan for two values, with as few derivatives of derivatives as may be; nil if there
  /// is none, or one has no value.
  func plan(for pair: Pair, takesDerivatives: Bool) throws(Diagnostic) -> ProofPlan? {
    var budget = Self.greatestCount
    for depth in 0...(takesDerivatives ? ProofPlan.greatestDepth : 0) {
      if let plan = try plan(for: pair, depth: depth, budget: &budget) { return plan }
    }
    return nil
  }

  private func plan(for pair: Pair, depth: Int, budget: inout Int) throws(Diagnostic)
    -> ProofPlan?
  {
    budget -= 1
    guard budget > 0, let left = pair.left.value.top, let right = pair.right.value.top
    else { return nil }
    if left == right { return .identical }
    guard depth > 0 else { return nil }
    // Constants have no derivatives that could tell anything of them.
    let (one, other) = (recordings.left.evaluation, recordings.right.evaluation)
    var varies = try one.depends(pair.left, on: names)
    if !varies { varies = try other.depends(pair.right, on: names) }
    guard varies else { return nil }
    if let plans = try plans(for: partials(pair), depth: depth - 1, budget: &budget) {
      return .constantDifference(plans)
    }
    guard left != 0, right != 0 else { return nil }
    return try plans(for: logarithmicPartials(pair), depth: depth - 1, budget: &budget)
      .map { .constantRatio($0) }
  }

  private func plans(for pairs: [Pair], depth: Int, budget: inout Int) throws(Diagnostic)
    -> [ProofPlan]?
  {
    guard !pairs.isEmpty else { return nil }
    var plans: [ProofPlan] = []
    for pair in pairs {
      guard let plan = try plan(for: pair, depth: depth, budget: &budget) else { return nil }
      plans.append(plan)
    }
    return plans
  }
}
