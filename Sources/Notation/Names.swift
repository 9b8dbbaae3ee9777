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
    collectNames(bound: [], into: &uses)
    return uses
  }

  private func collectNames(bound: Set<String>, into uses: inout [NameUse]) {
    switch node {
    case .name(let name):
      if !bound.contains(name) { uses.append(NameUse(name: name, range: range)) }
    case .sum(let index, let bounds, let body):
      bounds?.lower.collectNames(bound: bound, into: &uses)
      bounds?.upper.collectNames(bound: bound, into: &uses)
      body.collectNames(bound: bound.union([index]), into: &uses)
    case .call(BuiltIn.descend.rawValue, _, let arguments):
      for (index, argument) in arguments.enumerated() {
        argument.collectNames(bound: index == 2 ? bound.union(["t"]) : bound, into: &uses)
      }
    default:
      node.forEachPart { $0.collectNames(bound: bound, into: &uses) }
    }
  }

  /// The functions that the formula applies, where they are applied, in the order of the text.
  package var functions: [NameUse] {
    var uses: [NameUse] = []
    collectFunctions(into: &uses)
    return uses
  }

  private func collectFunctions(into uses: inout [NameUse]) {
    if case .call(let name, _, _) = node { uses.append(NameUse(name: name, range: range)) }
    node.forEachPart { $0.collectFunctions(into: &uses) }
  }

  /// The first use of the calculus, which a student's answer must not contain.
  package var calculus: NameUse? {
    functions.first { BuiltIn(rawValue: $0.name)?.kind == .calculus }
  }
}
