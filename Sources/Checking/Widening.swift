import Notation
import Scalars
import WorkedExamples

/// All that a formula may come to, where each decimal in it stands for the numbers that round to
/// it, and each rounded name for what it was rounded from.
struct Widening {
  /// How a value hangs on the decimals that may have been rounded.
  enum Standing: Comparable {
    /// Nothing may have been rounded.
    case fixed
    case computed
    /// On one decimal, times a number.
    case multiple
    /// On one decimal, and exact numbers that are added.
    case bare
  }

  /// What leaves fewer right digits than this is no number any more.
  static let fewestRightDigits = 2
  private static let bits = 128

  private let formula: Formula
  private let setting: Setting
  /// The decimals that may have been rounded, by the names that stand for them.
  private let decimals: [(name: String, value: Rational, halfUnit: Rational)]
  private let unrounded: [String: RealQuantity]
  /// Whether a decimal stands in it more than once: each time it is the same number, of which balls
  /// know nothing.
  private let isRepeated: Bool
  private let value: RealQuantity?
  private let balls: [Ball]?

  /// What stands in `other`, too, or is given, is exact; so is what has too few digits to count as
  /// rounded, and so are whole numbers, unless `roundsWhole`.
  init(
    _ formula: Formula, beside other: Formula? = nil, in setting: Setting,
    unrounded: [String: RealQuantity] = [:], fewestDigits: Int = 3, roundsWhole: Bool = false
  ) {
    self.setting = setting
    // By how they are written: 1 beside 1.000 does not make that exact.
    let shared = Set(other?.literals.map(\.text) ?? [])
    var decimals: [(name: String, value: Rational, halfUnit: Rational)] = []
    var isRepeated = false
    func rewritten(_ formula: Formula, roundsWhole: Bool) -> Formula {
      switch formula.node {
      case .number(let literal):
        guard roundsWhole || literal.hasPoint, !shared.contains(literal.text),
          !setting.given.contains(literal.value)
        else { return formula }
        let number = WrittenNumber(literal)
        guard let halfUnit = number.halfUnit, number.digits.upperBound >= fewestDigits else {
          return formula
        }
        if let known = decimals.first(where: { $0.value == number.value }) {
          isRepeated = true
          return Formula(.name(known.name), at: formula.range)
        }
        // No name of the notation begins with this sign.
        let name = "~\(decimals.count)"
        decimals.append((name, number.value, halfUnit))
        return Formula(.name(name), at: formula.range)
      case .negative,
        .binary(.plus, _, _), .binary(.minus, _, _), .binary(.times, _, _), .binary(.over, _, _):
        return formula.mappingParts { rewritten($0, roundsWhole: roundsWhole) }
      // An exponent, a place or a size is what it is.
      default: return formula.mappingParts { rewritten($0, roundsWhole: false) }
      }
    }
    self.formula =
      roundsWhole || formula.hasRoundings
      ? rewritten(formula, roundsWhole: roundsWhole) : formula
    self.decimals = decimals
    self.isRepeated = isRepeated
    let used = Set(formula.names.map(\.name)).subtracting(other?.names.map(\.name) ?? [])
    self.unrounded = unrounded.filter { used.contains($0.key) }
    let isWide = !decimals.isEmpty || !self.unrounded.isEmpty
    value = isWide ? try? setting.evaluate(formula) : nil
    balls = isWide ? Self.balls(self.formula, decimals, self.unrounded, in: setting) : nil
  }

