import Autodiff
import Scalars

/// A recorded computation as Swift without loops: its values in order, then its adjoints.
///
/// Compiled, it is as fast as what one writes by hand; read, it is the hand computation.
package struct StraightLineSource {
  /// An argument of the function: a number, or an array of numbers.
  package struct Parameter {
    package let name: String
    /// Where its numbers stand on the tape.
    package let indices: [Int]
    package let isNumber: Bool

    package init(_ name: String, _ indices: [Int], isNumber: Bool) {
      (self.name, self.indices, self.isNumber) = (name, indices, isNumber)
    }
  }

  /// The function, with a line break at its end.
  package let function: String
  package let derivativeCount: Int
  /// The functions that it calls and Foundation lacks.
  package var helpers: [String] {
    Elementary.allCases.filter { function.contains("\($0.swiftName)(") }.compactMap(\.swiftSource)
  }

  /// - Parameters:
  ///   - name: The function's name.
  ///   - output: What it returns.
  ///   - tape: What the output was recorded on.
  ///   - parameters: Its arguments; nodes before them are constants.
  ///   - differentiated: The nodes by which the output is differentiated.
  ///   - names: Names of nodes: words of Swift, each different.
  ///   - literal: How a constant is written.
  package init<N: Recordable>(
    _ name: String, of output: Variable<N>, on tape: borrowing Tape<N>, parameters: [Parameter],
    differentiated: [Int], names: [Int: String], literal: (N) -> String
  ) {
    let count = output.index + 1
    let isUsed = tape.ancestors(of: output)
    let isActive = tape.dependents(
      on: differentiated.map { tape.variable(at: $0) }, upTo: output, bySlope: true)
    let inputs = Self.inputs(parameters, names)
    let (names, isAlias) = Self.merged(names, on: tape, count: count, isUsed: isUsed)
    let values = Block(repeating: SwiftExpression(""), count: count)
    var lines = ["// Values."]
    for index in 0..<count where isUsed[index] {
      let node = tape[index]
      let label = names[index] ?? "t\(index)"
      if let input = inputs[index] {
        if input != label { lines.append("let \(label) = \(input)") }
        values[index] = SwiftExpression(label)
      } else if node.kind.arity == 0 {
        let number = literal(tape.value(at: index))
        values[index] = SwiftExpression(number, number.hasPrefix("-") ? .sign : .whole)
      } else if isAlias[index] {
        values[index] = values[node.left]
      } else {
        lines.append("let \(label): Double = \(node.value(from: values.strip).text)")
        values[index] = SwiftExpression(label)
      }
    }
    lines += ["", "// Derivatives of the result by each of them, backwards."]
    var sweep = SourceAdjoints(
      values: (0..<count).map { values[$0] }, isActive: isActive,
      adjoints: Array(repeating: nil, count: count))
    sweep.adjoints[output.index] = SwiftExpression(slope: 1)
    for index in stride(from: output.index, through: 0, by: -1) where isActive[index] {
      guard var adjoint = sweep.adjoints[index] else { continue }
      if !isAlias[index],
        names[index] != nil
          || adjoint.slope == nil
            && (adjoint.strength != .whole || adjoint.text.contains("("))
      {
        let label = "d_\(names[index] ?? "t\(index)")"
        lines.append("let \(label): Double = \(adjoint.text)")
        adjoint = SwiftExpression(label)
      }
      sweep.adjoints[index] = adjoint
      tape[index].pullBack(adjoint, at: index, into: &sweep)
    }
    let derivatives = differentiated.map { index in
      guard index < count else { return "0" }
      return sweep.adjoints[isAlias[index] ? tape[index].left : index]?.text ?? "0"
    }
    derivativeCount = derivatives.count
    function = Self.function(
      name, parameters, lines, result: values[output.index].text, derivatives: derivatives)
  }

  /// Gives what is copied only to have a name that name, and marks the copies.
  private static func merged<N: Recordable>(
    _ names: [Int: String], on tape: borrowing Tape<N>, count: Int, isUsed: [Bool]
  ) -> (names: [Int: String], isAlias: [Bool]) {
    var (names, isAlias) = (names, [Bool](repeating: false, count: count))
    var uses = [Int](repeating: 0, count: count)
    for index in 0..<count where isUsed[index] {
      for operand in tape[index].operands { uses[operand] += 1 }
    }
    for index in 0..<count where isUsed[index] {
      guard case .copy = tape[index].kind else { continue }
      let source = tape[index].left
      if names[index] == nil {
        isAlias[index] = true
      } else if names[source] == nil, uses[source] == 1, tape[source].kind.arity > 0 {
        names[source] = names.removeValue(forKey: index)
        isAlias[index] = true
      }
    }
    return (names, isAlias)
  }

  /// How each number of an array is read, or the number's own name.
  private static func inputs(_ parameters: [Parameter], _ names: [Int: String]) -> [Int: String] {
    var inputs: [Int: String] = [:]
    for parameter in parameters {
      for (place, index) in parameter.indices.enumerated() {
        inputs[index] = parameter.isNumber ? parameter.name : "\(parameter.name)[\(place)]"
      }
    }
    return inputs
  }

  private static func function(
    _ name: String, _ parameters: [Parameter], _ lines: [String], result: String,
    derivatives: [String]
  ) -> String {
    let arguments = parameters.map { "\($0.name): \($0.isNumber ? "Double" : "[Double]")" }
    var text = "func \(name)(\n  "
    text += (arguments + ["into derivatives: inout MutableSpan<Double>"]).joined(separator: ",\n  ")
    text += "\n) -> Double {\n"
    for parameter in parameters where !parameter.isNumber {
      text += "  precondition(\(parameter.name).count == \(parameter.indices.count))\n"
    }
    text += "  precondition(derivatives.count == \(derivatives.count))\n"
    for line in lines { text += line.isEmpty ? "\n" : "  \(line)\n" }
    for (place, derivative) in derivatives.enumerated() {
      text += "  derivatives[\(place)] = \(derivative)\n"
    }
    return text + "  return \(result)\n}\n"
  }
}

/// Adjoints as formulas; nodes of no interest get none.
private struct SourceAdjoints: Adjoints {
  let values: [SwiftExpression]
  let isActive: [Bool]
  var adjoints: [SwiftExpression?]

  func value(_ index: Int) -> SwiftExpression { values[index] }

  func wants(_ index: Int) -> Bool { isActive[index] }

  mutating func add(_ contribution: @autoclosure () -> SwiftExpression, to index: Int) {
    guard isActive[index] else { return }
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 + contribution } ?? contribution
  }

  mutating func subtract(_ contribution: @autoclosure () -> SwiftExpression, from index: Int) {
    guard isActive[index] else { return }
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 - contribution } ?? -contribution
  }

  mutating func addZero(to index: Int) {
    if isActive[index], adjoints[index] == nil { adjoints[index] = values[index].constant(0) }
  }
}
