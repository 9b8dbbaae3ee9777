import Scalars

/// How the values and the adjoints of all nodes change along some directions.
@usableFromInline
struct TangentSweep<N: Recordable>: ~Copyable {
  /// How the values change, and behind that how the adjoints do.
  @usableFromInline let rows: Rows<N>
  @usableFromInline let count: Int
  /// Whether the work kept within the budget.
  @usableFromInline var isComplete = false

  /// - Parameters:
  ///   - lanes: How many directions there are.
  ///   - slopes: The derivatives of the output, from a reverse sweep.
  ///   - arena: The tape's nodes and values.
  ///   - seed: Tells what changes along which of the directions.
  @inlinable
  init(
    lanes: Int, slopes: borrowing Gradient<N>, arena: borrowing Arena<N>,
    seed: (RowStrip<N>) -> Void
  ) {
    let (count, zero) = (slopes.count, slopes.zero)
    // Past a budget even the slope of what is not reached has no value.
    let hasSlopes = zero.obstacle == nil
    rows = Rows(zero: zero, count: 2 * count, lanes: lanes)
    self.count = count
    guard hasSlopes else { return }
    let tangents = rows.strip(0..<count)
    seed(tangents)
    let (first, dataCount) = (arena.leading, arena.dataCount)
    guard first < count else {
      isComplete = true
      return
    }
    let sweep = Directions(
      nodes: arena.nodeStrip, values: arena.valueStrip, slopes: slopes.adjoints.strip,
      isReached: slopes.isReached.strip, tangents: tangents, adjoints: adjoints)
    var budget = 8 * lanes * arena.limit
    var locals: [LocalDerivatives<N>] = []
    isComplete =
      sweep.moveForward(first..<count, &locals, &budget)
      && sweep.moveBackward(first..<count, &locals, dataCount: dataCount, budget: budget)
  }

  /// How the adjoints change.
  @inlinable var adjoints: RowStrip<N> { rows.strip(count..<2 * count) }
}

/// What the two sweeps look at.
@frozen @usableFromInline
struct Directions<N: Recordable> {
  @usableFromInline let nodes: Strip<Node>
  @usableFromInline let values: Strip<N>
  /// The derivatives of the output by each node, where it is reached.
  @usableFromInline let slopes: Strip<N>
  @usableFromInline let isReached: Strip<Bool>
  @usableFromInline let tangents: RowStrip<N>
  @usableFromInline let adjoints: RowStrip<N>

  @inlinable
  init(
    nodes: Strip<Node>, values: Strip<N>, slopes: Strip<N>, isReached: Strip<Bool>,
    tangents: RowStrip<N>, adjoints: RowStrip<N>
  ) {
    (self.nodes, self.values, self.slopes) = (nodes, values, slopes)
    (self.isReached, self.tangents, self.adjoints) = (isReached, tangents, adjoints)
  }

  /// `locals` gets the derivatives of the nodes that are no sums of products, in the order of the
  /// tape: the backward sweep takes them from the end.
  ///
  /// - Returns: Whether the work kept within the budget.
  @inlinable
  func moveForward(
    _ range: Range<Int>, _ locals: inout [LocalDerivatives<N>], _ budget: inout Int
  ) -> Bool {
    let (nodes, values, rows, isReached) = (nodes, values, tangents, isReached)
    var left = budget
    for index in range where isReached[index] {
      let node = nodes[index]
      switch node.kind {
      case .input, .constant: continue
      case .copy:
        rows.add(rows, node.left, to: index, isFresh: true)
      case .negative:
        rows.subtract(rows, node.left, to: index, isFresh: true)
      case .sum:
        rows.add(rows, node.left, rows, node.right, to: index, isFresh: true) {
          $1
        } right: {
          $0?.adding($1) ?? $1
        }
      case .difference:
        rows.add(rows, node.left, rows, node.right, to: index, isFresh: true) {
          $1
        } right: {
          $0?.subtracting($1) ?? $1.negative
        }
      case .product:
        let (x, y) = (node.left, node.right)
        if x == y {
          // A square: as exact as to add twice.
          rows.add(values[x] + values[x], times: rows, x, to: index, isFresh: true)
        } else {
          rows.addProduct(values, x, y, to: index)
        }
      case .multiplyAdd:
        rows.addProduct(values, node.right, node.factor, to: index)
        rows.add(rows, node.left, to: index)
      case .dot:
        for place in 0..<node.terms {
          rows.addProduct(
            values, node.left &+ place, node.right &+ place, to: index, isFresh: place == 0)
        }
      case .quotient, .power, .elementary:
        guard reachesOperand(of: node) else { continue }
        let local = LocalDerivatives(of: node, at: index, values: values)
        locals.append(local)
        rows.add(local.left, times: rows, node.left, to: index)
        if node.hasTwoOperands { rows.add(local.right, times: rows, node.right, to: index) }
      }
      left &-= rows.words(index)
      if left < 0 { return false }
    }
    budget = left
    return true
  }

