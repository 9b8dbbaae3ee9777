import Autodiff
import Checking
import Notation
import Scalars
import WorkedExamples

/// One number of an exercise as the tape records it: each operation with its value, forward, and
/// its derivative, backward.
package struct Trace {
  package struct Row {
    /// The place among the operations that the output depends on, from 0.
    let index: Int
    let name: String?
    let operation: String
    let operands: [Int]
    /// The operation with its operands written into it.
    let text: String
    let value: RealQuantity
    let adjoint: RealQuantity
    let isConstant: Bool
  }

  package let exercise: Exercise
  /// What is differentiated, as it was asked for.
  package let output: String
  let rows: [Row]
  /// How many more operations there are than rows.
  let omitted: Int

  /// More rows than anybody reads; each may hold a long fraction.
  private static let limit = 2_000

  /// Records a definition, a step or any formula in them; without one, what is defined last.
  package init(_ exercise: Exercise, of name: String?) throws(Diagnostic) {
    guard let name else {
      self = try Self.ofLastNumber(exercise)
      return
    }
    var failure: Diagnostic?
    for question in exercise.questions {
      do throws(Diagnostic) {
        let step = question.steps.first { $0.id == name }
        if let step, step.target?.isFormula != false {
          throw Diagnostic(
            "\(name) is no number, so there is nothing to trace", at: 0..<name.utf8.count)
        }
        let asked = step?.target?.value.formula
        let formula = if let asked { asked } else { try question.scope.parse(name) }
        self = try Self(exercise, question, formula, name)
        return
      } catch {
        // What one question does not define another may.
        if failure == nil || failure?.mistake == .name { failure = error }
      }
    }
    throw failure ?? Diagnostic("\(name) is not defined here", at: 0..<name.utf8.count)
  }

  /// The last definition that is computed and not only given; where there is none, the last step.
  private static func ofLastNumber(_ exercise: Exercise) throws(Diagnostic) -> Trace {
    for question in exercise.questions {
      for entity in question.scope.entities.reversed() {
        guard case .definition = entity.meaning else { continue }
        let formula = Formula(.name(entity.name))
        if let trace = try? Trace(exercise, question, formula, entity.name), trace.computes {
          return trace
        }
      }
    }
    for question in exercise.questions.reversed() {
      for step in question.steps.reversed() {
        guard let target = step.target, !target.isFormula else { continue }
        if let trace = try? Trace(exercise, question, target.value.formula, step.id) {
          return trace
        }
      }
    }
    throw Diagnostic("\(exercise.id) has no number that could be traced", at: 0..<0)
  }

  private var computes: Bool { rows.contains { !$0.operands.isEmpty } }

  private init(
    _ exercise: Exercise, _ question: Question, _ formula: Formula, _ name: String
  ) throws(Diagnostic) {
    self.exercise = exercise
    output = name
    let enclosing = { @Sendable (precision: Int) throws(Diagnostic) -> ComputationGraph<Ball>? in
      try Evaluation<Ball>(question.scope, setting: precision).graph(of: formula, showsNames: true)
    }
    guard let balls = try enclosing(128) else {
      throw Diagnostic(
        "\(name) is not one number", at: 0..<name.utf8.count,
        help: "name one entry of it, such as \(name)[\(question.scope.conventions.firstIndex)]")
    }
    let exact = try? Evaluation<Rational>(question.scope, setting: ())
      .graph(of: formula, showsNames: true)
    let rationals = exact?.nodes.count == balls.nodes.count ? exact : nil
    func number(_ ball: Ball, _ rational: Rational?) -> RealQuantity {
      RealQuantity(rational ?? Rational.one.obstructed(by: .irrational), known: ball)
    }
    var texts: [String] = []
    var rows: [Row] = []
    for (index, node) in balls.nodes.prefix(Self.limit).enumerated() {
      let value = number(node.value, rationals?.nodes[index].value)
      let operation = node.kind.word
      let text = node.kind.text(operands: node.operands.map { texts[$0] }, value: value.text)
      let isConstant = node.kind == .constant && node.name == nil
      texts.append(node.name ?? (isConstant ? value.text : "#\(index)"))
      rows.append(
        Row(
          index: index, name: node.name, operation: operation, operands: node.operands,
          text: text, value: value,
          adjoint: number(node.adjoint, rationals?.nodes[index].adjoint), isConstant: isConstant))
    }
    self.rows = rows
    omitted = balls.nodes.count - rows.count
  }
}

extension ComputationGraph.Node.Kind {
  fileprivate var word: String {
    switch self {
    case .input: "input"
    case .constant: "constant"
    case .operation(let name): name
    }
  }

  /// `w0 × x1[0]`, `relu(z1)`, `#3^2`; a constant is its value.
  fileprivate func text(operands: [String], value: String) -> String {
    guard case .operation(let name) = self else { return value }
    guard let first = operands.first else { return name }
    if operands.count == 2 { return "\(first) \(name) \(operands[1])" }
    if name == "−" { return "−\(first)" }
    if name == "copy" { return first }
    return name.hasPrefix("^") ? "\(first)\(name)" : "\(name)(\(first))"
  }
}

extension Scope {
  /// Reads a formula in all names of this scope, private ones too.
  fileprivate func parse(_ text: String) throws(Diagnostic) -> Formula {
    var vocabulary = Vocabulary()
    for entity in entities {
      if case .function(let parameters, _) = meaning(of: entity.name) {
        vocabulary.define(entity.name, arity: parameters.count)
      }
    }
    let formula = try Formula.parse(text, vocabulary: vocabulary)
    try formula.check(names: allNames, vocabulary: vocabulary)
    return formula
  }
}
