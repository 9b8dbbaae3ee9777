import Autodiff
import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// What is drawn beside a step.
struct StepPictures {
  let step: Step
  let question: Question
  let key: AnswerKey
  /// Distinguishes the pictures of a page.
  let id: String

  /// `position` is the step's among all of the exercise.
  init(_ step: Step, of question: Question, at position: Int, key: AnswerKey) {
    self.step = step
    self.question = question
    self.key = key
    id = "p\(position + 1)"
  }

  /// How the right value comes about.
  var computation: [HTML] { [graph, descent, run].compactMap { $0 } }

  // MARK: Functions

  /// A function of one number that the step applies, and the step that it is applied to.
  var activation: (curve: FunctionCurve, argument: String?)? {
    guard let target = step.target else { return nil }
    let formulas = [target.value.formula.resolved(in: question.scope), target.via?.formula]
    for formula in formulas {
      guard let call = formula?.activation(in: question.scope) else { continue }
      let letter = "z"
      let function = Formula(.call(call.name, order: 0, [Formula(.name(letter))]))
      guard
        let curve = try? FunctionCurve(function, of: letter, in: Setting(question.scope))
      else { continue }
      return (curve, call.argument)
    }
    return nil
  }

  // MARK: The tape

  /// The operations of the step, with values forward and adjoints backward.
  private var graph: HTML? {
    guard let formula = (step.target?.via ?? step.target?.value)?.formula,
      step.target?.isFormula == false, formula.calculus == nil,
      let recorded = recordedGraph(of: formula)
    else { return nil }
    let operations = recorded.nodes.count {
      if case .operation = $0.kind { true } else { false }
    }
    guard operations > 1, recorded.nodes.count <= 40,
      recorded.nodes.allSatisfy({ $0.value.isFinite && $0.adjoint.isFinite })
    else { return nil }
    let last = recorded.nodes.count - 1
    let nodes = recorded.nodes.enumerated().map { index, node in
      let label =
        switch node.kind {
        case .input(let name): name
        case .constant: node.value.shown
        case .operation(let name):
          index == last ? "\(name) → \(step.id) = \(node.value.shown)" : name
        }
      return SVGGraph.Node(
        label: label, styleClass: index == last ? "good" : "",
        forward: index == last ? "" : node.value.shown,
        backward: index == last || node.kind == .constant ? "" : node.adjoint.shown,
        sources: node.operands)
    }
    let description = recorded.nodes.enumerated().map { index, node in
      "\(nodes[index].label): value \(node.value.shown)"
        + (node.kind == .constant ? "" : ", derivative of \(step.id) by it \(node.adjoint.shown)")
    }.joined(separator: "; ")
    return SVGGraph(nodes: nodes).figure(
      title: "The computation of \(step.id)", description: description, id: "\(id)g",
      caption:
        "The computation of \(step.id): values forward (left of each edge), derivatives of \(step.id) backward (right of it)."
    )
  }

  private func recordedGraph(of formula: Formula) -> ComputationGraph<Double>? {
    let setting = key.setting(for: step, in: question)
    let evaluation = Evaluation<Double>(setting.scope, setting: (), at: setting.point)
    // In the order in which they are written, so that the picture is the same in every run.
    var bound = Vocabulary.constants
    for name in formula.names.map(\.name) where bound.insert(name).inserted {
      guard let value = try? setting.evaluate(Formula(.name(name))) else { return nil }
      evaluation.bind(
        name, to: value.doubles, exactly: Quantity(value.shape, value.exact))
    }
    return try? evaluation.graph(of: formula)
  }

  // MARK: Descent

  /// The loss along the line that a step of gradient descent takes.
  private var descent: HTML? {
    guard let target = step.target, !target.isFormula,
      let move = DescentStep(target.value.formula, in: question.scope),
      let line = try? DescentLine(
        move.loss, along: move.parameters, rate: move.rate, in: Setting(question.scope))
    else { return nil }
    return line.figure(of: "\(move.loss)", id: "\(id)d")
  }

  /// The losses of a whole run, where a step asks for one.
  private var run: HTML? {
    guard let target = step.target, !target.isFormula,
      let call = target.value.formula.resolved(in: question.scope).descentRun,
      let value = try? Setting(question.scope).evaluate(call),
      value.exact.count > 1
    else { return nil }
    let losses = value.doubles.entries
    guard losses.allSatisfy(\.isFinite) else { return nil }
    return AskedPictures.run(losses, id: "\(id)r")
  }
}
