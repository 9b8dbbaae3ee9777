import Autodiff
import Notation
import Scalars
import WorkedExamples

/// A move of one variable that is likely to change the sign of a kink's argument.
struct KinkCrossing {
  let name: String
  let place: Int
  let distance: Rational
}

extension Evaluation<Ball> {
  /// Returns a move for each kink and each variable that its argument changes with.
  ///
  /// A function that is right on one side of a kink only, such as relu(x + 10^12) - 10^12, would
  /// not be seen at points chosen at random.
  func crossings(by names: [String]) throws(Diagnostic) -> [KinkCrossing] {
    var result: [KinkCrossing] = []
    for argument in kinks.prefix(16) {
      for name in names {
        let input = try variable(name)
        let slopes = try partials(of: argument, by: [name])
        for place in input.entries.indices where result.count < 64 {
          // Twice as far as the zero of the tangent.
          let distance = (argument.constant(-2) * argument / slopes[place]).value
          guard distance.obstacle == nil, let sign = distance.certainSign, sign != 0 else {
            continue
          }
          result.append(KinkCrossing(name: name, place: place, distance: distance.lower.rounded))
        }
      }
    }
    return result
  }
}

extension Rational {
  /// A number close by that is short to write.
  fileprivate var rounded: Rational {
    magnitude > 4 ? Rational(wholePart) : (self * 1024).floorFraction(of: 1024)
  }

  private func floorFraction(of denominator: Int) -> Rational {
    Rational(wholePart) / Rational(denominator)
  }
}
