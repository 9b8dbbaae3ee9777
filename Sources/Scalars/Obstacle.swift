/// Why an operation has no value, or none that this number system can give.
///
/// Like NaN, an obstacle travels through whatever is computed from it, and the first one wins; so
/// arithmetic needs no `try`, nothing traps, and whoever reads the result learns the reason.
@usableFromInline
package enum Obstacle: Hashable, Sendable {
  /// A divisor is exactly 0 (also: 0 to a negative power).
  case divisionByZero
  /// A function is asked for outside its domain, such as ln of -1.
  case outsideDomain(String)
  /// The value exists, but this number system cannot hold it: exp(1) is not rational.
  case irrational
  /// The value exists, but writing it down would pass the stated limit on digits.
  case tooLarge
  /// The value exists, but to compute it would pass the stated limit on work.
  case tooMuchWork
  /// The enclosure is too wide to tell; more precision may decide.
  case undecided
}

extension Obstacle {
  /// Why what is made of two numbers has no value: what is certain of one of them comes first.
  static func either(_ first: Obstacle?, _ second: Obstacle?) -> Obstacle? {
    guard let first, let second else { return first ?? second }
    return second.isCertain && !first.isCertain ? second : first
  }

  /// Whether there is no value at all; the others may be for want of precision.
  package var isCertain: Bool {
    switch self {
    case .divisionByZero, .outsideDomain: true
    case .irrational, .tooLarge, .tooMuchWork, .undecided: false
    }
  }
}
