/// Between which numbers a formula lies, wherever it has a value.
///
/// It is a number system of its own: an interval with open or closed ends, which may be infinite, so
/// that a whole domain is looked at in one evaluation. What it says is certain (no value lies
/// outside) and need not be sharp: the two x of x - x are not known to be the same.
///
///     Extent.positive.ln.obstacle   // nil, any number
///     (-Extent.positive).ln.obstacle  // outside the domain, wherever it is
package struct Extent: Sendable {
  /// A number, or what lies beyond all numbers.
  package enum Place: Comparable, Sendable {
    case belowAll
    case number(Rational)
    case aboveAll

    fileprivate var signum: Int {
      switch self {
      case .belowAll: -1
      case .number(let number): number.signum
      case .aboveAll: 1
      }
    }

    fileprivate static prefix func - (place: Self) -> Self {
      switch place {
      case .belowAll: .aboveAll
      case .number(let number): .number(-number)
      case .aboveAll: .belowAll
      }
    }

    /// The product, where 0 times what lies beyond all numbers is 0.
    fileprivate static func * (a: Self, b: Self) -> Self {
      if case .number(let x) = a, case .number(let y) = b { return .number(x * y) }
      switch a.signum * b.signum {
      case 0: return .number(.zero)
      case 1: return .aboveAll
      default: return .belowAll
      }
    }
  }

  /// Where the values end, and whether the end itself may be one of them.
  package struct End: Equatable, Sendable {
    package let place: Place
    package let isReached: Bool

    package init(_ place: Place, isReached: Bool) {
      (self.place, self.isReached) = (place, isReached)
    }

    package init(_ number: Rational, isReached: Bool) {
      self.init(.number(number), isReached: isReached)
    }

    fileprivate static let zero = End(Rational.zero, isReached: true)
    fileprivate static let belowAll = End(.belowAll, isReached: false)
    fileprivate static let aboveAll = End(.aboveAll, isReached: false)

    fileprivate static prefix func - (end: Self) -> Self {
      End(-end.place, isReached: end.isReached)
    }
    fileprivate static func * (a: Self, b: Self) -> Self {
      // 0 is reached where one of the two is, whatever the other one is.
      let isZero = [a, b].contains { $0.isReached && $0.place.signum == 0 }
      return End(a.place * b.place, isReached: a.isReached && b.isReached || isZero)
    }
  }

  package let lower: End
  package let upper: End
  /// Why there is certainly no value, whatever the variables are; nil where there may be one.
  package let obstacle: Obstacle?

  package static let line = Extent(.belowAll, .aboveAll)
  package static let positive = Extent(End(Rational.zero, isReached: false), .aboveAll)
  /// What lies above a number, and the number itself if it is reached.
  static func from(_ number: Int, isReached: Bool) -> Extent {
    Extent(End(Rational(number), isReached: isReached), .aboveAll)
  }
  package static let negative = Extent(.belowAll, End(Rational.zero, isReached: false))

  /// What lies from one end to the other, which is not below it.
  package init(_ lower: End, _ upper: End) {
    self.lower = Self.short(lower, isUpper: false)
    self.upper = Self.short(upper, isUpper: true)
    obstacle = nil
  }

  private init(_ obstacle: Obstacle) {
    (lower, upper) = (.belowAll, .aboveAll)
    self.obstacle = obstacle
  }

  init(_ lower: Int, _ upper: Int, isReached: Bool) {
    self.init(
      End(Rational(lower), isReached: isReached), End(Rational(upper), isReached: isReached))
  }

  /// An end that is long to write is moved outwards, beyond all numbers if need be.
  private static func short(_ end: End, isUpper: Bool) -> End {
    guard case .number(let number) = end.place else { return end }
    let beyond = isUpper ? End.aboveAll : .belowAll
    guard number.obstacle == nil else { return beyond }
    guard number.words > 6 else { return end }
    let ball = Ball(number, in: 64)
    let moved = isUpper ? ball.upper : ball.lower
    return moved.obstacle == nil ? End(moved, isReached: end.isReached) : beyond
  }

  /// The sign that all values have; nil where they do not all have the same, or it is not known.
  package var certainSign: Int? {
    guard obstacle == nil else { return nil }
    if isNeverNegative, !mayBeZero { return 1 }
    if isNeverPositive, !mayBeZero { return -1 }
    return isNeverNegative && isNeverPositive ? 0 : nil
  }

  /// Whether no value is below 0.
  package var isNeverNegative: Bool { obstacle == nil && lower.place >= .number(.zero) }
  /// Whether no value is above 0.
  package var isNeverPositive: Bool { obstacle == nil && upper.place <= .number(.zero) }

  private var mayBeZero: Bool {
    let isBelow = lower.place < .number(.zero) || lower == .zero
    let isAbove = upper.place > .number(.zero) || upper == .zero
    return isBelow && isAbove
  }

  /// What lies in both; nil where nothing does.
  package func intersection(_ other: Extent) -> Extent? {
    guard obstacle == nil, other.obstacle == nil else { return nil }
    let low = Self.outermost([lower, other.lower], inwards: true, >)
    let high = Self.outermost([upper, other.upper], inwards: true, <)
    guard low.place < high.place || low.place == high.place && low.isReached && high.isReached
    else { return nil }
    return Extent(low, high)
  }

  /// The furthest of some ends; of equal ones, that which is reached, or `inwards` the other.
  private static func outermost(
    _ ends: [End], inwards: Bool = false, _ isFurther: (Place, Place) -> Bool
  ) -> End {
    ends.dropFirst().reduce(ends[0]) { best, end in
      if end.place == best.place { return end.isReached == inwards ? best : end }
      return isFurther(end.place, best.place) ? end : best
    }
  }

  /// What a function that rises makes of it; `image` encloses a value.
  private func rising(within range: Extent, _ image: (Ball) -> Ball) -> Extent {
    func end(_ end: End, isUpper: Bool) -> End {
      let beyond = isUpper ? range.upper : range.lower
      guard case .number(let number) = end.place else { return beyond }
      let ball = image(Ball(number, in: 64))
      guard ball.obstacle == nil else { return beyond }
      return End(isUpper ? ball.upper : ball.lower, isReached: end.isReached)
    }
    guard obstacle == nil else { return self }
    return Extent(end(lower, isUpper: false), end(upper, isUpper: true)).intersection(range)
      ?? range
  }

  private func mapped(_ body: (Extent) -> Extent) -> Extent { obstacle == nil ? body(self) : self }

  private func obstructed(with other: Extent) -> Extent? {
    obstacle != nil ? self : other.obstacle != nil ? other : nil
  }
}

