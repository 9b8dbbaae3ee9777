extension Natural {
  /// From this many words on, Karatsuba's three products beat the four of long multiplication.
  private static let karatsubaThreshold = 48

  static func * (left: Natural, right: Natural) -> Natural {
    guard !left.isZero, !right.isZero else { return zero }
    let shorter = min(left.words.count, right.words.count)
    return shorter < karatsubaThreshold ? long(left, right) : karatsuba(left, right)
  }

  func times(_ factor: UInt) -> Natural {
    guard factor != 0 else { return .zero }
    return Natural(scaled(by: factor, plus: 0))
  }

  /// `self * factor + term`, the step of reading digits.
  func times(_ factor: UInt, plus term: UInt) -> Natural {
    Natural(scaled(by: factor, plus: term))
  }

  private func scaled(by factor: UInt, plus term: UInt) -> [UInt] {
    [UInt](unsafeUninitializedCapacity: words.count + 1) { product, count in
      var carry = term
      for (index, word) in words.enumerated() {
        let (high, low) = word.multipliedFullWidth(by: factor)
        let (sum, overflow) = low.addingReportingOverflow(carry)
        product.initializeElement(at: index, to: sum)
        carry = high &+ (overflow ? 1 : 0)
      }
      product.initializeElement(at: words.count, to: carry)
      count = words.count + 1
    }
  }

  /// Long multiplication, word by word.
  private static func long(_ left: Natural, _ right: Natural) -> Natural {
    let size = left.words.count + right.words.count
    let product = [UInt](unsafeUninitializedCapacity: size) { product, count in
      product.initialize(repeating: 0)
      count = size
      left.words.withUnsafeBufferPointer { left in
        right.words.withUnsafeBufferPointer { right in
          for i in 0..<left.count {
            var carry: UInt = 0
            for j in 0..<right.count {
              // At most (2⁶⁴-1)² + 2 (2⁶⁴-1) = 2¹²⁸-1: the high word cannot overflow.
              let (high, low) = left[i].multipliedFullWidth(by: right[j])
              let (partial, first) = low.addingReportingOverflow(product[i + j])
              let (sum, second) = partial.addingReportingOverflow(carry)
              product[i + j] = sum
              carry = high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
            }
            product[i + right.count] = carry
          }
        }
      }
    }
    return Natural(product)
  }

  /// Karatsuba and Ofman, 1962: (a + b w)(c + d w) from ac, bd and (a + b)(c + d).
  private static func karatsuba(_ left: Natural, _ right: Natural) -> Natural {
    let half = (max(left.words.count, right.words.count) + 1) / 2
    let (a, b) = left.split(at: half)
    let (c, d) = right.split(at: half)
    let low = a * c
    let high = b * d
    let middle = (a + b) * (c + d) - low - high
    return low + (middle << (half * UInt.bitWidth)) + (high << (2 * half * UInt.bitWidth))
  }

  private func split(at index: Int) -> (low: Natural, high: Natural) {
    (Natural(Array(words.prefix(index))), Natural(Array(words.dropFirst(index))))
  }
}
