import Checking
import Notation
import Scalars
import WorkedExamples

/// Mistakes that need no list: right up to a sign, a factor or a constant, and any listed
/// mistake made together with one of these.
enum GeneralSlips {
  private struct Change: Sendable {
    let code: String
    let hint: String
    let apply: @Sendable (Formula) -> Formula
  }

  private static func number(_ value: Int) -> Formula {
    Formula(.number(Literal(value: Rational(value), text: "\(value)")))
  }

  private static func times(_ factor: Int) -> @Sendable (Formula) -> Formula {
    { Formula(.binary(.times, number(factor), $0)) }
  }

  private static func over(_ divisor: Int) -> @Sendable (Formula) -> Formula {
    { Formula(.binary(.over, $0, number(divisor))) }
  }

  private static let changes = [
    Change(code: "sign", hint: "the sign is turned") { Formula(.negative($0)) },
    Change(code: "times-2", hint: "this is twice what it should be", apply: times(2)),
    Change(code: "half", hint: "this is half of what it should be", apply: over(2)),
    Change(
      code: "minus-times-2", hint: "the sign is turned, and this is twice too large",
      apply: times(-2)),
    Change(code: "point", hint: "look at the decimal point", apply: times(10)),
    Change(code: "point", hint: "look at the decimal point", apply: over(10)),
    Change(code: "point", hint: "look at the decimal point by two places", apply: times(100)),
    Change(code: "point", hint: "look at the decimal point by two places", apply: over(100)),
  ]

  /// What a mistake comes to.
  struct Candidate: Sendable {
    let mistake: Mistake
    let formula: Formula
  }

  /// The mistakes of a step, the likeliest first: those that its author listed, those that any
  /// step has, and two made together.
  static func candidates(for target: Target) -> [Candidate] {
    let listed = target.slips.map {
      Candidate(mistake: Mistake(code: $0.code, hint: $0.hint), formula: $0.value.formula)
    }
    let general = changes.map {
      Candidate(
        mistake: Mistake(code: $0.code, hint: $0.hint), formula: $0.apply(target.value.formula))
    }
    let pairs = listed.flatMap { one in
      changes.prefix(3).map { other in
        Candidate(
          mistake: Mistake(
            code: "\(one.mistake.code)+\(other.code)",
            hint: "\(one.mistake.hint); and \(other.hint)"),
          formula: other.apply(one.formula))
      }
    }
    return listed + general + pairs
  }

  /// What entries tell together: the same factor or constant everywhere, other places, digits
  /// that were cut off.
  static func pattern(
    of numbers: [WrittenNumber], against right: RealQuantity, judge: Judge, fewestDigits: Int
  ) -> Mistake? {
    func holds(_ number: WrittenNumber, _ index: Int) -> Bool {
      judge.judge(number, against: right, index, fewestDigits: fewestDigits).isHeld
    }
    if numbers.indices.allSatisfy({ holds(numbers[$0], $0) || numbers[$0].isCutOff(right, $0) }) {
      return Mistake(
        code: "cut-off", hint: "the digits were cut off here: the last one must be rounded")
    }
    guard numbers.count > 1, numbers.count <= 64 else { return nil }
    if isPermutation(numbers, holds) {
      return Mistake(code: "permuted", hint: "these are the right entries in another order")
    }
    guard right.isExact else { return nil }
    let differences = numbers.indices.map { numbers[$0].value - right.exact[$0] }
    if Set(differences).count == 1 {
      return Mistake(code: "constant", hint: "every entry is off by the same amount")
    }
    let factors = numbers.indices.filter { !right.exact[$0].isZero || !numbers[$0].value.isZero }
      .map { numbers[$0].value / right.exact[$0] }
    if factors.count > 1, Set(factors).count == 1, let factor = factors.first,
      factor.obstacle == nil, !factor.isZero
    {
      return Mistake(code: "factor", hint: "every entry is off by the same factor")
    }
    return nil
  }

  /// Whether every number is the right one of some place, each place taken once.
  private static func isPermutation(
    _ numbers: [WrittenNumber], _ holds: (WrittenNumber, Int) -> Bool
  ) -> Bool {
    var free = Array(numbers.indices)
    for number in numbers {
      guard let place = free.firstIndex(where: { holds(number, $0) }) else { return false }
      free.remove(at: place)
    }
    return true
  }
}

extension WrittenNumber {
  /// Whether the digits of the right value were cut off where they should have been rounded.
  fileprivate func isCutOff(_ right: RealQuantity, _ index: Int) -> Bool {
    guard let halfUnit, !value.isZero, significantDigits >= 2 else { return false }
    let unit = halfUnit * 2
    let exact = right.exact[index]
    let lower: Rational
    let upper: Rational
    if exact.obstacle == nil {
      (lower, upper) = (exact, exact)
    } else {
      let ball = right.enclosures(precision: 256)[index]
      guard ball.obstacle == nil else { return false }
      (lower, upper) = (ball.lower, ball.upper)
    }
    // Towards 0, by less than a unit.
    return value.signum > 0
      ? lower > value && upper < value + unit : upper < value && lower > value - unit
  }
}
