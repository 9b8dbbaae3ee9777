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
      guard output.index != arena.pointee.spill,
        let adjoints = dualSweep(from: output.index, along: direction.index)
      else { return inputs.map { _ in lost } }
      return inputs.map { input in
        input.index < adjoints.count ? adjoints[input.index]?.tangent ?? zero : zero
      }
    }
  }

  /// The adjoints of all nodes and how they change with the node at `direction`.
  @inlinable
  borrowing func dualSweep(from output: Int, along direction: Int) -> [Dual<N>?]? {
    let (nodes, values) = (arena.pointee.nodes, arena.pointee.values)
    let duals = UnsafeMutablePointer<Dual<N>>.allocate(capacity: output + 1)
    defer {
      duals.deinitialize(count: output + 1)
      duals.deallocate()
    }
    let (zero, one) = (values[output].constant(0), values[output].constant(1))
    for index in 0...output {
      let node = nodes[index]
      let dual =
        if index == direction {
          Dual(values[index], tangent: one)
        } else if node.kind.arity == 0 {
          Dual(values[index], tangent: zero)
        } else if case .elementary(let function) = node.kind {
          duals[node.left].applying(function, value: values[index])
        } else {
          node.value(from: duals)
        }
      (duals + index).initialize(to: dual)
    }
    return reverseSweep(
      nodes: nodes, values: duals, from: output, budget: 8 * arena.pointee.limit)
  }
}
