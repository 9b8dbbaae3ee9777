/// An exact fraction in lowest terms, or the reason why there is none.
///
/// What people type is kept as fractions from the text on, so that 0.1 + 0.2 = 0.3 holds. Nothing
/// traps: what has no value, or none that is rational, carries an ``Obstacle`` onwards.
///
/// - Invariant: the denominator is greater than 0, the two parts share no factor but 1, neither
///   has more than ``Rational/bitLimit`` bits, and `words` is used whenever both parts fit. The
///   synthesized `==` relies on it: an obstacle equals no number, and the same obstacle.
package struct Rational: Hashable, Sendable {
  /// Results with a part wider than this are not written down but become `.tooLarge`.
  package static let bitLimit = 65_536

  enum Storage: Hashable, Sendable {
    case words(numerator: Int, denominator: Int)
    indirect case wide(numerator: BigInteger, denominator: BigInteger)
    indirect case none(Obstacle)
  }

  let storage: Storage

  package static let zero = Rational(0)
  package static let one = Rational(1)

  package init(_ value: Int) {
    storage = .words(numerator: value, denominator: 1)
  }

  package init(_ value: BigInteger) {
    self.init(reduced: value, over: 1)
  }

  package init(_ obstacle: Obstacle) {
    storage = .none(obstacle)
  }

  /// The quotient of two whole numbers; `.divisionByZero` if the second is 0.
  package init(_ numerator: BigInteger, over denominator: BigInteger) {
    guard !denominator.isZero else {
      self.init(.divisionByZero)
      return
    }
    let divisor = numerator.greatestCommonDivisor(denominator)
    let signed = denominator.isNegative ? -divisor : divisor
    self.init(reduced: numerator / signed, over: denominator / signed)
  }

  /// A fraction known to be in lowest terms, with a denominator above 0.
  init(reduced numerator: BigInteger, over denominator: BigInteger) {
    if let n = Int(exactly: numerator), let d = Int(exactly: denominator) {
      storage = .words(numerator: n, denominator: d)
    } else if max(numerator.bitWidth, denominator.bitWidth) > Self.bitLimit {
      storage = .none(.tooLarge)
    } else {
      storage = .wide(numerator: numerator, denominator: denominator)
    }
  }

  init(reduced numerator: Int128, over denominator: Int128) {
    if let n = Int(exactly: numerator), let d = Int(exactly: denominator) {
      storage = .words(numerator: n, denominator: d)
    } else {
      storage = .wide(
        numerator: BigInteger(wide: numerator), denominator: BigInteger(wide: denominator))
    }
  }

  /// The numerator, which has the sign; 0 where there is no value.
  package var numerator: BigInteger {
    switch storage {
    case .words(let numerator, _): BigInteger(numerator)
    case .wide(let numerator, _): numerator
    case .none: 0
    }
  }

  /// The denominator, above 0; 1 where there is no value.
  package var denominator: BigInteger {
    switch storage {
    case .words(_, let denominator): BigInteger(denominator)
    case .wide(_, let denominator): denominator
    case .none: 1
    }
  }

  /// Why there is no value; nil where there is one.
  package var obstacle: Obstacle? {
    if case .none(let obstacle) = storage { obstacle } else { nil }
  }

  package var isZero: Bool { if case .words(0, _) = storage { true } else { false } }

  package var isInteger: Bool {
    switch storage {
    case .words(_, let denominator): denominator == 1
    case .wide(_, let denominator): denominator == 1
    case .none: false
    }
  }

  /// -1, 0 or 1; 0 where there is no value.
  package var signum: Int {
    switch storage {
    case .words(let numerator, _): numerator.signum()
    case .wide(let numerator, _): numerator.sign
    case .none: 0
    }
  }

  package var magnitude: Rational { signum < 0 ? -self : self }

  /// The greatest whole number that is not greater; 0 where there is no value.
  package var wholePart: BigInteger { numerator.floorQuotient(dividingBy: denominator) }
}

extension Rational: Comparable {
  /// False where one side has no value, and then so are `>`, `<=` and `>=`.
  package static func < (left: Self, right: Self) -> Bool {
    isOrdered(left, right, by: <, by: <)
  }
  package static func > (left: Self, right: Self) -> Bool { right < left }
  package static func <= (left: Self, right: Self) -> Bool {
    isOrdered(left, right, by: <=, by: <=)
  }
  package static func >= (left: Self, right: Self) -> Bool { right <= left }

  private static func isOrdered(
    _ left: Self, _ right: Self, by words: (Int128, Int128) -> Bool,
    by integers: (BigInteger, BigInteger) -> Bool
  ) -> Bool {
    if case .words(let a, let b) = left.storage, case .words(let c, let d) = right.storage {
      return words(Int128(a) * Int128(d), Int128(c) * Int128(b))
    }
    guard left.obstacle == nil, right.obstacle == nil else { return false }
    if left.signum != right.signum { return left.signum < right.signum }
    return integers(left.numerator * right.denominator, right.numerator * left.denominator)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value) }
}

extension Int {
  /// The number, if it is whole and a machine word holds it.
  package init?(exactly value: Rational) {
    guard case .words(let numerator, 1) = value.storage else { return nil }
    self = numerator
  }
}
