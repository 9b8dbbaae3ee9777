import Testing

@testable import Scalars

@Suite("Rationals")
struct RationalTests {
  @Test("fractions form a field", arguments: [1, 2] as [UInt64])
  func field(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let (a, b, c) = (random.rational(), random.rational(), random.rational())
      #expect(a + b == b + a, "seed \(seed)")
      #expect((a + b) + c == a + (b + c), "seed \(seed)")
      #expect((a * b) * c == a * (b * c), "seed \(seed)")
      #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
      #expect(a - a == .zero, "seed \(seed)")
      if !b.isZero { #expect(a / b * b == a, "seed \(seed)") }
    }
  }

  @Test("results agree with the schoolbook formulas and are in lowest terms", arguments: [3])
  func formulas(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let (x, y) = (random.rational(), random.rational())
      let (a, b, c, d) = (x.numerator, x.denominator, y.numerator, y.denominator)
      for (result, n, m) in [
        (x + y, a * d + c * b, b * d), (x - y, a * d - c * b, b * d), (x * y, a * c, b * d),
      ] {
        #expect(result.numerator * m == n * result.denominator, "seed \(seed)")
        #expect(result.denominator > 0)
        #expect(result.numerator.greatestCommonDivisor(result.denominator) == 1, "seed \(seed)")
        let isSmall =
          Int(exactly: result.numerator) != nil && Int(exactly: result.denominator) != nil
        if case .words = result.storage { #expect(isSmall) } else { #expect(!isSmall) }
      }
      #expect((x < y) == (a * d < c * b), "seed \(seed)")
      #expect((x <= y) == (a * d <= c * b), "seed \(seed)")
    }
  }

  @Test("what has no value is ordered against nothing, and remembers the first certain reason")
  func obstacles() {
    let none = Rational(1, over: 0)
    #expect(none.obstacle == .divisionByZero)
    #expect(none != 0 && none != 1)
    #expect(!(none < 1) && !(none > 1) && !(none <= 1) && !(none >= 1) && !(none <= none))
    #expect((none + Rational(2).exp).obstacle == .divisionByZero)
    #expect((Rational(2).exp / none).obstacle == .divisionByZero)
    #expect((Rational(-1).ln + none).obstacle == .outsideDomain("ln"))
    #expect((Rational(2).exp * Rational(2).ln).obstacle == .irrational)
    #expect((-none).power(0).obstacle == .divisionByZero)
    #expect(Rational.zero.power(-1).obstacle == .divisionByZero)
    #expect(Rational(-1).ln.obstacle == .outsideDomain("ln"))
    #expect(Rational(-1).sqrt.obstacle == .outsideDomain("sqrt"))
  }

  @Test("functions have their one rational value")
  func exactPoints() {
    let zero = Rational.zero
    #expect([zero.exp, zero.cos, zero.cosh] == [1, 1, 1])
    #expect([zero.sin, zero.sinh, zero.tanh, Rational(1).ln] == [0, 0, 0, 0])
    #expect(zero.sigmoid == Rational(1, over: 2))
    #expect(zero.softplus.obstacle == .irrational)
    #expect(Rational(49, over: 4).sqrt == Rational(7, over: 2))
    #expect(Rational(2).sqrt.obstacle == .irrational)
    #expect(Rational(4, over: 3).sqrt.obstacle == .irrational)
    #expect([Rational(-3).sign, zero.sign, Rational(3).sign] == [-1, 0, 1])
    #expect([Rational(-3).step, zero.step, Rational(3).step] == [0, 0, 1])
  }

  @Test("whole numbers at the ends of a word come to what big integers do")
  func ends() {
    let ends = [Int.min, Int.min + 1, -2, -1, 0, 1, 2, Int.max - 1, Int.max]
    for left in ends {
      for right in ends {
        let (a, b) = (BigInteger(left), BigInteger(right))
        #expect(Rational(left) + Rational(right) == Rational(a + b), "\(left) + \(right)")
        #expect(Rational(left) - Rational(right) == Rational(a - b), "\(left) - \(right)")
        #expect(Rational(left) * Rational(right) == Rational(a * b), "\(left) * \(right)")
      }
      #expect(Rational(left).isZero == (left == 0))
    }
  }

  @Test("powers multiply out", arguments: [Rational(-3, over: 7), 2, -1, 1])
  func powers(base: Rational) {
    var product = Rational.one
    for exponent in 0...40 {
      #expect(base.power(exponent) == product)
      #expect(base.power(-exponent) == 1 / product)
      product = product * base
    }
    #expect(Rational.zero.power(0) == 1)
  }

  @Test("huge results become an obstacle at once")
  func limits() {
    #expect(Rational(2).power(.max).obstacle == .tooLarge)
    #expect(Rational(2).power(.min).obstacle == .tooLarge)
    #expect(Rational(-1).power(.min) == 1)
    #expect(Rational(2).power(Rational.bitLimit - 1).obstacle == nil)
    #expect(Rational(2).power(Rational.bitLimit).obstacle == .tooLarge)
    let large = Rational(3).power(30_000)
    #expect((large * large).obstacle == .tooLarge)
    #expect((large * (1 / large)) == 1)
    #expect((1 / large + 1 / (large + 1)).obstacle == .tooLarge)
  }

