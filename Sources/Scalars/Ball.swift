/// A number known to lie within a radius of a midpoint.
///
/// Every operation gives a ball that contains all results of the numbers in its operands; what
/// rounding adds is added to the radius. So a comparison that a ball decides is certain, and one
/// that it does not decide may be decided at a higher precision; see ``refine(from:to:_:)``.
/// The method is that of Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval
/// arithmetic", IEEE Transactions on Computers 66(8), 2017.
///
/// - Invariant: neither part reaches 2 to the ``Ball/exponentLimit``.
package struct Ball: Sendable {
  /// Precisions beyond this count as this.
  package static let precisionLimit = 16_384
  /// Numbers from 2 to this power on become `.tooLarge`; those as small get 0 as their midpoint.
  package static let exponentLimit = 1 << 30

  let midpoint: Dyadic
  let radius: Bound
  /// How many bits a result has, up to what cannot be known; from 16 to ``precisionLimit``.
  package let precision: Int
  /// Why there is no value; nil where there is one.
  package let obstacle: Obstacle?

  /// How many bits a midpoint keeps: two less, so that 64 stay in one word with their sign.
  var bits: Int { precision - 2 }

  init(_ obstacle: Obstacle, precision: Int) {
    (midpoint, radius) = (.zero, .zero)
    self.precision = precision
    self.obstacle = obstacle
  }

  /// The ball with a midpoint that is kept as it is.
  init(exactly midpoint: Dyadic, radius: Bound = .zero, precision: Int) {
    let limit = Self.exponentLimit
    self.precision = precision
    if !midpoint.isZero, midpoint.top > limit {
      (self.midpoint, self.radius, obstacle) = (.zero, .zero, .tooLarge)
    } else if !radius.isZero, radius.top > limit {
      (self.midpoint, self.radius, obstacle) = (.zero, .zero, .undecided)
    } else if !midpoint.isZero, midpoint.top < -limit {
      self.midpoint = .zero
      self.radius = max(radius, .power(ofTwo: -limit)) + .power(ofTwo: -limit)
      obstacle = nil
    } else {
      self.midpoint = midpoint
      // A radius that shrinks forever would let exponents overflow.
      self.radius = radius.isZero ? radius : max(radius, .power(ofTwo: -2 * limit))
      obstacle = nil
    }
  }

  /// The ball around value · 2^exponent, rounded to the precision.
  init(
    _ value: some FixedPoint, exponent: Int, radius: Bound = .zero, precision: Int
  ) {
    let (midpoint, error) = value.rounded(exponent: exponent, bits: precision - 2)
    self.init(exactly: midpoint, radius: radius + error, precision: precision)
  }

  /// A bound of all magnitudes in the ball.
  var above: Bound { midpoint.above + radius }

  static func clamped(_ precision: Int) -> Int { min(max(precision, 16), precisionLimit) }

  /// The same ball, rounded to another precision.
  package func with(precision: Int) -> Ball {
    let precision = Self.clamped(precision)
    if let obstacle { return Ball(obstacle, precision: precision) }
    return Ball(
      midpoint.mantissa, exponent: midpoint.exponent, radius: radius, precision: precision)
  }

  /// The same ball, widened by `error`.
  func widened(by error: Bound) -> Ball {
    obstacle == nil
      ? Ball(exactly: midpoint, radius: radius + error, precision: precision) : self
  }
}

extension Ball {
  /// Whether the ball is a single number.
  package var isExact: Bool { obstacle == nil && radius.isZero }

  /// -1, 0 or 1 if all numbers of the ball have that sign; nil if it cannot be told.
  package var certainSign: Int? {
    guard obstacle == nil else { return nil }
    if midpoint.isZero, radius.isZero { return 0 }
    return midpoint.isBeyond(radius) ? midpoint.mantissa.sign : nil
  }

  /// -1, 0 or 1 for certainly less, equal and greater; nil if it cannot be told.
  package func compared(to other: Ball) -> Int? { (self - other).certainSign }

  /// The same for an exact number.
  package func compared(to exact: Rational) -> Int? {
    compared(to: Ball(exact, in: precision))
  }

  /// False if no number can be in both; true also where rounding does not let us tell.
  package func overlaps(_ other: Ball) -> Bool {
    guard obstacle == nil, other.obstacle == nil else { return false }
    return (compared(to: other) ?? 0) == 0
  }

  /// Whether the number lies in the ball; true also for some next to a ball beyond 2 to ±32,768.
  package func contains(_ exact: Rational) -> Bool {
    guard obstacle == nil, exact.obstacle == nil else { return false }
    if exact.isZero { return (certainSign ?? 0) == 0 }
    let (low, high) = (lower, upper)
    guard low.obstacle == nil, high.obstacle == nil else {
      return (compared(to: exact) ?? 0) == 0
    }
    return low <= exact && exact <= high
  }

  /// A ball that contains both; an obstacle if one of them is.
  package func hull(_ other: Ball) -> Ball {
    guard obstacle == nil else { return self }
    guard other.obstacle == nil else { return other }
    let precision = max(precision, other.precision)
    let sum =
      Ball(exactly: midpoint, precision: precision)
      + Ball(exactly: other.midpoint, precision: precision)
    let difference =
      Ball(exactly: midpoint, precision: precision)
      - Ball(exactly: other.midpoint, precision: precision)
    let half = Bound.power(ofTwo: -1)
    let distance = (difference.midpoint.above + difference.radius) * half
    return Ball(
      exactly: Dyadic(sum.midpoint.mantissa, exponent: sum.midpoint.exponent - 1),
      radius: sum.radius * half + distance + max(radius, other.radius), precision: precision)
  }
}

extension Ball {
  /// Bounds beyond 2 to this power, above and below 1, are rounded outwards.
  private static let boundExponent = Rational.bitLimit / 2

  /// A number not above those of the ball; the least of them up to the size of a ``Rational``.
  package var lower: Rational { bound(isUpper: false) }
  /// A number not below those of the ball; the greatest of them up to the size of a ``Rational``.
  package var upper: Rational { bound(isUpper: true) }

  private func bound(isUpper: Bool) -> Rational {
    if let obstacle { return Rational(obstacle) }
    let limit = Self.boundExponent
    guard midpoint.isZero || midpoint.top <= limit, radius.isZero || radius.top <= limit
    else { return Rational(.tooLarge) }
    // In units of 2⁻ˢ, which is fine enough for both parts or the limit.
    let s = min(limit, max(0, -midpoint.exponent, -radius.exponent))
    let center = BigInteger(isUpper ? -midpoint : midpoint, scale: s)
    let reach = BigInteger(-Dyadic(radius), scale: s)
    let numerator = isUpper ? -(center + reach) : center + reach
    let twos = min(s, numerator.isZero ? s : numerator.trailingZeroBitCount)
    return Rational(reduced: numerator >> twos, over: BigInteger(1) << (s - twos))
  }
}
