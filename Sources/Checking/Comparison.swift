import Notation
import Scalars
import WorkedExamples

/// How two numbers compare, for certain.
enum Comparison: Equatable {
  case equal
  case different
  /// At a kink, where both may be the same.
  case subgradient
  /// Not told apart with this many bits, which is more than the parts of both can hide in.
  case inseparable(bits: Int)
  /// Not told apart with as many bits as may be used.
  case undecided(bits: Int)
  case noValue(Obstacle)
  /// There may be a value, with more digits than may be used.
  case tooLarge
}

/// Decides questions about real numbers by exact arithmetic or by refined enclosures.
package struct Judge: Sendable {
  /// The precision at which a comparison is given up.
  package var greatestPrecision = 1024
  /// Whether numbers that agree are looked at more closely where small parts of them may differ.
  var looksAtDetail = true
  /// Whether a point at which two functions differ is told in numbers, certain to their last digits:
  /// a third of the time of a wrong formula, if all mistakes that it is not are told so.
  package var tellsDifferences = true

  package init() {}

  // MARK: Two numbers

  func compare(_ a: RealQuantity, _ i: Int, _ b: RealQuantity, _ j: Int) -> Comparison {
    if let found = comparisonAtKink(a, i, b, j) { return found }
    let (left, right) = (a.exact[i], b.exact[j])
    if left.obstacle == nil, right.obstacle == nil { return left == right ? .equal : .different }
    func attempt(_ precision: Int) -> Comparison? {
      let x = a.enclosures(precision: precision)[i]
      let y = b.enclosures(precision: precision)[j]
      if let obstacle = [x.obstacle, y.obstacle].lazy.compactMap({ $0 }).first {
        guard obstacle.isCertain else { return obstacle == .tooLarge ? .tooLarge : nil }
        return .noValue(obstacle)
      }
      guard x.overlaps(y) else { return .different }
      // A count of signs, say: each sign is certain, and so is their sum.
      return x.isExact && y.isExact ? .equal : nil
    }
    if let found = refine(from: 64, to: greatestPrecision, attempt) { return found }
    // Enclosures that stay wide, as that of the sign of a 0 that nobody can see, tell nothing.
    let balls = [
      a.enclosures(precision: greatestPrecision)[i], b.enclosures(precision: greatestPrecision)[j],
    ]
    let isClose = balls.allSatisfy { $0.obstacle == nil && $0.isClose(for: greatestPrecision) }
    guard isClose else { return .undecided(bits: greatestPrecision) }
    guard looksAtDetail else { return .inseparable(bits: greatestPrecision) }
    // A small part may still be squared: 1 - cos(10^-200) is about 10^-400.
    let needed = 256 + 4 * max(a.detail, b.detail)
    guard needed > greatestPrecision else { return .inseparable(bits: greatestPrecision) }
    guard needed <= Ball.precisionLimit else { return .undecided(bits: greatestPrecision) }
    return refine(from: 2 * greatestPrecision, to: needed, attempt) ?? .inseparable(bits: needed)
  }

  /// Compares two quantities of one shape, entry by entry.
  package func compare(_ a: RealQuantity, _ b: RealQuantity) -> Verdict {
    guard a.shape == b.shape || (a.exact.count == 1 && b.exact.count == 1) else {
      return .fails(.shapes(a.shape, b.shape))
    }
    if let verdict = compareComputed(a, b) { return verdict }
    var differing: [Int] = []
    var agreed: Int?
    var doubt: Doubt?
    var isAtKink = false
    for index in a.exact.indices {
      switch compare(a, index, b, index) {
      case .equal: continue
      case .subgradient: isAtKink = true
      case .inseparable(let bits): agreed = max(agreed ?? 0, bits)
      case .undecided(let bits): doubt = .precision(bits: bits)
      case .tooLarge: doubt = .tooLarge
      case .different: differing.append(index)
      case .noValue(let obstacle): return .fails(.noValue(obstacle))
      }
    }
    guard differing.isEmpty else { return .fails(.differs(entries: differing)) }
    if let doubt { return .undecided(doubt) }
    if isAtKink { return .holds(.subgradient) }
    return .holds(agreed.map { .agreed(bits: $0) } ?? .exact)
  }

  /// Decides any relation between two quantities.
  func compare(_ a: RealQuantity, _ relation: Relation, _ b: RealQuantity) -> Verdict {
    if relation == .equal || relation == .approximately { return compare(a, b) }
    guard a.exact.count == 1, b.exact.count == 1 else { return .fails(.shapes(a.shape, b.shape)) }
    if let verdict = orderAtKink(a, relation, b) { return verdict }
    if let digits = [a, b].compactMap(\.computedDigits).min() {
      return digits > 0
        ? compare(a.taken, relation, b.taken).computed(to: digits) : .undecided(.tooMuchWork)
    }
    let allowsEqual = relation == .lessOrEqual || relation == .greaterOrEqual
    switch compare(a, 0, b, 0) {
    case .noValue(let obstacle): return .fails(.noValue(obstacle))
    case .tooLarge: return .undecided(.tooLarge)
    case .inseparable(let bits), .undecided(let bits):
      return .undecided(.precision(bits: bits))
    case .equal, .subgradient: return allowsEqual ? .holds(.exact) : .fails(.differs(entries: [0]))
    case .different: break
    }
    if relation == .notEqual { return .holds(.exact) }
    let wantsLess = relation == .less || relation == .lessOrEqual
    guard let isLess = isLess(a, b) else {
      return .undecided(.precision(bits: Ball.precisionLimit))
    }
    return isLess == wantsLess ? .holds(.exact) : .fails(.differs(entries: [0]))
  }

  /// The order of two numbers that are known to differ.
  func isLess(_ a: RealQuantity, _ b: RealQuantity) -> Bool? {
    if a.isExact, b.isExact { return a.exact[0] < b.exact[0] }
    return refine(from: 64, to: Ball.precisionLimit) { precision -> Bool? in
      // Not by the bounds: as fractions they end at 2^-32768, and exp(-10^6) lies below.
      switch a.enclosures(precision: precision)[0].compared(
        to: b.enclosures(precision: precision)[0])
      {
      case -1: true
      case 1: false
      default: nil
      }
    }
  }

  // MARK: A number as written

  /// Whether a written number is a value, or its correct rounding at the digits written.
  ///
  /// A tie may go either way. 0 is a rounding only where decimals are asked for: else it would pass
  /// for any small number.
  package func judge(
    _ written: WrittenNumber, against value: RealQuantity, _ index: Int,
    precision: Precision = .digits(3)
  ) -> Verdict {
    if let verdict = judgeAtKink(written, against: value, index, precision: precision) {
      return verdict
    }
    if let verdict = judgeComputed(written, against: value, index, precision: precision) {
      return verdict
    }
    var doubt: Verdict?
    switch locate(value, index, around: written.value, within: .zero) {
    case .inside(isExact: true): return .holds(.exact)
    case .noValue(let obstacle): return .fails(.noValue(obstacle))
    case .undecided: doubt = .undecided(.precision(bits: greatestPrecision))
    case .tooLarge: return .undecided(.tooLarge)
    case .inside, .outside: break
    }
    // A count has no digits to spare: 1000 is not 1004.
    let isCount = value.exact[index].isInteger
    for rounding in isCount ? Array(written.roundings.prefix(1)) : written.roundings {
      if written.value.isZero {
        guard case .decimals = precision, rounding.suffices(precision) else { continue }
      }
      switch locate(value, index, around: written.value, within: rounding.halfUnit) {
      case .inside:
        if rounding.suffices(precision) { return .holds(.rounded) }
        // 2 is too coarse for most, but not for ln(e^2).
        if value.exact[index].obstacle != nil,
          case .inseparable(let bits) = compare(
            value, index, RealQuantity(Quantity(written.value)), 0)
        {
          return .holds(.agreed(bits: bits))
        }
        guard keepsDigit(value, index, of: written, rounding) else { continue }
        return .fails(.tooCoarse(digits: rounding.digits, wanted: precision))
      case .undecided: doubt = .undecided(.precision(bits: greatestPrecision))
      case .tooLarge: doubt = .undecided(.tooLarge)
      case .outside: continue
      case .noValue(let obstacle): return .fails(.noValue(obstacle))
      }
    }
    guard let doubt else { return .fails(.differs(entries: [index])) }
    // Enclosures cannot prove equality, of 0 and of 2/3 as little as of 2.
    if case .inseparable(let bits) = compare(
      value, index, RealQuantity(Quantity(written.value)), 0)
    {
      return .holds(.agreed(bits: bits))
    }
    return doubt
  }

  /// Whether a rounding keeps the first digit of a value: 1 rounds 0.97 as far as it goes, and of
  /// 0.68 it says nothing.
  private func keepsDigit(
    _ value: RealQuantity, _ index: Int, of written: WrittenNumber,
    _ rounding: WrittenNumber.Rounding
  ) -> Bool {
    guard written.value.magnitude == rounding.unit else { return true }
    // Below a power of ten the first digit is a place further on: from 0.95 to 1.5 units.
    let center = written.value * Rational(49, over: 40)
    switch locate(value, index, around: center, within: rounding.unit * Rational(11, over: 40)) {
    case .outside: return false
    case .inside, .undecided, .noValue, .tooLarge: return true
    }
  }

  private enum Location {
    case inside(isExact: Bool)
    case outside
    case undecided
    case noValue(Obstacle)
    case tooLarge
  }

  /// Where an entry lies, seen from a number with some slack.
  private func locate(
    _ value: RealQuantity, _ index: Int, around center: Rational, within slack: Rational
  ) -> Location {
    let exact = value.exact[index]
    if exact.obstacle == nil {
      let distance = (exact - center).magnitude
      return distance <= slack ? .inside(isExact: distance.isZero) : .outside
    }
    let found: Location? = refine(from: 64, to: greatestPrecision) { precision -> Location? in
      let ball = value.enclosures(precision: precision)[index]
      if let obstacle = ball.obstacle {
        guard obstacle.isCertain else { return obstacle == .tooLarge ? .tooLarge : nil }
        return .noValue(obstacle)
      }
      // By enclosures, since bounds as fractions end at 2^32768 and its inverse.
      let low = ball.compared(to: center - slack)
      switch (low, slack.isZero ? low : ball.compared(to: center + slack)) {
      case (-1, _), (_, 1): return .outside
      case (0?, 0?): return .inside(isExact: true)
      case (1, -1), (0?, -1), (1, 0?): return .inside(isExact: false)
      default: return nil
      }
    }
    return found ?? .undecided
  }
}
