import Testing

@testable import Scalars

@Suite("Big integers")
struct BigIntegerTests {
  @Test("sums and products form a ring", arguments: [1, 2, 3] as [UInt64])
  func ring(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<400 {
      let (a, b, c) = (random.integer(), random.integer(), random.integer())
      #expect(a + b == b + a, "seed \(seed)")
      #expect((a + b) + c == a + (b + c), "seed \(seed)")
      #expect(a * b == b * a, "seed \(seed)")
      #expect((a * b) * c == a * (b * c), "seed \(seed)")
      #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
      #expect((a - b) + b == a, "seed \(seed)")
      #expect(a + -a == 0, "seed \(seed)")
      #expect((a < b) == (a - b).isNegative, "seed \(seed)")
    }
  }

  @Test(
    "dividend is quotient times divisor plus a smaller remainder", arguments: [4, 5] as [UInt64])
  func division(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1000 {
      let (a, b) = (random.integer(words: 9), random.integer(words: 5))
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient * b + remainder == a, "seed \(seed)")
      guard !b.isZero else { continue }
      #expect(remainder.magnitude < b.magnitude, "seed \(seed): \(a) / \(b)")
      #expect(remainder.isZero || remainder.sign == a.sign, "seed \(seed)")
      let floor = a.floorQuotient(dividingBy: b)
      let rest = a - floor * b
      #expect(rest.isZero || rest.sign == b.sign, "seed \(seed)")
    }
  }

  @Test("a first digit that was estimated too high is corrected")
  func addBack() {
    // Chosen as in Hacker's Delight, divmnu: the estimate is one too high, and the sum is needed.
    let b = BigInteger(Natural([1, 0, 1 << 63]))
    let a = BigInteger(Natural([3, 0, 1 << 63]))
    let (quotient, remainder) = (a << 128).quotientAndRemainder(dividingBy: b)
    #expect(quotient * b + remainder == a << 128)
    #expect(remainder < b)
    let c = BigInteger(Natural([0, 0, 1 << 63, (1 << 63) - 1]))
    let (q, r) = c.quotientAndRemainder(dividingBy: b)
    #expect(q == BigInteger(Natural([UInt.max - 1])))
    #expect(q * b + r == c)
  }

  @Test("the greatest common divisor is what Euclid's algorithm finds", arguments: [6] as [UInt64])
  func gcd(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let shared = random.integer()
      let (a, b) = (random.integer() * shared, random.integer() * shared)
      var (x, y) = (a.magnitude, b.magnitude)
      while !y.isZero { (x, y) = (y, x % y) }
      #expect(a.greatestCommonDivisor(b) == x, "seed \(seed)")
    }
  }

  @Test("long products agree with Karatsuba's", arguments: [7] as [UInt64])
  func karatsuba(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for size in [47, 48, 49, 97, 150] {
      let words = (0..<size).map { _ in UInt(random.next()) }
      let other = (0..<size + 30).map { _ in UInt(random.next()) }
      let product = Natural(words) * Natural(other)
      // One word at a time, which never splits.
      var sum = Natural.zero
      for word in other.reversed() { sum = (sum << 64) + Natural(words).times(word) }
      #expect(product == sum, "seed \(seed), \(size) words")
    }
  }

  @Test("shifts multiply and divide by powers of 2, rounding down", arguments: [8] as [UInt64])
  func shifts(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let (a, n) = (random.integer(), random.random(below: 200))
      let power = BigInteger(2).power(n)
      #expect(a << n == a * power, "seed \(seed)")
      #expect(a >> n == a.floorQuotient(dividingBy: power), "seed \(seed): \(a) >> \(n)")
      #expect(power.bitWidth == n + 1)
      #expect((a << n).isZero || (a << n).trailingZeroBitCount >= n)
    }
  }

  @Test("the square root is the last whole number with a square below", arguments: [9] as [UInt64])
  func squareRoot(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let a = random.integer().magnitude
      let root = try #require(a.squareRoot)
      #expect(root * root <= a, "seed \(seed)")
      #expect(a < (root + 1) * (root + 1), "seed \(seed)")
      #expect((a * a).squareRoot == a, "seed \(seed)")
    }
    #expect(BigInteger(-4).squareRoot == nil)
  }

  @Test("text survives a round trip", arguments: [10] as [UInt64])
  func text(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let a = random.integer(words: 12)
      #expect(BigInteger(digits: a.description) == a, "seed \(seed)")
    }
    #expect(BigInteger(digits: "+0012") == 12)
    #expect(BigInteger(digits: "-0") == 0)
    for text in ["", "-", "1-", "0x1", "1 ", "1_000", "٣"] {
      #expect(BigInteger(digits: text) == nil, "\(text)")
    }
  }

  @Test("published values")
  func published() {
    // 30! and 2¹²⁷-1, a Mersenne prime (Lucas, 1876).
    let factorial = (1...30).reduce(BigInteger(1)) { $0 * BigInteger($1) }
    #expect(factorial.description == "265252859812191058636308480000000")
    let mersenne = BigInteger(2).power(127) - 1
    #expect(mersenne.description == "170141183460469231731687303715884105727")
    #expect(BigInteger(.min).description == "-9223372036854775808")
    #expect(-BigInteger(.min) == BigInteger(digits: "9223372036854775808"))
    #expect(Int(exactly: -(-BigInteger(.min))) == .min)
    #expect(BigInteger(.min).quotientAndRemainder(dividingBy: -1).quotient == -BigInteger(.min))
  }

  @Test("each number has one form, whichever way it was made", arguments: [11] as [UInt64])
  func canonical(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let (a, b) = (random.integer(), random.integer())
      let back = (a + b) - b
      #expect(back.hashValue == a.hashValue, "seed \(seed)")
      if case .large(_, let magnitude) = back.storage {
        #expect(magnitude.words.last != 0)
        #expect(back < BigInteger(.min) || back > BigInteger(.max), "seed \(seed)")
      }
    }
  }
}
