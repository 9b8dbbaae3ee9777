import Notation
import WorkedExamples

extension Formula {
  /// The formula with names unfolded, and the operands of sums and products in one order: what
  /// is the same "up to commutativity and unfolding" has the same canonical form.
  package func canonical(in scope: Scope) -> Formula {
    unfolded(in: scope, depth: 0).ordered
  }

  private func unfolded(in scope: Scope, depth: Int) -> Formula {
    // Definitions nest through each other; a formula that grows too high stays as it is.
    guard depth < 16, height <= Formula.heightLimit / 2 else { return self }
    if case .name(let name) = node, case .definition(let body) = scope.meaning(of: name) {
      return body.unfolded(in: scope, depth: depth + 1)
    }
    return mappingParts { $0.unfolded(in: scope, depth: depth) }
  }

  private var ordered: Formula {
    let inner = mappingParts { $0.ordered }
    switch inner.node {
    case .binary(.plus, _, _), .binary(.minus, _, _):
      return joined(inner.terms(negative: false), by: .plus)
    case .binary(.times, _, _):
      return joined(inner.factors, by: .times)
    default:
      return inner
    }
  }

  private func terms(negative: Bool) -> [Formula] {
    switch node {
    case .binary(.plus, let left, let right):
      left.terms(negative: negative) + right.terms(negative: negative)
    case .binary(.minus, let left, let right):
      left.terms(negative: negative) + right.terms(negative: !negative)
    case .negative(let operand):
      operand.terms(negative: !negative)
    default:
      [negative ? Formula(.negative(self)) : self]
    }
  }

  private var factors: [Formula] {
    if case .binary(.times, let left, let right) = node {
      left.factors + right.factors
    } else {
      [self]
    }
  }

  /// Matrices do not commute, so a product that may have some keeps its order.
  private func joined(_ operands: [Formula], by operation: Operator) -> Formula {
    let mayCommute = operation == .plus || operands.allSatisfy(\.isPlainNumber)
    let sorted = mayCommute ? operands.sorted { "\($0)" < "\($1)" } : operands
    return sorted.dropFirst().reduce(sorted.first ?? self) {
      Formula(.binary(operation, $0, $1))
    }
  }

  /// Whether nothing in it can be a matrix: no transposes, no array, no bare capital name.
  private var isPlainNumber: Bool {
    switch node {
    case .matrix, .vector, .transpose: return false
    case .name(let name): return name.first?.isUppercase != true
    default:
      var isPlain = true
      node.forEachPart { if !$0.isPlainNumber { isPlain = false } }
      return isPlain
    }
  }
}
