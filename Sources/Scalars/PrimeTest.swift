extension PrimeField {
  /// Tells for certain whether an odd number above 2 and below 2^63 is prime.
  ///
  /// Miller's test to the first twelve prime bases decides for all numbers below 3.3·10^24:
  /// J. Sorenson, J. Webster, Mathematics of Computation 86, 2017.
  static func isPrime(_ number: UInt64) -> Bool {
    for prime in smallPrimes where number % prime == 0 { return number == prime }
    let field = PrimeField(modulus: number)
    let twos = (number - 1).trailingZeroBitCount
    let odd = (number - 1) >> UInt64(twos)
    let minusOne = field.negative(field.one)
    return smallPrimes.prefix(12).allSatisfy { base in
      var power = field.power(field.element(base), odd)
      if power == field.one || power == minusOne { return true }
      for _ in 1..<max(1, twos) {
        power = field.product(power, power)
        if power == minusOne { return true }
      }
      return false
    }
  }

  private static let smallPrimes: [UInt64] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ]
}
