import Autodiff
import Checking
import Notation
import Scalars
import WorkedExamples

/// A step of gradient descent, as an exercise writes it: `theta - eta*grad(risk, theta)`.
struct DescentStep {
  let parameters: String
  let rate: Formula
  let loss: Formula

  init?(_ formula: Formula, in scope: Scope) {
    guard case .binary(.minus, let start, let move) = formula.resolved(in: scope).node,
      case .name(let name) = start.node, case .binary(.times, let rate, let slope) = move.node,
      case .call(BuiltIn.grad.rawValue, 0, let arguments) = slope.resolved(in: scope).node,
      arguments.count == 2, arguments[1] == start
    else { return nil }
    (parameters, self.rate, loss) = (name, rate, arguments[0])
  }
}

/// A loss along the line of a descent step, at rates from 0 on.
struct DescentLine {
  let rate: Double
  let start: Double
  let end: Double
  let points: [(x: Double, y: Double)]

  private struct NoLine: Error {}

  init(_ step: DescentStep, in setting: Setting) throws {
    let name = Formula(.name(step.parameters))
    let values = try setting.evaluate([
      name, step.rate, Formula(.call(BuiltIn.grad.rawValue, order: 0, [step.loss, name])),
    ])
    guard let rate = values[1].doubles.entries.first, rate.isFinite, rate > 0 else {
      throw NoLine()
    }
    let (origin, slope) = (values[0].doubles, values[2].doubles)
    guard origin.shape == slope.shape else { throw NoLine() }
    let evaluation = Evaluation<Double>(setting.scope, setting: (), at: setting.point)
    func loss(at rate: Double) throws -> Double {
      let moved = Quantity(
        origin.shape, zip(origin.entries, slope.entries).map { $0 - rate * $1 })
      return try evaluation.value(of: step.loss, moving: step.parameters, to: moved).entries[0]
    }
    self.rate = rate
    start = try loss(at: 0)
    end = try loss(at: rate)
    // Far enough that the loss rises again, so that one sees what a larger rate would do.
    var reach = 2 * rate
    for _ in 0..<8 where try loss(at: reach) < start { reach *= 2 }
    let count = 96
    points = try (0...count).map { index in
      let rate = reach * Double(index) / Double(count)
      return (x: rate, y: try loss(at: rate))
    }
    guard start.isFinite, end.isFinite, points.allSatisfy(\.y.isFinite) else { throw NoLine() }
  }
}

extension Formula {
  /// What a name stands for, as far as that is another formula.
  func resolved(in scope: Scope) -> Formula {
    var formula = self
    // Names see only what stands before them, so this ends by itself; the bound is for safety.
    for _ in 0..<64 {
      guard case .name(let name) = formula.node,
        case .definition(let body) = scope.meaning(of: name)
      else { return formula }
      formula = body
    }
    return formula
  }

  /// The `descend(…)` that this formula is, or is an entry of.
  var descentRun: Formula? {
    switch node {
    case .call(BuiltIn.descend.rawValue, _, _): self
    case .entry(let base, _): base.descentRun
    default: nil
    }
  }

  /// A function of one number that is applied here, and the name that it is applied to.
  var firstElementaryCall: (function: Elementary, name: String, argument: String?)? {
    if case .call(let name, _, let arguments) = node, arguments.count == 1,
      let function = Elementary(rawValue: BuiltIn(named: name)?.rawValue ?? name)
    {
      guard case .name(let argument) = arguments[0].node else { return (function, name, nil) }
      return (function, name, argument)
    }
    var found: (function: Elementary, name: String, argument: String?)?
    node.forEachPart { part in if found == nil { found = part.firstElementaryCall } }
    return found
  }
}