  private static func balls(
    _ formula: Formula, _ decimals: [(name: String, value: Rational, halfUnit: Rational)],
    _ unrounded: [String: RealQuantity], in setting: Setting
  ) -> [Ball]? {
    let evaluation = Evaluation<Ball>(setting.scope, setting: bits, at: setting.point)
    for (name, value) in setting.bindings(of: [formula]) {
      var balls = value.enclosures(precision: bits)
      if let whole = unrounded[name], whole.shape == value.shape {
        balls = zip(balls, whole.enclosures(precision: bits)).map { $0.hull($1) }
      }
      evaluation.bind(name, to: Quantity(value.shape, balls), exactly: value.exactQuantity)
    }
    for (name, value, halfUnit) in decimals {
      evaluation.bind(
        name, to: Quantity(Ball(value - halfUnit, in: bits).hull(Ball(value + halfUnit, in: bits))))
    }
    return try? evaluation.value(of: formula).entries
  }

  /// Whether nothing in it may have been rounded.
  var isFixed: Bool { decimals.isEmpty && unrounded.isEmpty }

  /// Whether a number is among those that the formula may come to, and these have two right digits
  /// in common.
  func reaches(_ target: RealQuantity, _ index: Int, by judge: Judge) -> Verdict {
    guard let balls, balls.indices.contains(index) else { return .differs(index) }
    let ball = balls[index]
    var span: ClosedRange<Rational>?
    if isRepeated, unrounded.isEmpty {
      guard let (low, high) = target.bounds(index), let range = range(index),
        range.lowerBound <= low, high <= range.upperBound
      else { return .differs(index) }
      span = range
    } else {
      // Some of the numbers that round to a divisor are 0.
      if ball.obstacle == .undecided { return .fails(.digitsLost(left: 0)) }
      guard ball.obstacle == nil else { return .differs(index) }
      switch isInside(target, index, ball, upTo: judge.greatestPrecision) {
      case nil: return .undecided(.precision(bits: judge.greatestPrecision))
      case false?: return .differs(index)
      case true?: break
      }
      if ball.lower <= ball.upper { span = ball.lower...ball.upper }
    }
    let digits = span.map { rightDigits(of: $0, target, index) } ?? 0
    return digits < Self.fewestRightDigits
      ? .fails(.digitsLost(left: digits)) : .holds(.rounded)
  }

  /// Values between which there is nothing that the formula does not come to: at the numbers
  /// written, and where all of them are moved so that it becomes least and greatest.
  private func range(_ index: Int) -> ClosedRange<Rational>? {
    func bounds(_ moves: [Int]) -> (lower: Rational, upper: Rational)? {
      var setting = setting
      for (decimal, move) in zip(decimals, moves) {
        setting.bindings[decimal.name] = RealQuantity(
          Quantity(decimal.value + Rational(move) * decimal.halfUnit))
      }
      guard let value = try? setting.evaluate(formula), value.exact.indices.contains(index) else {
        return nil
      }
      return value.bounds(index)
    }
    let still = decimals.map { _ in 0 }
    guard let middle = bounds(still) else { return nil }
    let directions = decimals.indices.map { place in
      var moves = still
      moves[place] = 1
      guard let moved = bounds(moves) else { return 0 }
      return moved.lower > middle.upper ? 1 : moved.upper < middle.lower ? -1 : 0
    }
    guard let high = bounds(directions), let low = bounds(directions.map { -$0 }) else {
      return nil
    }
    let least = min(low.lower, middle.lower, high.lower)
    let greatest = max(low.upper, middle.upper, high.upper)
    return least <= greatest ? least...greatest : nil
  }

  private func isInside(
    _ target: RealQuantity, _ index: Int, _ ball: Ball, upTo limit: Int
  ) -> Bool? {
    let exact = target.exact[index]
    guard exact.obstacle != nil else { return ball.contains(exact) }
    return refine(from: 256, to: limit) { precision -> Bool? in
      let inner = target.enclosures(precision: precision)[index]
      guard inner.obstacle == nil else { return nil }
      if ball.lower <= inner.lower, inner.upper <= ball.upper { return true }
      return ball.overlaps(inner) ? nil : false
    }
  }

