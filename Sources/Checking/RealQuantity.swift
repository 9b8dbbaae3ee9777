import Notation
import Scalars
import Synchronization
import WorkedExamples

/// A number, vector or matrix that is known as exactly as one asks: by rationals where it is
/// rational, and by enclosures of any precision elsewhere.
package struct RealQuantity: Sendable {
  package let shape: Shape
  /// Entry by entry; an entry that is not rational carries ``Obstacle/irrational``.
  package let exact: [Rational]
  /// What it comes to from each side of a kink at which a derivative in it is taken; nil where there
  /// is none.
  package fileprivate(set) var sides: KinkSides?
  /// Computes the entries anew to so many bits.
  private let enclose: @Sendable (Int) -> Enclosures
  private var isTaken = false

  /// Enclosures of all entries, and how many bits their smallest parts may decide.
  struct Enclosures: Sendable {
    var balls: [Ball]
    var detail = 0
    /// The digits that are known where they are computed, and the balls no certain enclosures.
    var computedDigits: Int?
  }

  package init(_ exact: Quantity<Rational>) {
    self.init(exact) { precision in
      Enclosures(
        balls: exact.entries.map { Ball($0, in: precision) },
        detail: exact.entries.map(\.denominator.bitWidth).max() ?? 0)
    }
  }

  /// A number that is exactly this, or else somewhere in an enclosure that cannot be refined.
  package init(_ exact: Rational, known ball: Ball) {
    self.init(Quantity(exact)) { _ in Enclosures(balls: [ball]) }
  }

  init(_ exact: Quantity<Rational>, enclose: @escaping @Sendable (Int) -> Enclosures) {
    shape = exact.shape
    self.exact = exact.entries
    self.enclose = enclose
  }

  /// Returns certain enclosures of all entries, computed with so many bits.
  package func enclosures(precision: Int) -> [Ball] {
    // What is rational needs no second computation.
    if isExact { return exact.map { Ball($0, in: precision) } }
    let balls = enclose(precision).balls
    if balls.count == exact.count { return balls }
    // What takes more work than may be done has a value all the same.
    return exact.map { entry in
      let isOpen = entry.obstacle.map { !$0.isCertain } ?? false
      return Ball(isOpen ? Rational(.undecided) : entry, in: precision)
    }
  }

  /// How many bits an agreement must have to mean anything.
  var detail: Int { enclose(Self.detailPrecision).detail }

  /// How many digits are known, where that is because two long computations have them in common; nil
  /// where all that is known is certain.
  package var computedDigits: Int? { isExact || isTaken ? nil : enclose(64).computedDigits }

  /// The same number where that is not asked any more.
  var taken: RealQuantity {
    var taken = self
    taken.isTaken = true
    return taken
  }

  /// An odd precision, so that nobody else pays for looking at details.
  static let detailPrecision = 101

  var exactQuantity: Quantity<Rational> { Quantity(shape, exact) }

  package var isExact: Bool { exact.allSatisfy { $0.obstacle == nil } }

  /// Why some entry has no value at all, if so.
  package var obstacle: Obstacle? {
    for entry in exact {
      switch entry.obstacle {
      case nil, .irrational, .tooLarge: continue
      case let obstacle: return obstacle
      }
    }
    guard !isExact else { return nil }
    return enclosures(precision: 64).lazy.compactMap(\.obstacle)
      .first { $0 != .undecided && $0 != .tooMuchWork }
  }
}

extension RealQuantity {
  /// Why no digits of some entry can be told though it may have a value; nil where those of all can.
  var vagueness: Obstacle? {
    guard !isExact else { return nil }
    var obstacle = Obstacle.undecided
    let isClose = refine(from: 64, to: 1024) { precision -> Bool? in
      let balls = enclosures(precision: precision)
      obstacle = balls.lazy.compactMap(\.obstacle).first ?? .undecided
      return balls.allSatisfy { $0.obstacle == nil && $0.isClose(for: precision) } ? true : nil
    }
    return isClose == true ? nil : obstacle
  }
}