extension Extent: Number {
  package init(_ exact: Rational, in setting: Void) {
    switch exact.obstacle {
    case nil: self.init(End(exact, isReached: true), End(exact, isReached: true))
    case .divisionByZero?, .outsideDomain?: self.init(exact.obstacle ?? .undecided)
    // There is a value, and nothing is known of it.
    case .irrational?, .tooLarge?, .tooMuchWork?, .undecided?: self = .line
    }
  }

  package static func pi(in setting: Void) -> Extent {
    let ball = Ball.pi(in: 64)
    return Extent(End(ball.lower, isReached: false), End(ball.upper, isReached: false))
  }

  package func constant(_ value: Int) -> Extent { Extent(Rational(value), in: ()) }
  package var words: Int { 12 }
  package func obstructed(by obstacle: Obstacle) -> Extent { Extent(obstacle) }

  package static prefix func - (operand: Extent) -> Extent {
    operand.mapped { Extent(-$0.upper, -$0.lower) }
  }

  package static func + (left: Extent, right: Extent) -> Extent {
    if let known = left.obstructed(with: right) { return known }
    func sum(_ a: End, _ b: End, or beyond: End) -> End {
      guard case .number(let x) = a.place, case .number(let y) = b.place else { return beyond }
      return End(x + y, isReached: a.isReached && b.isReached)
    }
    return Extent(
      sum(left.lower, right.lower, or: .belowAll), sum(left.upper, right.upper, or: .aboveAll))
  }

