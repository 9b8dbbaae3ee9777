import Notation
import Scalars
import WorkedExamples

/// Two formulas and where they are evaluated, to be compared as functions.
package struct FunctionPair: Sendable {
  package let left: (formula: Formula, setting: Setting)
  package let right: (formula: Formula, setting: Setting)
  /// The names by whose values a counterexample is described.
  package let described: [String]
  /// What is claimed of the two.
  package let relation: Relation

  package init(
    left: (formula: Formula, setting: Setting), right: (formula: Formula, setting: Setting),
    described: [String], relation: Relation = .equal
  ) {
    self.relation = relation
    self.left = left
    self.right = right
    self.described = described
  }
}

extension Judge {
  /// Compares two formulas as functions of the free variables, at small points first.
  ///
  /// A difference is certain; agreement is evidence at so many points, and says so.
  package func compare(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    let (formula, setting) = pair.left
    var sampler = Sampler(
      setting.scope,
      seed: SeededGenerator.seed(of: ["\(formula)", "\(pair.right.formula)"]))
    var agreeing = 0
    var isExact = true
    for round in 0..<48 {
      var (left, right) = (setting, pair.right.setting)
      left.point = try sampler.point(small: round < 16)
      right.point = left.point
      let a = try left.evaluate(formula)
      let b = try right.evaluate(pair.right.formula)
      guard a.obstacle == nil, b.obstacle == nil else { continue }
      let verdict = compare(a, pair.relation, b)
      switch verdict {
      case .holds(let evidence):
        agreeing += 1
        if evidence != .exact { isExact = false }
      case .fails(.differs):
        return .fails(
          .counterexample(
            try counterexample(a, b, at: right, described: pair.described)))
      case .fails, .undecided:
        return verdict
      }
      if scopeIsFixed(setting.scope) { break }
    }
    guard agreeing > 0 else { return .undecided(.noCommonPoint) }
    return .holds(
      scopeIsFixed(setting.scope) && isExact
        ? .exact : .agreed(points: agreeing, digits: greatestPrecision * 301 / 1000))
  }

  private func scopeIsFixed(_ scope: Scope) -> Bool { scope.variables.isEmpty }

  private func counterexample(
    _ left: RealQuantity, _ right: RealQuantity, at setting: Setting, described: [String]
  ) throws(Diagnostic) -> Counterexample {
    var assignments: [Counterexample.Assignment] = []
    for name in described {
      guard let value = try? setting.evaluate(Formula(.name(name))) else { continue }
      assignments.append(Counterexample.Assignment(name: name, value: value.text))
    }
    return Counterexample(point: assignments, left: left.text, right: right.text)
  }
}

extension RealQuantity {
  /// The value as it is shown to a person: exact where that is short, else its certain digits.
  package var text: String {
    let balls = isExact ? [] : enclosures(precision: 128)
    let entries = exact.indices.map { index in
      exact[index].obstacle == nil ? "\(exact[index])" : balls[index].description
    }
    switch shape {
    case .number: return entries.first ?? ""
    case .vector: return "(\(entries.joined(separator: ", ")))"
    case .matrix(_, let columns):
      let rows = stride(from: 0, to: entries.count, by: max(1, columns)).map {
        "[\(entries[$0..<min($0 + columns, entries.count)].joined(separator: ", "))]"
      }
      return "[\(rows.joined(separator: ", "))]"
    }
  }
}
