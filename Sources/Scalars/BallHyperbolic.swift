extension Ball {
  package var sigmoid: Ball {
    // 0 < f′ = f (1 - f) < f, so |f(m + d) - f(m)| <= f(m) (eʳ - 1); and f′ <= 1/4.
    increasing({ $0.sigmoidOfMidpoint }) { value, radius in
      radius.top < -2
        ? min(radius * .power(ofTwo: -2), value.above * (radius + radius * radius)) : nil
    }
  }

  package var softplus: Ball {
    // f′ is the sigmoid, which is below f and below 1.
    increasing({ $0.softplusOfMidpoint }) { value, radius in
      radius.top < -2 ? min(radius, value.above * (radius + radius * radius)) : nil
    }
  }

  package var tanh: Ball {
    // 0 < f′ <= 1.
    increasing({ $0.odd { $0.tangentOfPositive } }) { _, radius in radius.top < -2 ? radius : nil }
  }

  package var sinh: Ball {
    // f′ = cosh, and cosh(m + t) <= cosh(m) e^|t| with cosh m <= |sinh m| + 1.
    increasing({ $0.odd { $0.sineOfPositive } }) { value, radius in
      radius.top < -2 ? (value.above + .power(ofTwo: 0)) * (radius + radius * radius) : nil
    }
  }

  package var cosh: Ball {
    let power = magnitudeExponential
    let value = (power + constant(1) / power) / constant(2)
    guard value.obstacle == nil, !radius.isZero else { return value }
    guard radius.top < -2 else {
      return (exp + (-self).exp) / constant(2)
    }
    // |f′| <= f, as for the exponential.
    return value.widened(by: value.above * (radius + radius * radius))
  }

  /// e^|m| for the midpoint m.
  private var magnitudeExponential: Ball {
    obstacle == nil ? magnitudeOfMidpoint.exponentialOfMidpoint : self
  }

  private var magnitudeOfMidpoint: Ball {
    Ball(exactly: midpoint.mantissa.isNegative ? -midpoint : midpoint, precision: precision)
  }

  private var sigmoidOfMidpoint: Ball {
    // Either way no power is large.
    let power = (-magnitudeOfMidpoint).exponentialOfMidpoint
    let one = constant(1)
    return (midpoint.mantissa.isNegative ? power : one) / (one + power)
  }

  private var softplusOfMidpoint: Ball {
    let power = (-magnitudeOfMidpoint).exponentialOfMidpoint
    if !midpoint.mantissa.isNegative {
      return Ball(exactly: midpoint, precision: precision) + (constant(1) + power).ln
    }
    // 0 <= t - ln(1 + t) <= t²/2; otherwise as many bits more as ln(1 + t) begins after the point.
    let size = power.above
    guard size.top > -precision else { return power.widened(by: size * size) }
    return carefully(below: size.top) { ($0.constant(1) + $0.exponentialOfMidpoint).ln }
  }

  /// The value of an odd function at the midpoint, from that at its magnitude.
  private func odd(_ function: (Ball) -> Ball) -> Ball {
    guard !midpoint.isZero else { return constant(0) }
    let value = function(magnitudeOfMidpoint)
    return midpoint.mantissa.isNegative ? -value : value
  }

  /// A function of the midpoint, of size 2^`top`, computed with as many bits more as cancel.
  private func carefully(below top: Int, _ function: (Ball) -> Ball) -> Ball {
    // A few bits may be lost, which keeps 64 bits in one word.
    guard top < -4 else { return function(self) }
    let inner = Ball(exactly: midpoint, precision: precision - top)
    return function(inner).with(precision: precision)
  }

  /// (1 - t)/(1 + t) for t = e⁻²ˣ, x > 0.
  private var tangentOfPositive: Ball {
    // |tanh x - x| <= x³/3.
    guard 2 * midpoint.top > -precision else { return nearIdentity }
    return carefully(below: midpoint.top) { x in
      let power = Ball(exactly: -x.midpoint.doubled, precision: x.precision).exponentialOfMidpoint
      return (constant(1) - power) / (constant(1) + power)
    }
  }

  /// (eˣ - e⁻ˣ)/2, x > 0.
  private var sineOfPositive: Ball {
    // |sinh x - x| <= x³/5 for x <= 1.
    guard 2 * midpoint.top > -precision else { return nearIdentity }
    return carefully(below: midpoint.top) { x in
      let power = x.exponentialOfMidpoint
      return (power - constant(1) / power) / constant(2)
    }
  }

  /// x ± x³.
  private var nearIdentity: Ball {
    let size = midpoint.above
    return Ball(exactly: midpoint, radius: size * size * size, precision: precision)
  }
}
