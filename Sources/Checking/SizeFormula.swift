import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Sizes drawn beside those that an exercise lists; as many as a floor takes to show most of its
  /// steps.
  private static let drawnSizes = 32
  private static let greatestSize = 24

  /// Tells where two formulas differ that agree at the sizes listed, and depend on sizes alone; nil
  /// where they agree at others, too, or depend on more.
  ///
  /// What stands for every size must not pass at the few that are listed: there 23 is as good as
  /// dh*(d + 1) + m*(dh + 1). The right formula is not asked where it has no value, or where its
  /// `witness` has another: the sizes may be bound to each other.
  package func differenceAtOtherSizes(
    _ pair: FunctionPair, witness: Formula?
  ) throws(Diagnostic) -> Failure? {
    let (left, right) = (pair.left, pair.right)
    let scope = right.setting.scope
    // Sizes that an answer cannot name are what they are.
    let names = scope.sizes.keys.filter(pair.described.contains).sorted()
    guard !names.isEmpty, dependOnSizesAlone(pair) else { return nil }
    var random = SplitMix64(seed: BlindForm(left.formula, .equal, right.formula).seed)
    for round in 0..<Self.drawnSizes {
      var sizes = scope.sizes
      for name in names { sizes[name] = Int.random(in: 1...Self.greatestSize, using: &random) }
      // A stride or a width of 1 is like no other.
      if names.indices.contains(round) { sizes[names[round]] = 1 }
      let sized = pair.sized(sizes)
      guard let expected = value(of: right.formula, in: sized.right.setting),
        let own = value(of: left.formula, in: sized.left.setting)
      else { continue }
      if let witness, let other = value(of: witness, in: sized.right.setting),
        !compare(other, expected).isHeld
      {
        continue
      }
      guard case .fails(.differs) = compare(own, expected) else { continue }
      let texts = RealQuantity.texts(own, expected)
      let point = names.map {
        Counterexample.Assignment(name: $0, value: "\(sizes[$0] ?? 0)")
      }
      return .counterexample(Counterexample(point: point, left: texts.left, right: texts.right))
    }
    return nil
  }

  /// Whether two formulas depend on the named sizes and nothing else.
  package func dependOnSizesAlone(_ pair: FunctionPair) -> Bool {
    pair.left.setting.scope.dependsOnSizesAlone(pair.left.formula)
      && pair.right.setting.scope.dependsOnSizesAlone(pair.right.formula)
  }

  /// What a formula comes to where it has a value; arrays of which only the sizes count are drawn.
  private func value(of formula: Formula, in setting: Setting) -> RealQuantity? {
    var setting = setting
    let used = setting.scope.ancestry(of: [formula])
    guard var sampler = try? Sampler(setting.scope, seed: 0, using: used) else { return nil }
    setting.point = sampler.point(round: 0)
    guard let value = try? setting.evaluate(formula), value.obstacle == nil else { return nil }
    return value
  }
}

extension Scope {
  /// Whether a formula depends on no free variable, but for the sizes of arrays.
  fileprivate func dependsOnSizesAlone(_ formula: Formula) -> Bool {
    var found: Set<String> = []
    func collect(_ formula: Formula) {
      let formula = formula.withoutInspections
      for use in formula.names + formula.functions { found.insert(use.name) }
    }
    collect(formula)
    for entity in entities.reversed() where found.contains(entity.name) {
      switch entity.meaning {
      case .definition(let body), .function(_, let body): collect(body)
      case .variable: return false
      }
    }
    return true
  }
}

extension Formula {
  /// The formula with 0 for what only asks for the size of something.
  fileprivate var withoutInspections: Formula {
    if case .call(let name, _, _) = node, ArrayFunction(rawValue: name)?.isInspection == true {
      return Formula(.number(Literal(value: .zero, text: "0")))
    }
    return mappingParts { $0.withoutInspections }
  }
}
