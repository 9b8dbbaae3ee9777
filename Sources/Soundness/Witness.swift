import Notation
import Scalars

/// Looks for a point at which a claim fails, by the independent evaluator.
struct WitnessSearch {
  let claim: MadeClaim
  var random: SplitMix64
  var precision = 256

  /// What the two sides of a claim come to at a point.
  enum Sight {
    case holds
    case fails
    /// Only one of the sides has a value.
    case half
    /// Neither of them has.
    case neither
    case unclear
  }

  /// A number for each entry of each variable.
  typealias Point = [[Rational]]

  /// A point at which the claim certainly fails, in words; nil where none is found.
  mutating func witness(points: Int = 24) -> (place: String, isHalf: Bool)? {
    for _ in 0..<points {
      let point = randomPoint()
      switch sight(at: point) {
      case .fails: return (words(point), false)
      // One side without a value is a failure only if it has none all around, too.
      case .half where isHalf(around: point): return (words(point), true)
      default: continue
      }
    }
    // At a kink the derivatives of both sides are conventions.
    guard !claim.takesDerivatives else { return nil }
    for point in notablePoints(atMost: 4 * points) {
      if case .fails = sight(at: point) { return (words(point), false) }
    }
    return nil
  }

  /// How often the claim was seen to hold at random points, and whether both sides lacked a value
  /// at one of them.
  ///
  /// Where one side alone has a value all around, it is seen to hold nowhere.
  mutating func survey(points: Int) -> (agreements: Int, isPartial: Bool) {
    var (agreements, isPartial) = (0, false)
    for _ in 0..<points {
      let point = randomPoint()
      switch sight(at: point) {
      case .holds: agreements += 1
      case .neither: isPartial = true
      case .half where isHalf(around: point): return (0, false)
      case .fails, .half, .unclear: continue
      }
    }
    return (agreements, isPartial)
  }

  func sight(at point: Point) -> Sight {
    var evaluator = IndependentEvaluator(precision: precision)
    for (variable, numbers) in zip(claim.variables, point) {
      evaluator.values[variable.name] = variable.table(of: numbers, precision: precision)
      if case .index(let size) = variable.range { evaluator.indexSizes[variable.name] = size }
    }
    guard let left = evaluator.value(of: claim.left), let right = evaluator.value(of: claim.right)
    else { return .unclear }
    guard
      left.rows == right.rows && left.columns == right.columns
        || left.number != nil && right.number != nil
    else { return .unclear }
    var sight = Sight.holds
    for (a, b) in zip(left.entries, right.entries) {
      switch Self.sight(a.value, claim.relation, b.value) {
      case .fails: return .fails
      case .holds: continue
      case let other: sight = other
      }
    }
    return sight
  }

  private static func sight(_ left: Known, _ relation: Relation, _ right: Known) -> Sight {
    let lacks = { (side: Known) in side.obstacle.map { $0 != .undecided && $0 != .tooLarge } }
    switch (lacks(left), lacks(right)) {
    // An inequality says nothing where a side has no value.
    case (true?, nil), (nil, true?):
      return relation == .equal || relation == .approximately ? .half : .unclear
    case (true?, true?): return .neither
    case (nil, nil): break
    default: return .unclear
    }
    let order = left.compared(to: right)
    switch relation {
    case .equal, .approximately: return order == nil || order == 0 ? .holds : .fails
    case .less: return order.map { $0 < 0 ? .holds : .fails } ?? .unclear
    case .lessOrEqual: return order.map { $0 <= 0 ? .holds : .fails } ?? .holds
    case .greater: return order.map { $0 > 0 ? .holds : .fails } ?? .unclear
    case .greaterOrEqual: return order.map { $0 >= 0 ? .holds : .fails } ?? .holds
    case .notEqual: return order.map { $0 != 0 ? .holds : .fails } ?? .unclear
    }
  }

  private mutating func randomPoint() -> Point {
    claim.variables.map { variable in
      (0..<variable.count).map { _ in variable.number(using: &random) }
    }
  }

