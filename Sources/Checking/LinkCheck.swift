import Notation
import Scalars
import WorkedExamples

/// The one rule for links between numbers that may be rounded.
///
/// A link holds if its sides are equal, or if rounding explains how they differ:
///
/// 1. Where a side is worked out, it is the correct rounding of the other side.
/// 2. Elsewhere one side lies among all that the other may come to, each decimal in that being what
///    some number was rounded to; and what is left is still a number, of two right digits. If one
///    side is a single decimal but for exact numbers (`1.109 + 1`), and the other is not, it is as
///    good as worked out, and only its own decimal was rounded.
///
/// Only what can have been rounded is widened: what is given, or stands on both sides, is exact, and
/// so are whole numbers, unless the other side is irrational, or the link says ≈.
/// Nothing depends on which side stands left, nor on factors 1 and summands 0.
struct LinkCheck {
  private struct Side {
    let formula: Formula
    var value: RealQuantity
    let setting: Setting
    /// The number that each entry is worked out to; nil where it is not. 1.6487/2.6487 is made of
    /// roundings as much as 1.6487/(1 + 1.6487) is.
    lazy var numbers: [WrittenNumber?] = {
      let found = WrittenNumber.entries(of: setting.withoutNeutralElements(formula)) {
        WrittenNumber(setting.withoutNeutralElements($0))
      }
      guard found.count == value.exact.count else { return value.exact.map { _ in nil } }
      return found.map { $0?.unit == nil ? nil : $0 }
    }()
  }

  private let judge: Judge
  private var left: Side
  private var right: Side
  private let setting: Setting
  private let precision: Precision
  private let fewestDigits: Int
  private let isApproximate: Bool
  private let isLast: Bool
  /// Whether a side is known by two computations only.
  private var isComputed = false
  /// Whether the left side may be what was rounded.
  private let readsBackwards: Bool
  // Most links need neither.
  private lazy var leftWidening = widening(left, beside: right)
  private lazy var rightWidening = widening(right, beside: left)
  private let unrounded: [String: RealQuantity]

  init(
    _ judge: Judge, _ chain: Chain, _ values: [RealQuantity], link: Int, in setting: Setting,
    precision: Precision, fewestDigits: Int = 3, unrounded: [String: RealQuantity] = [:],
    readsBackwards: Bool = true
  ) {
    self.judge = judge
    left = Side(formula: chain.members[link], value: values[link], setting: setting)
    right = Side(formula: chain.members[link + 1], value: values[link + 1], setting: setting)
    isApproximate = chain.links[link] == .approximately
    isLast = link == chain.links.count - 1
    self.setting = setting
    self.precision = precision
    self.fewestDigits = fewestDigits
    self.unrounded = unrounded
    self.readsBackwards = readsBackwards
  }

  private func widening(_ side: Side, beside other: Side) -> Widening {
    Widening(
      side.formula, beside: other.formula, in: setting, unrounded: unrounded,
      fewestDigits: fewestDigits,
      roundsWhole: isApproximate || other.value.exact.contains { $0.obstacle == .irrational })
  }

  /// Judges the link; `target` is what the chain must come to, where that is known.
  mutating func verdict(expecting target: RealQuantity?) -> Verdict {
    let verdict = judge.compare(left.value, right.value)
    switch verdict {
    case .fails(.differs), .undecided: break
    case .holds, .fails: return verdict
    }
    guard let digits = [left.value, right.value].compactMap(\.computedDigits).min() else {
      return rounding(after: verdict, expecting: target)
    }
    // Of what is known by two computations, what lies in their digits decides; it is no decimal that
    // was rounded.
    guard digits > 0 else { return verdict }
    (left.value, right.value) = (left.value.taken, right.value.taken)
    isComputed = true
    return rounding(after: verdict, expecting: target).computed(to: digits)
  }

  /// Judges by rounding what is not equal.
  private mutating func rounding(after verdict: Verdict, expecting target: RealQuantity?) -> Verdict
  {
    guard left.value.exact.count == right.value.exact.count else { return verdict }
    var evidence = Evidence.exact
    var differing: [Int] = []
    var weaker: Verdict?
    for index in left.value.exact.indices {
      let entry = self.verdict(index, expecting: target)
      switch entry {
      case .holds(let found): evidence = max(evidence, found)
      case .undecided: return entry
      case .fails(.differs): differing.append(index)
      case .fails(.tooCoarse), .fails(.digitsLost): weaker = weaker ?? entry
      case .fails: return entry
      }
    }
    if !differing.isEmpty { return .fails(.differs(entries: differing)) }
    return weaker ?? .holds(evidence)
  }

