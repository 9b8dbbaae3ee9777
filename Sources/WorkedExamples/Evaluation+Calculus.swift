import Autodiff
import Notation
import Scalars

/// Derivatives by a name: the adjoints of that name's nodes, recorded on the tape.
extension Evaluation {
  func calculus(
    _ name: String, _ arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    switch name {
    case "operations": return try operations(arguments, in: frame)
    case "descend": return try descend(arguments, at: range, in: frame)
    default: break
    }
    guard arguments.count == 2 else {
      throw Diagnostic("\(name) takes a formula and a name", at: range)
    }
    // The name first, so that its nodes exist before whatever depends on them.
    let inputs = try target(arguments[1], in: frame)
    let output = try evaluate(arguments[0], in: frame)
    switch name {
    case "der", "grad":
      return try gradient(of: output, by: inputs, name, arguments, at: range)
    case "jacobian":
      try checkDependence(of: output, on: inputs, arguments)
      return Quantity(
        Shape(rows: output.entries.count, columns: inputs.entries.count, vectors: vectors),
        output.entries.flatMap { tape.recordGradient(of: $0, with: inputs.entries) })
    case "hessian":
      guard output.shape == .number else {
        throw Diagnostic(
          "hessian needs a number; this is a \(output.shape)", at: arguments[0].range)
      }
      try checkDependence(of: output, on: inputs, arguments)
      let first = tape.recordGradient(of: output.entries[0], with: inputs.entries)
      return Quantity(
        .matrix(rows: first.count, columns: first.count),
        first.flatMap { tape.recordGradient(of: $0, with: inputs.entries) })
    default:
      throw Diagnostic("\(name) is not known here", at: range)
    }
  }

  private func gradient(
    of output: Quantity<Node>, by inputs: Quantity<Node>, _ name: String, _ arguments: [Formula],
    at range: Range<Int>
  ) throws(Diagnostic) -> Quantity<Node> {
    try checkDependence(of: output, on: inputs, arguments)
    if output.shape == .number {
      return Quantity(
        inputs.shape, tape.recordGradient(of: output.entries[0], with: inputs.entries))
    }
    guard name == "der", inputs.shape == .number else {
      throw Diagnostic(
        "\(name) needs a number to differentiate; this is a \(output.shape)",
        at: arguments[0].range, help: "jacobian(f, x) differentiates a vector by a vector")
    }
    return output.map { tape.recordGradient(of: $0, with: inputs.entries)[0] }
  }

  /// A derivative by what does not occur is an error: 0 would hide a wrong name.
  private func checkDependence(
    of output: Quantity<Node>, on inputs: Quantity<Node>, _ arguments: [Formula]
  ) throws(Diagnostic) {
    let depends = output.entries.contains { entry in
      inputs.entries.contains { tape.depends(entry, on: $0) }
    }
    guard depends else {
      throw Diagnostic(
        "\(arguments[0]) does not depend on \(arguments[1])", at: arguments[1].range)
    }
  }

  /// A name, or an entry of one.
  private func target(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Quantity<Node> {
    switch formula.node {
    case .name: return try evaluate(formula, in: frame)
    case .entry(let base, _):
      if case .name = base.node { return try evaluate(formula, in: frame) }
    default: break
    }
    throw Diagnostic(
      "a derivative is taken by a name", at: formula.range, help: "give \(formula) a name first")
  }
}