  private func isHalf(around point: Point) -> Bool {
    let step = Rational(1, over: 1_000_003)
    return [step, -step].allSatisfy { step in
      let near = zip(claim.variables, point).map { variable, numbers in
        numbers.map { variable.admits($0 + step) ? $0 + step : $0 }
      }
      if case .half = sight(at: near) { return true }
      return false
    }
  }

  // MARK: Notable points

  /// Points with one variable at an end of its range, at a kink or at a small number, the others
  /// anywhere, and points with all of them at small numbers.
  private mutating func notablePoints(atMost limit: Int) -> [Point] {
    var points: [Point] = []
    for place in claim.variables.indices {
      let base = randomPoint()
      let variable = claim.variables[place]
      for number in variable.notable + kinks(of: place, from: base) {
        var point = base
        point[place] = Array(repeating: number, count: variable.count)
        points.append(point)
      }
    }
    for _ in 0..<8 {
      var point = randomPoint()
      for (place, variable) in claim.variables.enumerated() {
        for entry in point[place].indices {
          if let number = variable.notable.randomElement(using: &random) {
            point[place][entry] = number
          }
        }
      }
      points.append(point)
    }
    return Array(points.shuffled(using: &random).prefix(limit))
  }

  /// Where what stands under a kink, a jump or a difference of sides is 0, if it is linear.
  private func kinks(of place: Int, from base: Point) -> [Rational] {
    let variable = claim.variables[place]
    guard variable.count == 1 else { return [] }
    var arguments: [Formula] = []
    for side in [claim.left, claim.right] { side.collectKinks(into: &arguments) }
    arguments.append(Formula(.binary(.minus, claim.left, claim.right)))
    let values = { (number: Rational, formula: Formula) -> Rational? in
      var evaluator = IndependentEvaluator(precision: 512)
      for other in claim.variables.indices {
        let numbers = other == place ? [number] : base[other]
        evaluator.values[claim.variables[other].name] = claim.variables[other].table(
          of: numbers, precision: 512)
      }
      guard let value = evaluator.value(of: formula)?.number?.value, value.obstacle == nil else {
        return nil
      }
      return value.exact ?? value.ball.lower
    }
    return arguments.compactMap { argument in
      guard let atZero = values(0, argument), let atOne = values(1, argument), atOne != atZero
      else { return nil }
      let root = (-atZero / (atOne - atZero)).simplest
      return variable.admits(root) ? root : nil
    }
  }

  private func words(_ point: Point) -> String {
    zip(claim.variables, point).map { variable, numbers in
      "\(variable.name) = \(numbers.map(\.description).joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}

extension Rational {
  /// The first convergent of its continued fraction that is within 10^-12 of this.
  ///
  /// A root worked out from enclosures misses 3/10 by a hair; the kink is at 3/10.
  fileprivate var simplest: Rational {
    let enough = Rational(10).power(-12)
    var (rest, numerators, denominators) = (
      self, (Rational(0), Rational(1)), (Rational(1), Rational(0))
    )
    for _ in 0..<30 {
      let whole = Rational(rest.wholePart)
      numerators = (numerators.1, whole * numerators.1 + numerators.0)
      denominators = (denominators.1, whole * denominators.1 + denominators.0)
      let convergent = numerators.1 / denominators.1
      if (self - convergent).magnitude < enough || rest == whole { return convergent }
      rest = 1 / (rest - whole)
    }
    return self
  }
}

extension Formula {
  fileprivate func collectKinks(into arguments: inout [Formula]) {
    switch node {
    case .call("max", _, let parts), .call("min", _, let parts):
      if parts.count == 2 { arguments.append(Formula(.binary(.minus, parts[0], parts[1]))) }
    case .call("abs", _, let parts), .call("relu", _, let parts), .call("sign", _, let parts),
      .call("leaky_relu", _, let parts), .call("floor", _, let parts), .call("ceil", _, let parts),
      .call("sqrt", _, let parts), .call("ln", _, let parts):
      arguments.append(parts[0])
    // Where a square is least, a bound from below is closest.
    case .binary(.power, let base, _): arguments.append(base)
    case .indicator(_, let left, let right): arguments.append(Formula(.binary(.minus, left, right)))
    default: break
    }
    node.forEachPart { $0.collectKinks(into: &arguments) }
  }
}
