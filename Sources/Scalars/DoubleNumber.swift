import Foundation

extension Double: Number, PrimitiveScalar {
  package init(_ exact: Rational, in setting: Void) { self.init(exact) }
  @inlinable
  package static func pi(in setting: Void) -> Double { .pi }
  @inlinable
  package func constant(_ value: Int) -> Double { Double(value) }

  /// What overflowed is too large; what has become NaN, out of whichever domain.
  @inlinable
  package var obstacle: Obstacle? {
    isFinite ? nil : isNaN ? .outsideDomain("a function") : .tooLarge
  }
  @inlinable
  package var words: Int { 1 }
  @inlinable
  package static var isPlain: Bool { true }
  /// Others than whole numbers are rounded, mostly.
  package var exact: Rational? { Int(exactly: self).map { Rational($0) } }

  @inlinable
  package func power(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1
    case 1: self
    case 2: self * self
    default: Foundation.pow(self, Double(exponent))
    }
  }

  @inlinable
  package var sign: Double { self > 0 ? 1 : self < 0 ? -1 : isNaN ? self : 0 }
  @inlinable
  package var floor: Double { rounded(.down) }
  @inlinable
  package var step: Double { self > 0 ? 1 : isNaN ? self : 0 }
  @inlinable
  package var exp: Double { Foundation.exp(self) }
  @inlinable
  package var ln: Double { Foundation.log(self) }
  @inlinable
  package var sqrt: Double { squareRoot() }
  @inlinable
  package var sin: Double { Foundation.sin(self) }
  @inlinable
  package var cos: Double { Foundation.cos(self) }
  @inlinable
  package func applying(_ function: Elementary) -> Double {
    switch function {
    case .abs: magnitude
    case .relu: self <= 0 ? 0 : self
    case .sinh: Foundation.sinh(self)
    case .cosh: Foundation.cosh(self)
    case .tanh: ownTangent
    case .sigmoid: sigmoid
    case .softplus: softplus
    default: function.composed(at: self)
    }
  }

  // No power that overflows, on either side.
  @inlinable
  var sigmoid: Double {
    let power = Foundation.exp(-magnitude)
    return (self < 0 ? power : 1) / (1 + power)
  }
  @inlinable
  var softplus: Double {
    Swift.max(self, 0) + Foundation.log1p(Foundation.exp(-magnitude))
  }
}

extension Double {
  /// The number nearest to a fraction, the even one of two; NaN where there is no value.
  package init(_ exact: Rational) {
    guard exact.obstacle == nil else {
      self = .nan
      return
    }
    // A division of two doubles is rounded once, and is what nearly all fractions need.
    if case .words(let numerator, let denominator) = exact.storage,
      let top = Double(exactly: numerator), let bottom = Double(exactly: denominator)
    {
      self = top / bottom
      return
    }
    let (numerator, denominator) = (exact.numerator.natural, exact.denominator.natural)
    guard !numerator.isZero else {
      self = 0
      return
    }
    // A quotient of 55 or 56 bits, so that at least two are dropped.
    let scale = 55 - numerator.bitWidth + denominator.bitWidth
    let (quotient, remainder) = (numerator << max(0, scale))
      .quotientAndRemainder(dividingBy: denominator << max(0, -scale))
    let word = quotient.bits(from: 0)
    // The place of the last bit that is kept: the 53rd, or the smallest there is.
    let dropped = max(UInt.bitWidth - word.leadingZeroBitCount - 53, -1074 + scale)
    guard dropped < UInt.bitWidth else {
      self = 0
      return
    }
    var kept = word >> UInt(dropped)
    let rest = word - kept << UInt(dropped)
    let half = (1 as UInt) << UInt(dropped - 1)
    if rest > half || rest == half && (!remainder.isZero || kept & 1 == 1) { kept += 1 }
    self.init(
      sign: exact.signum < 0 ? .minus : .plus, exponent: dropped - scale,
      significand: Double(kept))
  }
}

extension Rational {
  /// The exact value of a finite number; nil for infinities and NaN.
  package init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    let dyadic = Dyadic(value)
    self =
      dyadic.exponent >= 0
      ? Rational(dyadic.mantissa << dyadic.exponent)
      : Rational(dyadic.mantissa, over: BigInteger(1) << -dyadic.exponent)
  }
}
