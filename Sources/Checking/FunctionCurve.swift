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
      .call(BuiltIn.der.rawValue, order: 0, [formula, Formula(.name(variable))]))
    let width = range.upperBound - range.lowerBound
    points = try (0...Self.count).map { index throws(Diagnostic) in
      // An index times a width keeps 0 at 0, where kinks are.
      let x = range.lowerBound + width * Double(index) / Double(Self.count)
      let evaluation = Evaluation<Double>(
        scope, setting: (), at: setting.point, values: [variable: Quantity(x)])
      func number(_ formula: Formula) throws(Diagnostic) -> Double {
        let value = try evaluation.value(of: formula)
        guard value.isNumber, let number = value.entries.first else {
          throw Diagnostic(
            "a function of a number is drawn; this is a \(value.shape)", at: formula.range)
        }
        return number.obstacle == nil ? number : .nan
      }
      return Point(x: x, value: try number(formula), slope: try number(slope))
    }
    guard points.contains(where: \.value.isFinite) else { return nil }
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
