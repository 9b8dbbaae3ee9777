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
    /// A number plus the product of two, in one operation.
    case multiplyAdd
    /// The sum of the products of two runs of numbers, in one operation.
    case dot
    /// A power with a whole exponent.
    case power
    case elementary(Elementary)

    /// How many operands there are; a run is one.
    @inlinable package var arity: Int {
      switch self {
      case .input, .constant: 0
      case .copy, .negative, .power, .elementary: 1
      case .sum, .difference, .product, .quotient, .dot: 2
      case .multiplyAdd: 3
      }
    }
  }

  @usableFromInline package let kind: Kind
  @usableFromInline let first: Int32
  @usableFromInline let second: Int32
  @usableFromInline let third: Int32

  @inlinable @inline(__always)
  package init(_ kind: Kind, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
    self.kind = kind
    self.first = Int32(truncatingIfNeeded: first)
    self.second = Int32(truncatingIfNeeded: second)
    self.third = Int32(truncatingIfNeeded: third)
  }

  /// A power; its exponent takes the places of two operands.
  @inlinable
  package init(power base: Int, _ exponent: Int) {
    self.init(.power, base, exponent, exponent >> 32)
  }

  @inlinable package var left: Int { Int(first) }
  @inlinable package var right: Int { Int(second) }
  /// The factor of the right operand in a multiply-add.
  @inlinable package var factor: Int { Int(third) }
  /// The length of the two runs that a dot product multiplies; they begin at left and right.
  @inlinable package var terms: Int { Int(third) }
  @inlinable package var exponent: Int { Int(third) << 32 | Int(UInt32(bitPattern: second)) }

  /// The indices of all operands, in order.
  @inlinable package var operands: Operands {
    switch kind {
    case .input, .constant: Operands(left, right, length: 0, count: 0)
    case .copy, .negative, .power, .elementary: Operands(left, left, length: 1, count: 1)
    case .sum, .difference, .product, .quotient: Operands(left, right, length: 1, count: 2)
    case .multiplyAdd: Operands(left, right, factor, length: 1, count: 3)
    case .dot: Operands(left, right, length: terms, count: 2 * terms)
    }
  }

  /// Whether there are two operands, and not the same one twice.
  @inlinable package var hasTwoOperands: Bool { kind.arity == 2 && left != right }

  /// Whether the value changes with an operand other than by jumps.
  @inlinable var hasSlope: Bool {
    switch kind {
    case .elementary(let function): !function.isLocallyConstant
    case .power: exponent != 0
    default: true
    }
  }

  /// The value, from those of the operands.
  @inlinable @inline(__always)
  package func value<S: Scalar>(from values: Strip<S>) -> S {
    switch kind {
    case .input, .constant, .copy: values[left]
    case .negative: -values[left]
    case .sum: values[left] + values[right]
    case .difference: values[left] - values[right]
    case .product: values[left] * values[right]
    case .quotient: values[left] / values[right]
    case .multiplyAdd: values[left] + values[right] * values[factor]
    case .dot: values.from(left).dot(values.from(right), terms)
    case .power: values[left].power(exponent)
    case .elementary(let function): values[left].applying(function)
    }
  }

  /// Hands the adjoint of this node, at `index`, on to its operands.
  @inlinable @inline(__always)
  package func pullBack<A: Adjoints>(_ adjoint: A.Value, at index: Int, into adjoints: inout A) {
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
      if left == right {
        // A square: as exact as to add twice.
        let x = adjoints.value(left)
        return adjoints.add((adjoint + adjoint) * x, to: left)
      }
      adjoints.add(adjoint, toFactors: left, right)
    case .quotient:
      let (y, quotient) = (adjoints.value(right), adjoints.value(index))
      adjoints.add(adjoint / y, to: left)
      adjoints.subtract(adjoint * quotient / y, from: right)
    case .multiplyAdd:
      adjoints.add(adjoint, to: left)
      adjoints.add(adjoint, toFactors: right, factor)
    case .dot:
      adjoints.add(adjoint, of: index, timesValuesFrom: right, to: left, count: terms)
      adjoints.add(adjoint, of: index, timesValuesFrom: left, to: right, count: terms)
    case .power:
      let (x, power, exponent) = (adjoints.value(left), adjoints.value(index), exponent)
      if exponent == 0 {
        adjoints.addZero(to: left)
      } else {
        adjoints.add(adjoint * x.slope(ofPower: exponent, value: power), to: left)
      }
    case .elementary(let function):
      if function.isLocallyConstant {
        adjoints.addZero(to: left)
      } else if adjoints.wants(left) {
        let y = adjoints.value(index)
        let slope = function.derivative(at: adjoints.value(left), value: y)
        adjoints.add(adjoint * slope, to: left)
      }
    }
  }
}

