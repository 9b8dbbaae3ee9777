import Notation
import Scalars
import WorkedExamples

/// Numbers as exactly as it takes to tell them apart: rational, or enclosed.
struct ProbedNumbers {
  let exact: Quantity<Rational>
  /// Enclosures of all entries, where some entry is not rational.
  let balls: [Ball]?

  /// Bits of an enclosure: some 38 digits.
  static let precision = 128

  /// Between which numbers an entry certainly lies; nil where it has no value.
  func bounds(_ index: Int) -> (lower: Rational, upper: Rational)? {
    let value = exact.entries[index]
    if value.obstacle == nil { return (value, value) }
    guard let ball = balls?[index], ball.obstacle == nil else { return nil }
    return (ball.lower, ball.upper)
  }

  /// Why some entry has no value.
  var obstacle: Obstacle? {
    for index in exact.entries.indices where bounds(index) == nil {
      return balls?[index].obstacle ?? exact.entries[index].obstacle
    }
    return nil
  }

  /// Whether nothing speaks against the two being the same: equal where exact, else overlapping.
  func agrees(with other: ProbedNumbers) -> Bool {
    exact.entries.count == other.exact.entries.count
      && exact.entries.indices.allSatisfy { index in
        guard let a = bounds(index), let b = other.bounds(index) else { return false }
        return a.lower <= b.upper && b.lower <= a.upper
      }
  }

  /// Whether some entry differs by so much that neither's rounding to so many digits, of which
  /// there may be more, passes for the other.
  func isApart(from other: ProbedNumbers, digits: Int) -> Bool {
    guard exact.entries.count == other.exact.entries.count else { return true }
    return exact.entries.indices.contains { index in
      guard let a = bounds(index), let b = other.bounds(index) else { return true }
      let gap = max(a.lower - b.upper, b.lower - a.upper)
      // 0 is never a rounding.
      if Self.isZero(a) || Self.isZero(b) { return gap > .zero }
      return gap > max(Self.unit(a, digits), Self.unit(b, digits))
    }
  }

  private static func isZero(_ bounds: (lower: Rational, upper: Rational)) -> Bool {
    bounds.lower.isZero && bounds.upper.isZero
  }

  /// One unit of the last of so many significant digits.
  private static func unit(_ bounds: (lower: Rational, upper: Rational), _ digits: Int) -> Rational
  {
    let magnitude = max(bounds.lower.magnitude, bounds.upper.magnitude)
    guard !magnitude.isZero else { return .zero }
    return Rational(10).power(magnitude.decimalExponent - digits + 1)
  }

  /// The most significant digits of an entry whose decimals end; those of others are rounded by
  /// whoever writes them.
  var mostDigits: Int {
    exact.entries.map { value in
      guard value.obstacle == nil, let places = value.decimalPlaces(within: Rational.digitLimit)
      else { return 0 }
      let digits = value.magnitude.decimal(places: places).utf8.filter { $0 != UInt8(ascii: ".") }
      let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
      return max(0, digits.drop { $0 == UInt8(ascii: "0") }.count - zeros)
    }.max() ?? 0
  }
}

/// Evaluates formulas at drawn numbers, and counts what that takes.
struct ProbeWork {
  /// How much one variant may take: a second or so.
  static let limit = 1 << 22
  private(set) var done = 0

  var isExhausted: Bool { done > Self.limit }

  mutating func numbers(
    of formulas: [Formula], in scope: Scope, where bindings: [String: ProbedNumbers] = [:]
  ) throws(Diagnostic) -> [ProbedNumbers] {
    let evaluation = Evaluation<Rational>(scope, setting: ())
    for (name, value) in bindings { evaluation.bind(name, to: value.exact) }
    // A tape of its own is work, too.
    defer { done += 64 + evaluation.workDone }
    var exact: [Quantity<Rational>] = []
    for formula in formulas { exact.append(try evaluation.value(of: formula)) }
    guard exact.contains(where: { $0.entries.contains { $0.obstacle != nil } }) else {
      return exact.map { ProbedNumbers(exact: $0, balls: nil) }
    }
    let precision = ProbedNumbers.precision
    let enclosing = Evaluation<Ball>(scope, setting: precision)
    for (name, value) in bindings {
      let balls = value.balls ?? value.exact.entries.map { Ball($0, in: precision) }
      enclosing.bind(name, to: Quantity(value.exact.shape, balls), exactly: value.exact)
    }
    defer { done += 64 + 4 * enclosing.workDone }
    var numbers: [ProbedNumbers] = []
    for (formula, exact) in zip(formulas, exact) {
      numbers.append(
        ProbedNumbers(exact: exact, balls: try enclosing.value(of: formula).entries))
    }
    return numbers
  }
}
