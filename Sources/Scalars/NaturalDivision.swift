extension Natural {
  /// Quotient and remainder by one word, which must not be 0.
  func quotientAndRemainder(dividingBy divisor: UInt) -> (quotient: Natural, remainder: UInt) {
    var quotient = words
    var remainder: UInt = 0
    for index in quotient.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Natural(quotient), remainder)
  }

  /// Quotient and remainder, rounded down; the divisor must not be 0.
  func quotientAndRemainder(dividingBy divisor: Natural) -> (quotient: Natural, remainder: Natural)
  {
    guard self >= divisor else { return (.zero, self) }
    if divisor.words.count == 1 {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor.words[0])
      return (quotient, Natural(remainder))
    }
    return longDivision(by: divisor)
  }

  /// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
  private func longDivision(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
    let n = divisor.words.count
    let top = divisor.words[n - 1]
    let shift = top.leadingZeroBitCount
    let v = (divisor << shift).words
    var u = (self << shift).words
    while u.count <= words.count { u.append(0) }
    var quotient = [UInt](repeating: 0, count: u.count - n)

    for j in quotient.indices.reversed() {
      var digit = Self.estimate(u[j + n], u[j + n - 1], u[j + n - 2], over: v[n - 1], v[n - 2])
      var carry: UInt = 0
      var borrow: UInt = 0
      for i in 0..<n {
        let (high, low) = digit.multipliedFullWidth(by: v[i])
        let (product, overflow) = low.addingReportingOverflow(carry)
        carry = high &+ (overflow ? 1 : 0)
        let (partial, first) = u[i + j].subtractingReportingOverflow(product)
        let (difference, second) = partial.subtractingReportingOverflow(borrow)
        u[i + j] = difference
        borrow = (first ? 1 : 0) &+ (second ? 1 : 0)
      }
      let (partial, first) = u[j + n].subtractingReportingOverflow(carry)
      let (difference, second) = partial.subtractingReportingOverflow(borrow)
      u[j + n] = difference
      if first || second {
        // The estimate was one too high, which happens about twice in 2⁶⁴ times.
        digit &-= 1
        var carry = false
        for i in 0..<n {
          let (partial, first) = u[i + j].addingReportingOverflow(v[i])
          let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
          u[i + j] = sum
          carry = first || second
        }
        u[j + n] &+= carry ? 1 : 0
      }
      quotient[j] = digit
    }
    return (Natural(quotient), Natural(u) >> shift)
  }

  /// The next digit of the quotient from three words over two: right, or one too high.
  private static func estimate(
    _ high: UInt, _ middle: UInt, _ low: UInt, over top: UInt, _ next: UInt
  ) -> UInt {
    var digit: UInt
    var rest: UInt
    if high >= top {
      digit = .max
      let (sum, overflow) = middle.addingReportingOverflow(top)
      if overflow { return digit }
      rest = sum
    } else {
      (digit, rest) = top.dividingFullWidth((high, middle))
    }
    while UInt128(digit) &* UInt128(next) > UInt128(rest) << 64 | UInt128(low) {
      digit &-= 1
      let (sum, overflow) = rest.addingReportingOverflow(top)
      if overflow { return digit }
      rest = sum
    }
    return digit
  }
}

extension Natural {
  /// The greatest common divisor; that of 0 and 0 is 0.
  func greatestCommonDivisor(_ other: Natural) -> Natural {
    var (a, b) = self >= other ? (self, other) : (other, self)
    while b.words.count > 1 {
      (a, b) = Self.lehmerStep(a, b)
    }
    guard let word = b.words.first else { return a }
    let rest = a.quotientAndRemainder(dividingBy: word).remainder
    return Natural(Scalars.greatestCommonDivisor(word, rest))
  }

  /// As many steps of Euclid's algorithm as the leading 62 bits decide (Knuth 4.5.2, algorithm L).
  private static func lehmerStep(_ a: Natural, _ b: Natural) -> (Natural, Natural) {
    let shift = a.bitWidth - 62
    var (x, y) = (Int(a.bits(from: shift)), Int(b.bits(from: shift)))
    // Then x stands for p a + q b, y for r a + s b. All stay below 2⁶³.
    var (p, q, r, s) = (1, 0, 0, 1)
    while y + r != 0, y + s != 0 {
      let quotient = (x + p) / (y + r)
      guard quotient == (x + q) / (y + s) else { break }
      (p, r) = (r, p - quotient * r)
      (q, s) = (s, q - quotient * s)
      (x, y) = (y, x - quotient * y)
    }
    guard q != 0 else { return (b, a.quotientAndRemainder(dividingBy: b).remainder) }
    // The two factors have opposite signs, and the combinations are not negative.
    let first = a.times(p.magnitude).distance(to: b.times(q.magnitude))
    let second = a.times(r.magnitude).distance(to: b.times(s.magnitude))
    return (first, second)
  }
}

extension Natural {
  /// The greatest number whose square is not greater.
  var squareRoot: Natural {
    guard !isZero else { return self }
    if bitWidth <= 126 {
      // In Double, the root is 2⁻⁵¹ of itself off, so 2¹² at most; one step of Newton's iteration
      // makes that less than 1.
      let value = UInt128(words[0]) | UInt128(words.count > 1 ? words[1] : 0) << 64
      var root = UInt128(Double(value).squareRoot())
      root = (root + value / root) >> 1
      while root * root > value { root -= 1 }
      while (root + 1) * (root + 1) <= value { root += 1 }
      return Natural(wide: root)
    }
    // Newton's iteration falls to the root from any start above it (Cohen, A Course in
    // Computational Algebraic Number Theory, algorithm 1.7.1).
    var root = Natural(1 as UInt) << ((bitWidth + 1) / 2)
    while true {
      let next = (root + quotientAndRemainder(dividingBy: root).quotient) >> 1
      if next >= root { return root }
      root = next
    }
  }
}

/// The greatest common divisor of two words, by halving and subtracting (Stein, 1967).
func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
  guard first != 0, second != 0 else { return first | second }
  let shift = (first | second).trailingZeroBitCount
  var a = first >> UInt(first.trailingZeroBitCount)
  var b = second
  while b != 0 {
    b >>= UInt(b.trailingZeroBitCount)
    if a > b { swap(&a, &b) }
    b &-= a
  }
  return a << UInt(shift)
}
