import Scalars

/// A number with what is needed to bound its rounding error, whatever the order of its sums.
///
/// A value is a sum of products; each term passes at most `roundings` roundings of 2⁻⁵³ of itself
/// on its way, so that the error is at most roundings · 2⁻⁵³ · magnitude, the magnitude being the
/// sum of the terms' absolute values (N. J. Higham, "Accuracy and Stability of Numerical
/// Algorithms", 2nd ed., SIAM 2002, ch. 3). Products of two errors are left out; they are below
/// a millionth of the bound, which is doubled for them.
struct Tracked {
  var value: Double
  var magnitude: Double
  var roundings: Double

  init(_ value: Double, magnitude: Double, roundings: Double) {
    (self.value, self.magnitude, self.roundings) = (value, magnitude, roundings)
  }

  init(_ value: Double) { self.init(value, magnitude: value.magnitude, roundings: 0) }

  /// What two computations of this number may differ by.
  var tolerance: Double { 2 * 2 * roundings * 0x1p-53 * magnitude }

  /// A function's value, with its slope here.
  private func applying(_ value: Double, slope: Double) -> Self {
    // Library functions and the few operations around them err by 8 roundings at most.
    Self(
      value, magnitude: value.magnitude + (slope * magnitude).magnitude,
      roundings: roundings + 8)
  }
}

extension Tracked: Scalar {
  func constant(_ value: Int) -> Self { Self(Double(value)) }

  private static func sum(_ left: Self, _ right: Self, _ value: Double) -> Self {
    // Any order of n terms makes n - 1 roundings at most of each.
    Self(
      value, magnitude: left.magnitude + right.magnitude,
      roundings: Swift.max(left.roundings, right.roundings)
        + Swift.min(left.roundings, right.roundings) + 1)
  }
  static func + (left: Self, right: Self) -> Self { sum(left, right, left.value + right.value) }
  static func - (left: Self, right: Self) -> Self { sum(left, right, left.value - right.value) }
  static func * (left: Self, right: Self) -> Self {
    Self(
      left.value * right.value, magnitude: left.magnitude * right.magnitude,
      roundings: left.roundings + right.roundings + 1)
  }
  static func / (left: Self, right: Self) -> Self {
    let quotient = left.value / right.value
    return Self(
      quotient,
      magnitude: (left.magnitude + (quotient * right.magnitude).magnitude)
        / right.value.magnitude,
      roundings: left.roundings + right.roundings + 1)
  }
  static prefix func - (operand: Self) -> Self {
    Self(-operand.value, magnitude: operand.magnitude, roundings: operand.roundings)
  }
  func power(_ exponent: Int) -> Self {
    applying(
      value.power(exponent), slope: Double(exponent) * value.power(exponent - 1))
  }

  func applying(_ function: Elementary) -> Self {
    let value = value.applying(function)
    return applying(value, slope: function.derivative(at: self.value, value: value))
  }
}

extension Tracked: Recordable {
  var obstacle: Obstacle? { value.obstacle }
  var words: Int { 1 }
}

/// What two computations of the same numbers differ in; nil where nothing is beyond its bound.
func mistake(_ found: [Double], _ expected: [Double], _ bounds: [Tracked]) -> String? {
  guard found.count == expected.count, found.count == bounds.count else {
    return "\(found.count) numbers instead of \(expected.count)"
  }
  for place in found.indices {
    let difference = (found[place] - expected[place]).magnitude
    if !(difference <= bounds[place].tolerance) {
      return "entry \(place) is \(found[place]), by hand \(expected[place]), "
        + "and may differ by \(bounds[place].tolerance)"
    }
  }
  return nil
}
