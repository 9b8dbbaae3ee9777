import Checking
import Notation
import Scalars
import WorkedExamples

/// Mistakes that need no list: right up to a sign, a factor or a constant, other places, digits
/// that were cut off.
enum GeneralSlips {
  /// A change of the right value, or of a listed mistake.
  struct Change: Sendable {
    let mistake: Mistake
    let factor: Rational

    /// The change as a formula.
    func apply(_ formula: Formula) -> Formula {
      if factor == -1 { return Formula(.negative(formula)) }
      let scale = Formula(.number(Literal(value: factor, text: "\(factor)")))
      return Formula(.binary(.times, scale, formula))
    }

    func apply(_ value: RealQuantity) -> RealQuantity? {
      RealQuantity(.scaled(by: factor), [value])
    }
  }

  private static func change(
    _ code: String, _ factor: Rational, _ hint: String, _ detail: String? = nil
  ) -> Change {
    Change(
      mistake: Mistake(
        code: code, hint: hint, detail: detail ?? "this is \(factor) times what it should be"),
      factor: factor)
  }

  private static let half = Rational(1) / Rational(2)
  private static let factorHint = "this is off by a factor: which one is missing, or too much?"

  /// The likeliest changes, which also come together with a listed mistake.
  static let likely = [
    change("sign", -1, "look at the sign"), change("times-2", 2, factorHint),
    change("half", half, factorHint),
  ]

  /// All changes by a factor.
  static let changes: [Change] = {
    var changes = likely
    changes.append(change("minus-times-2", -2, "look at the sign, and at the factors"))
    changes.append(change("minus-half", -half, "look at the sign, and at the factors"))
    for places in 1...3 {
      let hint =
        "look at the decimal point" + (places == 1 ? "" : ": it is off by \(places) places")
      changes.append(change("point", Rational(10).power(places), hint))
      changes.append(change("point", Rational(10).power(-places), hint))
    }
    for factor in 3...9 {
      changes.append(change("factor", Rational(factor), factorHint))
      changes.append(change("factor", Rational(1) / Rational(factor), factorHint))
    }
    return changes
  }()

  /// Whether a mistake is one of those that people make everywhere.
  static func isLikely(_ mistake: Mistake) -> Bool {
    likely.contains { $0.mistake.code == mistake.code }
  }

  /// 0 for a sign; 1 for a factor 2 or a mistake that an author listed; 2 for other changes.
  static func rank(of mistake: Mistake) -> Int {
    guard let place = changes.firstIndex(where: { $0.mistake.code == mistake.code }) else {
      return 1
    }
    return place == 0 ? 0 : place < likely.count ? 1 : 2
  }

  /// How many changes are told of in the same words, or by the same name.
  static func likes(of mistake: Mistake) -> Int {
    changes.count { $0.mistake.code == mistake.code || $0.mistake.hint == mistake.hint }
  }

  /// The mistakes of a step that asks for a formula, the likeliest first: those that its author
  /// listed, those that any step has, and two made together.
  static func candidates(for target: Target) -> [(mistake: Mistake, formula: Formula)] {
    let listed = target.slips.map {
      (mistake: Mistake(code: $0.code, hint: $0.hint), formula: $0.value.formula)
    }
    let right = target.value.formula
    let general = changes.prefix { $0.mistake.code != "point" }.map {
      (mistake: $0.mistake, formula: $0.apply(right))
    }
    var pairs: [(mistake: Mistake, formula: Formula)] = []
    for one in listed {
      for other in likely {
        pairs.append((one.mistake + other.mistake, other.apply(one.formula)))
      }
    }
    for (index, one) in listed.enumerated() {
      for other in listed.dropFirst(index + 1) where other.mistake.code != one.mistake.code {
        let together = one.mistake + other.mistake
        let sum = Formula(.binary(.plus, one.formula, other.formula))
        pairs.append((together, Formula(.binary(.minus, sum, right))))
        // Of a sum each mistake changes a term, of a product each changes a factor.
        let product = Formula(.binary(.entrywiseTimes, one.formula, other.formula))
        pairs.append((together, Formula(.binary(.entrywiseOver, product, right))))
        pairs.append(
          (together + likely[0].mistake, likely[0].apply(Formula(.binary(.minus, sum, right)))))
      }
    }
    return listed + general + pairs
  }

  // MARK: What entries tell together

