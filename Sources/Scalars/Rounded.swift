/// A number that is rounded to so many bits at each operation, as machines do with 53.
///
/// Nothing bounds what rounding adds up to. But where a long computation comes to the same digits
/// in `Double` and with more than twice its bits, these digits are hardly an accident; enclosures of
/// it may have become too wide to tell any.
package struct Rounded: Sendable {
  /// A ball without its radius.
  private let ball: Ball

  /// How many bits are kept where nothing else is said.
  package static let precision = 128

  private init(_ ball: Ball) {
    self.ball =
      ball.obstacle == nil ? Ball(exactly: ball.midpoint, precision: ball.precision) : ball
  }

  package var double: Double { Double(ball.lower) }

  /// The numbers that are away from this by no more than a part of it.
  package func spread(by part: Double, precision: Int) -> Ball {
    let center = ball.with(precision: precision)
    guard center.obstacle == nil else { return center }
    return center.widened(by: center.above * Dyadic(part).above)
  }
}

extension Rounded: Number {
  package init(_ exact: Rational, in precision: Int) { self.init(Ball(exact, in: precision)) }
  package static func pi(in precision: Int) -> Rounded { Rounded(Ball.pi(in: precision)) }
  package func constant(_ value: Int) -> Rounded { Rounded(ball.constant(value)) }
  package func obstructed(by obstacle: Obstacle) -> Rounded {
    Rounded(ball.obstructed(by: obstacle))
  }
  package var obstacle: Obstacle? { ball.obstacle }
  package var words: Int { ball.words }

  package static func + (left: Rounded, right: Rounded) -> Rounded {
    Rounded(left.ball + right.ball)
  }
  package static func - (left: Rounded, right: Rounded) -> Rounded {
    Rounded(left.ball - right.ball)
  }
  package static func * (left: Rounded, right: Rounded) -> Rounded {
    Rounded(left.ball * right.ball)
  }
  package static func / (left: Rounded, right: Rounded) -> Rounded {
    Rounded(left.ball / right.ball)
  }
  package static prefix func - (operand: Rounded) -> Rounded { Rounded(-operand.ball) }
  package func power(_ exponent: Int) -> Rounded { Rounded(ball.power(exponent)) }

  package func applying(_ function: Elementary) -> Rounded { Rounded(ball.applying(function)) }
}
