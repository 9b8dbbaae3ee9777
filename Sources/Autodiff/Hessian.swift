import Scalars

extension Tape {
  /// Returns the second derivatives of an output, row by row, forward over reverse.
  ///
  /// One row is the reverse sweep over dual numbers that change along one input.
  ///
  /// - Parameters:
  ///   - output: What to differentiate; past a budget no row has values.
  ///   - inputs: Variables of which none is computed from another.
  /// - Returns: The derivative by `inputs[i]` and `inputs[j]` in row i, column j.
  /// - Complexity: O(`inputs.count` · `output.index`).
  @inlinable
  package borrowing func hessian(
    of output: Variable<N>, with inputs: [Variable<N>]
  ) -> [[N]] {
    assert(output.arena == arena && inputs.allSatisfy { $0.arena == arena })
    let zero = output.value.constant(0)
    let lost = output.value.obstructed(by: .tooLarge)
    return inputs.map { direction in
      let adjoints = Block<Dual<N>?>(repeating: nil, count: output.index + 1)
      guard output.index != arena.pointee.spill,
        dualSweep(along: direction.index, into: adjoints)
      else { return inputs.map { _ in lost } }
      return inputs.map { input in
        input.index <= output.index ? adjoints[input.index]?.tangent ?? zero : zero
      }
    }
  }

  /// Fills in the adjoints of all nodes, and how they change with the node at `direction`.
  @inlinable
  borrowing func dualSweep(
    along direction: Int, into adjoints: borrowing Block<Dual<N>?>
  ) -> Bool {
    let (nodes, values) = (arena.pointee.nodes, arena.pointee.values)
    let (zero, one) = (values[0].constant(0), values[0].constant(1))
    let duals = Block(repeating: Dual(zero, tangent: zero), count: adjoints.count)
    for index in 0..<adjoints.count {
      let node = nodes[index]
      if index == direction {
        duals[index] = Dual(values[index], tangent: one)
      } else if node.kind.arity == 0 {
        duals[index].value = values[index]
      } else if case .elementary(let function) = node.kind {
        duals[index] = duals[node.left].applying(function, value: values[index])
      } else {
        duals[index] = node.value(from: duals.base)
      }
    }
    return reverseSweep(
      nodes: nodes, values: duals.base, into: adjoints, budget: 8 * arena.pointee.limit)
  }
}
