extension Ball {
  package var exp: Ball {
    // |eᵐ⁺ᵈ - eᵐ| <= eᵐ (eʳ - 1), and eʳ - 1 <= r + r² for r <= 1.
    increasing({ $0.exponentialOfMidpoint }) { value, radius in
      radius.top < -2 ? value.above * (radius + radius * radius) : nil
    }
  }

  /// The image under an increasing function: at the midpoint, widened by what the radius can
  /// change; or from end to end, where there is no such bound.
  ///
  /// - Parameters:
  ///   - function: Uses the midpoint only.
  ///   - spread: A bound of the change, from the value at the midpoint and the radius; nil if
  ///     there is none for a radius like that.
  /// - Returns: A ball around the image, or the obstacle at its lower end.
  func increasing(_ function: (Ball) -> Ball, spread: (Ball, Bound) -> Bound?) -> Ball {
    guard obstacle == nil else { return self }
    let value = function(self)
    if radius.isZero { return value }
    if value.obstacle == nil, let change = spread(value, radius) {
      return value.widened(by: change)
    }
    let ends = (low: end(below: true), high: end(below: false))
    guard ends.low.obstacle == nil, ends.high.obstacle == nil else {
      return Ball(.undecided, precision: precision)
    }
    let (low, high) = (function(ends.low), function(ends.high))
    guard low.obstacle == nil else { return low }
    // What is too large only at one end may not be so at all.
    return high.obstacle == nil ? low.hull(high) : Ball(.undecided, precision: precision)
  }

  /// A number not above those of the ball, or one not below, and close to them.
  func end(below: Bool) -> Ball {
    let reach = Ball(exactly: Dyadic(radius), precision: precision)
    let center = Ball(exactly: midpoint, precision: precision)
    let end = below ? center - reach : center + reach
    guard !end.radius.isZero, end.obstacle == nil else { return end }
    // Now less than the precision and 30 bits lie between the ends of the sum.
    let step =
      end.midpoint.isZero
      ? end.radius : max(end.radius, .power(ofTwo: end.midpoint.top - precision))
    let scale = max(-end.midpoint.exponent, -step.exponent)
    let (a, b) = (
      BigInteger(end.midpoint, scale: scale), BigInteger(Dyadic(step), scale: scale)
    )
    return Ball(
      exactly: Dyadic(below ? a - b : a + b, exponent: -scale), precision: precision)
  }

  var exponentialOfMidpoint: Ball {
    guard obstacle == nil else { return self }
    let x = midpoint
    guard !x.isZero else { return constant(1) }
    // From 2³⁰ on, e^|x| is beyond 2 to the exponent limit, which is 2³⁰.
    guard x.top <= 30 else {
      return x.mantissa.isNegative
        ? Ball(exactly: .zero, radius: .power(ofTwo: -Self.exponentLimit), precision: precision)
        : Ball(.tooLarge, precision: precision)
    }
    // |eˣ - 1| <= 2 |x| for |x| <= 1.
    guard x.top > -precision else { return constant(1).widened(by: .power(ofTwo: x.top + 1)) }

    if precision <= 64, x.top <= 7 { return exponential(Int128.self, scale: 112, halvings: 5) }
    let halvings = 4 + Int(Double(precision).squareRoot()) / 2
    let scale = precision + 2 * halvings + 16 + max(0, x.top)
    return exponential(BigInteger.self, scale: scale, halvings: halvings)
  }

  /// The exponential of the midpoint, counted in units of 2⁻ʷ, w being the scale.
  private func exponential<Fixed: FixedPoint>(
    _ type: Fixed.Type, scale w: Int, halvings s: Int
  ) -> Ball {
    // x = k ln 2 + r with 0 <= r <= ln 2. Rounding x down takes one unit, and k times ln 2 is
    // less than 2 |k| units off.
    let zero = Fixed(0)
    let x = Fixed(midpoint, scale: w)
    let logarithm = Fixed(.logarithmOfTwo, scale: w)
    var (k, r) = (x < zero ? zero - x : x).divided(by: logarithm)
    if x < zero { (k, r) = (-1 - k, logarithm - r) }

    // The sum of zⁱ/i! for z = r/2ˢ <= 1/16. A computed term is less than 2 units off: a
    // sixteenth of its predecessor's error, one for the product, one for the quotient. Once one
    // is 0, it and all that follow come to less than 4 units.
    let z = r >> s
    let one = Fixed(Dyadic(1, exponent: 0), scale: w)
    var (sum, term, count) = (one, one, 0)
    while term > zero {
      count += 1
      term = term.times(z, scale: w).over(count)
      sum = sum + term
    }
    // z itself is less than (2 |k| + 1)/2ˢ + 1 units off, to be multiplied by e^z < 2.
    let start = 2 * count + 4 + 2 * ((2 * abs(k) + 1) >> s + 2)

    // Squaring v ± E gives v² ± (2 v E + E² 2⁻ʷ + 1), and all v but the last multiply to less
    // than eʳ <= 2. So E grows 2ˢ⁺¹-fold; the units added come to less than one more unit at
    // the start; and E² 2⁻ʷ, below a hundredth of E, is less than a factor 2 in fewer than 70
    // squarings. There are fewer: 4 + √16384 / 2 = 68.
    for _ in 0..<s { sum = sum.times(sum, scale: w) }
    let error = Bound(UInt(start + 1), exponent: s + 2 + k - w)
    return Ball(sum, exponent: k - w, radius: error, precision: precision)
  }
}
