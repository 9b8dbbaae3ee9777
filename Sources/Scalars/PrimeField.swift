/// The whole numbers modulo an odd prime below 2^63, in one machine word each.
///
/// Elements are kept as a·2^64 mod p, so that a product needs no division: P. L. Montgomery,
/// "Modular multiplication without trial division", Mathematics of Computation 44, 1985.
struct PrimeField: Hashable, Sendable {
  let modulus: UInt64
  /// -1/p mod 2^64.
  private let negativeInverse: UInt64
  /// 2^128 mod p, which turns numbers into elements.
  private let conversion: UInt64
  /// The element 1.
  let one: UInt64

  /// - Precondition: the modulus is odd, above 2 and below 2^63.
  init(modulus: UInt64) {
    self.modulus = modulus
    var inverse = modulus
    // Each round doubles the bits that are right; the first three are, as p·p ≡ 1 mod 8.
    for _ in 0..<5 { inverse = inverse &* (2 &- modulus &* inverse) }
    negativeInverse = 0 &- inverse
    one = (UInt64.max % modulus + 1) % modulus
    conversion = modulus.dividingFullWidth(one.multipliedFullWidth(by: one)).remainder
  }

  func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    let factor = low &* negativeInverse
    // The low words cancel; they carry unless both are 0.
    let sum = high &+ factor.multipliedFullWidth(by: modulus).high &+ (low == 0 ? 0 : 1)
    return sum >= modulus ? sum &- modulus : sum
  }

  func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let sum = a &+ b
    return sum >= modulus ? sum &- modulus : sum
  }

  func difference(_ a: UInt64, _ b: UInt64) -> UInt64 {
    a >= b ? a &- b : a &+ modulus &- b
  }

  func negative(_ a: UInt64) -> UInt64 { a == 0 ? 0 : modulus &- a }

  func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var result = one
    var square = base
    var rest = exponent
    while rest != 0 {
      if rest & 1 == 1 { result = product(result, square) }
      rest >>= 1
      if rest != 0 { square = product(square, square) }
    }
    return result
  }

  /// 1/a by Fermat's theorem; nil for 0.
  func inverse(_ a: UInt64) -> UInt64? { a == 0 ? nil : power(a, modulus &- 2) }

  // MARK: Numbers and elements

  func element(_ number: UInt64) -> UInt64 { product(number % modulus, conversion) }

  func element(_ number: Int) -> UInt64 {
    let magnitude = element(UInt64(number.magnitude))
    return number < 0 ? negative(magnitude) : magnitude
  }

  func element(_ number: BigInteger) -> UInt64 {
    if let word = Int(exactly: number) { return element(word) }
    let base = BigInteger(1) << 31
    var digits: [Int] = []
    var rest = number.magnitude
    while !rest.isZero {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: base)
      digits.append(Int(exactly: digit) ?? 0)
      rest = quotient
    }
    let shift = element(UInt64(1) << 31)
    let magnitude = digits.reversed().reduce(UInt64(0)) {
      sum(product($0, shift), element($1))
    }
    return number.isNegative ? negative(magnitude) : magnitude
  }

  /// The fraction's element; nil where the prime divides the denominator.
  func element(_ exact: Rational) -> UInt64? {
    let numerator = element(exact.numerator)
    if exact.isInteger { return numerator }
    return inverse(element(exact.denominator)).map { product(numerator, $0) }
  }

  /// The number from 0 to p - 1 that an element stands for.
  func number(_ element: UInt64) -> UInt64 { product(element, 1) }

  /// The fraction with parts up to a limit that an element stands for, if there is one.
  ///
  /// There is at most one where 2·limit² < p: P. S. Wang, SYMSAC 1981.
  func fraction(_ element: UInt64, limit: Int) -> (numerator: Int, denominator: Int)? {
    var (r0, r1) = (Int64(truncatingIfNeeded: modulus), Int64(truncatingIfNeeded: number(element)))
    var (t0, t1) = (Int64(0), Int64(1))
    while r1 > limit {
      let quotient = r0 / r1
      (r0, r1) = (r1, r0 - quotient * r1)
      (t0, t1) = (t1, t0 &- quotient &* t1)
    }
    guard t1 != 0, t1.magnitude <= UInt64(limit) else { return nil }
    return t1 < 0 ? (Int(-r1), Int(-t1)) : (Int(r1), Int(t1))
  }

  /// A square root, by the algorithm of Tonelli and Shanks; nil where there is none.
  func squareRoot(_ a: UInt64) -> UInt64? {
    if a == 0 { return 0 }
    let half = (modulus - 1) / 2
    guard power(a, half) == one else { return nil }
    let twos = (modulus - 1).trailingZeroBitCount
    let odd = (modulus - 1) >> UInt64(twos)
    var root = power(a, (odd + 1) / 2)
    guard twos > 1 else { return root }
    var candidate: UInt64 = 2
    while power(element(candidate), half) == one { candidate += 1 }
    var factor = power(element(candidate), odd)
    var rest = power(a, odd)
    var order = twos
    while rest != one {
      var steps = 0
      var square = rest
      while square != one, steps < order {
        square = product(square, square)
        steps += 1
      }
      guard steps < order else { return nil }
      var shift = factor
      for _ in 0..<(order - steps - 1) { shift = product(shift, shift) }
      root = product(root, shift)
      factor = product(shift, shift)
      rest = product(rest, factor)
      order = steps
    }
    return root
  }
}
