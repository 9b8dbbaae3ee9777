import Scalars

/// A function of one number: how it is written, its value, and its derivative.
///
/// This is the one place that knows them. The rules are written over any ``Scalar``, so the same
/// line differentiates numbers, enclosures, and the recorded variables of a tape. A raw value is
/// the name in the notation.
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

  @inlinable
  package func value<S: Scalar>(at x: S) -> S {
    switch self {
    case .exp: x.exp
    case .ln: x.ln
    case .sqrt: x.sqrt
    case .sin: x.sin
    case .cos: x.cos
    case .sinh: x.sinh
    case .cosh: x.cosh
    case .tanh: x.tanh
    case .sigmoid: x.sigmoid
    case .softplus: x.softplus
    case .abs: x.magnitude
    case .sign: x.sign
    case .relu: x.relu
    case .step: x.step
    case .floor: x.floor
    case .ceil: x.ceil
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
    case .sin: x().cos
    case .cos: -x().sin
    case .sinh: x().cosh
    case .cosh: x().sinh
    case .tanh: x().constant(1) - y * y
    case .sigmoid: y * (x().constant(1) - y)
    case .softplus: x().sigmoid
    case .abs: x().sign
    case .sign, .step, .floor, .ceil: x().constant(0)
    case .relu: x().step
    }
  }

  /// Whether the derivative is 0 wherever there is one, so that no slope passes.
  @inlinable package var isLocallyConstant: Bool {
    switch self {
    case .sign, .step, .floor, .ceil: true
    default: false
    }
  }
}
