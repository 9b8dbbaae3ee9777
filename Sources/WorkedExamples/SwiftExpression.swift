import Scalars

/// A formula of Swift, as a number system: arithmetic on it writes the arithmetic down.
///
/// So the rules that compute values and adjoints print them as well.
struct SwiftExpression {
  enum Strength: Int, Comparable {
    case choice, sum, product, sign, whole

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  let text: String
  let strength: Strength
  /// A number that came about in a derivative; what is computed of two such is a number again.
  private(set) var slope: Double?
  /// What this is the step of: 1 where that is positive, else 0.
  private var stepArgument: String?

  init(_ text: String, _ strength: Strength = .whole) {
    (self.text, self.strength) = (text, strength)
  }

  /// A number in a derivative: the 1 that a sweep begins with, and what it comes to.
  init(slope: Double) {
    self.init("\(slope)", slope < 0 ? .sign : .whole)
    self.slope = slope
  }

  /// The number that this is, written out or come about.
  private var number: Double? {
    let digits = strength == .sign ? text.dropFirst() : text[...]
    return slope ?? (digits.first?.isNumber == true ? Double(text) : nil)
  }

  /// The number that two numbers come to, of which one came about in a derivative.
  private static func folded(
    _ left: Self, _ right: Self, _ operation: (Double, Double) -> Double
  ) -> Self? {
    guard left.slope != nil || right.slope != nil, let x = left.number, let y = right.number,
      operation(x, y).isFinite
    else { return nil }
    return Self(slope: operation(x, y))
  }

  private func text(atLeast strength: Strength) -> String {
    self.strength < strength ? "(\(text))" : text
  }

  private static func joined(_ left: Self, _ sign: String, _ right: Self, _ strength: Strength)
    -> Self
  {
    // Operators group from the left, and sums are not to be reordered.
    let next: Strength = strength == .sum ? .product : .sign
    return Self(
      "\(left.text(atLeast: strength)) \(sign) \(right.text(atLeast: next))", strength)
  }
}

extension SwiftExpression: Scalar {
  func constant(_ value: Int) -> Self {
    Self("\(Double(value))", value < 0 ? .sign : .whole)
  }

  static func + (left: Self, right: Self) -> Self {
    folded(left, right, +) ?? joined(left, "+", right, .sum)
  }
  static func - (left: Self, right: Self) -> Self {
    folded(left, right, -) ?? joined(left, "-", right, .sum)
  }
  static func * (left: Self, right: Self) -> Self {
    // A factor of 1, as the first adjoint is.
    if left.text == "1.0" { return right }
    // As one writes it by hand, and faster than a product with 0 or 1.
    if let argument = right.stepArgument {
      return Self("\(argument) > 0.0 ? \(left.text(atLeast: .sum)) : 0.0", .choice)
    }
    return folded(left, right, *) ?? joined(left, "*", right, .product)
  }
  static func / (left: Self, right: Self) -> Self {
    folded(left, right, /) ?? joined(left, "/", right, .product)
  }
  static prefix func - (operand: Self) -> Self {
    operand.slope.map { Self(slope: -$0) } ?? Self("-\(operand.text(atLeast: .whole))", .sign)
  }

  func power(_ exponent: Int) -> Self {
    switch exponent {
    case 0: constant(1)
    case 1: self
    case 2 where strength == .whole: self * self
    default: Self("pow(\(text), \(Double(exponent)))")
    }
  }

  func applying(_ function: Elementary) -> Self {
    var call = Self("\(function.swiftName)(\(text))")
    if function == .step { call.stepArgument = text(atLeast: .sum) }
    return call
  }
}
