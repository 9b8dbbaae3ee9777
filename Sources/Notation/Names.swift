/// A name or a function where a formula uses it.
package struct NameUse: Hashable, Sendable {
  package var name: String
  package var range: Range<Int>
}

extension Formula {
  /// The names that the formula takes from outside, where they stand, in the order of the text.
  ///
  /// Indices of sums are bound and not listed, and neither is the `t` in the rate of `descend`.
  package var names: [NameUse] {
    var uses: [NameUse] = []
    forEachName { uses.append($0) }
    return uses
  }

  /// Calls the body with each of ``names``, in their order.
  package func forEachName(_ body: (NameUse) -> Void) { forEachName(bound: [], body) }

  private func forEachName(bound: Set<String>, _ body: (NameUse) -> Void) {
    switch node {
    case .name(let name):
      if !bound.contains(name) { body(NameUse(name: name, range: range)) }
    case .sum(let index, let bounds, let summand):
      bounds?.lower.forEachName(bound: bound, body)
      bounds?.upper.forEachName(bound: bound, body)
      summand.forEachName(bound: bound.union([index]), body)
    case .call(CalculusFunction.descend.rawValue, _, let arguments):
      for (index, argument) in arguments.enumerated() {
        argument.forEachName(bound: index == 2 ? bound.union(["t"]) : bound, body)
      }
    default:
      node.forEachPart { $0.forEachName(bound: bound, body) }
    }
  }

  /// The functions that the formula applies, where they are applied, in the order of the text.
  package var functions: [NameUse] {
    var uses: [NameUse] = []
    forEachFunction { uses.append($0) }
    return uses
  }

  /// Calls the body with each of ``functions``, in their order.
  package func forEachFunction(_ body: (NameUse) -> Void) {
    if case .call(let name, _, _) = node { body(NameUse(name: name, range: range)) }
    node.forEachPart { $0.forEachFunction(body) }
  }

  /// The first use of the calculus, which a student's answer must not contain.
  package var calculus: NameUse? {
    functions.first { CalculusFunction(rawValue: $0.name) != nil }
  }
}
