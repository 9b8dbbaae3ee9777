import Autodiff
import Notation
import Scalars
import WorkedExamples

/// A formula that is recorded once, and computed for other and other values of earlier answers.
package final class RecordedFormula {
  private let formula: Formula
  private let scope: Scope
  private let names: Set<String>
  private var recorded: Recorded?

  private struct Recorded {
    let evaluation: Evaluation<Rational>
    let names: [String]
    let nodes: Quantity<Variable<Rational>>
  }

  package init(_ formula: Formula, in scope: Scope) {
    self.formula = formula
    self.scope = scope
    names = Set(formula.names.map(\.name))
  }

  /// What it comes to where names have these values; nil where that is nothing.
  package func value(_ binding: (String) -> RealQuantity?) -> RealQuantity? {
    var bindings: [(name: String, value: RealQuantity)] = []
    for name in names {
      if let value = binding(name) { bindings.append((name, value)) }
    }
    if bindings.allSatisfy(\.value.isExact) {
      let exact = bindings.map { (name: $0.name, value: $0.value.exactQuantity) }
      if let value = value(exact), value.isExact { return value }
    }
    var setting = Setting(scope)
    for (name, value) in bindings { setting.bindings[name] = value }
    let value = try? setting.evaluate(formula)
    return value?.obstacle == nil ? value : nil
  }

  private func value(_ bindings: [(name: String, value: Quantity<Rational>)]) -> RealQuantity? {
    if let recorded, recorded.names.elementsEqual(bindings.map(\.name)),
      recorded.evaluation.move(bindings)
    {
      return RealQuantity(recorded.evaluation.values(of: recorded.nodes))
    }
    let evaluation = Evaluation<Rational>(scope, setting: ())
    evaluation.bindingsVary = true
    for (name, value) in bindings { evaluation.bind(name, to: value) }
    // What hangs on a slope at a kink has no one value.
    guard let nodes = try? evaluation.nodes(of: formula), evaluation.openKinks(of: nodes).isEmpty
    else { return nil }
    recorded = Recorded(evaluation: evaluation, names: bindings.map(\.name), nodes: nodes)
    return RealQuantity(evaluation.values(of: nodes))
  }
}
