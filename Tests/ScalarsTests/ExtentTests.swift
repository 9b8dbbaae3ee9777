import Scalars
import Testing

/// An extent holds all values, and its ends are where they should be.
struct ExtentTests {
  private func extent(_ low: Int, _ high: Int, isReached: Bool = true) -> Extent {
    Extent(
      Extent.End(Rational(low), isReached: isReached),
      Extent.End(Rational(high), isReached: isReached))
  }

  /// Operations with the same rule over numbers.
  private enum Operation {
    case sum, difference, product, quotient, power(Int), function(Elementary)

    static let all =
      [.sum, .difference, .product, .quotient, .power(2), .power(3), .power(-2)]
      + Elementary.allCases.map(Operation.function)

    func value<N: Number>(_ a: N, _ b: N) -> N {
      switch self {
      case .sum: a + b
      case .difference: a - b
      case .product: a * b
      case .quotient: a / b
      case .power(let exponent): a.power(exponent)
      case .function(let function): a.applying(function)
      }
    }
  }

  @Test("no value lies outside", arguments: 0..<40)
  func encloses(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let (low, other) = (number(-3...3), number(-3...3))
    let (high, another) = (low + number(0...3), other + number(0...3))
    let isInfinite = number(0...3) == 0
    let left = Extent(
      Extent.End(Rational(low), isReached: true),
      isInfinite ? Extent.line.upper : Extent.End(Rational(high), isReached: true))
    let right = extent(other, another)
    for operation in Operation.all {
      let found = operation.value(left, right)
      for _ in 0..<12 {
        let a =
          Rational(low) + Rational(number(0...(isInfinite ? 4000 : 16)), 16) * Rational(high - low)
        let b = Rational(other) + Rational(number(0...16), 16) * Rational(another - other)
        let value = operation.value(Ball(a, in: 128), Ball(b, in: 128))
        guard value.obstacle == nil else { continue }
        #expect(found.obstacle == nil, "seed \(seed): \(operation) of \(a), \(b)")
        #expect(
          found.lower.place <= .number(value.upper) && .number(value.lower) <= found.upper.place,
          "seed \(seed): \(operation) of \(a), \(b)")
      }
    }
  }

  @Test("signs are certain where they are")
  func signs() {
    let (line, positive) = (Extent.line, Extent.positive)
    #expect(line.exp.certainSign == 1)
    #expect((line.exp + line.constant(1)).certainSign == 1)
    #expect((line.power(2) + line.constant(1)).certainSign == 1)
    #expect(line.power(2).certainSign == nil && line.power(2).isNeverNegative)
    #expect((line.tanh + line.constant(1)).certainSign == 1)
    #expect((line.constant(1) - line.sigmoid).certainSign == 1)
    #expect((-positive).certainSign == -1)
    #expect((positive * -positive).certainSign == -1)
    #expect((line.constant(1) / positive).certainSign == 1)
    #expect((line - line).certainSign == nil)
  }

  @Test("what never has a value is told")
  func obstacles() {
    #expect((-Extent.line.exp).ln.obstacle == .outsideDomain("ln"))
    #expect((-Extent.line.exp).sqrt.obstacle == .outsideDomain("sqrt"))
    #expect((Extent.line / Extent.line.constant(0)).obstacle == .divisionByZero)
    #expect(Extent.line.ln.obstacle == nil)
    #expect(Extent.positive.intersection(.negative) == nil)
  }
}

extension Rational {
  fileprivate init(_ numerator: Int, _ denominator: Int) {
    self = Rational(numerator) / Rational(denominator)
  }
}