/// Names and what they mean: where formulas are evaluated.
package struct Setting: Sendable {
  package var scope: Scope
  /// Values of the free variables.
  package var point: [String: Quantity<Rational>] = [:]
  /// Values of names that are not in the scope, or mean something else: earlier answers.
  package var bindings: [String: RealQuantity] = [:]
  /// Which of the slopes is taken where a derivative is at a kink.
  var subgradient = Subgradient.usual
  /// Whether there is a slope only where what it is the slope of has a value.
  var slopesNeedValues = true
  /// Numbers that are given, and therefore exact.
  package var given: Set<Rational> = []

  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// Evaluates formulas together, so that what they share is computed once.
  package func evaluate(_ formulas: [Formula]) throws(Diagnostic) -> [RealQuantity] {
    var evaluation: Evaluation<Rational>?
    var values: [RealQuantity] = []
    values.reserveCapacity(formulas.count)
    for formula in formulas {
      if let number = arithmetic(formula) {
        values.append(RealQuantity(Quantity(number)))
        continue
      }
      let tape = evaluation ?? exactEvaluation(of: formulas)
      evaluation = tape
      let nodes = try tape.nodes(of: formula)
      var value = refinable(tape.values(of: nodes), formula)
      value.sides = try sides(of: formula, kinks: tape.openKinks(of: nodes))
      values.append(value)
    }
    return values
  }

  /// What a formula comes to on each side of some kinks, and of those that its names bring along.
  private func sides(of formula: Formula, kinks: [Kink]) throws(Diagnostic) -> KinkSides? {
    guard subgradient == .usual else { return nil }
    var kinks = kinks
    for (_, value) in bindings(of: [formula]) {
      for kink in value.sides?.kinks ?? [] where !kinks.contains(kink) { kinks.append(kink) }
    }
    guard !kinks.isEmpty else { return nil }
    var (below, above) = (self, self)
    below.subgradient = .from(.below)
    above.subgradient = .from(.above)
    return KinkSides(
      kinks: kinks, below: try below.evaluate(formula), above: try above.evaluate(formula))
  }

  /// What is not rational is computed anew as closely as one asks, and keeps the setting for that.
  private func refinable(_ exact: Quantity<Rational>, _ formula: Formula) -> RealQuantity {
    guard exact.entries.contains(where: { $0.obstacle != nil }) else { return RealQuantity(exact) }
    let known = KnownEnclosures()
    let formula = formula.calculus == nil ? folded(formula) : formula
    return RealQuantity(exact) { precision in
      known.enclosures(precision: precision) {
        self.enclosures(of: formula, precision: precision)
      }
    }
  }

  /// The formula with plain arithmetic worked out: of 1/3 - 1/3 no enclosure tells that it is 0.
  private func folded(_ formula: Formula) -> Formula {
    switch formula.node {
    // An index of a sum is no name of a number.
    case .number, .name, .sum: return formula
    default: break
    }
    guard let value = arithmetic(formula) else { return formula.mappingParts(folded) }
    let literal = Literal(value: value.magnitude, text: value.magnitude.description)
    let number = Formula(.number(literal), at: formula.range)
    return value.signum < 0 ? Formula(.negative(number), at: formula.range) : number
  }

  package func evaluate(_ formula: Formula) throws(Diagnostic) -> RealQuantity {
    try evaluate([formula])[0]
  }

  private func exactEvaluation(of formulas: [Formula]) -> Evaluation<Rational> {
    let evaluation = Evaluation<Rational>(scope, setting: (), at: point)
    evaluation.subgradient = subgradient
    evaluation.slopesNeedValues = slopesNeedValues
    for (name, value) in bindings(of: formulas) {
      evaluation.bind(name, to: value.exactQuantity)
    }
    return evaluation
  }

  /// What plain arithmetic comes to, as most of what people write is; nil for anything else.
  ///
  /// It is what a tape would record, operation by operation, without one.
  func arithmetic(_ formula: Formula) -> Rational? {
    // Why something has no value, the tape tells.
    guard let value = plainValue(of: formula), value.obstacle == nil else { return nil }
    return value
  }

  private func plainValue(of formula: Formula) -> Rational? {
    switch formula.node {
    case .number(let literal): return literal.value
    case .name(let name):
      guard name != "e" else { return nil }
      if let value = bindings[name] {
        return value.shape == .number && value.sides == nil ? value.exact[0] : nil
      }
      guard case .variable = scope.meaning(of: name), let value = point[name] else { return nil }
      return value.shape == .number ? value.entries[0] : nil
    case .negative(let operand): return arithmetic(operand).map { -$0 }
    case .binary(let operation, let left, let right):
      guard let base = arithmetic(left) else { return nil }
      if operation == .power {
        // Large exponents are a matter of budgets.
        guard case .number(let literal) = right.node, let exponent = Int(exactly: literal.value),
          abs(exponent) <= 8
        else { return nil }
        return base.power(exponent)
      }
      guard let other = arithmetic(right) else { return nil }
      switch operation {
      case .plus: return base + other
      case .minus: return base - other
      case .times: return base * other
      case .over: return base / other
      case .power, .entrywiseTimes, .entrywiseOver, .entrywisePower: return nil
      }
    default: return nil
    }
  }

  /// The bindings that formulas name; definitions see none.
  func bindings(of formulas: [Formula]) -> [(name: String, value: RealQuantity)] {
    var bound: [(name: String, value: RealQuantity)] = []
    for use in formulas.flatMap(\.names) where !bound.contains(where: { $0.name == use.name }) {
      if let value = bindings[use.name] { bound.append((use.name, value.taken(subgradient))) }
    }
    return bound
  }

  private func enclosures(of formula: Formula, precision: Int) -> RealQuantity.Enclosures {
    let evaluation = Evaluation<Ball>(scope, setting: precision, at: point)
    evaluation.subgradient = subgradient
    evaluation.slopesNeedValues = slopesNeedValues
    // Functions are compared by what is certain only.
    evaluation.takesComputed = point.isEmpty
    var digits: [Int] = []
    for (name, value) in bindings(of: [formula]) {
      evaluation.bind(
        name, to: Quantity(value.shape, value.enclosures(precision: precision)),
        exactly: value.exactQuantity)
      if let known = value.computedDigits { digits.append(known) }
    }
    let balls = try? evaluation.value(of: formula).entries
    if let known = evaluation.computedDigits { digits.append(known) }
    return RealQuantity.Enclosures(
      balls: balls ?? [],
      detail: precision == RealQuantity.detailPrecision ? evaluation.detail : 0,
      computedDigits: digits.min())
  }
}

