import Scalars

/// How the values and the adjoints of all nodes change along some directions.
@usableFromInline
struct TangentSweep<N: Recordable>: ~Copyable {
  /// An input that changes along a direction at the rate of 1.
  @usableFromInline typealias Seed = (input: Int, lane: Int)

  @usableFromInline let tangents: Rows<N>
  @usableFromInline let adjoints: Rows<N>
  /// Those of the nodes that are no sums of products, in the order of the tape: the backward
  /// sweep takes them from the end.
  @usableFromInline var locals: [LocalDerivatives<N>] = []
  /// Whether the work kept within the budget.
  @usableFromInline var isComplete = false

  /// - Parameters:
  ///   - seeds: What changes along which of the directions.
  ///   - lanes: How many directions there are.
  ///   - slopes: The derivatives of the output, from a reverse sweep.
  ///   - arena: The tape's nodes and values.
  @inlinable
  init(_ seeds: [Seed], lanes: Int, slopes: borrowing Gradient<N>, arena: borrowing Arena<N>) {
    let (count, zero) = (slopes.count, slopes.zero)
    // Past a budget even the slope of what is not reached has no value.
    let hasSlopes = zero.obstacle == nil
    tangents = Rows(zero: zero, count: count, lanes: lanes)
    adjoints = Rows(zero: zero, count: count, lanes: lanes)
    guard hasSlopes else { return }
    let one = zero.constant(1)
    for (input, lane) in seeds where input < count { tangents[input, lane] = one }
    var budget = 8 * lanes * arena.limit
    let (nodes, values) = (arena.nodeStrip, arena.valueStrip)
    guard moveForward(nodes, values, slopes, from: arena.leading, &budget) else { return }
    isComplete = moveBackward(
      nodes, values, slopes, to: arena.leading, dataCount: arena.dataCount, &budget)
  }

  @inlinable
  mutating func moveForward(
    _ nodes: Strip<Node>, _ values: Strip<N>, _ slopes: borrowing Gradient<N>, from first: Int,
    _ budget: inout Int
  ) -> Bool {
    let one = slopes.zero.constant(1)
    let minusOne = -one
    guard first < slopes.count else { return true }
    for index in first..<slopes.count where slopes.isReached[index] {
      let node = nodes[index]
      let isMultilinear = node.forEachTerm { operand, isNegative in
        tangents.add(isNegative ? minusOne : one, times: tangents, operand, to: index)
      } product: { x, y in
        tangents.add(values[y], times: tangents, x, to: index)
        tangents.add(values[x], times: tangents, y, to: index)
      }
      if !isMultilinear {
        guard reachesOperand(of: node) else { continue }
        let local = LocalDerivatives(of: node, at: index, values: values)
        locals.append(local)
        tangents.add(local.left, times: tangents, node.left, to: index)
        if node.hasTwoOperands {
          tangents.add(local.right, times: tangents, node.right, to: index)
        }
      }
      budget &-= tangents.words(index)
      if budget < 0 { return false }
    }
    return true
  }

  /// Whether an operand of a node changes along any direction.
  @inlinable
  func reachesOperand(of node: Node) -> Bool {
    tangents.reached[node.left] != 0
      || node.hasTwoOperands && tangents.reached[node.right] != 0
  }

  @inlinable
  mutating func moveBackward(
    _ nodes: Strip<Node>, _ values: Strip<N>, _ slopes: borrowing Gradient<N>, to first: Int,
    dataCount: Int, _ budget: inout Int
  ) -> Bool {
    let one = slopes.zero.constant(1)
    let minusOne = -one
    for index in stride(from: slopes.count - 1, through: first, by: -1)
    where slopes.isReached[index] {
      let (node, slope) = (nodes[index], slopes.adjoints[index])
      let isMultilinear = node.forEachTerm { operand, isNegative in
        adjoints.add(isNegative ? minusOne : one, times: adjoints, index, to: operand)
      } product: { x, y in
        // Data have no derivatives, so nothing is handed on to them.
        if x >= dataCount {
          adjoints.add(values[y], times: adjoints, index, to: x)
          adjoints.add(slope, times: tangents, y, to: x)
        }
        if y >= dataCount {
          adjoints.add(values[x], times: adjoints, index, to: y)
          adjoints.add(slope, times: tangents, x, to: y)
        }
      }
      if !isMultilinear {
        guard reachesOperand(of: node), let local = locals.popLast() else { continue }
        let left = node.left
        adjoints.add(local.left, times: adjoints, index, to: left)
        adjoints.add(slope * local.leftLeft, times: tangents, left, to: left)
        if node.hasTwoOperands {
          let right = node.right
          adjoints.add(local.right, times: adjoints, index, to: right)
          adjoints.add(slope * local.rightRight, times: tangents, right, to: right)
          let mixed = slope * local.mixed
          adjoints.add(mixed, times: tangents, right, to: left)
          adjoints.add(mixed, times: tangents, left, to: right)
        }
      }
      budget &-= adjoints.words(index)
      if budget < 0 { return false }
    }
    return true
  }
}

extension Node {
  /// Takes a sum apart: what is added or subtracted as it stands, and products of two.
  ///
  /// - Returns: Whether the node is such a sum; inputs and constants have no terms.
  @inlinable @inline(__always)
  func forEachTerm(
    linear: (_ operand: Int, _ isNegative: Bool) -> Void, product: (Int, Int) -> Void
  ) -> Bool {
    // Each closure is called in one place, so that it is a part of the loop around it.
    var (linearCount, isNegative) = (0, false)
    var (productCount, x, y) = (0, left, right)
    switch kind {
    case .input, .constant: break
    case .copy: linearCount = 1
    case .negative: (linearCount, isNegative) = (1, true)
    case .sum: linearCount = 2
    case .difference: (linearCount, isNegative) = (2, true)
    case .product: productCount = 1
    case .multiplyAdd:
      linearCount = 1
      (productCount, x, y) = (1, right, factor)
    case .dot: productCount = terms
    case .quotient, .power, .elementary: return false
    }
    for place in 0..<linearCount {
      linear(place == 0 ? left : right, isNegative && place &+ 1 == linearCount)
    }
    for place in 0..<productCount { product(x &+ place, y &+ place) }
    return true
  }
}
