extension Ball {
  package var sqrt: Ball {
    guard obstacle == nil else { return self }
    guard let sign = certainSign else { return Ball(.undecided, precision: precision) }
    guard sign != 0 else { return self }
    guard sign > 0 else { return Ball(.outsideDomain("sqrt"), precision: precision) }
    // |√(m + d) - √m| = |d| / (√(m + d) + √m) <= r / √m.
    return increasing({ $0.squareRootOfMidpoint }) { [midpoint] value, radius in
      radius.top < midpoint.top - 3 ? radius / value.midpoint.below.minus(value.radius) : nil
    }
  }

  private var squareRootOfMidpoint: Ball {
    guard !midpoint.mantissa.isNegative else { return Ball(.undecided, precision: precision) }
    // An even exponent, and twice the bits that are kept.
    var shift = max(0, 2 * bits - midpoint.mantissa.bitWidth)
    if (midpoint.exponent - shift) & 1 != 0 { shift += 1 }
    let square = midpoint.mantissa << shift
    guard let root = square.squareRoot else { return Ball(.undecided, precision: precision) }
    let exponent = (midpoint.exponent - shift) / 2
    // Rounding down takes less than a unit.
    let error = root * root == square ? Bound.zero : .power(ofTwo: exponent)
    return Ball(root, exponent: exponent, radius: error, precision: precision)
  }
}
