import Autodiff
import Notation
import Scalars

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
struct Descent<N: Number> {
  typealias Node = Variable<N>

  let plan: DescentPlan
  let evaluation: Evaluation<N>
  let parameters: [Quantity<Node>]
  let loss: Node
  /// The rate, where it is the same at each step.
  private let fixedRate: N?

  /// Where numbers are exact, they grow: operations times the square of their words, about a second;
  /// and no loss longer than this is worth its exactness.
  private static var greatestExactWork: Int { 1 << 22 }
  private static var greatestWords: Int { 34 }

  init(
    _ plan: DescentPlan, _ scope: Scope, setting: N.Setting, at point: Evaluation<N>.Point
  ) throws(Diagnostic) {
    // Apart, so that nothing recorded for the run knows of the first values.
    let first = Evaluation<N>(scope, setting: setting, at: point)
    var values: [Quantity<N>] = []
    for position in plan.parameters {
      let nodes = try first.entity(at: position, usedAt: plan.loss.range)
      values.append(first.values(of: nodes))
    }
    let reached = scope.ancestry(of: [plan.rate])
    let isFixed =
      !reached.contains("t")
      && plan.parameters.allSatisfy { !reached.contains(scope.entities[$0].name) }
    var rate: N?
    if isFixed {
      let found = try first.evaluate(plan.rate, in: .init(limit: plan.limit))
      guard found.shape == .number else { throw plan.shapelessRate }
      rate = first.tape[found.entries[0]]
    }
    self = try Descent(plan, first, from: values, rate)
  }

  private init(
    _ plan: DescentPlan, _ before: Evaluation<N>, from values: [Quantity<N>], _ rate: N?
  ) throws(Diagnostic) {
    self.plan = plan
    fixedRate = rate
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
  func losses(for setting: N.Setting? = nil) throws(Diagnostic) -> [N] {
    var run = self
    var losses: [N] = []
    var work = 0
    while losses.count < plan.steps {
      let value = run.evaluation.tape[run.loss]
      if let setting, !value.isClose(for: setting) { return losses }
      guard value.obstacle == nil else {
        return losses + Array(repeating: value, count: plan.steps - losses.count)
      }
      if setting == nil {
        work += run.evaluation.tape.count * value.words * value.words / 2
        guard work <= Self.greatestExactWork, value.words <= Self.greatestWords else {
          return losses
        }
      }
      losses.append(value)
      if losses.count < plan.steps { run = try run.stepped(losses.count - 1) }
    }
    return losses
  }

  private func stepped(_ number: Int) throws(Diagnostic) -> Descent {
    let rate = if let fixedRate { fixedRate } else { try rate(of: number) }
    let gradient = evaluation.tape.gradient(of: loss)
    let values = parameters.map { parameter in
      parameter.map { evaluation.tape[$0] - rate * gradient[$0] }
    }
    // Where a pivot was chosen for the old values, the new ones need another recording.
    guard !evaluation.isTiedToPoint else {
      return try Descent(plan, evaluation, from: values, fixedRate)
    }
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
      _ = apart.vary(entityAt: position, from: evaluation.values(of: values))
    }
    let frame = Evaluation<N>.Frame(limit: plan.limit)
    let rate = try apart.evaluate(plan.rate, in: frame.binding("t", to: step))
    guard rate.shape == .number else { throw plan.shapelessRate }
    return apart.tape[rate.entries[0]]
  }

  // MARK: Work

  /// What one step takes, in additions of machine numbers: three operations for each that is
  /// recorded, the gradient among them, and a function like exp as much as some dozen.
  var work: Int {
    var work = fixedRate == nil ? 500 : 20
    for index in 0..<evaluation.tape.count {
      let node = evaluation.tape[index]
      switch node.kind {
      case .constant: continue
      case .elementary, .power: work += 40
      case .dot: work += 3 * node.terms
      default: work += 3
      }
    }
    return work * (evaluation.isTiedToPoint ? 10 : 1)
  }
}

extension DescentPlan {
  fileprivate var shapelessRate: Diagnostic {
    Diagnostic("a rate is a number", at: rate.range)
  }
}
