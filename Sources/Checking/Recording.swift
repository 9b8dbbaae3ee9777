import Autodiff
import Notation
import Scalars
import WorkedExamples

/// A formula recorded on a tape in one number system, to be computed at many points.
///
final class Recording<N: Number> {
  let evaluation: Evaluation<N>
  private let result: Quantity<Variable<N>>

  /// What it comes to where it was moved last.
  var values: Quantity<N> { evaluation.values(of: result) }

  init(
    _ formula: Formula, in setting: Setting, number: N.Setting, at point: Sampler.Point,
    values: [String: Quantity<N>] = [:], binding: (RealQuantity) -> [N]
  ) throws(Diagnostic) {
    evaluation = Evaluation<N>(setting.scope, setting: number, at: point, values: values)
    for (name, value) in setting.bindings(of: [formula]) {
      evaluation.bind(
        name, to: Quantity(value.shape, binding(value)), exactly: value.exactQuantity)
    }
    result = try evaluation.nodes(of: formula)
  }
}

/// Both sides of an identity in one number system.
struct Recordings<N: Number> {
  let left: Recording<N>
  let right: Recording<N>

  func move(to point: Sampler.Point) -> Bool {
    left.evaluation.move(to: point) && right.evaluation.move(to: point)
  }
}

extension Recordings<Ball> {
  init(_ pair: FunctionPair, precision: Int, at point: Sampler.Point) throws(Diagnostic) {
    func record(_ side: (formula: Formula, setting: Setting)) throws(Diagnostic) -> Recording<Ball>
    {
      try Recording(side.formula, in: side.setting, number: precision, at: point) {
        $0.enclosures(precision: precision)
      }
    }
    left = try record(pair.left)
    right = try record(pair.right)
  }
}
