/// A number mantissa · 2^exponent: the midpoint of a ``Ball``.
struct Dyadic: Sendable {
  static let zero = Dyadic(0, exponent: 0)

  var mantissa: BigInteger
  var exponent: Int

  init(_ mantissa: BigInteger, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = mantissa.isZero ? 0 : exponent
  }

  init(_ bound: Bound) {
    self.init(BigInteger(Int(bound.mantissa)), exponent: bound.exponent)
  }

  /// A finite number as it is; 0 for the others.
  init(_ value: Double) {
    guard value.isFinite, value != 0 else {
      self = .zero
      return
    }
    // Subnormal numbers, too, are whole multiples of the last place of a significand.
    let significand = Int(value.significand * 0x1p52)
    self.init(
      BigInteger(value < 0 ? -significand : significand), exponent: Int(value.exponent) - 52)
  }

  /// The number is about this times 2^`top`; from 1/2 to 1.
  var significand: Double {
    guard case .small(let word) = mantissa.storage else {
      return Double(mantissa.natural.bits(from: mantissa.bitWidth - 64)) * 0x1p-64
    }
    return Double(sign: .plus, exponent: -mantissa.bitWidth, significand: Double(word.magnitude))
  }

  var isZero: Bool { mantissa.isZero }

  /// The magnitude is below 2^`top`, and not below half of that; not for 0.
  var top: Int { mantissa.bitWidth + exponent }

  /// Twice the number.
  var doubled: Dyadic { Dyadic(mantissa, exponent: exponent + 1) }

  static prefix func - (value: Dyadic) -> Dyadic {
    Dyadic(-value.mantissa, exponent: value.exponent)
  }

  /// An upper bound of the magnitude.
  var above: Bound {
    guard case .small(let word) = mantissa.storage else {
      let shift = mantissa.bitWidth - 60
      return Bound(mantissa.natural.bits(from: shift) + 1, exponent: exponent + shift)
    }
    return Bound(word.magnitude, exponent: exponent)
  }

  /// A lower bound of the magnitude.
  var below: Bound {
    guard case .small(let word) = mantissa.storage else {
      let shift = mantissa.bitWidth - 60
      return Bound(below: mantissa.natural.bits(from: shift), exponent: exponent + shift)
    }
    return Bound(below: word.magnitude, exponent: exponent)
  }

  /// Whether the magnitude is greater than the bound.
  func isBeyond(_ bound: Bound) -> Bool {
    guard !isZero else { return false }
    guard !bound.isZero, top == bound.top else { return bound.isZero || top > bound.top }
    let gap = exponent - bound.exponent
    let (a, b) = (mantissa.magnitude, BigInteger(Int(bound.mantissa)))
    // Equal tops: neither shift is longer than the longer number.
    return gap >= 0 ? a << gap > b : a > b << (0 - gap)
  }
}