/// What was computed once, to so many bits: a training run takes a while.
private final class KnownEnclosures: Sendable {
  private let known = Mutex<[Int: RealQuantity.Enclosures]>([:])

  func enclosures(precision: Int, compute: () -> RealQuantity.Enclosures)
    -> RealQuantity.Enclosures
  {
    if let enclosures = known.withLock({ $0[precision] }) { return enclosures }
    let enclosures = compute()
    known.withLock { $0[precision] = enclosures }
    return enclosures
  }
}

extension RealQuantity {
  /// One entry as a number of its own.
  package func entry(_ index: Int) -> RealQuantity? {
    guard exact.indices.contains(index) else { return nil }
    var entry = RealQuantity(Quantity(exact[index])) { precision in
      Enclosures(
        balls: [self.enclosures(precision: precision)[index]],
        detail: precision == Self.detailPrecision ? self.detail : 0,
        computedDigits: self.computedDigits)
    }
    entry.sides = sides?.entry(index)
    return entry
  }
}

extension Setting {
  /// Counts the operations that a formula takes once the values of some names are there.
  func operationCount(of formula: Formula, given names: [String]) throws(Diagnostic) -> Int {
    let evaluation = Evaluation<Rational>(scope, setting: (), at: point)
    for (name, value) in bindings(of: [formula]) {
      evaluation.bind(name, to: value.exactQuantity)
    }
    return try evaluation.operationCount(of: formula, given: names)
  }

  /// Tells for each entry of a formula whether it certainly changes with one of the names bound.
  package func sensitivity(of formula: Formula, to names: [String]) throws(Diagnostic) -> [Bool] {
    let precision = 128
    let evaluation = Evaluation<Ball>(scope, setting: precision, at: point)
    for (name, value) in bindings(of: [formula]) {
      evaluation.bind(
        name, to: Quantity(value.shape, value.enclosures(precision: precision)),
        exactly: value.exactQuantity)
    }
    return try evaluation.sensitivity(of: formula, to: names)
  }
}
