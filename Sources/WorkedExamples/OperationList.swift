import Autodiff
import Scalars

/// Operations without numbers, each of them once: what any number system can compute.
///
/// What was recorded on a tape in one number system is computed in another without being recorded
/// from its formula again. Operations on the same operands become one, whoever recorded them; and
/// copies, which matter to derivatives only, become what they are copies of.
package struct OperationList {
  /// Operands are places here. An input's operand is the number of a leaf, of which the caller
  /// knows the value.
  private var nodes: [Node] = []
  /// For each leaf its place, or -1.
  private var inputs: [Int] = []
  /// For each place the latest operation that has it as its latest operand, or -1; and for each
  /// operation the one before, so that there is a chain through all of them.
  private var latest: [Int] = []
  private var earlier: [Int] = []

  package init() {}

  package var count: Int { nodes.count }

  /// Adds what some nodes of a tape are computed from.
  ///
  /// - Parameters:
  ///   - outputs: Nodes of the tape.
  ///   - tape: Where they were recorded.
  ///   - leaf: Tells the number of the leaf that stands for a node; nil for a node to be computed.
  /// - Returns: The places of the outputs; nil where there is an input without a leaf, or a dot
  ///   product, whose operands must stand side by side.
  @specialized(where N == FormulaDegree)
  package mutating func add<N>(
    _ outputs: [Variable<N>], of tape: borrowing Tape<N>, leaf: (Int) -> Int?
  ) -> [Int]? {
    guard let last = outputs.map(\.index).max() else { return [] }
    // Which nodes are wanted, and the leaves among them.
    var wanted = [Bool](repeating: false, count: last + 1)
    var found = [Int](repeating: -1, count: last + 1)
    for output in outputs { wanted[output.index] = true }
    for index in stride(from: last, through: 0, by: -1) where wanted[index] {
      if let leaf = leaf(index) {
        found[index] = place(ofLeaf: leaf)
        continue
      }
      let node = tape[index]
      guard node.kind.arity > 0, node.kind != .dot else { return nil }
      for operand in node.operands { wanted[operand] = true }
    }
    for index in 0...last where wanted[index] && found[index] < 0 {
      let node = tape[index]
      found[index] = node.kind == .copy ? found[node.left] : place(of: node.moved { found[$0] })
    }
    return outputs.map { found[$0.index] }
  }

  private mutating func place(ofLeaf leaf: Int) -> Int {
    while leaf >= inputs.count { inputs.append(-1) }
    if inputs[leaf] < 0 { inputs[leaf] = append(Node(.input, leaf)) }
    return inputs[leaf]
  }

  private mutating func place(of node: Node) -> Int {
    let key = node.operands.max() ?? 0
    var place = latest[key]
    while place >= 0 {
      if nodes[place] == node { return place }
      place = earlier[place]
    }
    place = append(node)
    earlier[place] = latest[key]
    latest[key] = place
    return place
  }

  private mutating func append(_ node: Node) -> Int {
    nodes.append(node)
    latest.append(-1)
    earlier.append(-1)
    return nodes.count - 1
  }

  /// Marks the places that are computed from some of the leaves.
  package func dependents(on isMeant: (Int) -> Bool) -> [Bool] {
    var isDependent = [Bool](repeating: false, count: count)
    for (place, node) in nodes.enumerated() {
      isDependent[place] =
        node.kind == .input ? isMeant(node.left) : node.operands.contains { isDependent[$0] }
    }
    return isDependent
  }

  /// The operation at a place; the operand of an input is the number of its leaf.
  package subscript(place: Int) -> Node { nodes[place] }

  /// Marks the places that some places are computed from, themselves included.
  package func ancestors(of outputs: some Sequence<Int>) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: count)
    for place in outputs { isUsed[place] = true }
    for place in nodes.indices.reversed() where isUsed[place] && nodes[place].kind != .input {
      for operand in nodes[place].operands { isUsed[operand] = true }
    }
    return isUsed
  }

  /// Computes everything in one number system, on a tape where each place is an index.
  ///
  /// Values may be adjusted by what is known of their place; what follows is computed from those.
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  package func tape<N>(_ leaf: (Int) -> N, adjusting: ((Int, N) -> N)? = nil) -> Tape<N> {
    let tape = Tape<N>(capacity: count)
    extend(tape, leaf, adjusting: adjusting)
    return tape
  }

  /// Computes what was added since a tape was made.
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  package func extend<N>(
    _ tape: borrowing Tape<N>, _ leaf: (Int) -> N, adjusting: ((Int, N) -> N)? = nil
  ) {
    for place in tape.count..<max(count, tape.count) {
      let node = nodes[place]
      let mark = tape.mark
      if node.kind == .input {
        _ = tape.input(leaf(node.left))
      } else {
        tape.record(node)
      }
      guard let adjusting else { continue }
      let value = adjusting(place, tape.value(at: place))
      tape.rewind(to: mark)
      _ = tape.input(value)
    }
  }

  /// Computes everything anew, with other numbers for the leaves.
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  package func recompute<N>(_ tape: borrowing Tape<N>, _ leaf: (Int) -> N?) {
    for (place, node) in nodes.enumerated() where node.kind == .input {
      if let value = leaf(node.left) { tape.set(tape.variable(at: place), to: value) }
    }
    tape.replay()
  }
}

extension Tape {
  /// What a node comes to if the inputs and constants behind it are other numbers, be it of another
  /// number system; nil where one of them is not known, by its index and its value.
  package borrowing func value<Other: Recordable>(
    of output: Variable<N>, with leaf: (Int, N) -> Other?
  ) -> Other? {
    var list = OperationList()
    var leaves: [Other] = []
    let places = list.add([output], of: self) { index in
      let node = self[index]
      guard node.kind.arity == 0, let value = leaf(index, values[index]) else {
        return nil
      }
      leaves.append(value)
      return leaves.count - 1
    }
    guard let place = places?.first else { return nil }
    let tape = list.tape { leaves[$0] }
    return tape.value(at: place)
  }
}

extension Node {
  /// The same operation on operands at other places, those of sums and products in order.
  fileprivate func moved(_ place: (Int) -> Int) -> Node {
    switch kind {
    case .input, .constant, .dot: self
    case .copy, .negative, .elementary: Node(kind, place(left))
    case .power: Node(power: place(left), exponent)
    case .sum, .product: Node(kind, min(place(left), place(right)), max(place(left), place(right)))
    case .difference, .quotient: Node(kind, place(left), place(right))
    case .multiplyAdd: Node(kind, place(left), place(right), place(factor))
    }
  }
}
