import Autodiff
import Notation
import Scalars

/// How a number is computed, operation by operation, with what came of one forward and one
/// backward sweep.
package struct ComputationGraph<N: Number> {
  package struct Node {
    package enum Kind: Equatable, Sendable {
      /// A name, or an entry of one: `x1[0]`.
      case input(String)
      case constant
      /// What is done with the operands: `+`, `relu`, `^2`.
      case operation(String)
    }

    package let kind: Kind
    /// Earlier nodes, in order.
    package let operands: [Int]
    package let value: N
    /// The derivative of the result by this node.
    package let adjoint: N
    /// What formulas call it, where names are asked for: `z1`, `x1[0]`.
    package var name: String?
  }

  /// The result is the last.
  package let nodes: [Node]
}

extension Evaluation {
  /// Records a formula in bound names; nil where it is no number, or nothing is computed.
  ///
  /// If it `showsNames`, what a definition names is told apart, also where it only copies.
  package func graph(
    of formula: Formula, showsNames: Bool = false
  ) throws(Diagnostic) -> ComputationGraph<N>? {
    let value = try nodes(of: formula)
    guard let output = value.number, !tape.isExhausted else {
      return nil
    }
    let gradient = tape.gradient(of: output)
    let names = showsNames ? namesOfAll : namesOfInputs
    let uses = showsNames ? useCounts(of: output) : []
    var places: [Int: Int] = [:]
    var nodes: [ComputationGraph<N>.Node] = []
    let isUsed = tape.ancestors(of: output)
    for index in 0...output.index where isUsed[index] {
      let node = tape[index]
      // A definition's copy of its own value is no operation.
      if node.kind == .copy, let place = places[node.left] {
        let name = names[index]
        if name == nil || (uses[node.left] == 1 && nodes[place].name == nil) {
          places[index] = place
          if name != nil { nodes[place].name = name }
          continue
        }
      }
      places[index] = nodes.count
      nodes.append(
        .init(
          kind: kind(of: node, named: names[index]),
          operands: node.operands.compactMap { places[$0] },
          value: tape.value(at: index), adjoint: gradient[index],
          name: showsNames ? names[index] : nil))
    }
    return ComputationGraph(nodes: nodes)
  }

  /// How often each node that the output depends on is an operand.
  private func useCounts(of output: Node) -> [Int] {
    var counts = [Int](repeating: 0, count: output.index + 1)
    let isUsed = tape.ancestors(of: output)
    for index in 0...output.index where isUsed[index] {
      for operand in tape[index].operands { counts[operand] += 1 }
    }
    return counts
  }

  private var namesOfInputs: [Int: String] { names(of: bound.map { ($0, $1) }) }

  var namesOfAll: [Int: String] {
    let definitions = defined.sorted { $0.key < $1.key }
      .map { (scope.entities[$0.key].name, $0.value) }
    return names(of: definitions + bound.map { ($0, $1) })
  }

  private func names(of values: [(String, Quantity<Node>)]) -> [Int: String] {
    var names: [Int: String] = [:]
    let first = scope.conventions.firstIndex
    for (name, value) in values {
      for (place, node) in value.entries.enumerated() {
        switch value.shape {
        case .number: names[node.index] = name
        case .vector: names[node.index] = "\(name)[\(place + first)]"
        case .matrix(_, let columns):
          let (row, column) = place.quotientAndRemainder(dividingBy: max(1, columns))
          names[node.index] = "\(name)[\(row + first), \(column + first)]"
        }
      }
    }
    return names
  }

  private func kind(of node: Autodiff.Node, named name: String?) -> ComputationGraph<N>.Node.Kind {
    switch node.kind {
    case .input: name.map { .input($0) } ?? .constant
    case .constant: .constant
    case .copy: .operation("copy")
    case .negative: .operation("−")
    case .sum: .operation("+")
    case .difference: .operation("−")
    case .product: .operation("×")
    case .quotient: .operation("÷")
    case .multiplyAdd: .operation("+ ×")
    case .dot: .operation("dot")
    case .power: .operation("^\(node.exponent)")
    case .elementary(let function): .operation(function.rawValue)
    }
  }
}

extension Evaluation {
  /// Returns what a formula comes to where a definition or variable has another value, and so all
  /// that is defined by it.
  package func value(
    of formula: Formula, moving name: String, to value: Quantity<N>
  ) throws(Diagnostic) -> Quantity<N> {
    guard let position = scope.position(of: name, before: scope.entities.count) else {
      throw Diagnostic("\(name) is not defined here", at: formula.range)
    }
    let apart = Evaluation(scope, setting: setting, at: point)
    apart.defined[position] = value.map { apart.tape.input($0) }
    return try apart.value(of: formula)
  }
}
