import Notation
import Scalars
import WorkedExamples

/// A loss along the line of one step of gradient descent, at rates from 0 on.
package struct DescentLine: Sendable {
  package let rate: Double
  /// The loss before the step, and after it.
  package let start: Double
  package let end: Double
  package let points: [(x: Double, y: Double)]

  /// Nil where the rate or a loss has no value to draw.
  package init?(
    _ loss: Formula, along parameters: String, rate: Formula, in setting: Setting
  ) throws(Diagnostic) {
    let name = Formula(.name(parameters))
    let values = try setting.evaluate([
      name, rate, Formula(.call(CalculusFunction.grad.rawValue, order: 0, [loss, name])),
    ])
    guard let rate = values[1].doubles.entries.first, rate.isFinite, rate > 0 else { return nil }
    let (origin, slope) = (values[0].doubles, values[2].doubles)
    guard origin.shape == slope.shape else { return nil }
    let evaluation = Evaluation<Double>(setting.scope, setting: (), at: setting.point)
    func value(at rate: Double) throws(Diagnostic) -> Double {
      let moved = Quantity(
        origin.shape, zip(origin.entries, slope.entries).map { $0 - rate * $1 })
      return try evaluation.value(of: loss, moving: parameters, to: moved).entries.first ?? .nan
    }
    self.rate = rate
    start = try value(at: 0)
    end = try value(at: rate)
    // Far enough that the loss rises again, so that one sees what a larger rate would do.
    var reach = 2 * rate
    for _ in 0..<8 {
      guard try value(at: reach) < start else { break }
      reach *= 2
    }
    let count = 96
    var points: [(x: Double, y: Double)] = []
    for index in 0...count {
      let rate = reach * Double(index) / Double(count)
      points.append((x: rate, y: try value(at: rate)))
    }
    self.points = points
    guard start.isFinite, end.isFinite, points.allSatisfy(\.y.isFinite) else { return nil }
  }
}
