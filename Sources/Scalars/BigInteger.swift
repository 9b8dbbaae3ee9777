/// A whole number of any size.
///
/// Numbers of one machine word take no memory of their own. Sizes are not limited here; whoever
/// computes with numbers that somebody typed limits them, as ``Rational`` does.
package struct BigInteger: Hashable, Sendable {
  /// - Invariant: `large` is used only where `small` cannot hold the number. The synthesized `==`
  ///   relies on it.
  enum Storage: Hashable, Sendable {
    case small(Int)
    case large(isNegative: Bool, Natural)
  }

  let storage: Storage

  package static let zero = BigInteger(0)
  package static let one = BigInteger(1)

  package init(_ value: Int) {
    storage = .small(value)
  }

  init(wide value: Int128) {
    if let word = Int(exactly: value) {
      storage = .small(word)
    } else {
      storage = .large(isNegative: value < 0, Natural(wide: value.magnitude))
    }
  }

  init(_ magnitude: Natural, isNegative: Bool = false) {
    guard magnitude.words.count <= 1 else {
      storage = .large(isNegative: isNegative, magnitude)
      return
    }
    let word = Int128(magnitude.words.first ?? 0)
    if let value = Int(exactly: isNegative ? -word : word) {
      storage = .small(value)
    } else {
      storage = .large(isNegative: isNegative, magnitude)
    }
  }

  /// The number without its sign.
  var natural: Natural {
    switch storage {
    case .small(let value): Natural(value.magnitude)
    case .large(_, let magnitude): magnitude
    }
  }

  package var isNegative: Bool {
    switch storage {
    case .small(let value): value < 0
    case .large(let isNegative, _): isNegative
    }
  }

  package var isZero: Bool { storage == .small(0) }

  package var isEven: Bool {
    switch storage {
    case .small(let value): value & 1 == 0
    case .large(_, let magnitude): magnitude.words[0] & 1 == 0
    }
  }

  /// -1, 0 or 1.
  package var sign: Int {
    switch storage {
    case .small(let value): value.signum()
    case .large(let isNegative, _): isNegative ? -1 : 1
    }
  }

  package var magnitude: BigInteger { isNegative ? -self : self }

  /// The number of binary digits of the magnitude; 0 for 0.
  package var bitWidth: Int {
    switch storage {
    case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
    case .large(_, let magnitude): magnitude.bitWidth
    }
  }

  /// How many factors of 2 there are; 0 for 0.
  package var trailingZeroBitCount: Int {
    switch storage {
    case .small(let value): value == 0 ? 0 : value.trailingZeroBitCount
    case .large(_, let magnitude): magnitude.trailingZeroBitCount
    }
  }
}

extension BigInteger: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let a), .small(let b)): a < b
    // What is large is beyond everything small.
    case (.large(let isNegative, _), .small): isNegative
    case (.small, .large(let isNegative, _)): !isNegative
    case (.large(let aNegative, let a), .large(let bNegative, let b)):
      aNegative == bNegative ? (aNegative ? b < a : a < b) : aNegative
    }
  }
}

extension BigInteger: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value) }
}

extension Int {
  /// The number, if a machine word holds it.
  package init?(exactly value: BigInteger) {
    guard case .small(let word) = value.storage else { return nil }
    self = word
  }
}

extension BigInteger: CustomStringConvertible {
  package var description: String {
    switch storage {
    case .small(let value): String(value)
    case .large(let isNegative, let magnitude): (isNegative ? "-" : "") + magnitude.description
    }
  }

  /// The number written in decimal digits, after a sign or not; nil for any other text.
  package init?(digits text: some StringProtocol) {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard let magnitude = Natural(digits: digits) else { return nil }
    self.init(magnitude, isNegative: isNegative)
  }
}