  /// The same factor or constant everywhere, other places, digits that were cut off.
  static func pattern(
    of numbers: [WrittenNumber], shape: Shape, against right: RealQuantity,
    isExact: Bool, holds: (WrittenNumber, Int) -> Bool
  ) -> Mistake? {
    if numbers.indices.allSatisfy({ holds(numbers[$0], $0) || numbers[$0].isCutOff(right, $0) }) {
      return Mistake(
        code: "cut-off", hint: "the digits were cut off here: the last one must be rounded")
    }
    // Counts are asked for exactly.
    if numbers.count == 1 { return isExact ? offByOne(numbers[0], right) : nil }
    guard numbers.count <= 64 else { return nil }
    if case .matrix(let rows, let columns) = shape, rows == columns,
      numbers.indices.allSatisfy({ holds(numbers[$0], $0 % rows * columns + $0 / rows) })
    {
      return Mistake(code: "transposed", hint: "rows and columns are exchanged")
    }
    if isPermutation(numbers, holds) {
      return Mistake(code: "permuted", hint: "these are the right entries in another order")
    }
    // Where both are 0, any factor will do.
    let places = numbers.indices.filter { !right.exact[$0].isZero || !numbers[$0].value.isZero }
    // What is right somewhere is not off everywhere, though a rounding may leave room for it.
    guard places.count > 1, !places.contains(where: { holds(numbers[$0], $0) }) else { return nil }
    let bounds = numbers.indices.map { right.bounds($0) }
    if let constant = common(
      zip(numbers, bounds).map { number, bounds in
        bounds.map { number.interval - ($0.lower...$0.upper) }
      }), !constant.contains(.zero)
    {
      return Mistake(
        code: "constant", hint: "every entry is off by the same amount",
        detail: "that is about \(constant.middle.decimal(significantDigits: 3))")
    }
    if let factor = common(
      places.map { index in
        bounds[index].flatMap { numbers[index].interval / ($0.lower...$0.upper) }
      }
    ), !factor.contains(.one), !factor.contains(.zero) {
      return Mistake(
        code: "factor", hint: "every entry is off by the same factor",
        detail: "that is about \(factor.middle.decimal(significantDigits: 3))")
    }
    return nil
  }

  /// A count that is off by one.
  private static func offByOne(_ number: WrittenNumber, _ right: RealQuantity) -> Mistake? {
    guard right.exact[0].obstacle == nil, right.exact[0].isInteger, number.value.isInteger,
      (number.value - right.exact[0]).magnitude == .one
    else { return nil }
    return Mistake(code: "off-by-one", hint: "this is off by one: what is counted?")
  }

  /// What all intervals have in common; nil where there is nothing, or one is missing.
  private static func common(_ intervals: [ClosedRange<Rational>?]) -> ClosedRange<Rational>? {
    guard var result = intervals.first ?? nil else { return nil }
    for interval in intervals.dropFirst() {
      guard let interval, interval.overlaps(result) else { return nil }
      result = result.clamped(to: interval)
    }
    return result
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
  /// What the number may have been rounded from; a whole number, as `2.50`, is taken as it is.
  fileprivate var interval: ClosedRange<Rational> {
    guard let halfUnit, digits.upperBound >= 3, !value.isInteger else { return value...value }
    return (value - halfUnit)...(value + halfUnit)
  }

  /// Whether the digits of the right value were cut off where they should have been rounded.
  fileprivate func isCutOff(_ right: RealQuantity, _ index: Int) -> Bool {
    guard let unit, !value.isZero, digits.upperBound >= 2, let bounds = right.bounds(index) else {
      return false
    }
    // Towards 0, by less than a unit.
    return value.signum > 0
      ? bounds.lower > value && bounds.upper < value + unit
      : bounds.upper < value && bounds.lower > value - unit
  }
}

extension ClosedRange<Rational> {
  fileprivate var middle: Rational { (lowerBound + upperBound) / 2 }

  fileprivate static func - (left: Self, right: Self) -> Self {
    (left.lowerBound - right.upperBound)...(left.upperBound - right.lowerBound)
  }

  /// Nil where the divisor may be 0.
  fileprivate static func / (left: Self, right: Self) -> Self? {
    guard !right.contains(.zero) else { return nil }
    let ends = [
      left.lowerBound / right.lowerBound, left.lowerBound / right.upperBound,
      left.upperBound / right.lowerBound, left.upperBound / right.upperBound,
    ]
    guard let least = ends.min(), let greatest = ends.max(), least.obstacle == nil,
      greatest.obstacle == nil
    else { return nil }
    return least...greatest
  }
}