  package static func - (left: Extent, right: Extent) -> Extent { left + -right }

  package static func * (left: Extent, right: Extent) -> Extent {
    if let known = left.obstructed(with: right) { return known }
    let ends = [
      left.lower * right.lower, left.lower * right.upper, left.upper * right.lower,
      left.upper * right.upper,
    ]
    return Extent(outermost(ends, <), outermost(ends, >))
  }

  package static func / (left: Extent, right: Extent) -> Extent {
    if let known = left.obstructed(with: right) { return known }
    return right.certainSign == 0 ? Extent(.divisionByZero) : left * right.inverse
  }

  /// 1 over every number but 0.
  private var inverse: Extent {
    func inverted(_ end: End, or beyond: End) -> End {
      guard case .number(let number) = end.place else {
        return End(Rational.zero, isReached: false)
      }
      return number.isZero ? beyond : End(1 / number, isReached: end.isReached)
    }
    guard isNeverNegative || isNeverPositive else { return .line }
    return Extent(inverted(upper, or: .belowAll), inverted(lower, or: .aboveAll))
  }

  package func power(_ exponent: Int) -> Extent {
    guard obstacle == nil else { return self }
    if exponent == 0 { return constant(1) }
    if exponent < 0 { return constant(1) / power(-exponent) }
    let base = exponent.isMultiple(of: 2) ? magnitude : self
    func raised(_ end: End) -> End {
      guard case .number(let number) = end.place else { return end }
      return End(number.power(exponent), isReached: end.isReached)
    }
    return Extent(raised(base.lower), raised(base.upper))
  }

  package var magnitude: Extent {
    if isNeverNegative { return self }
    if isNeverPositive { return -self }
    return mapped { Extent(.zero, Self.outermost([$0.upper, -$0.lower], >)) }
  }

  private var relu: Extent {
    // Below 0 the end is no bound of the values, which are 0, and reached.
    if isNeverPositive { return constant(0) }
    return mapped { Extent($0.lower.place < .number(.zero) ? .zero : $0.lower, $0.upper) }
  }

  private var sign: Extent {
    if let certainSign { return constant(certainSign) }
    return mapped {
      Extent($0.isNeverNegative ? 0 : -1, $0.isNeverPositive ? 0 : 1, isReached: true)
    }
  }

  private var step: Extent {
    mapped {
      if $0.isNeverPositive { return constant(0) }
      return $0.certainSign == 1 ? constant(1) : Extent(0, 1, isReached: true)
    }
  }

  private var floor: Extent {
    func down(_ end: End) -> End {
      guard case .number(let number) = end.place else { return end }
      return End(number.floor, isReached: true)
    }
    return mapped { Extent(down($0.lower), down($0.upper)) }
  }

  package func applying(_ function: Elementary) -> Extent {
    switch function {
    case .abs: magnitude
    case .relu: relu
    case .sign: sign
    case .step: step
    case .floor: floor
    case .ceil: -(-self).floor
    default: mapped { $0.image(under: function) }
    }
  }

  /// The image under a function whose values are not known at once, but enclosed.
  private func image(under function: Elementary) -> Extent {
    let part: Extent? =
      switch function.domain {
      case .line: self
      case .positive: intersection(.positive)
      case .notNegative: intersection(.from(0, isReached: true))
      }
    guard let part else { return Extent(.outsideDomain(function.rawValue)) }
    switch function.course {
    case .rising: return part.rising(within: function.range) { $0.applying(function) }
    case .even: return part.magnitude.rising(within: function.range) { $0.applying(function) }
    case .neither: return function.range
    }
  }
}
