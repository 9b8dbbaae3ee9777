extension Ball: CustomStringConvertible {
  /// Up to 12 digits that are certain, and … where there are more: `0.731058578630…`.
  package var description: String { text(digits: 12) }

  /// Up to this many of the digits that are certain, and … where they do not say it all.
  ///
  /// Digits are cut off, not rounded, so that all that are shown are right. Where a short decimal
  /// lies in the ball, so that next to nothing could be shown (`1…` for 1.5), or where not even
  /// the first digit is certain, the ball is shown: `1.5 ± 6.4e-53`, `0 ± 1e-20`.
  package func text(digits limit: Int) -> String {
    if let obstacle { return "no value (\(obstacle))" }
    let (low, high) = (lower, upper)
    guard low.obstacle == nil, high.obstacle == nil else { return scaledText(digits: limit) }
    if low.isZero, high.isZero { return "0" }
    guard let sign = certainSign else { return spread }
    guard low.signum == sign, high.signum == sign else { return scaledText(digits: limit) }
    let count = min(max(limit, 1), Rational.digitLimit)
    let (a, b) = (low.magnitude.leadingDigits(count), high.magnitude.leadingDigits(count))
    if low != high, a != b, let text = Self.aroundDecimal(low, high, digits: count) { return text }
    guard a.exponent == b.exponent else { return spread }
    let common = zip(a.digits, b.digits).prefix { $0 == $1 }.count
    guard common > 0 else { return spread }
    if low == high, let whole = try? Rational(decimal: low.decimal(significantDigits: count)),
      whole == low
    {
      return low.decimal(significantDigits: count)
    }
    return Rational.text(
      isNegative: low.signum < 0, digits: a.digits.prefix(common), exponent: a.exponent) + "…"
  }

  /// The decimal that both bounds round to, where it lies between them, and how far they are.
  private static func aroundDecimal(_ low: Rational, _ high: Rational, digits: Int) -> String? {
    guard
      let decimal = try? Rational(decimal: low.decimal(significantDigits: digits)),
      decimal == (try? Rational(decimal: high.decimal(significantDigits: digits))),
      low <= decimal, decimal <= high
    else { return nil }
    return "\(decimal.decimal(significantDigits: digits)) ± "
      + above(max(high - decimal, decimal - low))
  }

  /// The same for a number beyond the size of a ``Rational``: `3.03321539680e434294…`.
  private func scaledText(digits limit: Int) -> String {
    // log₁₀ 2 to 17 digits is good for any exponent that a ball may have.
    let exponent = Int((Double(midpoint.top) * 0.30102999566398120).rounded(.down))
    let ten = with(precision: precision + 2 * Int.bitWidth).constant(10)
    let scaled = exponent < 0 ? self * ten.power(-exponent) : self / ten.power(exponent)
    let (low, high) = (scaled.lower, scaled.upper)
    guard let sign = scaled.certainSign, low.signum == sign, high.signum == sign else {
      return "too large to show"
    }
    let count = min(max(limit, 1), Rational.digitLimit)
    let (a, b) = (low.magnitude.leadingDigits(count), high.magnitude.leadingDigits(count))
    let common = zip(a.digits, b.digits).prefix { $0 == $1 }.count
    guard a.exponent == b.exponent, common > 0 else {
      return "(\(scaled.text(digits: limit)))*10^\(exponent)"
    }
    return Rational.text(
      isNegative: sign < 0, digits: a.digits.prefix(common), exponent: a.exponent + exponent) + "…"
  }

  private var spread: String {
    let center = Ball(exactly: midpoint, precision: precision).lower
    let reach = Ball(exactly: Dyadic(radius), precision: precision).upper
    return "\(center.decimal(significantDigits: 6)) ± \(Self.above(reach))"
  }

  /// A short number that is not below this one.
  private static func above(_ reach: Rational) -> String {
    // A text rounded to 2 digits is within 5 % of the number.
    (reach * Rational(106, over: 100)).decimal(significantDigits: 2)
  }
}
