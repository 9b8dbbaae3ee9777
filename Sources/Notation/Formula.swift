import Scalars

/// A formula as it was written, with the place of each part in the source text.
///
/// Two formulas are equal when they have the same structure; places and the way
/// a number was written (`0.50`, `1/2` are different structures, `0.5` and `.5` are not) aside.
package struct Formula: Hashable, Sendable {
  package indirect enum Node: Hashable, Sendable {
    case number(Literal)
    /// A name in normal form: `ŷ1` is `yhat1`, `σ` is `sigma`.
    case name(String)
    case negative(Formula)
    case binary(Operator, Formula, Formula)
    case transpose(Formula)
    /// A function applied to arguments; `order` counts the primes of `phi''(z)`.
    case call(String, order: Int, [Formula])
    case vector([Formula])
    case matrix([[Formula]])
    /// `x[i]`, `W[k, j]`, `W[k, :]`; one subscript or two.
    case entry(Formula, [Subscript])
    /// `sum(j, E)` over a declared index, or `sum(j, a, b, E)`.
    case sum(index: String, bounds: Bounds?, Formula)
    /// `1[x > 0]`.
    case indicator(Relation, Formula, Formula)
  }

  package struct Bounds: Hashable, Sendable {
    package var lower: Formula
    package var upper: Formula

    package init(lower: Formula, upper: Formula) {
      self.lower = lower
      self.upper = upper
    }
  }

  package enum Subscript: Hashable, Sendable {
    case position(Formula)
    /// `:`, the whole row or column.
    case all
  }

  package var node: Node
  /// Where the formula stands, as UTF-8 offsets into its source text.
  package var range: Range<Int>

  package init(_ node: Node, at range: Range<Int> = 0..<0) {
    self.node = node
    self.range = range
  }

  package static func == (left: Formula, right: Formula) -> Bool { left.node == right.node }
  package func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

/// Two-place operations, named by how the notation writes them.
package enum Operator: String, CaseIterable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case entrywiseTimes = ".*"
  case entrywiseOver = "./"
  case entrywisePower = ".^"
}

/// What may stand between two members of an indicator or a chain.
package enum Relation: String, CaseIterable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// `≈`: a link of a chain that claims no exactness.
  case approximately = "≈"
}

/// A number as it was written.
///
/// Only the value counts for equality; the digits written matter to rounding.
package struct Literal: Hashable, Sendable {
  package var value: Rational
  /// The text, without a sign: `0.50`, `1e-3`, `300`.
  package var text: String

  package init(value: Rational, text: String) {
    self.value = value
    self.text = text
  }

  package static func == (left: Literal, right: Literal) -> Bool { left.value == right.value }
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

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
}
