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
  }

  /// The result is the last.
  package let nodes: [Node]
}

extension Evaluation {
  /// Records a formula in bound names; nil where it is no number, or nothing is computed.
  package func graph(of formula: Formula) throws(Diagnostic) -> ComputationGraph<N>? {
    let value = try nodes(of: formula)
    guard value.shape == .number, let output = value.entries.first, !tape.isExhausted else {
      return nil
    }
    let gradient = tape.gradient(of: output)
    let names = namesOfInputs
    var places: [Int: Int] = [:]
    var nodes: [ComputationGraph<N>.Node] = []
    let isUsed = tape.ancestors(of: output)
    for index in 0...output.index where isUsed[index] {
      let node = tape[index]
      // A definition's copy of its own value is no operation.
      if node.kind == .copy {
        places[index] = places[node.left]
        continue
      }
      places[index] = nodes.count
      nodes.append(
        .init(
          kind: kind(of: node, named: names[index]),
          operands: node.operands.compactMap { places[$0] },
          value: tape.variable(at: index).value, adjoint: gradient[index]))
    }
    return ComputationGraph(nodes: nodes)
  }

  private var namesOfInputs: [Int: String] {
    var names: [Int: String] = [:]
    let first = scope.conventions.firstIndex
    for (name, value) in bound {
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
    case .constant, .copy: .constant
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
