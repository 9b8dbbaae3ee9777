import Scalars

/// The derivatives of one output with respect to every node before it.
@usableFromInline
package struct Gradient<N: Number> {
  /// The adjoints; nil where the output does not depend on the node.
  @usableFromInline let adjoints: [N?]
  @usableFromInline let zero: N

  @inlinable
  init(adjoints: [N?], zero: N) {
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
    let budget = 4 * arena.pointee.limit
    if output.index != arena.pointee.spill {
      let swept = reverseSweep(
        nodes: arena.pointee.nodes, values: arena.pointee.values, from: output.index,
        budget: budget)
      if let swept { return Gradient(adjoints: swept, zero: value.constant(0)) }
    }
    let lost = value.obstructed(by: .tooLarge)
    return Gradient(adjoints: Array(repeating: lost, count: output.index + 1), zero: lost)
  }
}

/// The adjoints of all nodes up to an output; nil when the work passes the budget.
@inlinable
func reverseSweep<S: Number>(
  nodes: UnsafePointer<Node>, values: UnsafePointer<S>, from output: Int, budget: Int
) -> [S?]? {
  var isComplete = true
  let adjoints = [S?](unsafeUninitializedCapacity: output + 1) { buffer, count in
    buffer.initialize(repeating: nil)
    count = output + 1
    guard let base = buffer.baseAddress else { return }
    base[output] = values[output].constant(1)
    var sweep = ValueAdjoints(values: values, adjoints: base)
    var index = output
    while index >= 0 {
      if let adjoint = base[index] {
        nodes[index].pullBack(adjoint, at: index, into: &sweep)
        if sweep.work > budget {
          isComplete = false
          return
        }
      }
      index &-= 1
    }
  }
  return isComplete ? adjoints : nil
}

/// Adjoints as plain numbers.
@usableFromInline
struct ValueAdjoints<S: Number>: Adjoints {
  @usableFromInline let values: UnsafePointer<S>
  @usableFromInline let adjoints: UnsafeMutablePointer<S?>
  @usableFromInline var work = 0

  @inlinable
  init(values: UnsafePointer<S>, adjoints: UnsafeMutablePointer<S?>) {
    self.values = values
    self.adjoints = adjoints
  }

  @inlinable
  func value(_ index: Int) -> S { values[index] }

  @inlinable
  mutating func add(_ contribution: @autoclosure () -> S, to index: Int) {
    let contribution = contribution()
    let sum = adjoints[index].map { $0 + contribution } ?? contribution
    work &+= sum.words
    adjoints[index] = sum
  }

  @inlinable
  mutating func subtract(_ contribution: @autoclosure () -> S, from index: Int) {
    let contribution = contribution()
    let difference = adjoints[index].map { $0 - contribution } ?? -contribution
    work &+= difference.words
    adjoints[index] = difference
  }

  @inlinable
  mutating func addZero(to index: Int) {
    if adjoints[index] == nil { adjoints[index] = values[index].constant(0) }
  }
}
