import Scalars

extension SplitMix64 {
  /// Small numbers, the edges of machine words, and numbers of up to `words` words.
  mutating func integer(words: Int = 6) -> BigInteger {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return BigInteger(Int.random(in: -3...3, using: &self))
    case 1: return BigInteger(Int.random(in: -1000...1000, using: &self))
    case 2: return [BigInteger(.max), BigInteger(.min), BigInteger(.min) + 1][random(below: 3)]
    case 3: return BigInteger(.max) + BigInteger(Int.random(in: -2...2, using: &self))
    case 4:
      // Long runs of ones and zeros are where carries and digit estimates go wrong.
      let power = BigInteger(1) << random(below: 64 * words)
      return power * BigInteger(random(below: 3) - 1) + (BigInteger(1) << random(below: 70)) - 1
    case 5: return BigInteger(Int(truncatingIfNeeded: next()))
    default:
      var value = BigInteger(Int.random(in: -9...9, using: &self))
      for _ in 0..<random(below: words) + 1 {
        value = (value << 63) + BigInteger(Int(truncatingIfNeeded: next() >> 1))
      }
      return value
    }
  }

  mutating func random(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func rational(words: Int = 3) -> Rational {
    var denominator = integer(words: words)
    while denominator.isZero { denominator = integer(words: words) }
    return Rational(integer(words: words), over: denominator)
  }
}

/// As one writes them in a formula.
extension Scalar {
  var exp: Self { applying(.exp) }
  var ln: Self { applying(.ln) }
  var sqrt: Self { applying(.sqrt) }
  var sin: Self { applying(.sin) }
  var cos: Self { applying(.cos) }
  var sign: Self { applying(.sign) }
  var step: Self { applying(.step) }
  var floor: Self { applying(.floor) }
  var sinh: Self { applying(.sinh) }
  var cosh: Self { applying(.cosh) }
  var tanh: Self { applying(.tanh) }
  var sigmoid: Self { applying(.sigmoid) }
  var softplus: Self { applying(.softplus) }
  var relu: Self { applying(.relu) }
  var magnitude: Self { applying(.abs) }
  var ceil: Self { applying(.ceil) }
}
