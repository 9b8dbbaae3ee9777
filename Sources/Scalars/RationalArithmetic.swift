extension Rational {
  package static func + (left: Self, right: Self) -> Self {
    guard case .words(let a, let b) = left.storage, case .words(let c, let d) = right.storage
    else { return wideSum(left, right) }
    if b == 1, d == 1 {
      let (sum, overflows) = a.addingReportingOverflow(c)
      return overflows ? Rational(reduced: Int128(a) + Int128(c), over: 1) : Rational(sum)
    }
    // Knuth, volume 2, 4.5.1: the gcd of the sum with the denominators' gcd is all that cancels.
    // Both products are below 2¹²⁶, so their sum fits.
    let shared = Int(truncatingIfNeeded: greatestCommonDivisor(b.magnitude, d.magnitude))
    let sum = Int128(a) * Int128(d / shared) + Int128(c) * Int128(b / shared)
    guard shared != 1 else {
      return Rational(reduced: sum, over: Int128(b) * Int128(d))
    }
    let rest = UInt(truncatingIfNeeded: (sum % Int128(shared)).magnitude)
    let common = Int(truncatingIfNeeded: greatestCommonDivisor(rest, shared.magnitude))
    return Rational(
      reduced: common == 1 ? sum : sum / Int128(common),
      over: Int128(b / shared) * Int128(d / common))
  }

  package static func * (left: Self, right: Self) -> Self {
    guard case .words(let a, let b) = left.storage, case .words(let c, let d) = right.storage
    else { return wideProduct(left, right) }
    if b == 1, d == 1 {
      let (product, overflows) = a.multipliedReportingOverflow(by: c)
      return overflows ? Rational(reduced: Int128(a) * Int128(c), over: 1) : Rational(product)
    }
    // A denominator is at least 1, so neither gcd is 0, and both fit.
    let first = Int(truncatingIfNeeded: greatestCommonDivisor(a.magnitude, d.magnitude))
    let second = Int(truncatingIfNeeded: greatestCommonDivisor(c.magnitude, b.magnitude))
    return Rational(
      reduced: Int128(a / first) * Int128(c / second),
      over: Int128(b / second) * Int128(d / first))
  }

  package static prefix func - (operand: Self) -> Self {
    switch operand.storage {
    case .words(let numerator, let denominator):
      Rational(reduced: -Int128(numerator), over: Int128(denominator))
    case .wide(let numerator, let denominator):
      Rational(reduced: -numerator, over: denominator)
    case .none: operand
    }
  }

  package static func - (left: Self, right: Self) -> Self { left + -right }

  package static func / (left: Self, right: Self) -> Self {
    left * right.reciprocal
  }

  /// 1 over the number; `.divisionByZero` at 0.
  var reciprocal: Rational {
    switch storage {
    case .words(0, _): Rational(.divisionByZero)
    case .words(let numerator, let denominator):
      Rational(
        reduced: Int128(numerator.signum()) * Int128(denominator),
        over: Int128(numerator.magnitude))
    case .wide(let numerator, let denominator):
      Rational(
        reduced: numerator.isNegative ? -denominator : denominator, over: numerator.magnitude)
    case .none: self
    }
  }

  private static func wideSum(_ left: Self, _ right: Self) -> Self {
    if let obstacle = Obstacle.either(left.obstacle, right.obstacle) { return Rational(obstacle) }
    let (b, d) = (left.denominator, right.denominator)
    let shared = b.greatestCommonDivisor(d)
    let sum = left.numerator * (d / shared) + right.numerator * (b / shared)
    let common = sum.greatestCommonDivisor(shared)
    return Rational(reduced: sum / common, over: (b / shared) * (d / common))
  }

  private static func wideProduct(_ left: Self, _ right: Self) -> Self {
    if let obstacle = Obstacle.either(left.obstacle, right.obstacle) { return Rational(obstacle) }
    let first = left.numerator.greatestCommonDivisor(right.denominator)
    let second = right.numerator.greatestCommonDivisor(left.denominator)
    let (a, d) = (left.numerator / first, right.denominator / first)
    let (c, b) = (right.numerator / second, left.denominator / second)
    // A product has at most one bit less than its factors together.
    guard a.bitWidth + c.bitWidth - 1 <= bitLimit, b.bitWidth + d.bitWidth - 1 <= bitLimit
    else { return Rational(.tooLarge) }
    return Rational(reduced: a * c, over: b * d)
  }

  /// The power where machine words hold it and each factor; nil elsewhere.
  private func shortPower(_ exponent: Int) -> Rational? {
    guard exponent.magnitude <= 18, case .words(let top, let bottom) = storage,
      top != 0 || exponent > 0
    else { return nil }
    var (numerator, denominator) = (1, 1)
    for _ in 0..<exponent.magnitude {
      let (a, overflowsAbove) = numerator.multipliedReportingOverflow(by: top)
      let (b, overflowsBelow) = denominator.multipliedReportingOverflow(by: bottom)
      if overflowsAbove || overflowsBelow { return nil }
      (numerator, denominator) = (a, b)
    }
    guard exponent < 0 else {
      return Rational(reduced: Int128(numerator), over: Int128(denominator))
    }
    let sign = Int128(numerator.signum())
    return Rational(reduced: sign * Int128(denominator), over: Int128(numerator.magnitude))
  }

  /// The power with a whole exponent; 0 to the power 0 is 1.
  package func power(_ exponent: Int) -> Rational {
    guard obstacle == nil else { return self }
    if exponent == 0 { return .one }
    if let short = shortPower(exponent) { return short }
    let base = exponent < 0 ? reciprocal : self
    guard base.obstacle == nil else { return base }
    // A part of n bits is at least 2ⁿ⁻¹, and its power at least 2 to the product.
    let width = max(base.numerator.bitWidth, base.denominator.bitWidth) - 1
    guard width > 0 else {
      return base.signum < 0 && exponent & 1 == 1 ? -1 : base.magnitude
    }
    guard exponent.magnitude <= UInt(Self.bitLimit / width) else { return Rational(.tooLarge) }
    let times = Int(exponent.magnitude)
    return Rational(reduced: base.numerator.power(times), over: base.denominator.power(times))
  }
}
