import Autodiff
import Notation
import Scalars
import WorkedExamples

/// A function of one number and its slope, at evenly spaced points.
package struct FunctionCurve: Sendable {
  package struct Point: Sendable {
    package let x: Double
    /// Not a number where the function has no value.
    package let value: Double
    package let slope: Double
  }

  /// The function as a formula, and its number: `sigmoid(t)`, `t`.
  package let name: String
  package let variable: String
  package let points: [Point]

  private static let count = 160

  /// Nil where the function has a value at none of its points.
  package init?(
    _ formula: Formula, of variable: String, in setting: Setting,
    over range: ClosedRange<Double> = -4...4
  ) throws(Diagnostic) {
    name = formula.description
    self.variable = variable
    var scope = setting.scope
    scope.add(variable, .variable(.real, []))
    let slope = Formula(
      .call(CalculusFunction.der.rawValue, order: 0, [formula, Formula(.name(variable))]))
    let width = range.upperBound - range.lowerBound
    var recorded: (evaluation: Evaluation<Double>, value: Drawn, slope: Drawn)?
    points = try (0...Self.count).map { index throws(Diagnostic) in
      // An index times a width keeps 0 at 0, where kinks are.
      let x = range.lowerBound + width * Double(index) / Double(Self.count)
      if let recorded, try recorded.evaluation.move(variable, to: Quantity(x)) {
        return Point(x: x, value: recorded.value.number, slope: recorded.slope.number)
      }
      let evaluation = Evaluation<Double>(
        scope, setting: (), at: setting.point, values: [variable: Quantity(x)])
      let value = try Drawn(formula, evaluation)
      let slope = try Drawn(slope, evaluation)
      recorded = (evaluation, value, slope)
      return Point(x: x, value: value.number, slope: slope.number)
    }
    guard points.contains(where: \.value.isFinite) else { return nil }
  }
}

/// A number on a tape that is drawn.
private struct Drawn {
  private let evaluation: Evaluation<Double>
  private let node: Variable<Double>

  init(_ formula: Formula, _ evaluation: Evaluation<Double>) throws(Diagnostic) {
    let nodes = try evaluation.nodes(of: formula)
    guard nodes.isNumber, let node = nodes.entries.first else {
      throw Diagnostic(
        "a function of a number is drawn; this is a \(nodes.shape)", at: formula.range)
    }
    (self.evaluation, self.node) = (evaluation, node)
  }

  var number: Double {
    let value = evaluation.values(of: Quantity(node)).entries[0]
    return value.obstacle == nil ? value : .nan
  }
}

extension Setting {
  func curve(_ function: Written, of variable: String, from: Written?, to: Written?)
    throws(PictureFault) -> FunctionCurve
  {
    let start = try from.map { written throws(PictureFault) in try number(written) } ?? -4
    let end = try to.map { written throws(PictureFault) in try number(written) } ?? 4
    guard start < end else {
      throw PictureFault("\"from\" is not below \"to\"", to ?? from)
    }
    do {
      if let curve = try FunctionCurve(
        function.formula, of: variable, in: self, over: start...end)
      {
        return curve
      }
    } catch {
      throw PictureFault(error, in: function)
    }
    throw PictureFault("this has no value anywhere from \"from\" to \"to\"", function)
  }
}
