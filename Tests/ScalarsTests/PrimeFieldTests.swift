import Testing

@testable import Scalars

@Suite struct PrimeFieldTests {
  /// Primes known from the literature: 2^61 - 1, the greatest below 2^62 and 2^63, small ones.
  static let primes: [UInt64] = [
    3, 5, 17, 97, 101, 65_537, 2_305_843_009_213_693_951, 4_611_686_018_427_387_847,
    9_223_372_036_854_775_783,
  ]

  @Test("the test for primes agrees with trial division below 20,000")
  func smallPrimes() {
    for number in stride(from: UInt64(3), to: 20_000, by: 2) {
      let hasFactor = stride(from: UInt64(3), through: 141, by: 2)
        .contains { $0 < number && number % $0 == 0 }
      #expect(PrimeField.isPrime(number) == !hasFactor, "\(number)")
    }
  }

  @Test("known primes are prime", arguments: primes)
  func knownPrimes(prime: UInt64) {
    #expect(PrimeField.isPrime(prime))
  }

  @Test(
    "strong pseudoprimes and Carmichael numbers are not prime",
    arguments: [
      // To the bases 2; 2, 3; 2, 3, 5; …: OEIS A014233; and Carmichael numbers.
      2047, 1_373_653, 25_326_001, 3_215_031_751, 2_152_302_898_747, 3_474_749_660_383,
      341_550_071_728_321, 3_825_123_056_546_413_051, 561, 41_041, 825_265,
    ] as [UInt64])
  func pseudoprimes(number: UInt64) {
    #expect(!PrimeField.isPrime(number))
  }

  @Test(
    "a known factor of the number less one changes no answer",
    arguments: 1...8 as ClosedRange<UInt64>)
  func knownFactors(seed: UInt64) {
    var words = SplitMix64(seed: seed)
    var primes = 0
    for bits: UInt64 in [3, 5, 12, 31, 40, 54] {
      var factor: UInt64
      repeat { factor = 1 << bits + words.below(1 << bits) | 1 } while !PrimeField.isPrime(factor)
      for _ in 0..<60 {
        let number = 4 * factor * (words.below(64) + 1) + 1
        let isPrime = PrimeField.isPrime(number)
        #expect(PrimeField.isPrime(number, above: factor) == isPrime, "\(number), \(factor)")
        primes += isPrime ? 1 : 0
      }
    }
    #expect(primes > 20)
  }

  @Test(
    "products agree with division of the full product", arguments: primes, [1, 2, 3] as [UInt64])
  func products(prime: UInt64, seed: UInt64) {
    let field = PrimeField(modulus: prime)
    var words = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let (a, b) = (words.below(prime), words.below(prime))
      let expected = prime.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
      let product = field.product(field.element(a), field.element(b))
      #expect(field.number(product) == expected, "seed \(seed)")
      #expect(field.number(field.sum(field.element(a), field.element(b))) == (a + b) % prime)
      if let inverse = field.inverse(field.element(a)) {
        #expect(field.product(inverse, field.element(a)) == field.one)
      } else {
        #expect(a == 0)
      }
    }
  }

  @Test("a root is found where Euler's criterion promises one", arguments: primes)
  func roots(prime: UInt64) {
    let field = PrimeField(modulus: prime)
    var words = SplitMix64(seed: 7)
    for _ in 0..<20 {
      let a = field.element(words.below(prime))
      let isSquare = a == 0 || field.power(a, (prime - 1) / 2) == field.one
      let root = field.squareRoot(a)
      #expect((root != nil) == isSquare)
      if let root { #expect(field.product(root, root) == a) }
    }
  }

  @Test(
    "small fractions are recognised", arguments: [(1, 2), (-3, 7), (64, 1), (-1, 4096), (0, 1)])
  func smallFractions(numerator: Int, denominator: Int) throws {
    let field = PrimeField(modulus: 2_305_843_009_213_693_951)
    let element = try #require(
      field.element(Rational(numerator) / Rational(denominator)))
    let fraction = try #require(field.fraction(element, limit: 4096))
    #expect(fraction == (numerator, denominator))
  }
}
