import Scalars

extension Tape {
  /// Returns the second derivatives of an output, row by row, forward over reverse.
  ///
  /// Up to 32 directions are carried at once: tangents forward through all nodes, then adjoints
  /// and their tangents backward, along rows that a compiler can turn into vector code.
  ///
  /// - Parameters:
  ///   - output: What to differentiate; past a budget no entry has a value.
  ///   - inputs: Variables of which none is computed from another.
  /// - Returns: The derivative by `inputs[i]` and `inputs[j]` in row i, column j.
  /// - Complexity: O(`inputs.count` · `output.index`) in time, and O(`output.index`) in space.
  @inlinable
  package borrowing func hessian(
    of output: Variable<N>, with inputs: [Variable<N>]
  ) -> [[N]] {
    let lost = output.value.obstructed(by: .tooLarge)
    let adjoints = Block<N?>(repeating: nil, count: output.index + 1)
    let isActive = dependents(on: inputs, upTo: output)
    guard output.index != arena.pointee.spill,
      reverseSweep(
        nodes: arena.pointee.nodes, values: arena.pointee.values, into: adjoints,
        budget: 4 * arena.pointee.limit)
    else { return inputs.map { _ in inputs.map { _ in lost } } }
    var rows: [[N]] = []
    // Rows of all nodes together hold four million numbers at most, or one each.
    let lanes = max(1, min(32, (1 << 22) / adjoints.count))
    for start in stride(from: 0, to: inputs.count, by: lanes) {
      let directions = inputs[start..<min(start + lanes, inputs.count)]
      let sweep = TangentSweep(
        along: directions.map(\.index), adjoints: adjoints, isActive: isActive, arena: arena)
      for lane in directions.indices {
        rows.append(
          inputs.map { input in
            guard sweep.isComplete else { return lost }
            return input.index <= output.index
              ? sweep.adjoints[input.index, lane - start] : output.value.constant(0)
          })
      }
    }
    return rows
  }
}

/// How the values and the adjoints of all nodes change along some directions.
@usableFromInline
struct TangentSweep<N: Recordable>: ~Copyable {
  @usableFromInline let tangents: Rows<N>
  @usableFromInline let adjoints: Rows<N>
  /// Whether the work kept within the budget.
  @usableFromInline var isComplete = false

  @inlinable
  init(
    along directions: [Int], adjoints slopes: borrowing Block<N?>, isActive: [Bool],
    arena: UnsafeMutablePointer<Arena<N>>
  ) {
    let (nodes, values) = (arena.pointee.nodes, arena.pointee.values)
    let zero = values[0].constant(0)
    tangents = Rows(zero: zero, count: slopes.count, lanes: directions.count)
    adjoints = Rows(zero: zero, count: slopes.count, lanes: directions.count)
    let locals = Block<LocalDerivatives<N>?>(repeating: nil, count: slopes.count)
    var work = 0
    let budget = 8 * directions.count * arena.pointee.limit

    for index in 0..<slopes.count where isActive[index] {
      let node = nodes[index]
      if node.kind.arity > 0, slopes[index] != nil {
        let local = LocalDerivatives(of: node, at: index, values: values)
        locals[index] = local
        tangents.add(local.left, times: tangents, node.left, to: index)
        if node.hasTwoOperands {
          tangents.add(local.right, times: tangents, node.right, to: index)
        }
      }
      for lane in directions.indices where directions[lane] == index {
        tangents[index, lane] = zero.constant(1)
      }
      work &+= tangents.words(index)
      guard work <= budget else { return }
    }

    for index in stride(from: slopes.count - 1, through: 0, by: -1) {
      guard let slope = slopes[index], let local = locals[index] else { continue }
      let node = nodes[index]
      let (left, right) = (node.left, node.right)
      let isBilinear = node.kind == .product && node.hasTwoOperands
      let isCurved = !node.kind.isLinear && !isBilinear
      adjoints.add(local.left, times: adjoints, index, to: left)
      if isCurved { adjoints.add(slope * local.leftLeft, times: tangents, left, to: left) }
      if node.hasTwoOperands {
        adjoints.add(local.right, times: adjoints, index, to: right)
        if isCurved { adjoints.add(slope * local.rightRight, times: tangents, right, to: right) }
        if !node.kind.isLinear {
          let mixed = slope * local.mixed
          adjoints.add(mixed, times: tangents, right, to: left)
          adjoints.add(mixed, times: tangents, left, to: right)
        }
      }
      work &+= adjoints.words(index)
      guard work <= budget else { return }
    }
    isComplete = true
  }
}
