import Autodiff
import Scalars

/// The first and second derivatives of one operation by its one or two operands.
///
/// They come from the node's one rule: pulled back along dual numbers that change with the left or
/// the right operand, a unit adjoint turns into the slopes, and their tangents into curvatures.
@frozen @usableFromInline
struct LocalDerivatives<N: Recordable> {
  @usableFromInline let left: N
  @usableFromInline let right: N
  /// By the left operand twice, by both operands, and by the right twice.
  @usableFromInline let leftLeft: N
  @usableFromInline let mixed: N
  @usableFromInline let rightRight: N

  @inlinable
  init(of node: Node, at index: Int, values: Strip<N>) {
    let zero = values[index].constant(0)
    var pull = UnitPull(of: node, at: index, values: values, zero: zero)
    pull.run(node)
    left = pull.toLeft.value
    right = pull.toRight.value
    let one = zero.constant(1)
    pull.left.tangent = one
    pull.own.tangent = left
    pull.run(node)
    leftLeft = pull.toLeft.tangent
    mixed = pull.toRight.tangent
    if node.hasTwoOperands {
      pull.left.tangent = zero
      pull.right.tangent = one
      pull.own.tangent = right
      pull.run(node)
      rightRight = pull.toRight.tangent
    } else {
      // Of a node such as x·x, all goes to the left: the slope is 2x.
      rightRight = zero
    }
  }
}

/// A unit adjoint pulled back through one node.
@frozen @usableFromInline
struct UnitPull<N: Recordable>: Adjoints {
  @usableFromInline let index: Int
  @usableFromInline let leftIndex: Int
  @usableFromInline let zero: N
  @usableFromInline var left: Dual<N>
  @usableFromInline var right: Dual<N>
  @usableFromInline var own: Dual<N>
  @usableFromInline var toLeft: Dual<N>
  @usableFromInline var toRight: Dual<N>

  @inlinable
  init(of node: Node, at index: Int, values: Strip<N>, zero: N) {
    self.index = index
    leftIndex = node.left
    self.zero = zero
    left = Dual(values[node.left], tangent: zero)
    right = node.kind.arity == 2 ? Dual(values[node.right], tangent: zero) : left
    own = Dual(values[index], tangent: zero)
    toLeft = Dual(zero, tangent: zero)
    toRight = toLeft
  }

  @inlinable
  mutating func run(_ node: Node) {
    toLeft = Dual(zero, tangent: zero)
    toRight = toLeft
    node.pullBack(Dual(zero.constant(1), tangent: zero), at: index, into: &self)
  }

  @inlinable
  func value(_ index: Int) -> Dual<N> {
    index == self.index ? own : index == leftIndex ? left : right
  }

  @inlinable
  func wants(_ index: Int) -> Bool { true }

  @inlinable @inline(__always)
  mutating func add(_ contribution: @autoclosure () -> Dual<N>, to index: Int) {
    let contribution = contribution()
    if index == leftIndex {
      toLeft = toLeft + contribution
    } else {
      toRight = toRight + contribution
    }
  }

  @inlinable @inline(__always)
  mutating func subtract(_ contribution: @autoclosure () -> Dual<N>, from index: Int) {
    let contribution = -contribution()
    add(contribution, to: index)
  }

  @inlinable
  mutating func addZero(to index: Int) {}
}
