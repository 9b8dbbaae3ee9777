import Foundation

extension Ball {
  package var ln: Ball {
    guard obstacle == nil else { return self }
    guard let sign = certainSign else { return Ball(.undecided, precision: precision) }
    guard sign > 0 else { return Ball(.outsideDomain("ln"), precision: precision) }
    // |ln(m + d) - ln m| <= r / (m - r).
    return increasing({ $0.logarithmOfMidpoint }) { [midpoint] _, radius in
      let least = midpoint.below.minus(radius)
      return radius.top < midpoint.top - 3 ? radius / least : nil
    }
  }

  private var logarithmOfMidpoint: Ball {
    guard !midpoint.isZero, !midpoint.mantissa.isNegative else {
      return Ball(.undecided, precision: precision)
    }
    // x = y · 2ᵏ with y around 1, so that the two logarithms do not cancel.
    var (k, estimate) = (midpoint.top, midpoint.significand)
    if estimate < 0.7071 { (k, estimate) = (k - 1, 2 * estimate) }
    let y = Ball(
      exactly: Dyadic(midpoint.mantissa, exponent: midpoint.exponent - k), precision: precision)
    let logarithm = y.logarithmAroundOne(near: estimate)
    return k == 0 ? logarithm : constant(k) * Self.logarithmOfTwo(precision: precision) + logarithm
  }

  /// The logarithm of an exact number from 0.7 to 1.5, with an estimate of the number.
  private func logarithmAroundOne(near estimate: Double) -> Ball {
    // ln y = a + 2 artanh u for u = (y - eᵃ)/(y + eᵃ), whichever a; the closer it is, the faster
    // the series. For y close to 1, a = 0 lets nothing cancel.
    if abs(estimate - 1) < (precision <= 64 ? 0x1p-3 : 0x1p-12) {
      let u = (self - constant(1)) / (self + constant(1))
      return u.doubleAreaTangent
    }
    let start = Ball(exactly: Dyadic(log(estimate)), precision: precision)
    let power = start.exponentialOfMidpoint
    return start + ((self - power) / (self + power)).doubleAreaTangent
  }

  /// 2 artanh u = 2 (u + u³/3 + u⁵/5 + …), for |u| < 1/2.
  private var doubleAreaTangent: Ball {
    let size = above
    guard obstacle == nil, !size.isZero else { return self }
    let square = self * self
    var (sum, power, divisor, next) = (self, self, 1, size * size * size)
    while next.top > size.top - precision {
      power = power * square
      divisor += 2
      sum = sum + power / constant(divisor)
      next = next * size * size
    }
    // The first term left out is below a third of the bound, and the rest below another third.
    return constant(2) * sum.widened(by: next)
  }
}
