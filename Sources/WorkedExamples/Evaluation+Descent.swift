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
    // What is recorded does not depend on the number system; doubles are the fastest.
    let apart = Evaluation<Double>(scope, setting: (), at: point)
    _ = try apart.evaluate(arguments[0], in: .init(limit: frame.limit))
    return Quantity(constant(apart.operationCount))
  }

  /// Counts the operations that a formula takes once the values of some names are there.
  package func operationCount(of formula: Formula, given names: [String]) throws(Diagnostic) -> Int
  {
    for use in formula.names where names.contains(use.name) {
      _ = try nodes(of: Formula(.name(use.name)))
    }
    let before = operationCount
    _ = try nodes(of: formula)
    return operationCount - before
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
  ///
  /// Exact while numbers are short, then enclosed; see ``EnclosedRun`` for runs that no enclosure
  /// survives.
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
    let plan = DescentPlan(
      loss: arguments[0], parameters: try parameters(arguments[1], in: frame),
      rate: arguments[2], steps: steps, limit: frame.limit)
    var losses = try losses(of: plan)
    if losses.count < steps {
      let unknown = tape[constant(0)].obstructed(by: N.self == Ball.self ? .undecided : .tooLarge)
      losses += Array(repeating: unknown, count: steps - losses.count)
    }
    return Quantity(.vector(steps), losses.map { tape.constant($0) })
  }

  /// The losses of a run, up to the first that this number system cannot tell.
  private func losses(of plan: DescentPlan) throws(Diagnostic) -> [N] {
    guard N.self == Ball.self, let precision = setting as? Int else {
      return try Descent<N>(plan, scope, setting: setting, at: point).losses()
    }
    let known = try DescentMemory.shared.losses(
      of: .init(plan: plan, scope: scope, point: point), precision: precision)
    guard let digits = known.digits else { return known.losses as? [N] ?? [] }
    guard takesComputed else { return [] }
    computedDigits = min(computedDigits ?? digits, digits)
    return known.losses as? [N] ?? []
  }

  /// The names to descend along, and where their first values stand.
  private func parameters(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> [Int] {
    let names: [Formula]
    if case .vector(let items) = formula.node { names = items } else { names = [formula] }
    var parameters: [Int] = []
    for item in names {
      guard case .name(let name) = item.node,
        let position = scope.position(of: name, before: frame.limit)
      else { throw Diagnostic("descend goes along names", at: item.range) }
      parameters.append(position)
    }
    return parameters
  }
}
