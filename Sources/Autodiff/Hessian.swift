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
          inputs.map { sweep.isComplete ? sweep.adjoint($0.index, lane: lane - start) : lost })
      }
    }
    return rows
  }
}

/// How the values and the adjoints of all nodes change along some directions, the lanes.
@usableFromInline
struct TangentSweep<N: Recordable>: ~Copyable {
  @usableFromInline let lanes: Int
  @usableFromInline let tangents: Block<N>
  @usableFromInline let adjoints: Block<N>
  /// Whether the work kept within the budget.
  @usableFromInline var isComplete = false

  @inlinable
  init(
    along directions: [Int], adjoints slopes: borrowing Block<N?>, isActive: [Bool],
    arena: UnsafeMutablePointer<Arena<N>>
  ) {
    let (nodes, values) = (arena.pointee.nodes, arena.pointee.values)
    let zero = values[0].constant(0)
    lanes = directions.count
    tangents = Block(repeating: zero, count: slopes.count * lanes)
    adjoints = Block(repeating: zero, count: slopes.count * lanes)
    let locals = Block<LocalDerivatives<N>?>(repeating: nil, count: slopes.count)
    var work = 0
    let budget = 8 * lanes * arena.pointee.limit

    for index in 0..<slopes.count where isActive[index] {
      let node = nodes[index]
      if node.kind.arity > 0, slopes[index] != nil {
        let local = LocalDerivatives(of: node, at: index, values: values)
        locals[index] = local
        if isActive[node.left] {
          add(local.left, times: tangents, node.left, to: tangents, index)
        }
        if node.kind.arity == 2, isActive[node.right], node.right != node.left {
          add(local.right, times: tangents, node.right, to: tangents, index)
        }
      }
      for lane in 0..<lanes where directions[lane] == index {
        tangents[index * lanes + lane] = zero.constant(1)
      }
      work &+= words(tangents, index)
      guard work <= budget else { return }
    }

    for index in stride(from: slopes.count - 1, through: 0, by: -1) {
      guard let slope = slopes[index], let local = locals[index] else { continue }
      let node = nodes[index]
      let hasRight = node.kind.arity == 2 && node.right != node.left && isActive[node.right]
      let isBilinear = node.kind == .product && node.right != node.left
      let isCurved = !node.kind.isLinear && !isBilinear
      if isActive[node.left] {
        add(local.left, times: adjoints, index, to: adjoints, node.left)
        if isCurved {
          add(slope * local.leftLeft, times: tangents, node.left, to: adjoints, node.left)
        }
      }
      if hasRight {
        add(local.right, times: adjoints, index, to: adjoints, node.right)
        if isCurved {
          add(slope * local.rightRight, times: tangents, node.right, to: adjoints, node.right)
        }
        if !node.kind.isLinear, isActive[node.left] {
          let mixed = slope * local.mixed
          add(mixed, times: tangents, node.right, to: adjoints, node.left)
          add(mixed, times: tangents, node.left, to: adjoints, node.right)
        }
      }
      work &+= words(adjoints, index)
      guard work <= budget else { return }
    }
    isComplete = true
  }

  @inlinable
  func adjoint(_ index: Int, lane: Int) -> N {
    index * lanes < adjoints.count ? adjoints[index * lanes + lane] : tangents[0].constant(0)
  }

  /// Adds a multiple of one node's row to another's.
  @inlinable @inline(__always)
  func add(
    _ factor: N, times source: borrowing Block<N>, _ from: Int, to target: borrowing Block<N>,
    _ index: Int
  ) {
    let (source, target) = (source.base + from * lanes, target.base + index * lanes)
    for lane in 0..<lanes { target[lane] = target[lane] + factor * source[lane] }
  }

  /// The size of one node's row.
  @inlinable
  func words(_ row: borrowing Block<N>, _ index: Int) -> Int {
    var words = 0
    for place in index * lanes..<(index + 1) * lanes { words &+= row.base[place].words }
    return words
  }
}