  /// How many digits of the lesser of both values are right, be they rounded as they may.
  private func rightDigits(
    of span: ClosedRange<Rational>, _ target: RealQuantity, _ index: Int
  ) -> Int {
    let width = span.upperBound - span.lowerBound
    let sizes = [value, target].compactMap { $0?.bounds(index) }.map { bounds in
      bounds.lower.signum == bounds.upper.signum
        ? min(bounds.lower.magnitude, bounds.upper.magnitude) : .zero
    }
    guard width.obstacle == nil, let size = sizes.min(), !size.isZero else { return 0 }
    guard !width.isZero else { return Int.max }
    // Half a unit of the last right digit is at least half the width.
    let exponent = width.decimalExponent
    let unit = width == Rational(10).power(exponent) ? exponent : exponent + 1
    return max(0, size.decimalExponent - unit + 1)
  }

  /// How an entry hangs on the decimals.
  func standing(_ index: Int) -> Standing {
    guard balls != nil else { return .fixed }
    guard decimals.count == 1, unrounded.isEmpty, let (name, number, halfUnit) = decimals.first
    else { return .computed }
    func moved(by distance: Rational) -> Rational? {
      var setting = setting
      setting.bindings[name] = RealQuantity(Quantity(number + distance))
      guard let value = try? setting.evaluate(formula).exact, value.indices.contains(index),
        value[index].obstacle == nil
      else { return nil }
      return value[index]
    }
    guard let low = moved(by: -halfUnit), let middle = moved(by: .zero),
      let high = moved(by: halfUnit), high - middle == middle - low, high != low
    else { return .computed }
    return (high - middle).magnitude == halfUnit ? .bare : .multiple
  }
}

extension Judge {
  /// What a formula may come to where the numbers that names stand for were rounded, each by up to
  /// so much; nil where it has no value.
  package func image(
    of formula: Formula, in setting: Setting, rounded: [String: [Rational]]
  ) -> [Ball]? {
    let bits = 128
    let evaluation = Evaluation<Ball>(setting.scope, setting: bits, at: setting.point)
    for (name, value) in setting.bindings(of: [formula]) {
      let balls = value.enclosures(precision: bits)
      guard let slack = rounded[name], slack.count == balls.count, value.isExact else {
        evaluation.bind(name, to: Quantity(value.shape, balls), exactly: value.exactQuantity)
        continue
      }
      let wide = zip(value.exact, slack).map { number, reach in
        Ball(number - reach, in: bits).hull(Ball(number + reach, in: bits))
      }
      evaluation.bind(name, to: Quantity(value.shape, wide))
    }
    return try? evaluation.value(of: formula).entries
  }

  /// Whether a number may be the rounding of something in an enclosure that leaves its first digit
  /// no room: what is known less well says nothing of a number.
  package func mayRound(
    _ written: WrittenNumber, to enclosure: Ball, precision: Precision
  ) -> Bool {
    guard !written.value.isZero, enclosure.obstacle == nil,
      let rounding = written.roundings.first, rounding.suffices(precision)
    else { return false }
    let (low, high) = (enclosure.lower, enclosure.upper)
    guard low.obstacle == nil, high.obstacle == nil,
      high - low <= Rational(10).power(written.value.decimalExponent)
    else { return false }
    return low <= written.value + rounding.halfUnit && written.value - rounding.halfUnit <= high
  }
}

extension Formula {
  /// Whether some number in it may stand for those that round to it.
  var hasRoundings: Bool {
    if case .number(let literal) = node { return literal.hasPoint }
    var isFound = false
    node.forEachPart { isFound = isFound || $0.hasRoundings }
    return isFound
  }

  /// The numbers that are written in it.
  package var literals: [Literal] {
    if case .number(let literal) = node { return [literal] }
    var found: [Literal] = []
    node.forEachPart { found += $0.literals }
    return found
  }
}

extension Literal {
  fileprivate var hasPoint: Bool { text.utf8.contains(UInt8(ascii: ".")) }
}