  @Test(
    "decimals are read exactly",
    arguments: [
      ("2", 2, 1), (".5", 1, 2), ("1.30", 13, 10), ("1e-3", 1, 1000), ("-0.2E+4", -2000, 1),
      ("+7.", 7, 1), ("0e9", 0, 1), ("-0", 0, 1), ("1e0000000000000000000002", 100, 1),
    ])
  func reading(text: String, numerator: Int, denominator: Int) throws {
    let expected = Rational(BigInteger(numerator), over: BigInteger(denominator))
    #expect(try Rational(decimal: text) == expected)
  }

  @Test(
    "other texts are not numbers",
    arguments: [
      "", ".", "-", "e5", ".e5", "1e", "1e+", "1e1.5", "1.2.3", "1,5", " 1", "0x1", "--1", "1e--1",
      "nan", "٣", "1_0", "1e5e5",
    ])
  func notNumbers(text: String) {
    #expect(throws: NumberTextError.notANumber) { try Rational(decimal: text) }
  }

  @Test("digits and exponents have a limit")
  func textLimits() throws {
    #expect(throws: NumberTextError.exponentTooLarge) { try Rational(decimal: "1e999999999") }
    #expect(throws: NumberTextError.exponentTooLarge) {
      try Rational(decimal: "1e-" + String(repeating: "9", count: 100_000))
    }
    #expect(throws: NumberTextError.exponentTooLarge) { try Rational(decimal: "1e4097") }
    #expect(throws: NumberTextError.tooManyDigits) {
      try Rational(decimal: String(repeating: "1", count: 4097))
    }
    let longest = String(repeating: "7", count: 4096)
    let number = try Rational(decimal: longest + "e4096")
    #expect(number.obstacle == nil)
    #expect(try Rational(decimal: longest).description == longest)
  }

  @Test("a number is shown in full, or as a fraction")
  func descriptions() throws {
    for text in ["2.108890648804", "-0.017", "0", "-12", "0.5", "1000000"] {
      #expect(try Rational(decimal: text).description == text)
    }
    #expect(Rational(-1, over: 3).description == "-1/3")
    #expect(Rational(1, over: BigInteger(2).power(60)).description.count == 62)
    #expect(Rational(1, over: BigInteger(2).power(61)).description == "1/2305843009213693952")
    #expect(Rational(1, over: BigInteger(3) * BigInteger(10).power(50)).description.first == "1")
  }

  @Test(
    "places are rounded correctly, halves away from 0",
    arguments: [
      ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.1249", 2, "0.12"), ("2.5", 0, "3"),
      ("-0.004", 2, "0.00"), ("0.995", 2, "1.00"), ("12", 3, "12.000"), ("1e-9", 3, "0.000"),
    ])
  func places(text: String, places: Int, expected: String) throws {
    #expect(try Rational(decimal: text).decimal(places: places) == expected)
  }

  @Test(
    "significant digits are rounded correctly",
    arguments: [
      ("0.5", 3, "0.5"), ("0.12345", 3, "0.123"), ("0.12355", 4, "0.1236"), ("9.996", 3, "10.0"),
      ("123456", 3, "1.23e5"), ("100", 1, "100"), ("1e-7", 3, "1e-7"), ("0.000001", 3, "0.000001"),
      ("1.2345e-9", 3, "1.23e-9"), ("-1e30", 4, "-1e30"), ("99.95", 3, "100"), ("0", 2, "0"),
      ("1500", 2, "1500"), ("0.49999", 2, "0.50"), ("123.456", 6, "123.456"),
    ])
  func significantDigits(text: String, digits: Int, expected: String) throws {
    #expect(try Rational(decimal: text).decimal(significantDigits: digits) == expected)
  }

  @Test("rounded text is within half a unit of its last place", arguments: [12] as [UInt64])
  func rounding(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let (value, places) = (random.rational(), random.random(below: 30))
      let rounded = try Rational(decimal: value.decimal(places: places))
      let half = Rational(1, over: 2) * Rational(10).power(-places)
      #expect((rounded - value).magnitude <= half, "seed \(seed): \(value)")
      let digits = 1 + random.random(below: 30)
      let short = try Rational(decimal: value.decimal(significantDigits: digits))
      // A unit of the last of n digits is at most 10¹⁻ⁿ of the number.
      let bound = value.magnitude * Rational(10).power(1 - digits) * Rational(1, over: 2)
      #expect((short - value).magnitude <= bound, "seed \(seed): \(value), \(digits) digits")
    }
  }

  @Test("the floor is the last whole number that is not greater", arguments: [13] as [UInt64])
  func floor(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let value = random.rational()
      #expect(Rational(value.wholePart) <= value, "seed \(seed)")
      #expect(value < Rational(value.wholePart + 1), "seed \(seed)")
      #expect(value.floor == Rational(value.wholePart), "seed \(seed)")
      #expect(value.ceil == (value.isInteger ? value : value.floor + 1), "seed \(seed)")
    }
  }
}
