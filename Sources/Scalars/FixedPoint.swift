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

/// Constants that kernels count with.
enum FixedConstant: Sendable {
  case logarithmOfTwo
  case halfPi

  /// The constant in units of 2 to minus the scale, less than 2 units off.
  func value(scale: Int) -> BigInteger {
    let table: Table? =
      if scale <= 240 { Self.short } else if scale <= 1_200 { Self.middle } else if scale <= 4_800 {
        Self.long
      } else { nil }
    // The table's values are less than 1.1 of its units off, and rounding down takes less than
    // one: without a shift the sum is below 2, with one it is below 0.6 + 1.
    guard let table else { return computed(scale: scale) }
    let value = self == .halfPi ? table.halfPi : table.logarithmOfTwo
    return value >> (table.scale - scale)
  }

  static let wordsScale = 112
  static let halfPiWords = Int128(truncating: halfPi.value(scale: wordsScale))
  static let logarithmOfTwoWords = Int128(truncating: logarithmOfTwo.value(scale: wordsScale))

  /// What is computed once: most work is done at 64 and 128 bits, some at a few thousand.
  private static let short = Table(scale: 240)
  private static let middle = Table(scale: 1_200)
  private static let long = Table(scale: 4_800)

  private struct Table: Sendable {
    let scale: Int
    let logarithmOfTwo: BigInteger
    let halfPi: BigInteger

    init(scale: Int) {
      self.scale = scale
      logarithmOfTwo = FixedConstant.logarithmOfTwo.computed(scale: scale)
      halfPi = FixedConstant.halfPi.computed(scale: scale)
    }
  }

  private func computed(scale: Int) -> BigInteger {
    // A term of a series is less than 3 units off, there are fewer than `scale` of them, and the
    // factors add up to 28: with guard bits for 2¹² times the scale, less than 0.1 is left.
    let guardBits = 12 + Int.bitWidth - scale.leadingZeroBitCount
    let one = BigInteger(1) << (scale + guardBits)
    let sum: BigInteger
    switch self {
    case .logarithmOfTwo:
      // 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749), that is, 2 from the fractions
      // 27/25, 4802/4800 and 8750/8748.
      let (a, b, c) = (Self.artanh(one, 26), Self.artanh(one, 4801), Self.artanh(one, 8749))
      sum = 18 * a - 2 * b + 8 * c
    case .halfPi:
      // Machin, 1706: π/4 = 4 arctan(1/5) - arctan(1/239).
      sum = 8 * Self.arctan(one, 5) - 2 * Self.arctan(one, 239)
    }
    return sum >> guardBits
  }

  private static func artanh(_ one: BigInteger, _ n: Int) -> BigInteger {
    series(one, n) { sum, term, _ in sum + term }
  }

  private static func arctan(_ one: BigInteger, _ n: Int) -> BigInteger {
    series(one, n) { sum, term, index in index & 1 == 0 ? sum + term : sum - term }
  }

  /// Goes through 1 / ((2i + 1) n²ⁱ⁺¹), rounded down, until it is 0.
  private static func series(
    _ one: BigInteger, _ n: Int, _ next: (BigInteger, BigInteger, Int) -> BigInteger
  ) -> BigInteger {
    var (sum, power, index) = (BigInteger.zero, one.over(n), 0)
    while !power.isZero {
      sum = next(sum, power.over(2 * index + 1), index)
      power = power.over(n * n)
      index += 1
    }
    return sum
  }
}
