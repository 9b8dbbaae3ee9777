import Notation
import Scalars
import WorkedExamples

extension Judge {
  /// Tells whether an equation, as the difference of its sides, says the same as the right one.
  ///
  /// A multiple of the right one does, and nothing that does not hold where that does, or has
  /// another sign somewhere. Else the two may differ by a factor that is no constant and nowhere 0,
  /// such as a denominator: that is undecided.
  package func compareEquations(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    let exactly = try compareUpToFactor(pair)
    let verdict =
      exactly == .undecided(.noCommonPoint) ? try compareByEnclosures(pair) : exactly
    guard case .fails(.counterexample) = verdict else { return verdict }
    // What was compared is a multiple that nobody wrote, so that both are told as they stand.
    if let example = try otherSolution(pair) { return .fails(.counterexample(example)) }
    switch try comparedSigns(pair) {
    case .same(let points): return .undecided(.sameSigns(points: points))
    case .other(let example): return .fails(.counterexample(example))
    case nil: return verdict
    }
  }

  /// Tells whether a formula is a constant multiple, not 0, of the right one, by what both come to
  /// exactly at some point.
  package func compareUpToFactor(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    try compare(pair) { a, b in
      guard let entry = b.firstIndex(where: { !$0.isZero }) else { return nil }
      var factor = a[entry] / b[entry]
      // Where no factor fits all entries, the two differ as they stand.
      if b.indices.contains(where: { a[$0] != factor * b[$0] }) { factor = .one }
      return factor.isZero ? pair.right.formula : pair.right.formula.times(factor)
    }
  }

  /// The same where neither has an exact value, as with exponentials: the quotient of both is
  /// enclosed at two points. It is a constant only where the two overlap, and that is then proven.
  private func compareByEnclosures(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    var quotients: [Ball] = []
    var points = try CommonPoints(pair, rounds: 64)
    while quotients.count < 2, let (a, b) = try points.next() {
      let (own, other) = (a.enclosures(precision: 256), b.enclosures(precision: 256))
      let entry = other.indices.first { (other[$0].certainSign ?? 0) != 0 }
      if let entry { quotients.append(own[entry] / other[entry]) }
    }
    guard let quotient = quotients.first, quotients.count > 1 else {
      return .undecided(.noCommonPoint)
    }
    guard quotients.allSatisfy(quotient.overlaps) else { return try compare(pair) }
    let center = quotient.lower
    for denominator in 1...64 {
      let numerator = (center * Rational(denominator) + Rational(1, over: 2)).floor
      let factor = numerator / Rational(denominator)
      guard !factor.isZero, quotients.allSatisfy({ $0.contains(factor) }) else { continue }
      let verdict = try compare(
        FunctionPair(
          left: pair.left, right: (pair.right.formula.times(factor), pair.right.setting),
          described: pair.described, everywhere: pair.everywhere))
      // A factor that is so near, and another one, is not excluded.
      if case .fails = verdict { break }
      return verdict
    }
    return .undecided(.precision(bits: 256))
  }

  /// A point at which one certainly holds and the other does not: where it is of the first degree
  /// in some variable, it is solved for that.
  private func otherSolution(_ pair: FunctionPair) throws(Diagnostic) -> Counterexample? {
    var points = try CommonPoints(pair, rounds: 16)
    while let start = points.nextPoint() {
      for name in points.numbers {
        func values(at number: Rational) throws(Diagnostic) -> [RealQuantity] {
          let (a, b) = try points.values(at: start.with(name, number))
          return [a, b]
        }
        let samples = [try values(at: 0), try values(at: 1), try values(at: 2)]
        guard samples.joined().allSatisfy({ $0.shape == .number }) else { return nil }
        for (side, other) in [(0, 1), (1, 0)] {
          let numbers = samples.map { $0[side].exact[0] }
          guard numbers.allSatisfy({ $0.obstacle == nil }) else { continue }
          let slope = numbers[1] - numbers[0]
          guard !slope.isZero, numbers[2] - numbers[1] == slope else { continue }
          let root = -numbers[0] / slope
          guard points.admits(root, for: name, in: start) else { continue }
          let found = try values(at: root)
          let sign = found[other].enclosures(precision: 128)[0].certainSign
          if found[side].exact[0].isZero, let sign, sign != 0 {
            return counterexample(found[0], found[1], pair, at: start.with(name, root))
          }
        }
      }
    }
    return nil
  }

  private enum Signs {
    /// Both have the same sign at so many points, or the opposite one at all of them.
    case same(points: Int)
    /// They have not.
    case other(Counterexample)
  }

