/// Formulas joined by links, as people write a computation: `2*1.7 = 3.4`.
///
/// - Invariant: there is one link less than there are members, and at least one member.
package struct Chain: Hashable, Sendable {
  package var members: [Formula]
  package var links: [Relation]

  package init(members: [Formula], links: [Relation]) {
    self.members = members
    self.links = links
  }

  /// No chain that is read has more links: each is checked on its own, and takes its time.
  package static let linkLimit = 100

  /// Reads `A`, `A = B`, `A = B ≈ C < D`, …; a bare function name is applied to the `variable`.
  ///
  /// With decimal commas `2,75` is a number, and `(1; 2)` a vector.
  package static func parse(
    _ text: String, vocabulary: Vocabulary, of variable: String? = nil, decimalCommas: Bool = false
  ) throws(Diagnostic) -> Chain {
    var parser = try Parser(
      text, vocabulary: vocabulary, variable: variable, decimalCommas: decimalCommas)
    var chain = Chain(members: [try parser.expression()], links: [])
    while case .relation(let link) = parser.current.kind {
      guard link != .notEqual else {
        throw Diagnostic("!= does not link formulas", at: parser.current.range)
      }
      guard chain.links.count < linkLimit else {
        throw Diagnostic(
          "this chain has more than \(linkLimit) links", at: parser.current.range,
          help: "leave out members that say the same")
      }
      parser.advance()
      chain.links.append(link)
      chain.members.append(try parser.expression())
    }
    try parser.expectEnd()
    return chain
  }
}

/// One comparison, as in `i = j` or `x > 0`.
package struct Condition: Hashable, Sendable {
  package var relation: Relation
  package var left: Formula
  package var right: Formula

  package init(_ left: Formula, _ relation: Relation, _ right: Formula) {
    self.relation = relation
    self.left = left
    self.right = right
  }

  package static func parse(
    _ text: String, vocabulary: Vocabulary, decimalCommas: Bool = false
  ) throws(Diagnostic) -> Condition {
    var parser = try Parser(
      text, vocabulary: vocabulary, variable: nil, decimalCommas: decimalCommas)
    let condition = try parser.condition()
    if case .relation = parser.current.kind {
      throw Diagnostic(
        "a condition is one comparison", at: parser.current.range,
        help: "for -a < x < a write abs(x) < a")
    }
    try parser.expectEnd()
    return condition
  }

  /// What holds where this does not.
  package var opposite: Condition {
    let relation: Relation =
      switch relation {
      case .equal, .approximately: .notEqual
      case .notEqual: .equal
      case .less: .greaterOrEqual
      case .lessOrEqual: .greater
      case .greater: .lessOrEqual
      case .greaterOrEqual: .less
      }
    return Condition(left, relation, right)
  }
}
