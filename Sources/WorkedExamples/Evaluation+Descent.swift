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
  /// Enclosures widen from step to step, so where they become too wide the run starts anew with
  /// more bits: half of them were lost in the steps that were made.
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
    var losses = try knownLosses(of: plan)
    let unknown = constant(0).value.obstructed(by: .undecided)
    losses += Array(repeating: unknown, count: steps - losses.count)
    return Quantity(.vector(steps), losses.map { tape.constant($0) })
  }

  /// The losses of a run, unless the like of it was made before.
  private func knownLosses(of plan: DescentPlan) throws(Diagnostic) -> [N] {
    guard N.self == Ball.self, let precision = setting as? Int else {
      return try losses(of: plan)
    }
    let run = DescentMemory.Run(plan: plan, scope: scope, point: point, precision: precision)
    let found = try DescentMemory.shared.losses(of: run) { () throws(Diagnostic) in
      try losses(of: plan) as? [Ball] ?? []
    }
    return found as? [N] ?? []
  }

  private func losses(of plan: DescentPlan) throws(Diagnostic) -> [N] {
    var finest = setting
    func descent() throws(Diagnostic) -> [N] {
      try Descent<N>(plan, scope, setting: finest, at: point).losses(for: setting)
    }
    var losses = try descent()
    while losses.count < plan.steps,
      let finer = N.refined(finest, times: (plan.steps / (losses.count + 1) + 1) / 2 + 1)
    {
      finest = finer
      losses = try descent()
    }
    return losses.map { $0.converted(to: setting) }
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

/// What to minimise, along which names of the scope, and how.
struct DescentPlan: Equatable, Sendable {
  let loss: Formula
  let parameters: [Int]
  let rate: Formula
  let steps: Int
  /// How many entities of the scope the formulas see.
  let limit: Int
}

/// One run of gradient descent: the loss is recorded once, and replayed at each step.
private struct Descent<N: Number> {
  typealias Node = Variable<N>

  let plan: DescentPlan
  let evaluation: Evaluation<N>
  let parameters: [Quantity<Node>]
  let loss: Node

  /// Operations times words, about a second; the training run of a small net, a hundred steps
  /// in a hundred weights, takes a quarter of it.
  private static var greatestWork: Int { 1 << 22 }

  init(
    _ plan: DescentPlan, _ scope: Scope, setting: N.Setting, at point: Evaluation<N>.Point
  ) throws(Diagnostic) {
    // Apart, so that nothing recorded for the run knows of the first values.
    let first = Evaluation<N>(scope, setting: setting, at: point)
    var values: [Quantity<N>] = []
    for position in plan.parameters {
      values.append(try first.entity(at: position, usedAt: plan.loss.range).map { $0.value })
    }
    self = try Descent(plan, first, from: values)
  }

  private init(_ plan: DescentPlan, _ before: Evaluation<N>, from values: [Quantity<N>])
    throws(Diagnostic)
  {
    self.plan = plan
    evaluation = Evaluation(before.scope, setting: before.setting, at: before.point)
    var parameters: [Quantity<Node>] = []
    for (position, value) in zip(plan.parameters, values) {
      parameters.append(evaluation.vary(entityAt: position, from: value))
    }
    self.parameters = parameters
    let value = try evaluation.evaluate(plan.loss, in: .init(limit: plan.limit))
    guard value.shape == .number else {
      throw Diagnostic("descend needs a number; this is a \(value.shape)", at: plan.loss.range)
    }
    loss = value.entries[0]
  }

  /// Returns the loss before each step, up to the first that a setting finds too vague; where
  /// there is no loss, there is none after that either.
  func losses(for setting: N.Setting) throws(Diagnostic) -> [N] {
    var run = self
    var losses: [N] = []
    var work = 0
    while losses.count < plan.steps {
      let value = run.loss.value
      guard value.isClose(for: setting) else { return losses }
      guard value.obstacle == nil else {
        return losses + Array(repeating: value, count: plan.steps - losses.count)
      }
      work += run.evaluation.tape.count * value.words
      guard work <= Self.greatestWork else {
        throw Diagnostic("this takes more operations than a check may use", at: plan.loss.range)
      }
      run = try run.stepped(losses.count)
      losses.append(value)
    }
    return losses
  }

  private func stepped(_ number: Int) throws(Diagnostic) -> Descent {
    let rate = try rate(of: number)
    let gradient = evaluation.tape.gradient(of: loss)
    let values = parameters.map { parameter in
      parameter.map { $0.value - rate * gradient[$0] }
    }
    // Where a pivot was chosen for the old values, the new ones need another recording.
    guard !evaluation.isTiedToPoint else { return try Descent(plan, evaluation, from: values) }
    for (parameter, value) in zip(parameters, values) {
      for (node, entry) in zip(parameter.entries, value.entries) {
        evaluation.tape.set(node, to: entry)
      }
    }
    evaluation.tape.replay()
    return self
  }

  private func rate(of step: Int) throws(Diagnostic) -> N {
    let apart = Evaluation<N>(
      evaluation.scope, setting: evaluation.setting, at: evaluation.point)
    for (position, values) in zip(plan.parameters, parameters) {
      _ = apart.vary(entityAt: position, from: values.map { $0.value })
    }
    let frame = Evaluation<N>.Frame(limit: plan.limit)
    let rate = try apart.evaluate(plan.rate, in: frame.binding("t", to: step))
    guard rate.shape == .number else { throw Diagnostic("a rate is a number", at: plan.rate.range) }
    return rate.entries[0].value
  }
}
