/// A whole number from 0 up, as machine words; the arithmetic under ``BigInteger``.
///
/// - Invariant: the last word, the most significant one, is not 0; 0 has no words. The synthesized
///   `==` relies on it.
struct Natural: Hashable, Sendable {
  static let zero = Natural([])
  private(set) var words: [UInt]

  /// The number with these words, the least significant one first.
  init(_ words: [UInt]) {
    self.words = words
    trim()
  }

  init(_ word: UInt) {
    words = word == 0 ? [] : [word]
  }

  init(wide value: UInt128) {
    let high = UInt(truncatingIfNeeded: value >> 64)
    self.init([UInt(truncatingIfNeeded: value), high])
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }

  var isZero: Bool { words.isEmpty }

  /// The number of binary digits; 0 for 0.
  var bitWidth: Int {
    guard let top = words.last else { return 0 }
    return words.count * UInt.bitWidth - top.leadingZeroBitCount
  }

  /// How many factors of 2 there are; 0 for 0.
  var trailingZeroBitCount: Int {
    guard let first = words.firstIndex(where: { $0 != 0 }) else { return 0 }
    return first * UInt.bitWidth + words[first].trailingZeroBitCount
  }

  /// The 64 bits that begin `shift` places up: the low word of `self >> shift`.
  func bits(from shift: Int) -> UInt {
    let (index, offset) = shift.quotientAndRemainder(dividingBy: UInt.bitWidth)
    guard index < words.count else { return 0 }
    let low = words[index] >> UInt(offset)
    guard offset > 0, index + 1 < words.count else { return low }
    return low | words[index + 1] << UInt(UInt.bitWidth - offset)
  }
}

extension Natural: Comparable {
  static func < (left: Natural, right: Natural) -> Bool {
    guard left.words.count == right.words.count else {
      return left.words.count < right.words.count
    }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}

extension Natural {
  static func + (left: Natural, right: Natural) -> Natural {
    let (long, short) =
      left.words.count >= right.words.count ? (left.words, right.words) : (right.words, left.words)
    let sum = [UInt](unsafeUninitializedCapacity: long.count + 1) { sum, count in
      var carry = false
      for index in long.indices {
        let term = index < short.count ? short[index] : 0
        let (partial, first) = long[index].addingReportingOverflow(term)
        let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        sum.initializeElement(at: index, to: total)
        carry = first || second
      }
      sum.initializeElement(at: long.count, to: carry ? 1 : 0)
      count = long.count + 1
    }
    return Natural(sum)
  }

  /// The difference; `right` must not be the greater one.
  static func - (left: Natural, right: Natural) -> Natural {
    let (long, short) = (left.words, right.words)
    let difference = [UInt](unsafeUninitializedCapacity: long.count) { difference, count in
      var borrow = false
      for index in long.indices {
        let term = index < short.count ? short[index] : 0
        let (partial, first) = long[index].subtractingReportingOverflow(term)
        let (total, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
        difference.initializeElement(at: index, to: total)
        borrow = first || second
      }
      count = long.count
    }
    return Natural(difference)
  }

  /// The distance between two numbers.
  func distance(to other: Natural) -> Natural {
    self < other ? other - self : self - other
  }

  static func << (value: Natural, shift: Int) -> Natural {
    guard shift > 0, !value.isZero else { return value }
    let (whole, offset) = shift.quotientAndRemainder(dividingBy: UInt.bitWidth)
    let words = value.words
    let shifted = [UInt](unsafeUninitializedCapacity: words.count + whole + 1) { shifted, count in
      for index in 0..<whole { shifted.initializeElement(at: index, to: 0) }
      var carry: UInt = 0
      for (index, word) in words.enumerated() {
        shifted.initializeElement(at: index + whole, to: word << UInt(offset) | carry)
        // A shift by all 64 bits is 0 in Swift, which is what is wanted here.
        carry = word >> UInt(UInt.bitWidth - offset)
      }
      shifted.initializeElement(at: words.count + whole, to: carry)
      count = words.count + whole + 1
    }
    return Natural(shifted)
  }

  /// The quotient by a power of 2, rounded down.
  static func >> (value: Natural, shift: Int) -> Natural {
    guard shift > 0 else { return value }
    let whole = shift / UInt.bitWidth
    guard whole < value.words.count else { return zero }
    let remaining = value.words.count - whole
    let shifted = [UInt](unsafeUninitializedCapacity: remaining) { shifted, count in
      for index in 0..<remaining {
        shifted.initializeElement(at: index, to: value.bits(from: shift + index * UInt.bitWidth))
      }
      count = remaining
    }
    return Natural(shifted)
  }

  /// The quotient by a power of 2 above 1, rounded to the nearest, halves up.
  func rounded(shiftedBy shift: Int) -> Natural {
    var quotient = self >> shift
    guard bits(from: shift - 1) & 1 == 1 else { return quotient }
    for index in quotient.words.indices {
      quotient.words[index] &+= 1
      if quotient.words[index] != 0 { return quotient }
    }
    quotient.words.append(1)
    return quotient
  }
}
