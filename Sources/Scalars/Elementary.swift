/// A function of one number: the one place that knows all of it.
///
/// Its value over any number system, its derivative over any scalar, where it is defined, how it
/// runs and where it is not smooth; everything else in the house asks for these. So a function is
/// added here and nowhere else. A raw value is the name in the notation.
///
///     Rational(9).applying(.sqrt)          // 3
///     Elementary.tanh.derivative(at: x, value: y)  // 1 - y²
///
/// A number system has a few functions of its own, see ``PrimitiveScalar``, and may know a better
/// way to others; nobody has to.
///
/// At a kink the derivative is a convention: relu'(0) = 0, and abs'(0) = 0 = sign(0). The
/// derivatives of sign, step, floor and ceil are 0 everywhere, at their jumps too.
@usableFromInline
package enum Elementary: String, CaseIterable, Sendable {
  case exp
  case ln
  case sqrt
  case sin
  case cos
  case sinh
  case cosh
  case tanh
  case sigmoid
  case softplus
  case abs
  case sign
  case relu
  case step
  case floor
  case ceil

  /// Other names of the same function in the notation, in normal form.
  package static let otherNames = ["sigma": sigmoid, "log": ln, "ceiling": ceil]

  /// Whether formulas call it by its name; a step is written as an indicator.
  package var isCalledByName: Bool { self != .step }

  /// The value at `x`, made of the functions that every number system has.
  @inlinable
  package func composed<S: PrimitiveScalar>(at x: S) -> S {
    switch self {
    case .exp: return x.exp
    case .ln: return x.ln
    case .sqrt: return x.sqrt
    case .sin: return x.sin
    case .cos: return x.cos
    case .sign: return x.sign
    case .step: return x.step
    case .floor: return x.floor
    case .ceil: return -(-x).floor
    case .abs: return x * x.sign
    case .relu: return x * x.step
    case .sinh:
      let power = x.exp
      return (power - x.constant(1) / power) / x.constant(2)
    case .cosh:
      let power = x.exp
      return (power + x.constant(1) / power) / x.constant(2)
    case .tanh:
      let square = (x.constant(2) * x).exp
      return (square - x.constant(1)) / (square + x.constant(1))
    case .sigmoid:
      let power = x.exp
      return power / (power + x.constant(1))
    case .softplus: return (x.exp + x.constant(1)).ln
    }
  }

  /// The derivative at `x`, given the value `y` already computed there.
  ///
  /// `x` is read only where the rule needs it: most need `y` alone.
  @inlinable @inline(__always)
  package func derivative<S: Scalar>(at x: @autoclosure () -> S, value y: S) -> S {
    switch self {
    case .exp: y
    case .ln: x().constant(1) / x()
    case .sqrt: x().constant(1) / (x().constant(2) * y)
    case .sin: x().applying(.cos)
    case .cos: -x().applying(.sin)
    case .sinh: x().applying(.cosh)
    case .cosh: x().applying(.sinh)
    case .tanh: x().constant(1) - y * y
    case .sigmoid: y * (x().constant(1) - y)
    case .softplus: x().applying(.sigmoid)
    case .abs: x().applying(.sign)
    case .sign, .step, .floor, .ceil: x().constant(0)
    case .relu: x().applying(.step)
    }
  }

  // MARK: Kinks and jumps

  @usableFromInline
  package enum Smoothness: Hashable, Sendable {
    case smooth
    /// Two straight lines that meet in the origin; the one on the left may be flat.
    case corner(isFlatBelow: Bool)
    /// A jump at 0, and constant on both sides.
    case jump
    /// A jump at each whole number, where it has the value of this side, and constant between.
    case stairs(of: Side)
  }

  @inlinable package var smoothness: Smoothness {
    switch self {
    case .exp, .ln, .sqrt, .sin, .cos, .sinh, .cosh, .tanh, .sigmoid, .softplus: .smooth
    case .abs: .corner(isFlatBelow: false)
    case .relu: .corner(isFlatBelow: true)
    case .sign, .step: .jump
    case .floor: .stairs(of: .above)
    case .ceil: .stairs(of: .below)
    }
  }

  /// Whether the derivative is 0 wherever there is one, so that no slope passes.
  @inlinable package var isLocallyConstant: Bool {
    switch smoothness {
    case .smooth, .corner: false
    case .jump, .stairs: true
    }
  }

  // MARK: Domain and image

  package enum Domain: Sendable { case line, notNegative, positive }

  /// Where there is a value.
  package var domain: Domain {
    switch self {
    case .ln: .positive
    case .sqrt: .notNegative
    case .exp, .sin, .cos, .sinh, .cosh, .tanh, .sigmoid, .softplus, .abs, .sign, .relu, .step,
      .floor, .ceil:
      .line
    }
  }

  package enum Course: Sendable { case rising, even, neither }

  /// Whether it never falls; or is the same for x and -x, and does not fall from 0 on.
  package var course: Course {
    switch self {
    case .exp, .ln, .sqrt, .sinh, .tanh, .sigmoid, .softplus, .sign, .relu, .step, .floor, .ceil:
      .rising
    case .cosh, .abs: .even
    case .sin, .cos: .neither
    }
  }

  /// Between which numbers its values lie, whatever the argument is.
  package var range: Extent {
    switch self {
    case .ln, .sinh, .floor, .ceil: .line
    case .exp, .softplus: .positive
    case .sqrt, .abs, .relu: .from(0, isReached: true)
    case .cosh: .from(1, isReached: true)
    case .sin, .cos, .sign: Extent(-1, 1, isReached: true)
    case .step: Extent(0, 1, isReached: true)
    case .tanh: Extent(-1, 1, isReached: false)
    case .sigmoid: Extent(0, 1, isReached: false)
    }
  }

  // MARK: In Swift

  /// What it is called in a program of Swift.
  package var swiftName: String { self == .ln ? "log" : rawValue }

  /// Its definition in Swift, where Foundation has none.
  package var swiftSource: String? {
    switch self {
    case .exp, .ln, .sqrt, .sin, .cos, .sinh, .cosh, .tanh, .abs, .floor, .ceil: nil
    case .sign: "func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }"
    case .step: "func step(_ x: Double) -> Double { x > 0 ? 1 : 0 }"
    case .relu: "func relu(_ x: Double) -> Double { x > 0 ? x : 0 }"
    case .sigmoid: "func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }"
    case .softplus:
      "func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }"
    }
  }
}

/// The side from which a number is approached.
@usableFromInline
package enum Side: CaseIterable, Sendable { case below, above }
