import Scalars

/// A formula as it was written, with the place of each part in the source text.
///
/// Two formulas are equal when they have the same structure (`1/2` and `0.5` differ); places, and
/// how a number was written (`0.5` or `.50`), aside.
///
/// - Invariant: `height` is one more than that of the highest part. Whoever walks a formula
///   recurses, so the parser keeps heights within ``heightLimit``; who builds formulas from
///   formulas must do the same.
package struct Formula: Hashable, Sendable {
  /// How deeply the parts of a formula may be nested; a sum of n terms has height n.
  package static let heightLimit = 100

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

  package let node: Node
  /// Where the formula stands, as UTF-8 offsets into its source text.
  package var range: Range<Int>
  package let height: Int

  package init(_ node: Node, at range: Range<Int> = 0..<0) {
    self.node = node
    self.range = range
    var highest = 0
    node.forEachPart { highest = max(highest, $0.height) }
    height = highest + 1
  }

  package static func == (left: Formula, right: Formula) -> Bool { left.node == right.node }
  package func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

extension Formula.Node {
  /// Visits the formulas that this one is directly made of, in the order they are written.
  package func forEachPart(_ visit: (Formula) -> Void) {
    switch self {
    case .number, .name:
      break
    case .negative(let operand), .transpose(let operand):
      visit(operand)
    case .binary(_, let left, let right), .indicator(_, let left, let right):
      visit(left)
      visit(right)
    case .call(_, _, let parts), .vector(let parts):
      parts.forEach(visit)
    case .matrix(let rows):
      for row in rows { row.forEach(visit) }
    case .entry(let base, let subscripts):
      visit(base)
      for case .position(let position) in subscripts { visit(position) }
    case .sum(_, let bounds, let body):
      if let bounds {
        visit(bounds.lower)
        visit(bounds.upper)
      }
      visit(body)
    }
  }
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
