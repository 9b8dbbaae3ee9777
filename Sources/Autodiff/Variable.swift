import Scalars

/// A number recorded on a tape: a place on it, and nothing else.
///
/// It is a ``Scalar``, so formulas and rules are written for it as for any number, and each
/// operation is recorded as one node.
///
/// It does not keep its tape alive, since that would cost more than the operation. So its value is
/// read from the tape, `tape[x]`, which must be at hand then, and cannot be forgotten.
///
/// - Important: A variable is valid until its tape is reset or rewound; variables of different tapes
///   don't mix. Where that is broken, the program stops, in every build; where something is recorded
///   on a tape that is gone, debug builds see it.
@frozen @usableFromInline
package struct Variable<N: Recordable>: Hashable {
  @usableFromInline let arena: UnsafeMutablePointer<Arena<N>>
  /// The number of nodes recorded before this one.
  @usableFromInline package let index: Int

  @inlinable @inline(__always)
  init(at index: Int, in arena: UnsafeMutablePointer<Arena<N>>) {
    (self.arena, self.index) = (arena, index)
  }

  @inlinable var value: N {
    precondition(isOnTape, "a variable is used after the end of its tape")
    return arena.pointee.valueStrip[index]
  }

  /// The same number as a node of its own, as the definition of a name makes it.
  ///
  /// The adjoint of the copy counts only what is computed from the copy.
  @inlinable package func copy() -> Self { record(.copy) }

  /// This number plus the product of two others, as one node.
  ///
  /// It is rounded as `self + left * right` is, so that it can stand for it anywhere.
  @inlinable @inline(__always)
  package func adding(_ left: Self, times right: Self) -> Self {
    precondition(
      arena == left.arena && arena == right.arena, "two variables are on different tapes")
    // The furthest of them, since one look costs less than three.
    let furthest = Self(at: max(index, left.index, right.index), in: arena)
    precondition(furthest.isOnTape, "a variable is used after the end of its tape")
    return Self(
      at: arena.pointee.record(Node(.multiplyAdd, index, left.index, right.index)), in: arena)
  }

  @inlinable @inline(__always)
  func record(_ kind: Node.Kind) -> Self {
    precondition(isOnTape, "a variable is used after the end of its tape")
    return Self(at: arena.pointee.record(Node(kind, index)), in: arena)
  }

  // The third is the index of a third operand, or the length of two runs.
  @inlinable @inline(__always)
  func record(_ kind: Node.Kind, _ other: Self, _ third: Int = 0) -> Self {
    precondition(arena == other.arena, "two variables are on different tapes")
    precondition(isOnTape && other.isOnTape, "a variable is used after the end of its tape")
    return Self(at: arena.pointee.record(Node(kind, index, other.index, third)), in: arena)
  }

  @inlinable var isOnTape: Bool { index < arena.pointee.count }
}

extension Variable: Scalar {
  @inlinable
  package func constant(_ value: Int) -> Self {
    Self(at: arena.pointee.record(.constant, value: self.value.constant(value)), in: arena)
  }

  @inlinable @inline(__always)
  package static func + (left: Self, right: Self) -> Self { left.record(.sum, right) }
  @inlinable @inline(__always)
  package static func - (left: Self, right: Self) -> Self { left.record(.difference, right) }
  @inlinable @inline(__always)
  package static func * (left: Self, right: Self) -> Self { left.record(.product, right) }
  @inlinable @inline(__always)
  package static func / (left: Self, right: Self) -> Self { left.record(.quotient, right) }
  @inlinable @inline(__always)
  package static prefix func - (operand: Self) -> Self { operand.record(.negative) }
  @inlinable
  package func power(_ exponent: Int) -> Self {
    precondition(isOnTape, "a variable is used after the end of its tape")
    return Self(at: arena.pointee.record(Node(power: index, exponent)), in: arena)
  }

  /// One node for a function, whatever its rule is made of.
  @inlinable @inline(__always)
  package func applying(_ function: Elementary) -> Self { record(.elementary(function)) }
}
