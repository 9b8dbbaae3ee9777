extension Ball {
  // Both are in [-1, 1], and |f′| <= 1.
  package var sin: Ball { circular(shift: 0) }
  package var cos: Ball { circular(shift: 1) }

  /// sin(x + n π/2).
  private func circular(shift n: Int) -> Ball {
    guard obstacle == nil else { return self }
    let all = Ball(exactly: .zero, radius: .power(ofTwo: 0), precision: precision)
    guard radius.isZero || radius.top <= 1 else { return all }
    if midpoint.isZero { return constant(n).widened(by: radius) }
    // Beyond, the reduction takes more digits of π than there are.
    guard midpoint.top <= Self.precisionLimit else { return all }
    if n == 0, 2 * midpoint.top < -precision {
      // |sin x - x| <= |x|³/6.
      let size = midpoint.above
      return widened(by: size * size * size)
    }
    // |cos x - 1| <= x²/2, and with fewer units than bits x would be 0.
    if n == 1, 2 * midpoint.top < -precision {
      return constant(1).widened(by: .power(ofTwo: 2 * midpoint.top)).widened(by: radius)
    }
    let value =
      precision <= 64 && midpoint.top <= 5
      ? turned(Int128.self, shift: n, scale: 112)
      : turned(BigInteger.self, shift: n, scale: precision + 16 + abs(midpoint.top))
    return value.widened(by: radius)
  }

  /// sin(m + n π/2) for the midpoint m, counted in units of 2⁻ʷ, w being the scale.
  private func turned<Fixed: FixedPoint>(
    _ type: Fixed.Type, shift n: Int, scale w: Int
  ) -> Ball {
    // |m| = q π/2 + r, 0 <= r < π/2. Rounding |m| down takes one unit, and q times π/2 is less
    // than 2 q units off.
    let isNegative = midpoint.mantissa.isNegative
    let x = Fixed(isNegative ? -midpoint : midpoint, scale: w)
    let quarter = Fixed(.halfPi, scale: w)
    let (q, r) = x.divided(by: quarter)
    let quadrant = (q & 3 + n) & 3
    // sin(-x) = -sin x, cos(-x) = cos x.
    let isOpposite = (quadrant >= 2) != (isNegative && n == 0)
    let (magnitude, count) = quadrant & 1 == 0 ? r.sine(scale: w) : r.cosine(scale: w)

    // Each term is less than 3 units off; r itself less than 2 q + 1, and |f′| <= 1.
    let turns = Bound.power(ofTwo: max(1, midpoint.top + 1))
    let error = (Bound(UInt(3 * count + 4), exponent: 0) + turns) * .power(ofTwo: -w)
    return Ball(
      isOpposite ? Fixed(0) - magnitude : magnitude, exponent: -w, radius: error,
      precision: precision)
  }
}

extension FixedPoint {
  /// The sine of a number from 0 to π/2, and the number of terms.
  fileprivate func sine(scale: Int) -> (Self, count: Int) {
    alternatingSum(from: self, order: 1, scale: scale)
  }

  fileprivate func cosine(scale: Int) -> (Self, count: Int) {
    alternatingSum(from: Self(Dyadic(1, exponent: 0), scale: scale), order: 0, scale: scale)
  }

  /// A power series whose terms are each -self² / ((i + 1)(i + 2)) times the one before.
  ///
  /// With self² <= 2.5, a unit off, a term is less than 3 units off, which is 1/2 of what its
  /// predecessor is, 1 for the square and the product, 1 for the quotient. When it has become 0,
  /// what follows is no more.
  private func alternatingSum(from first: Self, order: Int, scale: Int) -> (Self, count: Int) {
    let square = times(self, scale: scale)
    var (sum, term, i, count) = (first, first, order, 1)
    while term > Self(0) {
      term = term.times(square, scale: scale).over((i + 1) * (i + 2))
      sum = count & 1 == 1 ? sum - term : sum + term
      i += 2
      count += 1
    }
    return (sum, count)
  }
}
