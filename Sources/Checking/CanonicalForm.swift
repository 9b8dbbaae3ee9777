import Notation
import WorkedExamples

extension Formula {
  /// The formula with names unfolded, the indices of sums called alike, `e^x` written as exp(x),
  /// and the operands of sums and products in one order: what is the same "up to commutativity and
  /// unfolding" has the same canonical form.
  package func canonical(in scope: Scope) -> Formula {
    unfolded(in: scope, depth: 0).numberingIndices(from: 0).ordered
  }

  private func unfolded(in scope: Scope, depth: Int) -> Formula {
    // Definitions nest through each other; a formula that grows too high stays as it is.
    guard depth < 16, height <= Formula.heightLimit / 2 else { return self }
    if case .name(let name) = node, case .definition(let body) = scope.meaning(of: name) {
      return body.unfolded(in: scope, depth: depth + 1)
    }
    return mappingParts { $0.unfolded(in: scope, depth: depth) }
  }

  /// The formula with the index of each sum named after how deep the sum stands.
  private func numberingIndices(from depth: Int) -> Formula {
    guard case .sum(let index, let bounds?, let body) = node else {
      return mappingAllParts { $0.numberingIndices(from: depth) }
    }
    // No name of the notation begins with this sign.
    let name = "~\(depth)"
    return Formula(
      .sum(
        index: name,
        bounds: Formula.Bounds(
          lower: bounds.lower.numberingIndices(from: depth),
          upper: bounds.upper.numberingIndices(from: depth)),
        body.renaming(index, to: name).numberingIndices(from: depth + 1)))
  }

  private func renaming(_ old: String, to new: String) -> Formula {
    switch node {
    case .name(old): Formula(.name(new))
    case .sum(old, let bounds?, let body):
      // The inner sum has taken the name for itself.
      Formula(
        .sum(
          index: old,
          bounds: Formula.Bounds(
            lower: bounds.lower.renaming(old, to: new), upper: bounds.upper.renaming(old, to: new)),
          body))
    default: mappingAllParts { $0.renaming(old, to: new) }
    }
  }

  /// The formula with all its parts replaced, those in subscripts and bounds too.
  private func mappingAllParts(_ transform: (Formula) -> Formula) -> Formula {
    switch node {
    case .entry(let base, let subscripts):
      Formula(
        .entry(
          transform(base),
          subscripts.map {
            if case .position(let position) = $0 { .position(transform(position)) } else { .all }
          }))
    case .sum(let index, let bounds?, let body):
      Formula(
        .sum(
          index: index,
          bounds: Formula.Bounds(lower: transform(bounds.lower), upper: transform(bounds.upper)),
          transform(body)))
    default: mappingParts(transform)
    }
  }

  private var ordered: Formula {
    let inner = mappingParts { $0.ordered }
    switch inner.node {
    case .binary(.power, let base, let exponent) where base.node == .name("e"):
      return Formula(.call("exp", order: 0, [exponent]))
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
  var isPlainNumber: Bool {
    switch node {
    case .matrix, .vector, .transpose: return false
    case .entry(_, let subscripts): return !subscripts.contains(.all)
    case .name(let name): return name.first?.isUppercase != true
    default:
      var isPlain = true
      node.forEachPart { if !$0.isPlainNumber { isPlain = false } }
      return isPlain
    }
  }
}
