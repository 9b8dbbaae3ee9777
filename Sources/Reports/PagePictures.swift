import Autodiff
import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// How the steps of an exercise hang together, and what came of each on a sheet.
struct StepMap {
  private let exercise: Exercise
  private let tones: [String: String]
  private let words: [String: String]

  init?(_ finding: SheetFinding, _ exercise: Exercise) {
    self.exercise = exercise
    tones = Dictionary(
      finding.steps.map { ($0.step.id, $0.outcome.tone.styleClass) },
      uniquingKeysWith: { a, _ in a })
    words = Dictionary(
      finding.steps.map { ($0.step.id, $0.outcome.word) }, uniquingKeysWith: { a, _ in a })
  }

  /// Earlier steps that a step follows from.
  private func sources(of step: Step, among earlier: [String: Int]) -> [Int] {
    guard let via = step.target?.via else { return [] }
    return Set(via.formula.names.compactMap { earlier[$0.name] }).sorted()
  }

  var figure: HTML? {
    var places: [String: Int] = [:]
    var nodes: [SVGGraph.Node] = []
    for (index, step) in exercise.steps.enumerated() {
      let tone = tones[step.id] ?? ""
      let sign = ["good": "✓ ", "bad": "✗ ", "doubtful": "! "][tone] ?? ""
      nodes.append(
        SVGGraph.Node(
          label: sign + step.id.cut(to: 24), styleClass: tone, link: "#s\(index + 1)",
          sources: sources(of: step, among: places)))
      places[step.id] = index
    }
    let (kept, graph) = connected(nodes)
    guard kept.count > 2, kept.count <= 80 else { return nil }
    let steps = exercise.steps
    let description = kept.map { index in
      let from = nodes[index].sources.map { steps[$0].id }
      return "\(steps[index].id): \(words[steps[index].id] ?? "")"
        + (from.isEmpty ? "" : ", follows from \(listed(from))")
    }.joined(separator: "; ")
    return .tag(
      "details",
      [
        .tag("summary", "Map of the steps: which follows from which"),
        graph.figure(
          title: "Map of the steps", description: description, id: "map",
          caption:
            "✓ right or following from your own values, ✗ wrong, ! needs a look; no sign: open."),
      ])
  }

  /// The nodes that have an edge, numbered anew.
  private func connected(_ nodes: [SVGGraph.Node]) -> (kept: [Int], graph: SVGGraph) {
    let used = Set(nodes.flatMap(\.sources))
    let kept = nodes.indices.filter { used.contains($0) || !nodes[$0].sources.isEmpty }
    let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    return (
      kept,
      SVGGraph(
        nodes: kept.map { index in
          var node = nodes[index]
          node.sources = node.sources.compactMap { numbers[$0] }
          return node
        })
    )
  }
}

/// What is drawn beside a step.
struct StepPictures {
  let step: Step
  let question: Question
  let key: AnswerKey
  /// Distinguishes the pictures of a page.
  let id: String

  init?(_ step: Step, key: AnswerKey) {
    guard
      let question = key.exercise.questions.first(where: { question in
        question.steps.contains { $0.id == step.id }
      }), let index = key.exercise.steps.firstIndex(where: { $0.id == step.id })
    else { return nil }
    self.step = step
    self.question = question
    self.key = key
    id = "p\(index + 1)"
  }

  /// What helps a student: the function that went wrong, and only if asked for what is right.
  static func figures(for page: PageStep, in finding: SheetFinding) -> [HTML] {
    guard let pictures = StepPictures(page.step, key: page.key) else { return [] }
    switch page.finding.outcome {
    case .wrong, .partly, .brokenLink:
      let function = pictures.activation(in: finding).map { [$0] } ?? []
      return function + (page.showsAnswers ? pictures.computation : [])
    default: return []
    }
  }

  /// How the right value comes about.
  var computation: [HTML] { [graph, descent, run].compactMap { $0 } }

  // MARK: Functions

  /// A function of one number that the step applies, with its slope.
  private func activation(in finding: SheetFinding) -> HTML? {
    guard let target = step.target else { return nil }
    let formulas = [target.value.formula.resolved(in: question.scope), target.via?.formula]
    for formula in formulas {
      guard let call = formula?.activation(in: question.scope) else { continue }
      let letter = "z"
      let function = Formula(.call(call.name, order: 0, [Formula(.name(letter))]))
      guard
        let curve = try? FunctionCurve(function, of: letter, in: Setting(question.scope))
      else { continue }
      var mark: (x: Double, label: String)?
      if let name = call.argument, let own = finding.finding(name)?.answer?.result,
        let number = WrittenNumber.all(of: own), number.count == 1
      {
        mark = (Double(number[0].value), "your \(name)")
      }
      return curve.figure(id: "\(id)f", mark: mark)
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
    for name in Set(formula.names.map(\.name)) where !Vocabulary.constants.contains(name) {
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
