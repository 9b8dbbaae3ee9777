/// What rules, the tape and formulas ask of a number system.
///
/// No operation traps or throws: what has no value carries an ``Obstacle`` onwards. `Double`,
/// `Rational`, `Ball` and the tape's own `Variable` conform, so a rule is written once for all.
@usableFromInline
package protocol Scalar {
  /// A whole number in this number's setting (its precision, its field, its tape).
  func constant(_ value: Int) -> Self

  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  static prefix func - (operand: Self) -> Self

  /// The power with a whole exponent; `x.power(0)` is 1, for x = 0 too.
  func power(_ exponent: Int) -> Self

  /// A function of one number.
  func applying(_ function: Elementary) -> Self
}

/// A scalar with a few functions of its own, of which ``Elementary`` makes all others.
@usableFromInline
package protocol PrimitiveScalar: Scalar {
  /// -1, 0 or 1; an enclosure of these where the sign is not certain.
  var sign: Self { get }
  /// 1 where the number is positive, else 0 (at 0, too).
  var step: Self { get }
  /// The greatest whole number that is not above; an enclosure of two where it is not certain.
  var floor: Self { get }
  var exp: Self { get }
  var ln: Self { get }
  var sqrt: Self { get }
  var sin: Self { get }
  var cos: Self { get }
}

extension PrimitiveScalar {
  @inlinable
  package func applying(_ function: Elementary) -> Self { function.composed(at: self) }
}

/// What a tape can record: a scalar whose values stand on their own.
@usableFromInline
package protocol Recordable: Scalar {
  /// Why there is no value here; nil where there is one.
  var obstacle: Obstacle? { get }
  /// The rough size in machine words, for work budgets; 1 for `Double`.
  var words: Int { get }

  /// Whether a number is plain bits, so that its place in memory needs no care.
  static var isPlain: Bool { get }

  /// No value, and this reason for it where the number system can carry one.
  func obstructed(by obstacle: Obstacle) -> Self
}

extension Recordable {
  @inlinable package static var isPlain: Bool { false }
  @inlinable package func obstructed(by obstacle: Obstacle) -> Self { constant(1) / constant(0) }
}

/// A number system.
///
/// Apart from ``Recordable`` so that only what a tape calls must be inlinable.
package protocol Number: Recordable {
  /// What it takes to make a number: a precision, a field, or nothing.
  associatedtype Setting

  /// The number nearest to an exact one; for exact systems and enclosures, exactly that number.
  init(_ exact: Rational, in setting: Setting)
  /// The ratio of a circle's circumference to its diameter.
  static func pi(in setting: Setting) -> Self

  /// A setting with so many times the bits; nil where more bits are not to be had.
  static func refined(_ setting: Setting, times: Int) -> Setting?
  /// The same number in another setting.
  func converted(to setting: Setting) -> Self
  /// Whether more bits would not tell much more, measured by what a setting promises.
  func isClose(for setting: Setting) -> Bool

  /// Whether a sign can be certain, as it must be to see a kink: not where numbers are rounded, nor
  /// where they have no order.
  static var tellsSigns: Bool { get }
  /// -1, 0 or 1 if that is certainly the sign; nil if it cannot be told.
  var certainSign: Int? { get }
  /// The number as a fraction, if it is certainly that.
  var exact: Rational? { get }
}

extension Number {
  package static func refined(_ setting: Setting, times: Int) -> Setting? { nil }
  package func converted(to setting: Setting) -> Self { self }
  package func isClose(for setting: Setting) -> Bool { true }
  package static var tellsSigns: Bool { false }
  package var certainSign: Int? { nil }
  package var exact: Rational? { nil }
}
