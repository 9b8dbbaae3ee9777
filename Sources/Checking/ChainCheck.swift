import Notation
import Scalars
import WorkedExamples

/// What was found out about a chain, link by link.
package struct ChainFinding: Sendable {
  /// One verdict for each link, in order.
  package let links: [Verdict]
  /// What each member comes to.
  package let members: [RealQuantity]

  package init(links: [Verdict], members: [RealQuantity]) {
    self.links = links
    self.members = members
  }

  /// The first link that does not follow, from 0.
  package var firstFailure: Int? { links.firstIndex { !$0.isHeld } }

  /// Why it cannot be told whether all links follow; nil where one certainly fails, or all hold.
  package var doubt: Doubt? {
    var doubt: Doubt?
    for link in links {
      switch link {
      case .holds: continue
      case .fails: return nil
      case .undecided(let found): doubt = doubt ?? found
      }
    }
    return doubt
  }
}

extension Judge {
  /// Checks a chain of numbers link by link.
  ///
  /// `right` is what the whole chain must come to, where that is known: a last member that rounds
  /// it holds even if the member before it was written with rounded numbers. `unrounded` are
  /// the values behind names that stand for rounded ones.
  package func check(
    _ chain: Chain, in setting: Setting, right: RealQuantity? = nil,
    precision: Precision = .digits(3),
    unrounded: [String: RealQuantity] = [:]
  ) throws(Diagnostic) -> ChainFinding {
    let values = try setting.evaluate(chain.members)
    var links: [Verdict] = []
    for (index, relation) in chain.links.enumerated() {
      let sides = Sides(
        left: chain.members[index], leftValue: values[index],
        right: chain.members[index + 1], rightValue: values[index + 1],
        isLast: index == chain.links.count - 1)
      switch relation {
      case .equal, .approximately:
        var verdict = try equality(
          sides, in: setting, expecting: right, precision: precision, unrounded)
        // Who says that two things are near says so in both directions: 1.414 ≈ sqrt(2).
        if relation == .approximately, !verdict.isHeld {
          let turned = try equality(
            sides.turned, in: setting, expecting: nil, precision: precision, unrounded)
          if turned.isHeld { verdict = turned }
        }
        links.append(verdict)
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual:
        links.append(compare(sides.leftValue, relation, sides.rightValue))
      }
    }
    return ChainFinding(links: links, members: values)
  }

  private struct Sides {
    let left: Formula
    let leftValue: RealQuantity
    let right: Formula
    let rightValue: RealQuantity
    let isLast: Bool

    var turned: Sides {
      Sides(
        left: right, leftValue: rightValue, right: left, rightValue: leftValue, isLast: false)
    }
  }

  private func equality(
    _ sides: Sides, in setting: Setting, expecting target: RealQuantity?, precision: Precision,
    _ unrounded: [String: RealQuantity]
  ) throws(Diagnostic) -> Verdict {
    let verdict = compare(sides.leftValue, sides.rightValue)
    guard case .fails(.differs) = verdict else { return verdict }
    var evidence = Evidence.exact
    var differing: [Int] = []
    var coarse: Verdict?
    let numbers = WrittenNumber.all(of: sides.right)
    // Most links need neither.
    lazy var widened = enclosures(widening: sides.right, in: setting, unrounded)
    lazy var carried = enclosures(widening: sides.left, in: setting, unrounded)
    for index in sides.leftValue.exact.indices {
      let entry: Verdict
      if let numbers, numbers.count == sides.leftValue.exact.count {
        let found = judge(
          numbers[index], against: sides.leftValue, index, precision: precision)
        // On the way 1.6487/2.6487 is made of roundings, as 1.6487/(1 + 1.6487) is.
        if case .fails = found, numbers[index].unit == nil, !sides.isLast {
          entry = contains(widened, sides.leftValue, index)
        } else {
          entry = found
        }
      } else if case .equal = compare(sides.leftValue, index, sides.rightValue, index) {
        entry = .holds(.exact)
      } else {
        entry = contains(numbers == nil ? widened : nil, sides.leftValue, index)
      }
      switch entry {
      case .holds(let found):
        evidence = max(evidence, found)
      case .undecided:
        return entry
      case .fails(let failure):
        // The unrounded value was carried along: it rounds to what is written here, and it
        // could have been rounded to the numbers written before.
        if sides.isLast, let target, let numbers, target.exact.count == numbers.count,
          judge(numbers[index], against: target, index, precision: precision).isHeld,
          contains(carried, target, index).isHeld
        {
          evidence = max(evidence, .rounded)
        } else if case .tooCoarse = failure {
          coarse = coarse ?? entry
        } else {
          differing.append(index)
        }
      }
    }
    if !differing.isEmpty { return .fails(.differs(entries: differing)) }
    return coarse ?? .holds(evidence)
  }

