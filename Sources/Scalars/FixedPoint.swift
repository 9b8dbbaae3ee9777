/// A whole number of units in the last place, in which kernels count: two words, or any number.
///
/// The unit is 2 to minus a scale. Numbers of two words hold a scale of 112 bits and 8 bits more.
protocol FixedPoint: Comparable {
  init(_ value: Int)
  /// value · 2^`scale`, rounded down.
  init(_ value: Dyadic, scale: Int)
  /// Less than 2 units off.
  init(_ constant: FixedConstant, scale: Int)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func >> (value: Self, shift: Int) -> Self
  func times(_ factor: Int) -> Self
  /// self · factor / 2^`scale`, rounded down.
  func times(_ factor: Self, scale: Int) -> Self
  /// The last 63 bits of the quotient, and the remainder, for numbers from 0 up.
  func divided(by divisor: Self) -> (quotient: Int, remainder: Self)
  /// Quotient rounded down, for a number from 0 up.
  func over(_ divisor: Int) -> Self
  /// self · 2^`exponent` in at most `bits` bits (one more after a carry), and how far it is off.
  func rounded(exponent: Int, bits: Int) -> (Dyadic, error: Bound)
}

extension Int128: FixedPoint {
  init(_ value: Dyadic, scale: Int) {
    guard case .small(let word) = value.mantissa.storage else {
      self.init(truncating: BigInteger(value, scale: scale))
      return
    }
    // Shifts of all bits and more are meant: what is below a unit becomes 0 or -1.
    self = Int128(word) << (value.exponent + scale)
  }

  init(_ constant: FixedConstant, scale: Int) {
    let word = constant == .halfPi ? FixedConstant.halfPiWords : FixedConstant.logarithmOfTwoWords
    self = word >> (FixedConstant.wordsScale - scale)
  }

  /// The number, if it fits.
  init(truncating value: BigInteger) {
    let words = value.natural.words
    let magnitude = UInt128(words.first ?? 0) | UInt128(words.dropFirst().first ?? 0) << 64
    self = Int128(truncatingIfNeeded: value.isNegative ? 0 &- magnitude : magnitude)
  }

  func times(_ factor: Int) -> Int128 { self &* Int128(factor) }

  func times(_ factor: Int128, scale: Int) -> Int128 {
    let (high, low) = multipliedFullWidth(by: factor)
    return high << (128 - scale) | Int128(truncatingIfNeeded: low >> scale)
  }

  func divided(by divisor: Int128) -> (quotient: Int, remainder: Int128) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return (Int(truncatingIfNeeded: quotient) & .max, remainder)
  }

  func over(_ divisor: Int) -> Int128 {
    // Division by one word, twice, is several times as fast as by two.
    let (high, low) = (UInt(truncatingIfNeeded: self >> 64), UInt(truncatingIfNeeded: self))
    let (first, rest) = high.quotientAndRemainder(dividingBy: divisor.magnitude)
    let (second, _) = divisor.magnitude.dividingFullWidth((rest, low))
    return Int128(first) << 64 | Int128(second)
  }

  func rounded(exponent: Int, bits: Int) -> (Dyadic, error: Bound) {
    let excess = Int128.bitWidth - magnitude.leadingZeroBitCount - bits
    guard excess > 0 else { return (Dyadic(BigInteger(wide: self), exponent: exponent), .zero) }
    // To the nearest; 2¹²⁶ and half a unit still fit.
    let mantissa = (self + (1 << (excess - 1))) >> excess
    let isExact = trailingZeroBitCount >= excess
    return (
      Dyadic(BigInteger(wide: mantissa), exponent: exponent + excess),
      isExact ? .zero : .power(ofTwo: exponent + excess - 1)
    )
  }
}

extension BigInteger: FixedPoint {
  init(_ value: Dyadic, scale: Int) {
    let shift = value.exponent + scale
    self = shift >= 0 ? value.mantissa << shift : value.mantissa >> (0 - shift)
  }

  init(_ constant: FixedConstant, scale: Int) { self = constant.value(scale: scale) }

  func times(_ factor: Int) -> BigInteger { self * BigInteger(factor) }
  func times(_ factor: BigInteger, scale: Int) -> BigInteger { (self * factor) >> scale }
  func divided(by divisor: BigInteger) -> (quotient: Int, remainder: BigInteger) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return (Int(truncatingIfNeeded: quotient.natural.bits(from: 0)) & .max, remainder)
  }
  func over(_ divisor: Int) -> BigInteger { self / BigInteger(divisor) }

  func rounded(exponent: Int, bits: Int) -> (Dyadic, error: Bound) {
    let excess = bitWidth - bits
    guard excess > 0 else { return (Dyadic(self, exponent: exponent), .zero) }
    let magnitude = natural
    let mantissa = BigInteger(magnitude.rounded(shiftedBy: excess), isNegative: isNegative)
    let isExact = magnitude.trailingZeroBitCount >= excess
    return (
      Dyadic(mantissa, exponent: exponent + excess),
      isExact ? .zero : .power(ofTwo: exponent + excess - 1)
    )
  }
}