  /// Compares the signs of two numbers, where the right one takes both; nil for arrays, and where
  /// too little is seen.
  private func comparedSigns(_ pair: FunctionPair) throws(Diagnostic) -> Signs? {
    var products: [Int] = []
    var signs: Set<Int> = []
    var points = try CommonPoints(pair, rounds: 64)
    while let (a, b) = try points.next() {
      guard a.shape == .number else { return nil }
      guard let own = a.enclosures(precision: 128)[0].certainSign,
        let other = b.enclosures(precision: 128)[0].certainSign, own != 0 || other != 0
      else { continue }
      let product = own * other
      if product == 0 || product != products.first ?? product {
        return .other(counterexample(a, b, pair, at: points.point))
      }
      products.append(product)
      signs.insert(other)
    }
    return signs == [1, -1] ? .same(points: products.count) : nil
  }

  private func counterexample(
    _ left: RealQuantity, _ right: RealQuantity, _ pair: FunctionPair, at point: Sampler.Point
  ) -> Counterexample {
    guard tellsDifferences else { return .untold }
    var setting = pair.right.setting
    setting.point = point
    let assignments = pair.described.compactMap { name in
      (try? setting.evaluate(Formula(.name(name)))).map {
        Counterexample.Assignment(name: name, value: $0.text)
      }
    }
    let texts = RealQuantity.texts(left, right)
    return Counterexample(point: assignments, left: texts.left, right: texts.right)
  }

  /// Tells whether a formula is the right one and a constant, not 0, that is added to every entry.
  package func compareUpToConstant(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    try compare(pair) { a, b in
      guard let first = a.first else { return nil }
      let constant = first - (b.first ?? .zero)
      // Where no constant fits all entries, or it is 0, the two differ as they stand.
      guard zip(a, b).allSatisfy({ $0 == $1 + constant }) else { return pair.right.formula }
      return Formula(
        .binary(
          constant.signum < 0 ? .minus : .plus, pair.right.formula, Formula(constant.magnitude)))
    }
  }

  /// Compares with the right formula as it is changed by what both come to, exactly, at one point;
  /// the next point is tried where `change` makes nothing of one.
  private func compare(
    _ pair: FunctionPair, _ change: (_ left: [Rational], _ right: [Rational]) -> Formula?
  ) throws(Diagnostic) -> Verdict {
    var points = try CommonPoints(pair, rounds: 16)
    while let (a, b) = try points.next() {
      guard a.isExact, b.isExact, let changed = change(a.exact, b.exact) else { continue }
      return try compare(
        FunctionPair(
          left: pair.left, right: (changed, pair.right.setting), described: pair.described,
          everywhere: pair.everywhere))
    }
    return .undecided(.noCommonPoint)
  }
}

/// Points at which both sides have a value, of the same shape.
private struct CommonPoints {
  private let pair: FunctionPair
  private var sampler: Sampler
  private var rounds: Range<Int>
  /// The last point that was looked at.
  private(set) var point: Sampler.Point = [:]

  init(_ pair: FunctionPair, rounds: Int) throws(Diagnostic) {
    self.pair = pair
    self.rounds = 0..<rounds
    sampler = try pair.sampler()
  }

  /// The variables that are numbers.
  var numbers: [String] { sampler.shapes.filter { $0.shape == .number }.map(\.name) }

  /// Whether a variable may be this number at a point.
  func admits(_ number: Rational, for name: String, in point: Sampler.Point) -> Bool {
    sampler.admits(point.with(name, number))
  }

  /// The next point, be there values or not.
  mutating func nextPoint() -> Sampler.Point? {
    rounds.popFirst().map { round in
      sampler.point(round: round).merging(sampler.indexChoices.first ?? [:]) { $1 }
    }
  }

  func values(at point: Sampler.Point) throws(Diagnostic) -> (
    left: RealQuantity, right: RealQuantity
  ) {
    var (own, other) = (pair.left.setting, pair.right.setting)
    (own.point, other.point) = (point, point)
    return (try own.evaluate(pair.left.formula), try other.evaluate(pair.right.formula))
  }

  /// What both come to at the next one.
  mutating func next() throws(Diagnostic) -> (left: RealQuantity, right: RealQuantity)? {
    while let next = nextPoint() {
      point = next
      let (a, b) = try values(at: next)
      if a.obstacle == nil, b.obstacle == nil, a.shape == b.shape { return (a, b) }
    }
    return nil
  }
}

extension Sampler.Point {
  fileprivate func with(_ name: String, _ number: Rational) -> Self {
    merging([name: Quantity(number)]) { $1 }
  }
}

extension Formula {
  fileprivate func times(_ factor: Rational) -> Formula {
    let literal = Formula(factor.magnitude)
    return Formula(
      .binary(.times, factor.signum < 0 ? Formula(.negative(literal)) : literal, self))
  }

  fileprivate init(_ number: Rational) {
    self.init(.number(Literal(value: number, text: "\(number)")))
  }
}
