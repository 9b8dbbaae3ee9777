import Autodiff
import Scalars

/// The two sweeps along some directions, and what they look at.
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
