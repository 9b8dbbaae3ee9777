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
    let target = try target(arguments[1], in: frame)
    let inputs = target.inputs
    let output = try evaluate(arguments[0], in: frame)
    switch name {
    case "der", "grad":
      return try gradient(of: output, by: target, name, arguments, at: range)
    case "jacobian":
      try checkDependence(of: output, on: target, arguments)
      try checkCount(output.entries.count * inputs.entries.count, at: range)
      try spend(output.entries.count * tape.count / 16, at: range)
      return Quantity(
        Shape(rows: output.entries.count, columns: inputs.entries.count, vectors: vectors),
        output.entries.flatMap { tape.recordGradient(of: $0, with: inputs.entries) })
    case "hessian":
      guard output.shape == .number else {
        throw Diagnostic(
          "hessian needs a number; this is a \(output.shape)", at: arguments[0].range,
          mistake: .shape)
      }
      try checkCount(inputs.entries.count * inputs.entries.count, at: range)
      try checkDependence(of: output, on: target, arguments)
      let first = tape.recordGradient(of: output.entries[0], with: inputs.entries)
      try spend(first.count * tape.count / 16, at: range)
      return Quantity(
        .matrix(rows: first.count, columns: first.count),
        first.flatMap { tape.recordGradient(of: $0, with: inputs.entries) })
    default:
      throw Diagnostic("\(name) is not known here", at: range)
    }
  }

  private func gradient(
    of output: Quantity<Node>, by target: Target, _ name: String, _ arguments: [Formula],
    at range: Range<Int>
  ) throws(Diagnostic) -> Quantity<Node> {
    try checkDependence(of: output, on: target, arguments)
    let inputs = target.inputs
    if output.shape == .number {
      return Quantity(
        inputs.shape, tape.recordGradient(of: output.entries[0], with: inputs.entries))
    }
    guard name == "der", inputs.shape == .number else {
      throw Diagnostic(
        "\(name) needs a number to differentiate; this is a \(output.shape)",
        at: arguments[0].range, help: "jacobian(f, x) differentiates a vector by a vector",
        mistake: .shape)
    }
    try spend(output.entries.count * tape.count / 16, at: range)
    return output.map { tape.recordGradient(of: $0, with: inputs.entries)[0] }
  }

  /// A derivative by a name that does not occur is an error: 0 would hide a wrong name.
  ///
  /// By an entry it is 0 where other entries occur, as that of y[1] by W[2, 1].
  private func checkDependence(
    of output: Quantity<Node>, on target: Target, _ arguments: [Formula]
  ) throws(Diagnostic) {
    guard try !hasFrozenExponent(output, on: target.inputs, at: arguments[0].range) else {
      throw Diagnostic(
        "\(arguments[1]) stands in an exponent, which counts as a constant here",
        at: arguments[1].range, help: "write exp(b*ln(a)) for a^b")
    }
    for entry in output.entries {
      for input in target.whole.entries {
        try spend(1 + tape.count / 64, at: arguments[0].range)
        if tape.depends(entry, on: input) { return }
      }
    }
    throw Diagnostic(
      "\(arguments[0]) does not depend on \(arguments[1])", at: arguments[1].range,
      mistake: .name)
  }

  /// Whether an output depends on inputs by way of an exponent that was taken for a constant.
  func hasFrozenExponent(
    _ output: Quantity<Node>, on inputs: Quantity<Node>, at range: Range<Int>
  ) throws(Diagnostic) -> Bool {
    for (powers, exponents) in frozen {
      for (count, exponent) in exponents.enumerated() {
        try spend(1 + (inputs.entries.count + powers.count) * tape.count / 64, at: range)
        let own = exponents.count == 1 ? powers : [powers[count]]
        if inputs.entries.contains(where: { tape.depends(exponent, on: $0) }),
          output.entries.contains(where: { entry in own.contains { tape.depends(entry, on: $0) } })
        {
          return true
        }
      }
    }
    return false
  }

  /// What is differentiated by: all that a name means, or some entries of it.
  private struct Target {
    let inputs: Quantity<Node>
    let whole: Quantity<Node>
  }

  private func target(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Target {
    switch formula.node {
    case .name:
      let whole = try evaluate(formula, in: frame)
      return Target(inputs: whole, whole: whole)
    case .entry(let base, _):
      guard case .name = base.node else { break }
      let whole = try evaluate(base, in: frame)
      return Target(inputs: try evaluate(formula, in: frame), whole: whole)
    default: break
    }
    throw Diagnostic(
      "a derivative is taken by a name", at: formula.range, help: "give \(formula) a name first")
  }
}
