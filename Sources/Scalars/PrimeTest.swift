extension PrimeField {
  /// Tells for certain whether an odd number above 2 and below 2^63 is prime.
  ///
  /// Miller's test to these seven bases decides for all numbers below 2^64: J. Sinclair, 2011,
  /// checked against J. Feitsma's list of all pseudoprimes to base 2.
  static func isPrime(_ number: UInt64) -> Bool {
    if number > 37, hasSmallFactor(number) { return false }
    if number <= 37 { return smallPrimes.contains(number) }
    let field = PrimeField(modulus: number)
    let twos = (number - 1).trailingZeroBitCount
    let odd = (number - 1) >> UInt64(twos)
    let minusOne = field.negative(field.one)
    for base: UInt64 in [2, 325, 9375, 28_178, 450_775, 9_780_504, 1_795_265_022] {
      var power = field.power(field.element(base), odd)
      // A multiple of the number tells nothing.
      if power == 0 || power == field.one || power == minusOne { continue }
      for _ in 1..<max(1, twos) where power != minusOne { power = field.product(power, power) }
      if power != minusOne { return false }
    }
    return true
  }

  /// The same, where a prime factor of the number less one is known: mostly by one power.
  ///
  /// If a^(n-1) = 1 mod n, and no factor of n divides a^((n-1)/q) - 1, then each prime factor of n
  /// is 1 more than a multiple of q: H. C. Pocklington, Proc. Cambridge Phil. Soc. 18, 1914. If q
  /// is beyond the root of n, there is but one.
  static func isPrime(_ number: UInt64, above factor: UInt64) -> Bool {
    let square = factor.multipliedFullWidth(by: factor)
    guard number > 37, square.high > 0 || square.low > number, (number - 1) % factor == 0 else {
      return isPrime(number)
    }
    if hasSmallFactor(number) { return false }
    let field = PrimeField(modulus: number)
    for base in smallPrimes {
      let root = field.power(field.element(base), (number - 1) / factor)
      if field.power(root, factor) != field.one { return false }
      let common = greatestCommonDivisor(
        UInt(field.difference(root, field.one)), UInt(number))
      if common == 1 { return true }
      // A root 1 tells nothing.
      if common < number { return false }
    }
    return isPrime(number)
  }

  private static let smallPrimes: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]

  /// Whether a number is a multiple of some prime up to 37; most numbers are, and a division by a
  /// literal is a multiplication.
  private static func hasSmallFactor(_ number: UInt64) -> Bool {
    if number % 2 == 0 || number % 3 == 0 || number % 5 == 0 || number % 7 == 0 { return true }
    if number % 11 == 0 || number % 13 == 0 || number % 17 == 0 || number % 19 == 0 { return true }
    return number % 23 == 0 || number % 29 == 0 || number % 31 == 0 || number % 37 == 0
  }
}
