/// How large a formula is as a fraction of polynomials, and what it is made of.
///
/// It is a number system of its own: what a random residue can prove follows from degrees, and
/// they follow from the formula by the same evaluation. An exponential of a linear form counts as
/// a variable to the power of the form's coefficients.
package struct FormulaDegree: Sendable {
  package struct Traits: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let exponential = Traits(rawValue: 1)
    package static let trigonometric = Traits(rawValue: 2)
    /// An exponential of something that is not linear.
    package static let nested = Traits(rawValue: 4)
    package static let logarithm = Traits(rawValue: 8)
    package static let root = Traits(rawValue: 16)
    package static let kink = Traits(rawValue: 32)
    package static let circle = Traits(rawValue: 64)
  }

  /// The value of a constant; nil for all others.
  package var exact: Rational?
  var numerator = 1.0
  var denominator = 0.0
  /// By this the degrees are multiplied to make them whole: exponents may be fractions.
  var fineness = 1.0
  /// Bits of the sums of all coefficients' magnitudes.
  var numeratorBits = 0.0
  var denominatorBits = 0.0
  /// Of a linear form: the sum of the coefficients, and their common denominator.
  var span = 1.0
  var commonDenominator = 1.0
  /// The lowest level of a tower at which there is a value, and the least height it needs.
  var depth = 0
  package var height = 0
  package var traits: Traits = []

  package static let variable = FormulaDegree()

  private var isLinear: Bool {
    exact != nil || (traits.isEmpty && depth == 0 && denominator == 0 && numerator <= 1)
  }

  private init() {}

  private init(exactly exact: Rational) {
    self.exact = exact
    numerator = 0
    guard exact.obstacle == nil else { return }
    if case .words(let top, let bottom) = exact.storage {
      numeratorBits = Double(Int.bitWidth - top.magnitude.leadingZeroBitCount)
      denominatorBits = bottom == 1 ? 0 : Double(Int.bitWidth - bottom.leadingZeroBitCount)
      commonDenominator = Double(bottom)
      span = Double(top.magnitude) / commonDenominator
      return
    }
    let (top, bottom) = (exact.numerator, exact.denominator)
    numeratorBits = Double(top.bitWidth)
    denominatorBits = bottom == 1 ? 0 : Double(bottom.bitWidth)
    commonDenominator = Double(bottom)
    span = Double(exact.magnitude)
  }

  /// What two operands have in common with any result.
  private init(_ a: Self, _ b: Self) {
    fineness = leastCommonMultiple(a.fineness, b.fineness)
    depth = max(a.depth, b.depth)
    height = max(a.height, b.height)
    traits = a.traits.union(b.traits)
    commonDenominator = leastCommonMultiple(a.commonDenominator, b.commonDenominator)
  }

  private static func combine(_ a: Self, _ b: Self, _ exact: (Rational, Rational) -> Rational)
    -> Self?
  {
    guard let x = a.exact, let y = b.exact else {
      return a.obstacle != nil ? a : b.obstacle != nil ? b : nil
    }
    return Self(exactly: exact(x, y))
  }

  /// A function that introduces something new, such as a root or a sign.
  private func introducing(_ traits: Traits, depth: Int? = nil) -> Self {
    var result = Self.variable
    result.depth = depth ?? self.depth
    result.height = max(height, result.depth)
    result.traits = self.traits.union(traits)
    result.numerator = max(1, numerator + denominator)
    result.numeratorBits = numeratorBits + denominatorBits
    result.fineness = fineness
    return result
  }

  private func exponential(_ trait: Traits) -> Self {
    var result = introducing(isLinear ? trait : [trait, .nested], depth: depth + 1)
    if isLinear {
      (result.numerator, result.denominator) = (span, span)
      result.fineness = commonDenominator
      (result.numeratorBits, result.denominatorBits) = (0, 0)
    } else {
      result.denominator = result.numerator
    }
    return result
  }
}

/// Of whole numbers; their product where that is too large to tell.
private func leastCommonMultiple(_ a: Double, _ b: Double) -> Double {
  if a == 1 || a == b { return b }
  if b == 1 { return a }
  guard a < 1e15, b < 1e15 else { return a * b }
  var (x, y) = (Int(a), Int(b))
  while y != 0 { (x, y) = (y, x % y) }
  return a / Double(max(1, x)) * b
}

extension Double {
  fileprivate init(_ integer: BigInteger) { self.init(Rational(integer)) }
}

extension FormulaDegree: Number, PrimitiveScalar {
  package init(_ exact: Rational, in setting: Void) { self.init(exactly: exact) }

  package static func pi(in setting: Void) -> Self {
    var result = Self.variable
    result.traits = .circle
    return result
  }

