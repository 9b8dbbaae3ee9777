import Checking
import Notation
import Scalars
import WorkedExamples

/// Judging a step from the sheet's own earlier values, in a way that is not worth cheating for.
///
/// An entry that is wrong follows if it is right from the sheet's own values, and shows work:
///
/// 1. It is not 0: a dead unit and a chosen zero earn nothing.
/// 2. It is visibly another than it would be if the wrong earlier answers were 0. What is only a
///    sign, a case or a place need not be, if those answers are not 0 and not all the same.
/// 3. It is not a given number that is left alone because the wrong earlier answers are 1 or -1.
/// 4. It was not wrong in two places before: who writes one number everywhere is guessing.
/// 5. If it is rounded, nothing that matters to the right value is lost by the rounding: a huge
///    earlier answer does not wash out the rest.
///
/// Who writes three digits of a wrong answer and goes on with all that the calculator shows is no
/// worse than who goes on with the three: what follows from any number that a wrong answer may be
/// the rounding of follows, too.
extension SheetJudge {
  struct FollowThrough {
    /// Which entries follow from the sheet's own earlier values.
    var follows: [Bool]
    /// Whether all that is not right comes of the sheet's own wrong values, even where an entry
    /// shows no work and therefore does not follow.
    var comesOfOwn = false
    /// Earlier answers, used here, that are wrong.
    var wrong: [String] = []
    /// Earlier answers, used here, that are right but rounded.
    var rounded: [String] = []
    /// Whether an entry follows only from what earlier answers were before they were rounded.
    var isCarried = false
  }

  /// Tells which numbers follow from the sheet's own values; nothing is looked for where one
  /// `isRight`. `isPlace` says that the number is the place of an option: 0 is as good as any.
  func follow(
    _ numbers: [WrittenNumber], isRight: [Bool], via: Formula, precision: Precision,
    _ place: Place, _ ledger: Ledger, isPlace: Bool = false
  ) -> FollowThrough {
    let nothing = FollowThrough(follows: numbers.map { _ in false })
    guard isRight.contains(false), foreign == nil, ledger.hasFlaws(in: via) else { return nothing }
    let names = Set(via.names.map(\.name))
    let sources = order.ids(of: names.filter(place.question.sees)).filter {
      (ledger[$0].standing ?? .exact) != .exact
    }
    guard !sources.isEmpty else { return nothing }
    let setting = self.setting(ledger.carried(over: key.values, names), place)
    guard let own = try? setting.evaluate(via), own.exact.count == numbers.count else {
      return nothing
    }
    let wrong = sources.filter { ledger[$0].standing == .wrong }
    var slack: [String: [Rational]] = [:]
    for source in sources where !ledger[source].slack.isEmpty {
      slack[source] = ledger[source].slack
    }
    let proof = ProofOfWork(
      judge: judge, via: via, precision: precision, own: setting,
      right: self.setting(key.values(of: names), place), wrong: wrong,
      visible: place.question.visible,
      isPlace: isPlace || via.isPlace, count: numbers.count, slack: slack)
    lazy var image =
      wrong.isEmpty || slack.isEmpty ? nil : judge.image(of: via, in: setting, rounded: slack)
    var result = FollowThrough(
      follows: numbers.map { _ in false }, comesOfOwn: !wrong.isEmpty, wrong: wrong,
      rounded: sources.filter { ledger[$0].standing == .rounded })
    for (index, number) in numbers.enumerated() where !isRight[index] {
      let mayEarn = isPlace || !ledger.isGuess(number.value)
      let verdict = judge.judge(number, against: own, index, precision: precision)
      if verdict.isHeld {
        result.follows[index] = mayEarn && proof.shows(number, index, verdict)
      } else if let image, image.indices.contains(index),
        judge.mayRound(number, to: image[index], precision: precision)
      {
        if mayEarn, proof.shows(number, index, .holds(.rounded), isCarried: true) {
          result.follows[index] = true
          result.isCarried = true
        }
      } else {
        result.comesOfOwn = false
      }
    }
    return result
  }
}

/// Whether a number that follows from wrong ones shows that something was computed.
private struct ProofOfWork {
  let judge: Judge
  let via: Formula
  let precision: Precision
  /// The sheet's own values.
  let own: Setting
  let right: Setting
  /// The wrong earlier answers.
  let wrong: [String]
  let visible: Set<String>
  let isPlace: Bool
  /// How many entries there are.
  let count: Int
  /// By how much earlier answers may have been rounded.
  let slack: [String: [Rational]]

  /// `isCarried` says that it follows only from what earlier answers were before they were rounded.
  func shows(
    _ number: WrittenNumber, _ index: Int, _ verdict: Verdict, isCarried: Bool = false
  ) -> Bool {
    if number.value.isZero, !isPlace { return false }
    // From values that are only rounded nothing can be gained.
    guard !wrong.isEmpty else { return true }
    if isPlace || via.isDiscrete { return hasSubstance }
    return !remains(number, index, in: own.replacing(wrong) { $0.zeroed })
      && !isGivenNumber(number)
      && !(verdict.isRounding && isWashedOut(number, index, isCarried))
  }

  /// Whether the wrong earlier answers are more than one number everywhere, or 0.
  private var hasSubstance: Bool {
    wrong.contains { name in
      guard let value = own.bindings[name] else { return false }
      return value.exact.count == 1
        ? !value.exact[0].isZero : Set(value.exact).count > 1
    }
  }

