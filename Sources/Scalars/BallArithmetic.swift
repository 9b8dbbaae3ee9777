extension Ball: Number, PrimitiveScalar {
  /// The number, up to the rounding to a precision in bits.
  package init(_ exact: Rational, in precision: Int) {
    let precision = Self.clamped(precision)
    if let obstacle = exact.obstacle {
      self.init(obstacle, precision: precision)
      return
    }
    let denominator = exact.denominator
    let twos = denominator.trailingZeroBitCount
    if denominator.bitWidth == twos + 1 {
      self.init(exact.numerator, exponent: -twos, precision: precision)
    } else {
      self =
        Ball(exactly: Dyadic(exact.numerator, exponent: 0), precision: precision)
        / Ball(exactly: Dyadic(denominator, exponent: 0), precision: precision)
    }
  }

  package func constant(_ value: Int) -> Ball {
    Ball(exactly: Dyadic(BigInteger(value), exponent: 0), precision: precision)
  }

  package func obstructed(by obstacle: Obstacle) -> Ball { Ball(obstacle, precision: precision) }
  package static var tellsSigns: Bool { true }
  package var exact: Rational? { isExact ? lower.exact : nil }

  package static func refined(_ precision: Int, times: Int) -> Int? {
    let (bits, overflow) = clamped(precision).multipliedReportingOverflow(by: max(2, times))
    return precision < precisionLimit ? clamped(overflow ? precisionLimit : bits) : nil
  }

  package func converted(to precision: Int) -> Ball { with(precision: precision) }

  /// Half of the bits are right, of a small number those after the point.
  package func isClose(for precision: Int) -> Bool {
    guard obstacle == nil else { return obstacle != .undecided }
    let half = Bound.power(ofTwo: -Self.clamped(precision) / 2)
    return radius <= max(above, .power(ofTwo: 0)) * half
  }

  package var words: Int { 2 + (precision + Int.bitWidth - 1) / Int.bitWidth }

  package static prefix func - (operand: Ball) -> Ball {
    operand.obstacle == nil
      ? Ball(exactly: -operand.midpoint, radius: operand.radius, precision: operand.precision)
      : operand
  }

  package static func - (left: Ball, right: Ball) -> Ball { left + -right }

  package static func + (left: Ball, right: Ball) -> Ball {
    let precision = max(left.precision, right.precision)
    if let obstacle = Obstacle.either(left.obstacle, right.obstacle) {
      return Ball(obstacle, precision: precision)
    }
    let radius = left.radius + right.radius
    let (a, b) = (left.midpoint, right.midpoint)
    if a.isZero {
      return Ball(b.mantissa, exponent: b.exponent, radius: radius, precision: precision)
    }
    if b.isZero {
      return Ball(a.mantissa, exponent: a.exponent, radius: radius, precision: precision)
    }

    let (high, low) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let gap = high.exponent - low.exponent
    if gap < 126, case .small(let h) = high.mantissa.storage,
      case .small(let l) = low.mantissa.storage, high.mantissa.bitWidth + gap < 126
    {
      let sum = Int128(h) &<< Int128(gap) + Int128(l)
      return Ball(sum, exponent: low.exponent, radius: radius, precision: precision)
    }
    // Beyond the last bit that is kept, a summand is as good as part of the radius; so that no
    // shift is long.
    let (greater, lesser) = a.top >= b.top ? (a, b) : (b, a)
    if lesser.top < min(greater.top - precision, greater.exponent) - 2 {
      return Ball(
        greater.mantissa, exponent: greater.exponent, radius: radius + lesser.above,
        precision: precision)
    }
    return Ball(
      (high.mantissa << gap) + low.mantissa, exponent: low.exponent, radius: radius,
      precision: precision)
  }

  package static func * (left: Ball, right: Ball) -> Ball {
    let precision = max(left.precision, right.precision)
    if let obstacle = Obstacle.either(left.obstacle, right.obstacle) {
      return Ball(obstacle, precision: precision)
    }
    let (a, b) = (left.midpoint, right.midpoint)
    // (a ± r)(b ± s) is a b ± (|a| s + |b| r + r s).
    var radius = Bound.zero
    if !right.radius.isZero { radius = (a.above + left.radius) * right.radius }
    if !left.radius.isZero { radius = radius + b.above * left.radius }
    let exponent = a.exponent + b.exponent
    if case .small(let m) = a.mantissa.storage, case .small(let n) = b.mantissa.storage,
      m != .min, n != .min
    {
      return Ball(Int128(m) * Int128(n), exponent: exponent, radius: radius, precision: precision)
    }
    return Ball(a.mantissa * b.mantissa, exponent: exponent, radius: radius, precision: precision)
  }

  package static func / (left: Ball, right: Ball) -> Ball {
    let precision = max(left.precision, right.precision)
    if let obstacle = Obstacle.either(left.obstacle, right.obstacle) {
      return Ball(obstacle, precision: precision)
    }
    let (a, b) = (left.midpoint, right.midpoint)
    guard !b.isZero || !right.radius.isZero else {
      return Ball(.divisionByZero, precision: precision)
    }
    let least = b.below.minus(right.radius)
    guard !b.isZero, !least.isZero else { return Ball(.undecided, precision: precision) }
    // A certain 0 stays one, however little is known of the divisor.
    guard !a.isZero || !left.radius.isZero else {
      return Ball(exactly: .zero, precision: precision)
    }

    // Enough bits that the quotient of the mantissas has one more than are kept.
    let shift = max(0, precision - 1 - a.mantissa.bitWidth + b.mantissa.bitWidth)
    let exponent = a.exponent - b.exponent - shift
    let value: Ball
    let isExact: Bool
    if let quotient = Self.shortQuotient(a.mantissa, shift, b.mantissa) {
      value = Ball(quotient.value, exponent: exponent, precision: precision)
      isExact = quotient.isExact
    } else {
      let (quotient, remainder) = (a.mantissa << shift).quotientAndRemainder(dividingBy: b.mantissa)
      value = Ball(quotient, exponent: exponent, precision: precision)
      isExact = remainder.isZero
    }
    // Truncation takes less than a unit. (a + d)/(b + e) - a/b is (d - (a/b) e)/(b + e).
    var radius = isExact ? Bound.zero : .power(ofTwo: exponent)
    if !left.radius.isZero { radius = radius + left.radius / least }
    if !right.radius.isZero, value.obstacle == nil {
      // |a/b| is below the value kept, its rounding and the unit cut off.
      let size = value.midpoint.above + value.radius + .power(ofTwo: exponent)
      radius = radius + size * right.radius / least
    }
    return value.widened(by: radius)
  }

  /// a · 2^`shift` / b, truncated, where machine words hold it; nil elsewhere.
  private static func shortQuotient(
    _ a: BigInteger, _ shift: Int, _ b: BigInteger
  ) -> (value: Int128, isExact: Bool)? {
    guard case .small(let m) = a.storage, case .small(let n) = b.storage,
      a.bitWidth + shift <= UInt128.bitWidth
    else { return nil }
    let (high, low) = Self.words(UInt128(m.magnitude) << shift)
    guard high < n.magnitude else { return nil }
    let (quotient, remainder) = n.magnitude.dividingFullWidth((high, low))
    let isNegative = (m < 0) != (n < 0)
    return (isNegative ? -Int128(quotient) : Int128(quotient), remainder == 0)
  }

  private static func words(_ value: UInt128) -> (high: UInt, low: UInt) {
    (UInt(truncatingIfNeeded: value >> 64), UInt(truncatingIfNeeded: value))
  }

  package func power(_ exponent: Int) -> Ball {
    guard obstacle == nil else { return self }
    guard exponent != 0 else { return constant(1) }
    // A divisor first: a tiny result must not be met as the inverse of one too large.
    let base = exponent > 0 ? self : constant(1) / self
    guard base.obstacle == nil else { return base }
    var (result, square, remaining) = (constant(1), base, exponent.magnitude)
    while remaining > 0, result.obstacle == nil {
      if remaining & 1 == 1 { result = result * square }
      remaining >>= 1
      if remaining > 0 { square = square * square }
    }
    return result
  }

  /// Where a function is made of others, its enclosure is wider than it must be.
  package func applying(_ function: Elementary) -> Ball {
    switch function {
    case .abs: magnitude
    case .relu: relu
    case .sinh: sinh
    case .cosh: cosh
    case .tanh: tanh
    case .sigmoid: sigmoid
    case .softplus: softplus
    default: function.composed(at: self)
    }
  }

  package var magnitude: Ball {
    guard obstacle == nil else { return self }
    if let sign = certainSign { return sign < 0 ? -self : self }
    // From 0 to the bound.
    let half = above * .power(ofTwo: -1)
    return Ball(exactly: Dyadic(half), radius: half, precision: precision)
  }

  package var relu: Ball {
    guard obstacle == nil else { return self }
    if let sign = certainSign { return sign > 0 ? self : constant(0) }
    return constant(0).hull(end(below: false))
  }

  package var sign: Ball {
    guard obstacle == nil else { return self }
    return certainSign.map(constant)
      ?? Ball(exactly: .zero, radius: .power(ofTwo: 0), precision: precision)
  }

  package var floor: Ball {
    guard obstacle == nil else { return self }
    let (low, high) = (lower.floor, upper.floor)
    guard low.obstacle == nil, high.obstacle == nil else {
      return Ball(.tooLarge, precision: precision)
    }
    let (least, greatest) = (Ball(low, in: precision), Ball(high, in: precision))
    return low == high ? least : least.hull(greatest)
  }

  package var step: Ball {
    guard obstacle == nil else { return self }
    return certainSign.map { constant($0 > 0 ? 1 : 0) }
      ?? Ball(exactly: Dyadic(1, exponent: -1), radius: .power(ofTwo: -1), precision: precision)
  }
}
