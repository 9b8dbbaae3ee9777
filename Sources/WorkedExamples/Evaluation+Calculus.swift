import Autodiff
import Notation
import Scalars

/// Derivatives by a name: the adjoints of that name's nodes, recorded on the tape.
extension Evaluation {
  func calculus(
    _ function: CalculusFunction, _ arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    switch function {
    case .operations: return try operations(arguments, in: frame)
    case .descend: return try descend(arguments, at: range, in: frame)
    case .der, .grad:
      let (output, inputs) = try differentiated(function, arguments, at: range, in: frame)
      return try gradient(of: output, by: inputs, function, arguments, at: range)
    case .jacobian:
      let (output, inputs) = try differentiated(function, arguments, at: range, in: frame)
      try checkCount(output.entries.count * inputs.entries.count, at: range)
      return Quantity(
        Shape(rows: output.entries.count, columns: inputs.entries.count, vectors: vectors),
        try slopes(of: output.entries, by: inputs.entries, at: range))
    case .hessian:
      let (output, inputs) = try differentiated(function, arguments, at: range, in: frame)
      guard let number = output.number else {
        throw Diagnostic(
          "hessian needs a number; this is a \(output.shape)", at: arguments[0].range,
          mistake: .shape)
      }
      try checkCount(inputs.entries.count * inputs.entries.count, at: range)
      let first = try derivatives(of: number, by: inputs.entries, at: range)
      return Quantity(
        .matrix(rows: first.count, columns: first.count),
        try slopes(of: first, by: inputs.entries, at: range))
    }
  }

  /// What a derivative is of, and by.
  private func differentiated(
    _ function: CalculusFunction, _ arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> (output: Quantity<Node>, inputs: Quantity<Node>) {
    guard arguments.count == 2 else {
      throw Diagnostic("\(function.rawValue) takes a formula and a name", at: range)
    }
    // The name first, so that its nodes exist before whatever depends on them.
    let target = try target(arguments[1], in: frame)
    let output = try evaluate(arguments[0], in: frame)
    try checkDependence(of: output, on: target, arguments, in: frame)
    return (output, target.inputs)
  }

  private func gradient(
    of output: Quantity<Node>, by inputs: Quantity<Node>, _ function: CalculusFunction,
    _ arguments: [Formula], at range: Range<Int>
  ) throws(Diagnostic) -> Quantity<Node> {
    if let number = output.number {
      return Quantity(
        inputs.shape, try derivatives(of: number, by: inputs.entries, at: range))
    }
    guard function == .der, inputs.shape == .number else {
      throw Diagnostic(
        "\(function.rawValue) needs a number to differentiate; this is a \(output.shape)",
        at: arguments[0].range, help: "jacobian(f, x) differentiates a vector by a vector",
        mistake: .shape)
    }
    return Quantity(output.shape, try slopes(of: output.entries, by: inputs.entries, at: range))
  }

  /// Records the derivatives of several numbers, one number after another.
  private func slopes(
    of outputs: [Node], by inputs: [Node], at range: Range<Int>
  ) throws(Diagnostic) -> [Node] {
    try spend(outputs.count * tape.count / 16, at: range)
    var slopes: [Node] = []
    for output in outputs { slopes += try derivatives(of: output, by: inputs, at: range) }
    return slopes
  }

  /// A derivative by a name that is never mentioned is an error: 0 would hide a wrong name. By one
  /// that is there, a slope that has become 0 is 0.
  private func checkDependence(
    of output: Quantity<Node>, on target: Target, _ arguments: [Formula], in frame: Frame
  ) throws(Diagnostic) {
    if isMentioned(target.name, in: arguments[0], frame) { return }
    for entry in output.entries {
      for input in target.whole.entries {
        try spend(1 + tape.count / 64, at: arguments[0].range)
        if tape.depends(entry, on: input, powers) { return }
      }
    }
    throw Diagnostic(
      "\(arguments[0]) does not depend on \(arguments[1])", at: arguments[1].range,
      mistake: .name)
  }

  private func isMentioned(_ name: String, in formula: Formula, _ frame: Frame) -> Bool {
    let isLocal =
      frame.bindings[name] != nil
      || (frame.limit == scope.entities.count && bound[name] != nil)
    guard !isLocal, let position = scope.position(of: name, before: frame.limit) else {
      return formula.names.contains { $0.name == name }
    }
    return scope.mentions(position, in: formula, before: frame.limit)
  }

  /// What is differentiated by: all that a name means, or some entries of it.
  private struct Target {
    let name: String
    let inputs: Quantity<Node>
    let whole: Quantity<Node>
  }

  private func target(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Target {
    switch formula.node {
    case .name(let name):
      let whole = try evaluate(formula, in: frame)
      return Target(name: name, inputs: whole, whole: whole)
    case .entry(let base, _):
      guard case .name(let name) = base.node else { break }
      let whole = try evaluate(base, in: frame)
      return Target(name: name, inputs: try evaluate(formula, in: frame), whole: whole)
    default: break
    }
    throw Diagnostic(
      "a derivative is taken by a name", at: formula.range, help: "give \(formula) a name first")
  }
}
