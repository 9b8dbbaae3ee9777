extension Formula {
  /// The formula with some of its numbers replaced; nil leaves a number as it is.
  package func replacingLiterals(_ replacement: (Literal) -> Node?) -> Formula {
    func rewritten(_ part: Formula) -> Formula { part.replacingLiterals(replacement) }
    let node: Node
    switch self.node {
    case .number(let literal): node = replacement(literal) ?? self.node
    case .name: node = self.node
    case .negative(let operand): node = .negative(rewritten(operand))
    case .transpose(let operand): node = .transpose(rewritten(operand))
    case .binary(let operation, let left, let right):
      node = .binary(operation, rewritten(left), rewritten(right))
    case .call(let name, let order, let arguments):
      node = .call(name, order: order, arguments.map(rewritten))
    case .vector(let entries): node = .vector(entries.map(rewritten))
    case .matrix(let rows): node = .matrix(rows.map { $0.map(rewritten) })
    case .entry(let base, let subscripts): node = .entry(rewritten(base), subscripts)
    case .sum(let index, let bounds, let body):
      node = .sum(index: index, bounds: bounds, rewritten(body))
    case .indicator(let relation, let left, let right):
      node = .indicator(relation, rewritten(left), rewritten(right))
    }
    return Formula(node, at: range)
  }
}
