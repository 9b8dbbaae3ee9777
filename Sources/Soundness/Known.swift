import Scalars

/// A number as well as it is known: a fraction while that stays short, else an enclosure.
///
/// A ball around 3/10 is never exactly 3/10, and nothing would be seen to jump there.
struct Known {
  private enum Storage {
    case exact(Rational)
    case enclosed(Ball)
  }

  private let storage: Storage
  private let precision: Int

  /// Longer fractions take more time than they are worth.
  private static let longest = 2048

  init(_ exact: Rational, precision: Int) {
    self.precision = precision
    let bits = max(exact.numerator.bitWidth, exact.denominator.bitWidth)
    storage = bits > Self.longest ? .enclosed(Ball(exact, in: precision)) : .exact(exact)
  }

  init(_ ball: Ball, precision: Int) { (storage, self.precision) = (.enclosed(ball), precision) }

  var exact: Rational? {
    if case .exact(let exact) = storage { exact } else { nil }
  }

  var ball: Ball {
    switch storage {
    case .exact(let exact): Ball(exact, in: precision)
    case .enclosed(let ball): ball
    }
  }

  var obstacle: Obstacle? {
    switch storage {
    case .exact(let exact): exact.obstacle
    case .enclosed(let ball): ball.obstacle
    }
  }

  var certainSign: Int? {
    switch storage {
    case .exact(let exact): exact.obstacle == nil ? exact.signum : nil
    case .enclosed(let ball): ball.certainSign
    }
  }

  func compared(to other: Known) -> Int? { (self - other).certainSign }

  func constant(_ number: Int) -> Known { Known(Rational(number), precision: precision) }

  /// No value that could be told.
  var unknown: Known { Known(ball.obstructed(by: .undecided), precision: precision) }

  /// The fraction where there is one, or else the enclosure.
  private func result(_ fraction: Rational, or enclosure: () -> Ball) -> Known {
    switch fraction.obstacle {
    case .irrational, .tooLarge, .undecided: Known(enclosure(), precision: precision)
    default: Known(fraction, precision: precision)
    }
  }

  private func combined(
    with other: Known, _ fractions: (Rational, Rational) -> Rational, _ balls: (Ball, Ball) -> Ball
  ) -> Known {
    if let left = exact, let right = other.exact {
      return result(fractions(left, right)) { balls(ball, other.ball) }
    }
    return Known(balls(ball, other.ball), precision: precision)
  }

  static func + (left: Known, right: Known) -> Known { left.combined(with: right, +, +) }
  static func - (left: Known, right: Known) -> Known { left.combined(with: right, -, -) }
  static func * (left: Known, right: Known) -> Known { left.combined(with: right, *, *) }
  static func / (left: Known, right: Known) -> Known { left.combined(with: right, /, /) }
  static prefix func - (operand: Known) -> Known { operand.constant(0) - operand }

  /// A function, exactly where its value is a fraction.
  func applying(_ fraction: (Rational) -> Rational, _ enclosure: (Ball) -> Ball) -> Known {
    if let exact { return result(fraction(exact)) { enclosure(ball) } }
    return Known(enclosure(ball), precision: precision)
  }
}
