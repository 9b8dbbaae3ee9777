import Autodiff
import Scalars

/// A number and its rate of change along one direction: forward differentiation.
///
/// Arithmetic on duals is arithmetic modulo ε² = 0; W. K. Clifford, "Preliminary Sketch of
/// Biquaternions", Proc. London Math. Soc. 4, 1873. A reverse sweep over duals gives one row of a
/// Hessian.
@frozen @usableFromInline
package struct Dual<N: Recordable> {
  @usableFromInline package var value: N
  @usableFromInline package var tangent: N

  @inlinable
  package init(_ value: N, tangent: N) {
    self.value = value
    self.tangent = tangent
  }

  /// The function here, given its value `y` where that is known.
  @inlinable
  func applying(_ function: Elementary, value y: N) -> Self {
    Self(y, tangent: function.derivative(at: value, value: y) * tangent)
  }
}

extension Dual: Scalar {
  @inlinable
  package func constant(_ value: Int) -> Self {
    Self(self.value.constant(value), tangent: self.value.constant(0))
  }

  @inlinable
  package static func + (left: Self, right: Self) -> Self {
    Self(left.value + right.value, tangent: left.tangent + right.tangent)
  }
  @inlinable
  package static func - (left: Self, right: Self) -> Self {
    Self(left.value - right.value, tangent: left.tangent - right.tangent)
  }
  @inlinable
  package static func * (left: Self, right: Self) -> Self {
    Self(
      left.value * right.value,
      tangent: left.tangent * right.value + left.value * right.tangent)
  }
  @inlinable
  package static func / (left: Self, right: Self) -> Self {
    let quotient = left.value / right.value
    return Self(quotient, tangent: (left.tangent - quotient * right.tangent) / right.value)
  }
  @inlinable
  package static prefix func - (operand: Self) -> Self {
    Self(-operand.value, tangent: -operand.tangent)
  }
  @inlinable
  package func power(_ exponent: Int) -> Self {
    let power = value.power(exponent)
    if exponent == 0 { return Self(power, tangent: value.constant(0)) }
    return Self(power, tangent: value.slope(ofPower: exponent, value: power) * tangent)
  }

  @inlinable
  package func applying(_ function: Elementary) -> Self {
    applying(function, value: value.applying(function))
  }
}

extension Dual: Recordable {
  @inlinable package var obstacle: Obstacle? { value.obstacle ?? tangent.obstacle }
  @inlinable package var words: Int { value.words + tangent.words }

  @inlinable
  package func obstructed(by obstacle: Obstacle) -> Self {
    let lost = value.obstructed(by: obstacle)
    return Self(lost, tangent: lost)
  }
}
