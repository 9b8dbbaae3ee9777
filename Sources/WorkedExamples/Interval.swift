import Notation
import Scalars

/// Which numbers a free variable may be, by its declaration: `x : real > 0 <= 1`, `n : integer`.
///
/// - Invariant: at least one number lies in it.
package struct Interval: Sendable {
  package struct End: Sendable {
    /// A number up to which all are admitted; the bound itself, where that is a fraction.
    package let value: Rational
    package let isReached: Bool
    /// A number beyond which none is admitted: an irrational bound lies between the two.
    let outer: Rational

    /// Whether the bound is known exactly.
    package var isExact: Bool { value == outer }
  }

  package private(set) var lower: End?
  package private(set) var upper: End?
  /// Single numbers that are left out.
  private var excluded: [Rational] = []
  package let isWhole: Bool

  /// Evaluates the bounds of a declaration.
  ///
  /// - Throws: A bound without a value, or bounds that leave no number, at the bound.
  package init(
    _ bounds: [Declaration.Bound], isWhole: Bool = false, in scope: Scope
  ) throws(Diagnostic) {
    self.isWhole = isWhole
    for bound in bounds {
      let end = try Self.end(bound, in: scope)
      switch bound.relation {
      case .less, .lessOrEqual:
        if upper.map({ Self.isTighter(end.value, end, than: $0, <) }) ?? true { upper = end }
      case .greater, .greaterOrEqual:
        if lower.map({ Self.isTighter(end.value, end, than: $0, >) }) ?? true { lower = end }
      case .notEqual: if end.isExact { excluded.append(end.value) }
      case .equal, .approximately: break
      }
      if isWhole { shrinkToWholeNumbers() }
      guard !isEmpty else {
        let kind = isWhole ? "whole number" : "number"
        throw Diagnostic(
          "no \(kind) is within these bounds", at: bound.value.range,
          help: "x : real > 1 < 2 lies between 1 and 2")
      }
    }
  }

  private static func isTighter(
    _ value: Rational, _ end: End, than other: End, _ isInside: (Rational, Rational) -> Bool
  ) -> Bool {
    value == other.value ? !end.isReached : isInside(value, other.value)
  }

  private static func end(_ bound: Declaration.Bound, in scope: Scope) throws(Diagnostic) -> End {
    let isReached = bound.relation == .lessOrEqual || bound.relation == .greaterOrEqual
    let exact = try Evaluation<Rational>(scope, setting: ()).value(of: bound.value)
    guard exact.isNumber else {
      throw Diagnostic(
        "a bound is a number; this is a \(exact.shape)", at: bound.value.range, mistake: .shape)
    }
    if exact.entries[0].obstacle == nil {
      return End(value: exact.entries[0], isReached: isReached, outer: exact.entries[0])
    }
    let ball = try Evaluation<Ball>(scope, setting: 128).value(of: bound.value).entries[0]
    guard ball.obstacle == nil, ball.lower.obstacle == nil, ball.upper.obstacle == nil else {
      throw Diagnostic("this bound has no value", at: bound.value.range)
    }
    switch bound.relation {
    case .less, .lessOrEqual:
      return End(value: ball.lower, isReached: true, outer: ball.upper)
    default: return End(value: ball.upper, isReached: true, outer: ball.lower)
    }
  }

  private mutating func shrinkToWholeNumbers() {
    if let end = lower, !(end.isReached && end.value.isInteger) {
      let next = end.value.floor + 1
      lower = End(value: next, isReached: true, outer: next)
    }
    if let end = upper, !(end.isReached && end.value.isInteger) {
      let next = end.value.applying(.ceil) - 1
      upper = End(value: next, isReached: true, outer: next)
    }
  }

  private var isEmpty: Bool {
    guard let lower, let upper else { return false }
    guard lower.value == upper.value else { return lower.value > upper.value }
    return !lower.isReached || !upper.isReached || excluded.contains(lower.value)
  }

  /// Whether a number may be taken.
  package func admits(_ number: Rational) -> Bool {
    if isWhole, !number.isInteger { return false }
    if let lower, number < lower.value || number == lower.value && !lower.isReached { return false }
    if let upper, number > upper.value || number == upper.value && !upper.isReached { return false }
    return !excluded.contains(number)
  }

  /// All of it, in one.
  package var extent: Extent {
    Extent(
      lower.map { Extent.End($0.outer, isReached: $0.isReached) } ?? Extent.line.lower,
      upper.map { Extent.End($0.outer, isReached: $0.isReached) } ?? Extent.line.upper)
  }
}