/// The indices of a node's operands: up to three, or two runs.
@frozen @usableFromInline
package struct Operands: RandomAccessCollection {
  @usableFromInline let left: Int
  @usableFromInline let right: Int
  @usableFromInline let last: Int
  /// How many indices follow `left`, itself included, before `right` comes.
  @usableFromInline let length: Int
  @usableFromInline package let endIndex: Int

  @inlinable
  init(_ left: Int, _ right: Int, _ last: Int = 0, length: Int, count: Int) {
    (self.left, self.right, self.last) = (left, right, last)
    (self.length, endIndex) = (length, count)
  }

  @inlinable package var startIndex: Int { 0 }

  @inlinable
  package subscript(position: Int) -> Int {
    if position < length { return left &+ position }
    return position < 2 * length ? right &+ position &- length : last
  }
}

/// Where a reverse sweep reads values and collects adjoints: numbers, duals, or new nodes.
///
/// A contribution is computed only where it is wanted, hence the closures.
@usableFromInline
package protocol Adjoints {
  associatedtype Value: Scalar

  func value(_ index: Int) -> Value
  /// Whether a contribution to a node is of interest.
  func wants(_ index: Int) -> Bool
  mutating func add(_ contribution: @autoclosure () -> Value, to index: Int)
  mutating func subtract(_ contribution: @autoclosure () -> Value, from index: Int)
  /// Adds the products of a node's adjoint with the values of a run to the adjoints of another run.
  mutating func add(
    _ adjoint: Value, of index: Int, timesValuesFrom start: Int, to target: Int, count: Int)
  /// Notes a dependence along which no slope passes.
  mutating func addZero(to index: Int)
}

extension Adjoints {
  /// Hands the adjoint of a product on to its two factors.
  @inlinable @inline(__always)
  mutating func add(_ adjoint: Value, toFactors left: Int, _ right: Int) {
    // Each is read just before its use: of a batch, three do not fit into the registers at once.
    let y = value(right)
    add(adjoint * y, to: left)
    let x = value(left)
    add(adjoint * x, to: right)
  }

  @inlinable
  package mutating func add(
    _ adjoint: Value, of index: Int, timesValuesFrom start: Int, to target: Int, count: Int
  ) {
    for place in 0..<count {
      let value = value(start &+ place)
      add(adjoint * value, to: target &+ place)
    }
  }
}

extension Strip where Element: Scalar {
  /// The sum of the first products with another strip.
  ///
  /// Eight sums side by side, so that none waits for another, and a compiler can use the lanes of
  /// a vector for them.
  @inlinable
  func dot(_ other: Self, _ count: Int) -> Element {
    guard count >= 16 else {
      guard count > 0 else { return self[0].constant(0) }
      var sum = self[0] * other[0]
      for place in 1..<count { sum = sum + self[place] * other[place] }
      return sum
    }
    func term(_ place: Int) -> Element { self[place] * other[place] }
    var (s0, s1, s2, s3) = (term(0), term(1), term(2), term(3))
    var (s4, s5, s6, s7) = (term(4), term(5), term(6), term(7))
    var place = 8
    while place &+ 8 <= count {
      s0 = s0 + term(place)
      s1 = s1 + term(place &+ 1)
      s2 = s2 + term(place &+ 2)
      s3 = s3 + term(place &+ 3)
      s4 = s4 + term(place &+ 4)
      s5 = s5 + term(place &+ 5)
      s6 = s6 + term(place &+ 6)
      s7 = s7 + term(place &+ 7)
      place &+= 8
    }
    var sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
    while place < count {
      sum = sum + term(place)
      place &+= 1
    }
    return sum
  }
}

extension Scalar {
  /// The derivative of `power(exponent)` here, given its value; the exponent is not 0.
  ///
  /// The case of a negative exponent avoids `exponent - 1`, which may overflow.
  @inlinable
  package func slope(ofPower exponent: Int, value: Self) -> Self {
    if exponent < 0 { return constant(exponent) * value / self }
    if exponent == 1 { return constant(1) }
    if exponent == 2 { return constant(2) * self }
    return constant(exponent) * power(exponent - 1)
  }
}
