import Autodiff
import Notation
import Scalars

/// Gradient descent, and what a computation costs: both need tapes of their own.
extension Evaluation {
  /// `operations(E)`: the operations that a fresh tape records for E, numbers and names aside.
  ///
  /// What has a name is computed once; what a function computes is computed at each call.
  func operations(_ arguments: [Formula], in frame: Frame) throws(Diagnostic) -> Quantity<Node> {
    guard arguments.count == 1, frame.bindings.isEmpty else {
      throw Diagnostic(
        "operations takes one formula, outside of functions and sums",
        at: arguments.first?.range ?? 0..<0)
    }
    let apart = Evaluation(scope, setting: setting, at: point)
    _ = try apart.evaluate(arguments[0], in: Frame(limit: frame.limit))
    return Quantity(constant(apart.operationCount))
  }

  private var operationCount: Int {
    (0..<tape.count).count { index in
      switch tape[index].kind {
      case .input, .constant, .copy: false
      default: true
      }
    }
  }

  /// `descend(E, (w, b, …), rate, steps)`: the values of E before each step of gradient descent
  /// in the named parameters; the rate may depend on the number t of the step, from 0.
  func descend(_ arguments: [Formula], at range: Range<Int>, in frame: Frame)
    throws(Diagnostic) -> Quantity<Node>
  {
    guard arguments.count == 4, frame.bindings.isEmpty else {
      throw Diagnostic("descend takes a formula, names, a rate and a number of steps", at: range)
    }
    let steps = try wholeNumber(arguments[3], in: frame, what: "a number of steps")
    guard (1...100_000).contains(steps) else {
      throw Diagnostic("from 1 to 100000 steps are possible", at: arguments[3].range)
    }
    var parameters = try self.parameters(arguments[1], in: frame)
    var losses: [N] = []
    for step in 0..<steps {
      let apart = Evaluation(scope, setting: setting, at: point)
      for (position, values) in parameters {
        apart.defined[position] = values.map { apart.tape.input($0) }
      }
      let inner = Frame(limit: frame.limit)
      let loss = try apart.evaluate(arguments[0], in: inner)
      guard loss.shape == .number else {
        throw Diagnostic(
          "descend needs a number; this is a \(loss.shape)", at: arguments[0].range)
      }
      let rate = try apart.evaluate(
        arguments[2], in: inner.binding("t", to: step))
      guard rate.shape == .number else {
        throw Diagnostic("a rate is a number", at: arguments[2].range)
      }
      losses.append(loss.entries[0].value)
      guard loss.entries[0].value.obstacle == nil, !apart.tape.isExhausted else {
        // Nothing after this has a value either.
        losses += Array(repeating: loss.entries[0].value, count: steps - losses.count)
        break
      }
      apart.update(&parameters, down: loss.entries[0], by: rate.entries[0].value)
    }
    return Quantity(.vector(losses.count), losses.map { tape.constant($0) })
  }

  private func update(
    _ parameters: inout [Int: Quantity<N>], down loss: Node, by rate: N
  ) {
    let gradient = tape.gradient(of: loss)
    for (position, values) in parameters {
      guard let nodes = defined[position] else { continue }
      parameters[position] = Quantity(
        values.shape,
        zip(values.entries, nodes.entries).map { value, node in value - rate * gradient[node] })
    }
  }

  private func parameters(_ formula: Formula, in frame: Frame) throws(Diagnostic)
    -> [Int: Quantity<N>]
  {
    let names: [Formula]
    if case .vector(let items) = formula.node { names = items } else { names = [formula] }
    var parameters: [Int: Quantity<N>] = [:]
    for item in names {
      guard case .name(let name) = item.node,
        let position = scope.position(of: name, before: frame.limit)
      else { throw Diagnostic("descend goes along names", at: item.range) }
      parameters[position] = try entity(at: position, usedAt: item.range).map(\.value)
    }
    return parameters
  }
}
