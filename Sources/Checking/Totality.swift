import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Whether two formulas are the same, letter for letter, and certainly have a value: then they are
  /// equal without work. A sum of 30,000 logarithms is looked at once, for all its terms.
  func areIdentical(
    _ left: Formula, _ right: Formula, _ value: RealQuantity, in setting: Setting
  ) -> Bool {
    guard setting.scope.reads(left, as: right) else { return false }
    if value.vagueness == nil { return true }
    guard setting.bindings.isEmpty, setting.point.isEmpty else { return false }
    var total = Totality(setting.scope)
    return total.isDefined(left)
  }
}

/// Tells of formulas in numbers that they have a value, by where all parts lie at once.
private struct Totality {
  private var scope: Scope
  private var count = 0

  init(_ scope: Scope) { self.scope = scope }

  mutating func isDefined(_ formula: Formula) -> Bool {
    guard let open = try? opened(formula) else { return false }
    let setting = Setting(scope)
    let pair = FunctionPair(left: (open, setting), right: (open, setting), described: [])
    guard let sampler = try? pair.sampler(),
      let sides = try? PairOperations(pair, domains: nil, sampler, choices: [[:]])
    else { return false }
    let tape = sides.operations.tape((), at: sampler.intervals.map(\.extent))
    return sides.operations.structure(of: sides.entries.flatMap(\.places)).demands.allSatisfy {
      let extent = tape.value(at: $0.place)
      return switch $0.demand {
      case .positive: extent.certainSign == 1
      case .notNegative: extent.isNeverNegative
      case .notZero: extent.certainSign.map { $0 != 0 } ?? false
      }
    }
  }

  /// The formula with one term for all terms of each sum: its index is any number between the bounds.
  private mutating func opened(_ formula: Formula) throws(Diagnostic) -> Formula {
    guard case .sum(let index, let bounds?, let body) = formula.node else {
      var failure: Diagnostic?
      let result = formula.mappingParts { part in
        do throws(Diagnostic) { return try opened(part) } catch {
          failure = error
          return part
        }
      }
      if let failure { throw failure }
      return result
    }
    // No name of the notation begins with this sign.
    let name = "~term\(count)"
    count += 1
    let domain = [
      Declaration.Bound(.greaterOrEqual, bounds.lower), .init(.lessOrEqual, bounds.upper),
    ]
    _ = try Interval(domain, in: scope)
    scope.add(name, .variable(.real, domain))
    return try opened(body.replacing(index, by: Formula(.name(name))))
  }
}

extension Formula {
  fileprivate func replacing(_ name: String, by formula: Formula) -> Formula {
    if node == .name(name) { return formula }
    if case .sum(name, _, _) = node { return self }
    return mappingParts { $0.replacing(name, by: formula) }
  }
}
