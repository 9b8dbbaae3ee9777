extension Rational: Number, PrimitiveScalar {
  package init(_ exact: Rational, in setting: Void) { self = exact }
  package static func pi(in setting: Void) -> Rational { Rational(.irrational) }
  package func constant(_ value: Int) -> Rational { Rational(value) }
  package func obstructed(by obstacle: Obstacle) -> Rational { Rational(obstacle) }
  package static var tellsSigns: Bool { true }
  package var certainSign: Int? { obstacle == nil ? signum : nil }
  package var exact: Rational? { obstacle == nil ? self : nil }

  package var words: Int {
    switch storage {
    case .words, .none: 2
    case .wide(let numerator, let denominator):
      2 + (numerator.bitWidth + denominator.bitWidth) / Int.bitWidth
    }
  }

  package func applying(_ function: Elementary) -> Rational {
    function == .abs ? magnitude : function.composed(at: self)
  }

  package var sign: Rational { obstacle == nil ? Rational(signum) : self }
  package var floor: Rational { obstacle == nil ? Rational(wholePart) : self }
  package var step: Rational { obstacle == nil ? Rational(signum > 0 ? 1 : 0) : self }

  // By the theorem of Lindemann and Weierstrass, these are transcendental at all algebraic points
  // but one each, and so are those that are made of them.
  package var exp: Rational { rational(at: 0, 1) }
  package var sin: Rational { rational(at: 0, 0) }
  package var cos: Rational { rational(at: 0, 1) }

  package var ln: Rational {
    if obstacle == nil, signum <= 0 { return Rational(.outsideDomain("ln")) }
    return rational(at: 1, 0)
  }

  /// The root of a square of a fraction; `.irrational` for all others from 0 up.
  package var sqrt: Rational {
    guard obstacle == nil else { return self }
    guard let top = numerator.squareRoot, let bottom = denominator.squareRoot else {
      return Rational(.outsideDomain("sqrt"))
    }
    return top * top == numerator && bottom * bottom == denominator
      ? Rational(reduced: top, over: bottom) : Rational(.irrational)
  }

  /// A function's one rational value, at the one point that has it.
  private func rational(at point: Rational?, _ value: Rational) -> Rational {
    guard obstacle == nil else { return self }
    return self == point ? value : Rational(.irrational)
  }
}
