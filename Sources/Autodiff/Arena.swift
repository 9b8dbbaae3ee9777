import Scalars

/// The storage of a tape: nodes and their values, side by side, in two growing blocks.
///
/// Memory is handled by hand here and in ``Block``, and nowhere else.
///
/// - Invariant: the first `count` places of both blocks are initialised, the others are not;
///   `count <= capacity`; and `spill`, where it is not nil, is below `count`.
@usableFromInline
struct Arena<N: Recordable> {
  @usableFromInline var values: UnsafeMutablePointer<N>
  @usableFromInline var nodes: UnsafeMutablePointer<Node>
  @usableFromInline var count = 0
  @usableFromInline var capacity: Int
  /// The words of all values so far; recording ends when it reaches `limit`.
  @usableFromInline var work = 0
  @usableFromInline let limit: Int
  /// The node that stands for everything recorded past the limit.
  @usableFromInline var spill: Int?

  @inlinable
  init(capacity: Int, limit: Int) {
    // Operands are kept in 32 bits, and there is one node past the limit.
    self.limit = max(0, min(limit, Int(Int32.max) - 1))
    self.capacity = max(1, min(capacity, self.limit))
    values = .allocate(capacity: self.capacity)
    nodes = .allocate(capacity: self.capacity)
  }

  /// Appends a node that computes its value, unless the budget is spent.
  @inlinable @inline(__always)
  mutating func record(_ node: Node) -> Int {
    assert(node.left < count && (node.kind.arity < 2 || node.right < count))
    guard work < limit else { return spill(like: values[node.left]) }
    return append(node, value: node.value(from: values))
  }

  /// Appends an input or a constant, unless the budget is spent.
  @inlinable
  mutating func record(_ kind: Node.Kind, value: N) -> Int {
    guard work < limit else { return spill(like: value) }
    return append(Node(kind, count), value: value)
  }

  @inlinable @inline(__always)
  mutating func append(_ node: Node, value: N) -> Int {
    if count == capacity { grow() }
    let index = count
    (values + index).initialize(to: value)
    (nodes + index).initialize(to: node)
    count = index &+ 1
    work &+= max(1, value.words)
    return index
  }

  @usableFromInline
  mutating func spill(like value: N) -> Int {
    if let spill { return spill }
    let index = append(Node(.constant, count), value: value.obstructed(by: .tooLarge))
    spill = index
    return index
  }

  @usableFromInline @inline(never)
  mutating func grow() {
    let larger = capacity * 2
    let (newValues, newNodes) = (
      UnsafeMutablePointer<N>.allocate(capacity: larger),
      UnsafeMutablePointer<Node>.allocate(capacity: larger)
    )
    newValues.moveInitialize(from: values, count: count)
    newNodes.moveInitialize(from: nodes, count: count)
    values.deallocate()
    nodes.deallocate()
    (values, nodes, capacity) = (newValues, newNodes, larger)
  }

  /// Computes all values anew from those of the inputs.
  @inlinable
  mutating func replay() {
    work = 0
    for index in 0..<count {
      if nodes[index].kind.arity > 0 {
        values[index] =
          work < limit
          ? nodes[index].value(from: values) : values[index].obstructed(by: .tooLarge)
      }
      work &+= max(1, values[index].words)
    }
  }

  @inlinable
  mutating func removeAll() {
    values.deinitialize(count: count)
    nodes.deinitialize(count: count)
    (count, work, spill) = (0, 0, nil)
  }

  @inlinable
  mutating func deallocate() {
    removeAll()
    values.deallocate()
    nodes.deallocate()
  }
}
