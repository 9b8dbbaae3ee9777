import Notation
import Scalars
import WorkedExamples

/// Two formulas and where they are evaluated, to be compared as functions.
package struct FunctionPair: Sendable {
  package var left: (formula: Formula, setting: Setting)
  package var right: (formula: Formula, setting: Setting)
  /// The names by whose values a counterexample is described.
  package let described: [String]
  /// What is claimed of the two.
  package let relation: Relation
  /// Whether values where a sign or a step jumps count, too; slopes there never do.
  package let everywhere: Bool

  package init(
    left: (formula: Formula, setting: Setting), right: (formula: Formula, setting: Setting),
    described: [String], relation: Relation = .equal, everywhere: Bool = false
  ) {
    self.relation = relation
    self.left = left
    self.right = right
    self.described = described
    self.everywhere = everywhere
  }

  /// The names that both are made of, those behind their definitions too.
  private var ancestry: Set<String> {
    let (own, other) = (left.setting.scope, right.setting.scope)
    return own.isCopy(of: other)
      ? own.ancestry(of: [left.formula, right.formula])
      : own.ancestry(of: [left.formula]).union(other.ancestry(of: [right.formula]))
  }

  /// The same with the named sizes chosen anew.
  func sized(_ sizes: [String: Int]) -> FunctionPair {
    var pair = self
    pair.left.setting.scope.sizes = sizes
    pair.right.setting.scope.sizes = sizes
    return pair
  }

  /// What is claimed, whatever its spelling.
  var blindForm: BlindForm { BlindForm(left.formula, relation, right.formula) }

  /// Chooses values for the free variables of both, the same for every spelling.
  func sampler(_ form: BlindForm? = nil) throws(Diagnostic) -> Sampler {
    let form = form ?? blindForm
    return try Sampler(left.setting.scope, seed: form.seed, using: ancestry, order: form.names)
  }

  /// The same claim as its form has it; nil where terms cannot go from one side to the other.
  func spelled(as form: BlindForm) -> FunctionPair? {
    let (own, other) = (left.setting, right.setting)
    guard own.bindings.isEmpty, other.bindings.isEmpty, own.scope.isCopy(of: other.scope),
      max(form.left.height, form.right.height) <= Formula.heightLimit
    else { return nil }
    return FunctionPair(
      left: (form.left, own), right: (form.right, other), described: described,
      relation: form.relation, everywhere: everywhere)
  }

  /// The same where slopes are what their formulas say: 1/x is the slope of ln(x), and has a value where
  /// that has none.
  var withSlopesAlone: FunctionPair {
    var pair = self
    pair.left.setting.slopesNeedValues = false
    pair.right.setting.slopesNeedValues = false
    return pair
  }

  /// The two terms of the claim, one on each side, whichever side they were written on: only where they
  /// have values is of interest; nil where there are others.
  func apart(as form: BlindForm) -> FunctionPair? {
    guard form.termCount == 2, var pair = spelled(as: form) else { return nil }
    let whole = form.left.isZero ? form.right : form.left
    if form.left.isZero || form.right.isZero {
      guard case .binary(.plus, let first, let second) = whole.node else { return nil }
      (pair.left.formula, pair.right.formula) = (first, second)
    }
    return pair
  }

  /// The bits of the longest number written, beyond those of everyday numbers.
  var literalBits: Int {
    max(0, min(4096, max(left.formula.literalBits, right.formula.literalBits) - 64))
  }

  /// Whether values at jumps count; never where derivatives are taken, which are conventions there.
  var countsJumps: Bool { everywhere && !takesDerivatives }

  var takesDerivatives: Bool {
    left.formula.takesDerivatives(in: left.setting.scope)
      || right.formula.takesDerivatives(in: right.setting.scope)
  }

  /// What both sides come to at a point, exactly or as closely as one asks.
  func values(at point: Sampler.Point) throws(Diagnostic) -> (
    left: RealQuantity, right: RealQuantity, setting: Setting
  ) {
    var (left, right) = (self.left.setting, self.right.setting)
    (left.point, right.point) = (point, point)
    return (try left.evaluate(self.left.formula), try right.evaluate(self.right.formula), right)
  }
}

extension Judge {
  /// Compares two formulas as functions of the free variables, for all named sizes.
  ///
  /// A difference is certain, and shown at a small point where there is one. That there is none
  /// is proven, or else evidence at so many points.
  package func compare(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    var evidence = Evidence.exact
    let scope = pair.left.setting.scope
    let form = pair.blindForm
    for sizes in scope.allSizes {
      let pair = pair.sized(sizes)
      let sampler = try pair.sampler(form)
      let choices = sampler.indexChoices
      // So many at once that no tape becomes long.
      for start in stride(from: 0, to: choices.count, by: FunctionCheck.greatestCount) {
        var check = FunctionCheck(
          judge: self, pair: pair, form: form, sampler: sampler,
          choices: Array(choices[start...].prefix(FunctionCheck.greatestCount)))
        let verdict: Verdict
        do {
          verdict = try check.verdict()
        } catch {
          throw error.naming(sizes, of: scope)
        }
        guard case .holds(let found) = verdict else { return verdict }
        evidence = max(evidence, found)
      }
    }
    return .holds(evidence)
  }
}

extension Diagnostic {
  /// The same, with the sizes at which a formula means nothing, where it may at others.
  fileprivate func naming(_ sizes: [String: Int], of scope: Scope) -> Diagnostic {
    // Operands that fit at the first sizes do so by chance.
    guard mistake == .range || mistake == .shape && sizes != scope.allSizes.first else {
      return self
    }
    let varying = sizes.keys.filter { name in scope.allSizes.contains { $0[name] != sizes[name] } }
      .sorted()
    guard !varying.isEmpty else { return self }
    let place = varying.map { "\($0) = \(sizes[$0] ?? 0)" }.joined(separator: ", ")
    return Diagnostic(
      "\(message), where \(place)", at: range,
      help: help ?? "it must hold for all sizes: write their names, not numbers", mistake: mistake)
  }
}

extension Relation {
  var isOrder: Bool { self != .equal && self != .approximately }
}

extension Formula {
  /// The bits of the longest number written.
  fileprivate var literalBits: Int {
    if case .number(let literal) = node {
      return max(literal.value.numerator.bitWidth, literal.value.denominator.bitWidth)
    }
    var bits = 0
    node.forEachPart { bits = max(bits, $0.literalBits) }
    return bits
  }

  fileprivate func takesDerivatives(in scope: Scope) -> Bool {
    var found = false
    if case .call(let name, let order, _) = node {
      found = order > 0 || CalculusFunction(rawValue: name) != nil
    }
    node.forEachPart { if !found { found = $0.takesDerivatives(in: scope) } }
    if found { return true }
    for entity in scope.entities.suffix(64) {
      switch entity.meaning {
      case .definition(let body), .function(_, let body):
        if names.contains(where: { $0.name == entity.name }), body != self,
          body.takesDerivatives(in: Scope())
        {
          return true
        }
      case .variable: continue
      }
    }
    return false
  }
}
