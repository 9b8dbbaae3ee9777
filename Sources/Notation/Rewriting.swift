extension Formula {
  /// The formula with each of the parts that it is directly made of replaced.
  package func mappingParts(_ transform: (Formula) -> Formula) -> Formula {
    let node: Node
    switch self.node {
    case .number, .name: return self
    case .negative(let operand): node = .negative(transform(operand))
    case .transpose(let operand): node = .transpose(transform(operand))
    case .binary(let operation, let left, let right):
      node = .binary(operation, transform(left), transform(right))
    case .call(let name, let order, let arguments):
      node = .call(name, order: order, arguments.map(transform))
    case .vector(let entries): node = .vector(entries.map(transform))
    case .matrix(let rows): node = .matrix(rows.map { $0.map(transform) })
    case .entry(let base, let subscripts): node = .entry(transform(base), subscripts)
    case .sum(let index, let bounds, let body):
      node = .sum(index: index, bounds: bounds, transform(body))
    case .indicator(let relation, let left, let right):
      node = .indicator(relation, transform(left), transform(right))
    }
    return Formula(node, at: range)
  }

  /// The formula with some of its numbers replaced, subscripts and bounds aside; nil leaves a
  /// number as it is.
  package func replacingLiterals(_ replacement: (Literal) -> Node?) -> Formula {
    if case .number(let literal) = node {
      return replacement(literal).map { Formula($0, at: range) } ?? self
    }
    return mappingParts { $0.replacingLiterals(replacement) }
  }

  /// The functions that it makes use of, by name; `e^x` makes use of exp, a derivative counts as
  /// `tanh'`, which is not tanh, and an indicator as `1[]`.
  package var usedFunctions: Set<String> {
    var used: Set<String> = []
    switch node {
    case .call(let name, let order, _):
      used.insert(name + String(repeating: "'", count: order))
    case .binary(.power, let base, _) where base.node == .name("e"): used.insert("exp")
    case .indicator: used.insert("1[]")
    default: break
    }
    node.forEachPart { used.formUnion($0.usedFunctions) }
    return used
  }
}
