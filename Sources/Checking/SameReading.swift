import Notation
import WorkedExamples

extension Scope {
  /// Whether two formulas are the same, letter for letter, once a name that stands for one of them
  /// is replaced by what it means; then they are equal without work, wherever they have a value.
  package func reads(_ left: Formula, as right: Formula) -> Bool {
    let (left, right) = (unfolded(left), unfolded(right))
    return left.formula == right.formula
      && (left.formula.names + left.formula.functions).allSatisfy { use in
        position(of: use.name, before: left.limit) == position(of: use.name, before: right.limit)
      }
  }

  /// What a formula means that may be a name alone, and how many names of the scope that sees.
  private func unfolded(_ formula: Formula) -> (formula: Formula, limit: Int) {
    var (formula, limit) = (formula, entities.count)
    while case .name(let name) = formula.node, let found = position(of: name, before: limit),
      case .definition(let body) = entities[found].meaning
    {
      (formula, limit) = (body, found)
    }
    return (formula, limit)
  }
}
