import Scalars

/// A number recorded on a tape: a place on it, and nothing else.
///
/// It is a ``Scalar``, so formulas and rules are written for it as for any number, and each
/// operation is recorded as one node.
///
/// - Important: A variable is valid as long as its tape, and until the tape is reset; variables
///   of different tapes don't mix. Both are the caller's duty; debug builds check them.
@frozen @usableFromInline
package struct Variable<N: Recordable>: Hashable {
  @usableFromInline let arena: UnsafeMutablePointer<Arena<N>>
  @usableFromInline let position: Int32

  @inlinable
  init(at index: Int, in arena: UnsafeMutablePointer<Arena<N>>) {
    self.arena = arena
    position = Int32(truncatingIfNeeded: index)
  }

  /// The number of nodes recorded before this one.
  @inlinable package var index: Int { Int(position) }

  @inlinable package var value: N {
    assert(index < arena.pointee.count, "a variable is used after the end of its tape")
    return arena.pointee.values[index]
  }

  /// The same number as a node of its own, as the definition of a name makes it.
  ///
  /// The adjoint of the copy counts only what is computed from the copy.
  @inlinable package func copy() -> Self { record(.copy) }

  /// One node for a function, whatever its rule is made of.
  @inlinable
  package func applying(_ function: Elementary) -> Self { record(.elementary(function)) }

  @inlinable @inline(__always)
  func record(_ kind: Node.Kind, exponent: Int = 0) -> Self {
    assert(index < arena.pointee.count, "a variable is used after the end of its tape")
    return Self(at: arena.pointee.record(Node(kind, index, exponent)), in: arena)
  }

  @inlinable @inline(__always)
  func record(_ kind: Node.Kind, _ other: Self) -> Self {
    assert(arena == other.arena, "two variables are on different tapes")
    assert(
      max(index, other.index) < arena.pointee.count,
      "a variable is used after the end of its tape")
    return Self(at: arena.pointee.record(Node(kind, index, other.index)), in: arena)
  }
}

extension Variable: Scalar {
  @inlinable
  package func constant(_ value: Int) -> Self {
    Self(at: arena.pointee.record(.constant, value: self.value.constant(value)), in: arena)
  }

  @inlinable
  package static func + (left: Self, right: Self) -> Self { left.record(.sum, right) }
  @inlinable
  package static func - (left: Self, right: Self) -> Self { left.record(.difference, right) }
  @inlinable
  package static func * (left: Self, right: Self) -> Self { left.record(.product, right) }
  @inlinable
  package static func / (left: Self, right: Self) -> Self { left.record(.quotient, right) }
  @inlinable
  package static prefix func - (operand: Self) -> Self { operand.record(.negative) }
  @inlinable
  package func power(_ exponent: Int) -> Self { record(.power, exponent: exponent) }

  @inlinable package var exp: Self { applying(.exp) }
  @inlinable package var ln: Self { applying(.ln) }
  @inlinable package var sqrt: Self { applying(.sqrt) }
  @inlinable package var sin: Self { applying(.sin) }
  @inlinable package var cos: Self { applying(.cos) }
  @inlinable package var sinh: Self { applying(.sinh) }
  @inlinable package var cosh: Self { applying(.cosh) }
  @inlinable package var tanh: Self { applying(.tanh) }
  @inlinable package var sigmoid: Self { applying(.sigmoid) }
  @inlinable package var softplus: Self { applying(.softplus) }
  @inlinable package var magnitude: Self { applying(.abs) }
  @inlinable package var sign: Self { applying(.sign) }
  @inlinable package var relu: Self { applying(.relu) }
  @inlinable package var step: Self { applying(.step) }
}
