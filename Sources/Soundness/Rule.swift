import Notation

/// A claim whose letters stand for formulas of a kind, and when it holds.
///
/// The kinds go by the letters (see ``Filling``): u, v, w are formulas defined everywhere, p, q, r
/// positive ones, f, g with kinks, x, y, z variables, c and d numbers and positive numbers, k and m
/// small whole numbers, h a linear formula of one bounded variable, a, b vectors of one size, o of
/// another, A, B square matrices and M, N others, i, j indices of a, and n a whole number.
package struct Rule: Sendable {
  enum Truth: Hashable, Sendable {
    case always
    /// A mistake that people make; whether it is one here, a witness must tell.
    case seldom
    /// Where h is nowhere below 0 in its range.
    case notNegative
    /// Where h is everywhere above 0 in its range.
    case positive
  }

  let text: String
  let truth: Truth

  package init(_ text: String) { self.init(text, .always) }

  init(_ text: String, _ truth: Truth) { (self.text, self.truth) = (text, truth) }
}

/// Rules of one field.
package struct RuleFamily: Sendable {
  let name: String
  let rules: [Rule]

  package init(_ name: String, _ rules: [Rule]) { (self.name, self.rules) = (name, rules) }

  init(
    _ name: String, always: [String] = [], seldom: [String] = [], notNegative: [String] = [],
    positive: [String] = []
  ) {
    self.name = name
    rules =
      always.map { Rule($0, .always) } + seldom.map { Rule($0, .seldom) }
      + notNegative.map { Rule($0, .notNegative) } + positive.map { Rule($0, .positive) }
  }

  package static let all =
    [
      calculus, activations, exponentials, saturation, roots, nestedRoots, logarithms, partial,
      poles, signs, jumps, nestedJumps, strips, floors, kinks, softmax, norms, sums, matrices,
      gradients,
      powers, numbers, inequalities, arrayInequalities, bounds,
      wholeExponents,
    ]
}
