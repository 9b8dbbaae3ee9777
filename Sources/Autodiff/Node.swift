import Scalars

/// One recorded operation; its value stands beside it in the arena.
///
/// - Invariant: operands come earlier on the tape; only the operand of an input or a constant is
///   the node itself.
@frozen @usableFromInline
package struct Node: Equatable, Sendable {
  @usableFromInline
  package enum Kind: Hashable, Sendable {
    /// A number that may be set anew before a replay.
    case input
    case constant
    /// The same number under its own name, with its own adjoint.
    case copy
    case negative
    case sum
    case difference
    case product
    case quotient
    /// A power with a whole exponent.
    case power
    case elementary(Elementary)

    /// How many operands there are.
    @inlinable package var arity: Int {
      switch self {
      case .input, .constant: 0
      case .copy, .negative, .power, .elementary: 1
      case .sum, .difference, .product, .quotient: 2
      }
    }

    /// Whether all second derivatives are 0.
    @inlinable package var isLinear: Bool {
      switch self {
      case .input, .constant, .copy, .negative, .sum, .difference: true
      case .product, .quotient, .power, .elementary: false
      }
    }
  }

  @usableFromInline package let kind: Kind
  @usableFromInline let first: Int32
  /// The second operand, or the exponent of a power.
  @usableFromInline let second: Int

  @inlinable
  init(_ kind: Kind, _ first: Int, _ second: Int = 0) {
    self.kind = kind
    self.first = Int32(truncatingIfNeeded: first)
    self.second = second
  }

  @inlinable package var left: Int { Int(first) }
  @inlinable package var right: Int { second }
  @inlinable package var exponent: Int { second }
  /// Whether there are two operands, and not the same one twice.
  @inlinable var hasTwoOperands: Bool { kind.arity == 2 && left != right }

  /// The value, from those of the operands.
  @inlinable @inline(__always)
  func value<S: Scalar>(from values: UnsafePointer<S>) -> S {
    switch kind {
    case .input, .constant, .copy: values[left]
    case .negative: -values[left]
    case .sum: values[left] + values[right]
    case .difference: values[left] - values[right]
    case .product: values[left] * values[right]
    case .quotient: values[left] / values[right]
    case .power: values[left].power(exponent)
    case .elementary(let function): function.value(at: values[left])
    }
  }

  /// Hands the adjoint of this node, at `index`, on to its operands.
  @inlinable @inline(__always)
  func pullBack<A: Adjoints>(_ adjoint: A.Value, at index: Int, into adjoints: inout A) {
    switch kind {
    case .input, .constant:
      break
    case .copy:
      adjoints.add(adjoint, to: left)
    case .negative:
      adjoints.subtract(adjoint, from: left)
    case .sum:
      adjoints.add(adjoint, to: left)
      adjoints.add(adjoint, to: right)
    case .difference:
      adjoints.add(adjoint, to: left)
      adjoints.subtract(adjoint, from: right)
    case .product:
      let (x, y) = (adjoints.value(left), adjoints.value(right))
      adjoints.add(adjoint * y, to: left)
      adjoints.add(adjoint * x, to: right)
    case .quotient:
      let (y, quotient) = (adjoints.value(right), adjoints.value(index))
      adjoints.add(adjoint / y, to: left)
      adjoints.subtract(adjoint * quotient / y, from: right)
    case .power:
      let (x, power, exponent) = (adjoints.value(left), adjoints.value(index), exponent)
      if exponent == 0 {
        adjoints.addZero(to: left)
      } else {
        adjoints.add(adjoint * x.slope(ofPower: exponent, value: power), to: left)
      }
    case .elementary(let function):
      let (x, y) = (adjoints.value(left), adjoints.value(index))
      if function.isLocallyConstant {
        adjoints.addZero(to: left)
      } else {
        adjoints.add(adjoint * function.derivative(at: x, value: y), to: left)
      }
    }
  }
}

/// Where a reverse sweep reads values and collects adjoints: numbers, duals, or new nodes.
///
/// A contribution is computed only where it is wanted, hence the closures.
@usableFromInline
protocol Adjoints {
  associatedtype Value: Scalar

  func value(_ index: Int) -> Value
  mutating func add(_ contribution: @autoclosure () -> Value, to index: Int)
  mutating func subtract(_ contribution: @autoclosure () -> Value, from index: Int)
  /// Notes a dependence along which no slope passes.
  mutating func addZero(to index: Int)
}

extension Scalar {
  /// The derivative of `power(exponent)` here, given its value; the exponent is not 0.
  ///
  /// The case of a negative exponent avoids `exponent - 1`, which may overflow.
  @inlinable
  func slope(ofPower exponent: Int, value: Self) -> Self {
    if exponent < 0 { return constant(exponent) * value / self }
    if exponent == 1 { return constant(1) }
    if exponent == 2 { return constant(2) * self }
    return constant(exponent) * power(exponent - 1)
  }
}