  /// Whether the number would also be right elsewhere.
  private func remains(_ number: WrittenNumber, _ index: Int, in setting: Setting) -> Bool {
    guard let value = try? setting.evaluate(via), value.exact.count == count else { return false }
    return judge.judge(number, against: value, index, precision: precision).isHeld
  }

  /// Whether it is one of the given numbers, and the wrong answers leave them alone; where a wrong
  /// answer itself is passed on, that is how it has to be.
  private func isGivenNumber(_ number: WrittenNumber) -> Bool {
    let neutral: Set<Rational> = [-1, 0, 1]
    let sources = wrong.compactMap { own.bindings[$0] }.flatMap(\.exact)
    guard neutral.isSuperset(of: sources),
      !sources.contains(where: { $0.magnitude == number.value.magnitude })
    else { return false }
    return names.contains { name in
      visible.contains(name)
        && (value(of: name, in: own)?.exact.contains { $0.magnitude == number.value.magnitude }
          ?? false)
    }
  }

  /// Whether something that the right value depends on makes no difference here, because what is
  /// wrong is so large.
  private func isWashedOut(
    _ number: WrittenNumber, _ index: Int, _ isCarried: Bool
  ) -> Bool {
    var looks = 64
    for name in names where !wrong.contains(name) {
      guard let ownValue = value(of: name, in: own), let rightValue = value(of: name, in: right)
      else { continue }
      for entry in ownValue.exact.indices where rightValue.exact.indices.contains(entry) {
        guard looks > 0 else { return false }
        looks -= 1
        let without = own.replacing([name]) { _ in ownValue.zeroing(entry) }
        if isLost(number, index, between: own, and: without, isCarried: isCarried),
          matters(
            index, from: right, to: right.replacing([name]) { _ in rightValue.zeroing(entry) }),
          !(isStirred
            && matters(
              index, from: stirred, to: stirred.replacing([name]) { _ in ownValue.zeroing(entry) }))
        {
          return true
        }
      }
    }
    return false
  }

  /// Whether a number is as right in another setting.
  private func isLost(
    _ number: WrittenNumber, _ index: Int, between own: Setting, and other: Setting,
    isCarried: Bool
  ) -> Bool {
    guard isCarried else { return remains(number, index, in: other) }
    guard let image = judge.image(of: via, in: other, rounded: slack),
      image.indices.contains(index),
      judge.mayRound(number, to: image[index], precision: precision)
    else { return false }
    // What may be rounded may lose more than is lost.
    return !matters(index, from: own, to: other)
  }

  /// Whether some of the wrong answers are 0.
  private var isStirred: Bool {
    wrong.contains { own.bindings[$0]?.exact.contains(where: \.isZero) ?? false }
  }

  /// The sheet's own values with 1 for each 0 in the wrong ones: what only these 0 keep from making
  /// a difference, as a unit that is off keeps its input, is not lost by rounding.
  private var stirred: Setting {
    own.replacing(wrong) { value in
      RealQuantity(Quantity(value.shape, value.exact.map { $0.isZero ? .one : $0 }))
    }
  }

  /// Whether a value is visibly another in another setting: by a thousandth of it or more.
  private func matters(_ index: Int, from setting: Setting, to other: Setting) -> Bool {
    guard let before = try? setting.evaluate(via), let after = try? other.evaluate(via),
      before.exact.indices.contains(index), after.exact.indices.contains(index),
      let a = before.bounds(index), let b = after.bounds(index)
    else { return false }
    let distance = a.lower > b.upper ? a.lower - b.upper : b.lower - a.upper
    return distance * 1000 > max(a.lower.magnitude, a.upper.magnitude)
  }

  private var names: Set<String> { Set(via.names.map(\.name)) }

  private func value(of name: String, in setting: Setting) -> RealQuantity? {
    setting.bindings[name] ?? (try? setting.evaluate(Formula(.name(name))))
  }
}

extension Setting {
  /// The same, with other values for some names.
  fileprivate func replacing(_ names: [String], _ change: (RealQuantity) -> RealQuantity) -> Setting
  {
    var setting = self
    for name in names {
      guard
        let value = bindings[name] ?? (try? evaluate(Formula(.name(name))))
      else { continue }
      setting.bindings[name] = change(value)
    }
    return setting
  }
}

extension Formula {
  /// Whether the value is a place in a list, as that of the largest entry: 0 is one, too.
  fileprivate var isPlace: Bool {
    if case .call("argmax", _, _) = node { return true }
    return false
  }

  /// Whether the value is made of signs, cases and places, and has no slope anywhere.
  fileprivate var isDiscrete: Bool {
    switch node {
    case .indicator: return true
    case .number(let literal): return literal.value.isInteger
    case .call(let name, let order, _):
      switch name {
      case "sign", "argmax", "onehot": return order == 0
      case "relu", "abs": return order == 1
      default: return false
      }
    case .negative(let operand), .transpose(let operand), .entry(let operand, _):
      return operand.isDiscrete
    case .binary(.plus, let left, let right), .binary(.minus, let left, let right),
      .binary(.times, let left, let right), .binary(.entrywiseTimes, let left, let right):
      return left.isDiscrete && right.isDiscrete
    case .vector(let items): return items.allSatisfy(\.isDiscrete)
    case .sum(_, _, let body): return body.isDiscrete
    default: return false
    }
  }
}
