import Autodiff
import Notation
import Scalars
import WorkedExamples

/// A move of one variable that is likely to change the sign of a kink's argument, or to bring a
/// formula to where it jumps.
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

  /// Returns moves to where floors and ceilings jump, and signs too if `includesSigns`.
  ///
  /// They are exact for linear arguments that are not long to write. ceil(x) = floor(x) + 1 holds
  /// at all points but these, and floor(x + 1/1000) = floor(x) at most points that are chosen at
  /// random.
  func landings(by names: [String], includesSigns: Bool) throws(Diagnostic) -> [KinkCrossing] {
    var result: [KinkCrossing] = []
    // A gap is as wide as an argument is from the place of its jump.
    func add(_ argument: Node, _ gaps: (Node) -> [Node]) throws(Diagnostic) {
      for name in names {
        let input = try variable(name)
        let slopes = try partials(of: argument, by: [name])
        for place in input.entries.indices {
          for gap in gaps(argument) where result.count < 64 {
            let distance = (gap / slopes[place]).value
            guard distance.obstacle == nil, distance.certainSign != 0 else { continue }
            let fraction = Rational.simplest(from: distance.lower, to: distance.upper)
            result.append(KinkCrossing(name: name, place: place, distance: fraction))
          }
        }
      }
    }
    for argument in floors.prefix(16) {
      try add(argument) { argument in
        let one = argument.constant(1)
        return [argument.floor + one - argument, argument.ceil - one - argument]
      }
    }
    for argument in includesSigns ? Array(kinks.prefix(16)) : [] { try add(argument) { [-$0] } }
    return result
  }
}

extension Rational {
  /// The fraction between two others, or one of them, that has the least denominator.
  static func simplest(from low: Rational, to high: Rational) -> Rational {
    guard low.obstacle == nil, high.obstacle == nil, low < high else { return low }
    if low.signum <= 0, high.signum >= 0 { return .zero }
    if high.signum < 0 { return -simplest(from: -high, to: -low) }
    let whole = Rational(low.wholePart)
    if whole == low { return low }
    if whole + 1 <= high { return whole + 1 }
    return whole + 1 / simplest(from: 1 / (high - whole), to: 1 / (low - whole))
  }

  /// A number close by that is short to write.
  fileprivate var rounded: Rational {
    magnitude > 4 ? Rational(wholePart) : (self * 1024).floorFraction(of: 1024)
  }

  private func floorFraction(of denominator: Int) -> Rational {
    Rational(wholePart) / Rational(denominator)
  }
}
