import Scalars

/// The storage of a tape: nodes and their values, side by side, in two growing blocks.
///
/// - Invariant: the first `count` places of both blocks are initialised, the others are not;
///   `count <= capacity`; `room <= capacity`; the first `leading` nodes are inputs and constants, the
///   first `dataCount <= leading` constants; and `spill`, where it is not nil, is below `count`.
@usableFromInline
struct Arena<N: Recordable> {
  @usableFromInline var values: UnsafeMutablePointer<N>
  @usableFromInline var nodes: UnsafeMutablePointer<Node>
  @usableFromInline var count = 0
  /// Below this count there is memory, and the budget is not spent: one look for both.
  @usableFromInline var room: Int
  @usableFromInline var capacity: Int
  /// The words of all values so far, beyond one for each node.
  @usableFromInline var excess = 0
  /// Recording ends when nodes and excess words come to this.
  @usableFromInline let limit: Int
  /// How many inputs and constants come before everything else.
  @usableFromInline var leading = 0
  /// How many constants come first as data, by which nothing is differentiated.
  @usableFromInline var dataCount = 0
  /// The node that stands for everything recorded past the limit.
  @usableFromInline var spill: Int?

  @inlinable
  init(capacity: Int, limit: Int) {
    // Operands are kept in 32 bits, and there is one node past the limit.
    self.limit = max(0, min(limit, Int(Int32.max) - 1))
    self.capacity = max(1, min(capacity, self.limit))
    room = min(self.capacity, self.limit)
    values = .allocate(capacity: self.capacity)
    nodes = .allocate(capacity: self.capacity)
  }

  @inlinable var valueStrip: Strip<N> { @inline(__always) get { Strip(values, count: count) } }
  @inlinable var nodeStrip: Strip<Node> { @inline(__always) get { Strip(nodes, count: count) } }

  /// Appends a node that computes its value, unless the budget is spent.
  @inlinable @inline(__always)
  mutating func record(_ node: Node) -> Int {
    assert(node.operands.allSatisfy { 0..<count ~= $0 })
    if count >= room, !makeRoom() { return spill(like: values[node.left]) }
    if case .dot = node.kind { spend(node.terms) }
    return append(node, value: node.value(from: valueStrip))
  }

  /// Appends an input or a constant, unless the budget is spent.
  @inlinable
  mutating func record(_ kind: Node.Kind, value: N) -> Int {
    if count >= room, !makeRoom() { return spill(like: value) }
    if leading == count { leading = count &+ 1 }
    return append(Node(kind, count), value: value)
  }

  @inlinable @inline(__always)
  mutating func append(_ node: Node, value: N) -> Int {
    let index = count
    (values + index).initialize(to: value)
    (nodes + index).initialize(to: node)
    count = index &+ 1
    let words = value.words
    if words > 1 { spend(words &- 1) }
    return index
  }

  /// Counts words beyond the one of each node.
  @inlinable
  mutating func spend(_ words: Int) {
    excess &+= words
    room = min(capacity, limit &- excess)
  }

  @usableFromInline
  mutating func spill(like value: N) -> Int {
    if let spill { return spill }
    if count == capacity { grow(to: count + 1) }
    let index = append(Node(.constant, count), value: value.obstructed(by: .tooLarge))
    spill = index
    return index
  }

  /// Makes room for one more node; false where the budget is spent.
  @usableFromInline @inline(never)
  mutating func makeRoom() -> Bool {
    guard count < limit - excess else { return false }
    // Twice as much, and less generously where it is much.
    if count == capacity { grow(to: capacity < 1 << 17 ? 2 * capacity : capacity + capacity / 4) }
    return true
  }

  @usableFromInline @inline(never)
  mutating func grow(to larger: Int) {
    let (newValues, newNodes) = (
      UnsafeMutablePointer<N>.allocate(capacity: larger),
      UnsafeMutablePointer<Node>.allocate(capacity: larger)
    )
    newValues.moveInitialize(from: values, count: count)
    newNodes.moveInitialize(from: nodes, count: count)
    values.deallocate()
    nodes.deallocate()
    (values, nodes, capacity) = (newValues, newNodes, larger)
    room = min(capacity, limit - excess)
  }

  /// Computes all values anew from those of the inputs.
  @inlinable
  mutating func replay() {
    let (values, nodes) = (valueStrip, nodeStrip)
    if N.isPlain {
      // Of one size for ever, all of them keep within the budget that they were recorded in; what
      // is not computed stays as it is.
      for index in leading..<count { values[index] = nodes[index].value(from: values) }
      return
    }
    var excess = 0
    for index in 0..<leading { excess &+= max(0, values[index].words &- 1) }
    for index in leading..<count {
      let node = nodes[index]
      if node.kind.arity > 0 {
        if case .dot = node.kind { excess &+= node.terms }
        values[index] =
          index &+ excess < limit
          ? node.value(from: values) : values[index].obstructed(by: .tooLarge)
      }
      excess &+= max(0, values[index].words &- 1)
    }
    self.excess = excess
    room = min(capacity, limit &- excess)
  }

  /// Forgets all nodes from a place on.
  @inlinable
  mutating func removeAll(from mark: Mark) {
    assert(0...count ~= mark.count)
    (values + mark.count).deinitialize(count: count - mark.count)
    (nodes + mark.count).deinitialize(count: count - mark.count)
    if let spill, spill >= mark.count { self.spill = nil }
    count = mark.count
    leading = min(leading, mark.count)
    dataCount = min(dataCount, mark.count)
    excess = mark.excess
    room = min(capacity, limit &- excess)
  }

  @inlinable
  mutating func deallocate() {
    removeAll(from: Mark(count: 0, excess: 0))
    values.deallocate()
    nodes.deallocate()
  }
}

/// A place on a tape to go back to.
@frozen @usableFromInline
package struct Mark: Sendable {
  /// How many nodes come before it.
  @usableFromInline let count: Int
  /// The words of their values, beyond one for each.
  @usableFromInline let excess: Int

  @inlinable
  init(count: Int, excess: Int) { (self.count, self.excess) = (count, excess) }
}
