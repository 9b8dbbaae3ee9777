/// A number from 0 up in 30 bits, which bounds another from above, or from below where it says so.
///
/// - Invariant: the mantissa is 0, or has exactly 30 bits.
struct Bound: Hashable, Sendable {
  static let zero = Bound(0, exponent: 0)
  private static let width = 30

  let mantissa: UInt
  let exponent: Int

  /// The least bound that is not below `mantissa` · 2^`exponent`.
  init(_ mantissa: UInt, exponent: Int) {
    guard mantissa != 0 else {
      (self.mantissa, self.exponent) = (0, 0)
      return
    }
    let excess = UInt.bitWidth - mantissa.leadingZeroBitCount - Self.width
    guard excess > 0 else {
      (self.mantissa, self.exponent) = (mantissa << UInt(-excess), exponent + excess)
      return
    }
    let kept = mantissa >> UInt(excess)
    let rounded = kept << UInt(excess) == mantissa ? kept : kept + 1
    let isCarry = rounded >> UInt(Self.width) != 0
    self.mantissa = isCarry ? rounded >> 1 : rounded
    self.exponent = exponent + excess + (isCarry ? 1 : 0)
  }

  /// The greatest bound that is not above `mantissa` · 2^`exponent`.
  init(below mantissa: UInt, exponent: Int) {
    let excess = max(0, UInt.bitWidth - mantissa.leadingZeroBitCount - Self.width)
    self.init(mantissa >> UInt(excess), exponent: exponent + excess)
  }

  static func power(ofTwo exponent: Int) -> Bound { Bound(1, exponent: exponent) }

  var isZero: Bool { mantissa == 0 }

  /// The number is below 2^`top`, and not below half of that; not for 0.
  var top: Int { exponent + Self.width }
}

extension Bound: Comparable {
  static func < (left: Bound, right: Bound) -> Bool {
    if left.isZero || right.isZero { return left.isZero && !right.isZero }
    return left.exponent == right.exponent
      ? left.mantissa < right.mantissa : left.exponent < right.exponent
  }
}

// Sums, products and quotients are rounded up.
extension Bound {
  static func + (left: Bound, right: Bound) -> Bound {
    if left.isZero { return right }
    if right.isZero { return left }
    let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let gap = high.exponent - low.exponent
    // 30 bits moved up by 30 stay in a word; what lies lower counts as one unit there.
    return gap <= width
      ? Bound(high.mantissa << UInt(gap) + low.mantissa, exponent: low.exponent)
      : Bound(high.mantissa << UInt(width) + 1, exponent: high.exponent - width)
  }

  static func * (left: Bound, right: Bound) -> Bound {
    Bound(left.mantissa * right.mantissa, exponent: left.exponent + right.exponent)
  }

  /// The quotient by a lower bound, which must not be 0.
  static func / (left: Bound, right: Bound) -> Bound {
    let quotient = (left.mantissa << 32) / right.mantissa
    return left.isZero ? zero : Bound(quotient + 1, exponent: left.exponent - 32 - right.exponent)
  }

  /// The difference, rounded down; 0 if `other` is not less.
  func minus(_ other: Bound) -> Bound {
    guard other < self else { return .zero }
    guard !other.isZero else { return self }
    let gap = exponent - other.exponent
    return gap <= Self.width
      ? Bound(below: mantissa << UInt(gap) - other.mantissa, exponent: other.exponent)
      : Bound(below: mantissa << UInt(Self.width) - 1, exponent: exponent - Self.width)
  }
}
