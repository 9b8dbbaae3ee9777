import Notation
import WorkedExamples

/// Takes out of a formula what is the same for all values of the indices, so that it is computed
/// once and not for each of them: the denominator of a softmax, a Jacobian of which an entry is
/// meant.
struct SharedParts {
  private(set) var setting: Setting
  private var names: [Formula: String] = [:]
  private let indexed: Set<Int>

  init(_ setting: Setting) {
    self.setting = setting
    indexed = setting.scope.indexed
  }

  /// Returns the formula with names for such parts, whose meaning is added to the scope.
  mutating func taken(from formula: Formula) -> Formula {
    // How many operations are counted depends on what has a name.
    let isCounted = formula.functions.contains {
      $0.name == CalculusFunction.descend.rawValue
        || $0.name == CalculusFunction.operations.rawValue
    }
    return isCounted ? formula : replaced(formula, bound: [])
  }

  private mutating func replaced(_ formula: Formula, bound: [String]) -> Formula {
    switch formula.node {
    case .number, .name: return formula
    case .negative, .binary, .transpose, .call, .vector, .matrix, .entry, .indicator, .sum: break
    }
    if isShared(formula, bound: bound) { return name(for: formula) }
    switch formula.node {
    case .call(let name, let order, let arguments) where CalculusFunction(rawValue: name) != nil:
      // What is differentiated by is a name.
      let parts = arguments.enumerated().map { place, argument in
        place == 0 ? replaced(argument, bound: bound) : argument
      }
      return Formula(.call(name, order: order, parts), at: formula.range)
    case .entry(let base, let subscripts):
      return Formula(.entry(replaced(base, bound: bound), subscripts), at: formula.range)
    case .sum(let index, let bounds, let body):
      let body = replaced(body, bound: bound + [index])
      return Formula(.sum(index: index, bounds: bounds, body), at: formula.range)
    default:
      return formula.mappingParts { replaced($0, bound: bound) }
    }
  }

  /// Definitions see neither bound names nor earlier answers.
  private func isShared(_ formula: Formula, bound: [String]) -> Bool {
    !setting.scope.uses(formula, before: setting.scope.entities.count, oneOf: indexed)
      && !formula.names.contains {
        bound.contains($0.name) || setting.bindings[$0.name] != nil
      }
  }

  private mutating func name(for formula: Formula) -> Formula {
    if let known = names[formula] { return Formula(.name(known), at: formula.range) }
    // No name of the notation begins with this sign.
    let name = "~shared\(names.count)"
    names[formula] = name
    setting.scope.add(name, .definition(formula))
    return Formula(.name(name), at: formula.range)
  }
}
