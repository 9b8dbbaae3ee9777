import Scalars

/// The derivatives of one output with respect to every node before it.
@frozen @usableFromInline
package struct Gradient<N: Recordable>: ~Copyable {
  /// The adjoints; nil where the output does not depend on the node.
  @usableFromInline let adjoints: Block<N?>
  @usableFromInline let zero: N

  @inlinable
  init(adjoints: consuming Block<N?>, zero: N) {
    self.adjoints = adjoints
    self.zero = zero
  }

  /// The derivative with respect to a variable of the same tape; 0 without dependence.
  @inlinable
  package subscript(variable: Variable<N>) -> N { self[variable.index] }

  @inlinable
  package subscript(index: Int) -> N {
    index < adjoints.count ? adjoints[index] ?? zero : zero
  }

  /// Whether the output is computed from a variable at all, be its derivative 0 or not.
  @inlinable
  package func reaches(_ variable: Variable<N>) -> Bool {
    variable.index < adjoints.count && adjoints[variable.index] != nil
  }
}

extension Tape {
  /// Returns the derivatives of an output with respect to every node, by one reverse sweep.
  ///
  /// A sweep has a budget, too: four times the tape's limit in words. Past it no derivative has
  /// a value; the same holds for an output past the tape's limit.
  ///
  /// - Complexity: O(`output.index`); each operand is followed once.
  @inlinable
  package borrowing func gradient(of output: Variable<N>) -> Gradient<N> {
    assert(output.arena == arena, "a variable is on another tape")
    let value = output.value
    let adjoints = Block<N?>(repeating: nil, count: output.index + 1)
    if output.index != arena.pointee.spill,
      reverseSweep(
        nodes: arena.pointee.nodes, values: arena.pointee.values, into: adjoints,
        budget: 4 * arena.pointee.limit)
    {
      return Gradient(adjoints: adjoints, zero: value.constant(0))
    }
    let lost = value.obstructed(by: .tooLarge)
    return Gradient(adjoints: Block(repeating: lost, count: output.index + 1), zero: lost)
  }
}

/// Fills in the adjoints of all nodes up to the output, which is the last.
///
/// - Returns: Whether the work kept within the budget.
@inlinable
func reverseSweep<S: Recordable>(
  nodes: UnsafePointer<Node>, values: UnsafePointer<S>, into adjoints: borrowing Block<S?>,
  budget: Int
) -> Bool {
  var index = adjoints.count &- 1
  adjoints[index] = values[index].constant(1)
  var sweep = ValueAdjoints(values: values, adjoints: adjoints.base)
  var work = 0
  while index >= 0 {
    if let adjoint = adjoints[index] {
      work &+= adjoint.words
      if work > budget { return false }
      nodes[index].pullBack(adjoint, at: index, into: &sweep)
    }
    index &-= 1
  }
  return true
}

/// Adjoints as plain numbers.
@frozen @usableFromInline
struct ValueAdjoints<S: Recordable>: Adjoints {
  @usableFromInline let values: UnsafePointer<S>
  @usableFromInline let adjoints: UnsafeMutablePointer<S?>

  @inlinable
  init(values: UnsafePointer<S>, adjoints: UnsafeMutablePointer<S?>) {
    self.values = values
    self.adjoints = adjoints
  }

  @inlinable
  func value(_ index: Int) -> S { values[index] }

  @inlinable @inline(__always)
  mutating func add(_ contribution: @autoclosure () -> S, to index: Int) {
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 + contribution } ?? contribution
  }

  @inlinable @inline(__always)
  mutating func subtract(_ contribution: @autoclosure () -> S, from index: Int) {
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 - contribution } ?? -contribution
  }

  @inlinable
  mutating func addZero(to index: Int) {
    if adjoints[index] == nil { adjoints[index] = values[index].constant(0) }
  }
}