  /// Whether a chain begins with what is right, each link follows, and yet rounding on the way led
  /// to another end.
  package func roundsEarly(
    _ chain: Chain, _ finding: ChainFinding, to right: RealQuantity, _ index: Int,
    in setting: Setting
  ) -> Bool {
    guard chain.members.count > 1, finding.links.allSatisfy(\.isHeld),
      finding.members[0].exact.count == right.exact.count
    else { return false }
    for (link, relation) in chain.links.enumerated() where relation != .equal {
      // Read backwards, 2.10 ≈ 2.104 holds, too: by such steps one comes anywhere.
      let sides = Sides(
        left: chain.members[link], leftValue: finding.members[link],
        right: chain.members[link + 1], rightValue: finding.members[link + 1], isLast: false)
      guard relation == .approximately,
        let verdict = try? equality(
          sides, in: setting, expecting: nil, precision: .digits(3), [:]), verdict.isHeld
      else { return false }
    }
    switch compare(finding.members[0], index, right, index) {
    case .equal, .inseparable: return true
    case .different, .undecided, .noValue, .tooLarge: break
    }
    return contains(enclosures(widening: chain.members[0], in: setting, [:]), right, index).isHeld
  }

  // MARK: Numbers that may be rounded

  /// Evaluates a formula with each decimal in it widened to all numbers that round to it, and
  /// each rounded name to what it was rounded from.
  ///
  /// Nil where there is nothing to widen, or nothing comes of it.
  private func enclosures(
    widening formula: Formula, in setting: Setting, _ unrounded: [String: RealQuantity]
  ) -> [Ball]? {
    guard formula.hasRoundings || !unrounded.isEmpty else { return nil }
    let bits = 128
    var widened: [(name: String, ball: Ball)] = []
    let rewritten = formula.replacingLiterals { literal in
      guard literal.mayBeRounded else { return nil }
      let number = WrittenNumber(literal)
      guard let halfUnit = number.halfUnit, number.digits.upperBound >= 3 else { return nil }
      // No name of the notation begins with this sign.
      let name = "~\(widened.count)"
      widened.append(
        (
          name,
          Ball(number.value - halfUnit, in: bits)
            .hull(Ball(number.value + halfUnit, in: bits))
        ))
      return .name(name)
    }
    guard !widened.isEmpty || formula.names.contains(where: { unrounded[$0.name] != nil }) else {
      return nil
    }
    let evaluation = Evaluation<Ball>(setting.scope, setting: bits, at: setting.point)
    for (name, value) in setting.bindings(of: [formula]) {
      var balls = value.enclosures(precision: bits)
      if let whole = unrounded[name], whole.shape == value.shape {
        balls = zip(balls, whole.enclosures(precision: bits)).map { $0.hull($1) }
      }
      evaluation.bind(name, to: Quantity(value.shape, balls), exactly: value.exactQuantity)
    }
    for (name, ball) in widened { evaluation.bind(name, to: Quantity(ball)) }
    return try? evaluation.value(of: rewritten).entries
  }

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

  private func contains(_ enclosures: [Ball]?, _ value: RealQuantity, _ index: Int) -> Verdict {
    guard let enclosures, enclosures.indices.contains(index), enclosures[index].obstacle == nil
    else { return .fails(.differs(entries: [index])) }
    let ball = enclosures[index]
    let exact = value.exact[index]
    let isInside: Bool
    if exact.obstacle == nil {
      isInside = ball.contains(exact)
    } else {
      let inner = value.enclosures(precision: 256)[index]
      isInside = inner.obstacle == nil && ball.lower <= inner.lower && inner.upper <= ball.upper
    }
    return isInside ? .holds(.rounded) : .fails(.differs(entries: [index]))
  }
}

extension Formula {
  /// Whether some number in it may stand for those that round to it.
  fileprivate var hasRoundings: Bool {
    if case .number(let literal) = node { return literal.mayBeRounded }
    var isFound = false
    node.forEachPart { isFound = isFound || $0.hasRoundings }
    return isFound
  }
}

extension Literal {
  /// Whether it has a point and room for three digits.
  fileprivate var mayBeRounded: Bool {
    text.utf8.count > 3 && text.utf8.contains(UInt8(ascii: "."))
  }
}