  /// Whether an operand of a node changes along any direction.
  @inlinable
  func reachesOperand(of node: Node) -> Bool {
    tangents.reached[node.left] != 0
      || node.hasTwoOperands && tangents.reached[node.right] != 0
  }

  @inlinable
  func moveBackward(
    _ range: Range<Int>, _ locals: inout [LocalDerivatives<N>], dataCount: Int,
    budget: Int
  ) -> Bool {
    let (nodes, values, rows, isReached) = (nodes, values, adjoints, isReached)
    let (slopes, tangents) = (slopes, tangents)
    var left = budget
    /// Data have no derivatives, so nothing is handed on to them.
    @inline(__always)
    func handOn(_ index: Int, to x: Int, times y: Int) {
      if x >= dataCount {
        rows.add(values[y], times: rows, index, slopes[index], times: tangents, y, to: x)
      }
    }
    for index in range.reversed() where isReached[index] {
      let node = nodes[index]
      switch node.kind {
      case .input, .constant: continue
      case .copy:
        rows.add(rows, index, to: node.left)
      case .negative:
        rows.subtract(rows, index, to: node.left)
      case .sum:
        rows.add(rows, index, to: node.left)
        rows.add(rows, index, to: node.right)
      case .difference:
        rows.add(rows, index, to: node.left)
        rows.subtract(rows, index, to: node.right)
      case .product:
        let (x, y) = (node.left, node.right)
        if x == y {
          // A square: as exact as to add twice.
          let (value, slope) = (values[x], slopes[index])
          rows.add(value + value, times: rows, index, slope + slope, times: tangents, x, to: x)
        } else {
          handOn(index, to: x, times: y)
          handOn(index, to: y, times: x)
        }
      case .multiplyAdd:
        rows.add(rows, index, to: node.left)
        handOn(index, to: node.right, times: node.factor)
        handOn(index, to: node.factor, times: node.right)
      case .dot:
        for place in 0..<node.terms {
          handOn(index, to: node.left &+ place, times: node.right &+ place)
          handOn(index, to: node.right &+ place, times: node.left &+ place)
        }
      case .quotient, .power, .elementary:
        guard reachesOperand(of: node), let local = locals.popLast() else { continue }
        let (x, slope) = (node.left, slopes[index])
        rows.add(local.left, times: rows, index, to: x)
        rows.add(slope * local.leftLeft, times: tangents, x, to: x)
        if node.hasTwoOperands {
          let y = node.right
          rows.add(local.right, times: rows, index, to: y)
          rows.add(slope * local.rightRight, times: tangents, y, to: y)
          let mixed = slope * local.mixed
          rows.add(mixed, times: tangents, y, to: x)
          rows.add(mixed, times: tangents, x, to: y)
        }
      }
      left &-= rows.words(index)
      if left < 0 { return false }
    }
    return true
  }
}

extension RowStrip {
  /// Adds how the product of two nodes changes.
  @inlinable @inline(__always)
  func addProduct(
    _ values: Strip<N>, _ x: Int, _ y: Int, to index: Int, isFresh: Bool = true
  ) {
    add(values[y], times: self, x, values[x], times: self, y, to: index, isFresh: isFresh)
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