  private mutating func verdict(_ index: Int, expecting target: RealQuantity?) -> Verdict {
    var doubt: Verdict?
    switch judge.compare(left.value, index, right.value, index) {
    case .equal: return .holds(.exact)
    case .inseparable(let bits): return .holds(.agreed(bits: bits))
    case .subgradient: return .holds(.subgradient)
    case .noValue(let obstacle): return .fails(.noValue(obstacle))
    case .undecided(let bits): doubt = .undecided(.precision(bits: bits))
    case .tooLarge: doubt = .undecided(.tooLarge)
    case .different: break
    }
    if let found = roundings(index) {
      guard case .fails = found else { return found }
      return carried(to: target, index) ?? found
    }
    if isComputed { return doubt ?? .differs(index) }
    let found = images(index)
    return found == .differs(index) ? doubt ?? found : found
  }

  /// Where a side is worked out, it must be a rounding of the other; nil where neither is.
  private mutating func roundings(_ index: Int) -> Verdict? {
    var found: [Verdict] = []
    if let number = right.numbers[index] {
      found.append(judge.judge(number, against: left.value, index, precision: precision))
    }
    if readsBackwards, let number = left.numbers[index] {
      found.append(judge.judge(number, against: right.value, index, precision: precision))
    }
    return found.first { $0.isHeld } ?? found.first { $0 != .differs(index) } ?? found.first
  }

  /// Whether one side may come to what the other does, by what its decimals were rounded from.
  private mutating func images(_ index: Int) -> Verdict {
    var sides = [(rightWidening, left.value)]
    let (own, other) = (leftWidening.standing(index), rightWidening.standing(index))
    if own == .fixed || other == .fixed || own == other {
      if readsBackwards { sides.append((leftWidening, right.value)) }
    } else if own > other {
      sides = readsBackwards ? [(leftWidening, right.value)] : []
    }
    var lost: Verdict?
    var doubt: Verdict?
    for (widening, value) in sides {
      switch widening.reaches(value, index, by: judge) {
      case .fails(.digitsLost(let count)): lost = .fails(.digitsLost(left: count))
      case .fails: continue
      case .undecided(let found): doubt = .undecided(found)
      case let held: return held
      }
    }
    return lost ?? doubt ?? .differs(index)
  }

  /// The unrounded value was carried along: it rounds to what is written here, and it could have
  /// been rounded to the numbers written before; nil where it is not so.
  private mutating func carried(to target: RealQuantity?, _ index: Int) -> Verdict? {
    guard isLast, let target, target.exact.count == left.value.exact.count,
      let number = right.numbers[index],
      judge.judge(number, against: target, index, precision: precision).isHeld
    else { return nil }
    let verdict = leftWidening.reaches(target, index, by: judge)
    return verdict == .differs(index) ? nil : verdict
  }
}

extension Verdict {
  static func differs(_ entry: Int) -> Verdict { .fails(.differs(entries: [entry])) }
}

extension Evidence {
  /// Enclosures cannot prove equality; they agree to this many digits (log10 2 ≈ 0.301).
  static func agreed(bits: Int) -> Evidence { .agreed(points: 1, digits: bits * 301 / 1000) }
}

extension Setting {
  /// The formula without the factors 1 and the summands 0 around it.
  func withoutNeutralElements(_ formula: Formula) -> Formula {
    guard case .binary(let operation, let left, let right) = formula.node else {
      if case .negative(let operand) = formula.node {
        return Formula(.negative(withoutNeutralElements(operand)), at: formula.range)
      }
      return formula
    }
    switch operation {
    case .plus where isExactly(0, right), .minus where isExactly(0, right),
      .over where isExactly(1, right), .entrywiseOver where isExactly(1, right),
      .power where isExactly(1, right), .entrywisePower where isExactly(1, right):
      return withoutNeutralElements(left)
    case .plus where isExactly(0, left): return withoutNeutralElements(right)
    case .minus where isExactly(0, left):
      return Formula(.negative(withoutNeutralElements(right)), at: formula.range)
    case .times, .entrywiseTimes:
      // 1*10^-3 is one number.
      if WrittenNumber(formula) != nil { return formula }
      if isExactly(1, right) { return withoutNeutralElements(left) }
      return isExactly(1, left) ? withoutNeutralElements(right) : formula
    default: return formula
    }
  }

  /// Whether a formula is this number, and no rounding of another.
  private func isExactly(_ number: Rational, _ formula: Formula) -> Bool {
    !formula.hasRoundings && arithmetic(formula) == number
  }
}
