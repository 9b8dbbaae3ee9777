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

extension Ball {
  package static func pi(in precision: Int) -> Ball {
    constant(.halfPi, exponent: 1, precision: clamped(precision))
  }

  static func logarithmOfTwo(precision: Int) -> Ball {
    constant(.logarithmOfTwo, exponent: 0, precision: precision)
  }

  private static func constant(
    _ constant: FixedConstant, exponent: Int, precision: Int
  ) -> Ball {
    // Less than 2 units of 2⁻ʷ off, times 2ᵉ.
    let w = precision <= 64 ? 112 : precision
    let radius = Bound.power(ofTwo: exponent + 1 - w)
    return precision <= 64
      ? Ball(
        Int128(constant, scale: w), exponent: exponent - w, radius: radius, precision: precision)
      : Ball(
        BigInteger(constant, scale: w), exponent: exponent - w, radius: radius,
        precision: precision)
  }
}