  package func constant(_ value: Int) -> Self { Self(exactly: Rational(value)) }
  package var obstacle: Obstacle? { exact?.obstacle }
  package var words: Int { 16 }
  package func obstructed(by obstacle: Obstacle) -> Self { Self(exactly: Rational(obstacle)) }

  package static func + (a: Self, b: Self) -> Self {
    if let known = combine(a, b, +) { return known }
    var result = Self(a, b)
    result.numerator = max(a.numerator + b.denominator, b.numerator + a.denominator)
    result.denominator = a.denominator + b.denominator
    result.numeratorBits =
      max(a.numeratorBits + b.denominatorBits, b.numeratorBits + a.denominatorBits) + 1
    result.denominatorBits = a.denominatorBits + b.denominatorBits
    result.span = a.span + b.span
    return result
  }

  package static func - (a: Self, b: Self) -> Self { a + -b }

  package static func * (a: Self, b: Self) -> Self {
    if let known = combine(a, b, *) { return known }
    if a.exact?.isZero == true { return a }
    if b.exact?.isZero == true { return b }
    var result = Self(a, b)
    result.numerator = a.numerator + b.numerator
    result.denominator = a.denominator + b.denominator
    result.numeratorBits = a.numeratorBits + b.numeratorBits
    result.denominatorBits = a.denominatorBits + b.denominatorBits
    result.span = a.span * b.span
    result.commonDenominator = a.commonDenominator * b.commonDenominator
    return result
  }

  package static func / (a: Self, b: Self) -> Self {
    if let divisor = b.exact { return a * Self(exactly: Rational(1) / divisor) }
    if let known = combine(a, b, /) { return known }
    if a.exact?.isZero == true { return a }
    var inverse = b
    (inverse.numerator, inverse.denominator) = (b.denominator, b.numerator)
    (inverse.numeratorBits, inverse.denominatorBits) = (b.denominatorBits, b.numeratorBits)
    return a * inverse
  }

  package static prefix func - (a: Self) -> Self {
    a.exact.map { Self(exactly: -$0) } ?? a
  }

  package func power(_ exponent: Int) -> Self {
    if let exact { return Self(exactly: exact.power(exponent)) }
    if exponent == 0 { return constant(1) }
    var result = self
    let times = Double(exponent.magnitude)
    result.numerator = times * (exponent < 0 ? denominator : numerator)
    result.denominator = times * (exponent < 0 ? numerator : denominator)
    result.numeratorBits = times * max(numeratorBits, denominatorBits)
    result.denominatorBits = times * max(numeratorBits, denominatorBits)
    return result
  }

  // A sign is chosen once for all levels, by the value at the top one.
  package var sign: Self { introducing(.kink, depth: 0) }
  package var step: Self { introducing(.kink, depth: 0) }
  package var floor: Self { introducing(.kink, depth: 0) }
  package var sqrt: Self { introducing(.root) }
  package var ln: Self { introducing(.logarithm) }
  package var exp: Self { exponential(.exponential) }
  package var sin: Self { exponential(.trigonometric) + constant(1) }
  package var cos: Self { exponential(.trigonometric) + constant(1) }

  package func applying(_ function: Elementary) -> Self {
    if let value = exact?.applying(function), value.obstacle != .irrational {
      return Self(exactly: value)
    }
    return switch function {
    // One exponential and its inverse have the degree of a sine.
    case .sinh, .cosh: exponential(.exponential) + constant(1)
    default: function.composed(at: self)
    }
  }
}

extension FormulaDegree {
  /// The chance that a difference that is not 0 vanishes in a tower, as a power of 2.
  ///
  /// At random values: at most the degree over the number of values (J. Schwartz, J. ACM 27,
  /// 1980; R. Zippel, EUROSAM 1979). By the choice of the prime: at most so many primes divide
  /// all coefficients, out of more than 2^bits / 2 bits (a weak form of the prime number theorem).
  package func vanishing(bits: Int) -> Double {
    let degree = max(1, (numerator + denominator) * fineness)
    let width = Double(bits)
    let primes = max(1, (numeratorBits + denominatorBits) / width)
    return max(degree.log2 - width, primes.log2 + (2 * width).log2 - width + 3) + 1
  }

  /// Whether that chance is no bound: nested and mixed exponentials, roots.
  package var isHeuristic: Bool {
    traits.contains(.nested) || traits.contains(.root)
      || traits.isSuperset(of: [.exponential, .trigonometric])
  }
}

extension Double {
  /// The exponent of 2, rounded up; enough for a bound.
  fileprivate var log2: Double { isFinite && self > 0 ? Double(exponent + 1) : 4096 }
}
