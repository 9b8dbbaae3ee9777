extension PrimeField {
  /// Tells for certain whether an odd number above 2 and below 2^63 is prime.
  ///
  /// Miller's test to the first twelve prime bases decides for all numbers below 3.3·10^24:
  /// J. Sorenson, J. Webster, Mathematics of Computation 86, 2017.
  static func isPrime(_ number: UInt64) -> Bool {
    if number > 37, hasSmallFactor(number) { return false }
    if number <= 37 { return smallPrimes.contains(number) }
    let field = PrimeField(modulus: number)
    let twos = (number - 1).trailingZeroBitCount
    let odd = (number - 1) >> UInt64(twos)
    let minusOne = field.negative(field.one)
    return smallPrimes.allSatisfy { base in
      var power = field.power(field.element(base), odd)
      if power == field.one || power == minusOne { return true }
      for _ in 1..<max(1, twos) {
        power = field.product(power, power)
        if power == minusOne { return true }
      }
      return false
    }
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
