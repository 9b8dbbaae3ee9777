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
      case .call(CalculusFunction.grad.rawValue, 0, let arguments) = slope.resolved(in: scope).node,
      arguments.count == 2, arguments[1] == start
    else { return nil }
    (parameters, self.rate, loss) = (name, rate, arguments[0])
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
    case .call(CalculusFunction.descend.rawValue, _, _): self
    case .entry(let base, _): base.descentRun
    default: nil
    }
  }

  /// A function of one number that is applied here, and the name that it is applied to.
  func activation(in scope: Scope) -> (name: String, argument: String?)? {
    if case .call(let name, _, let arguments) = node, arguments.count == 1,
      Self.isActivation(name, in: scope)
    {
      guard case .name(let argument) = arguments[0].node else { return (name, nil) }
      return (name, argument)
    }
    var found: (name: String, argument: String?)?
    node.forEachPart { part in if found == nil { found = part.activation(in: scope) } }
    return found
  }

  /// Whether a name is a function of its one number and of nothing else.
  private static func isActivation(_ name: String, in scope: Scope) -> Bool {
    guard case .function(let parameters, let body) = scope.meaning(of: name) else {
      if case .elementary? = BuiltIn(named: name) { return true }
      return ComposedFunction(named: name)?.parameters == ["x"]
    }
    return parameters.count == 1
      && body.names.allSatisfy {
        parameters.contains($0.name) || Vocabulary.constants.contains($0.name)
      }
  }
}
