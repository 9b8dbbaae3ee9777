extension BigInteger {
  package static func + (left: Self, right: Self) -> Self {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? BigInteger(wide: Int128(a) + Int128(b)) : BigInteger(sum)
    }
    let (a, b) = (left.natural, right.natural)
    if left.isNegative == right.isNegative {
      return BigInteger(a + b, isNegative: left.isNegative)
    }
    return a < b
      ? BigInteger(b - a, isNegative: right.isNegative)
      : BigInteger(a - b, isNegative: left.isNegative)
  }

  package static prefix func - (operand: Self) -> Self {
    switch operand.storage {
    case .small(let value) where value != .min: BigInteger(-value)
    default: BigInteger(operand.natural, isNegative: !operand.isNegative)
    }
  }

  package static func - (left: Self, right: Self) -> Self {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? BigInteger(wide: Int128(a) - Int128(b)) : BigInteger(difference)
    }
    return left + -right
  }

  package static func * (left: Self, right: Self) -> Self {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? BigInteger(wide: Int128(a) * Int128(b)) : BigInteger(product)
    }
    return BigInteger(
      left.natural * right.natural, isNegative: left.isNegative != right.isNegative)
  }

  package static func += (left: inout Self, right: Self) { left = left + right }
  package static func -= (left: inout Self, right: Self) { left = left - right }
  package static func *= (left: inout Self, right: Self) { left = left * right }

  /// Quotient, rounded towards 0, and remainder, with the sign of `self`.
  ///
  /// In any case `self` is quotient times divisor plus remainder; a divisor 0 gives quotient 0.
  package func quotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    guard !divisor.isZero else { return (0, self) }
    if case .small(let a) = storage, case .small(let b) = divisor.storage, b != -1 {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return (BigInteger(quotient), BigInteger(remainder))
    }
    let (quotient, remainder) = natural.quotientAndRemainder(dividingBy: divisor.natural)
    return (
      BigInteger(quotient, isNegative: isNegative != divisor.isNegative),
      BigInteger(remainder, isNegative: isNegative)
    )
  }

  package static func / (left: Self, right: Self) -> Self {
    left.quotientAndRemainder(dividingBy: right).quotient
  }

  package static func % (left: Self, right: Self) -> Self {
    left.quotientAndRemainder(dividingBy: right).remainder
  }

  /// The quotient rounded down, also below 0.
  package func floorQuotient(dividingBy divisor: BigInteger) -> BigInteger {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    let isBelow = !remainder.isZero && isNegative != divisor.isNegative
    return isBelow ? quotient - 1 : quotient
  }

  /// The product with a power of 2; a shift below 0 counts as 0, here and in `>>`.
  package static func << (value: Self, shift: Int) -> Self {
    guard shift > 0 else { return value }
    if case .small(let word) = value.storage, shift < 64 {
      return BigInteger(wide: Int128(word) << shift)
    }
    return BigInteger(value.natural << shift, isNegative: value.isNegative)
  }

  /// The quotient by a power of 2, rounded down.
  package static func >> (value: Self, shift: Int) -> Self {
    guard shift > 0 else { return value }
    switch value.storage {
    case .small(let word): return BigInteger(word >> shift)
    case .large(false, let magnitude): return BigInteger(magnitude >> shift)
    case .large(true, let magnitude):
      // Rounding down is away from 0 here.
      let quotient = BigInteger(magnitude >> shift, isNegative: true)
      return magnitude.trailingZeroBitCount >= shift ? quotient : quotient - 1
    }
  }

  /// The greatest common divisor, from 0 up; that of 0 and 0 is 0.
  package func greatestCommonDivisor(_ other: BigInteger) -> BigInteger {
    if case .small(let a) = storage, case .small(let b) = other.storage {
      return BigInteger(Natural(Scalars.greatestCommonDivisor(a.magnitude, b.magnitude)))
    }
    return BigInteger(natural.greatestCommonDivisor(other.natural))
  }

  /// The power; an exponent below 0 counts as 0.
  package func power(_ exponent: Int) -> BigInteger {
    var (result, square, remaining) = (BigInteger.one, self, exponent)
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * square }
      remaining >>= 1
      if remaining > 0 { square = square * square }
    }
    return result
  }

  /// The greatest number whose square is not greater; nil below 0.
  package var squareRoot: BigInteger? {
    isNegative ? nil : BigInteger(natural.squareRoot)
  }
}
