/// Prime fields p₀ < p₁ < … with pₖ₊₁ ≡ 1 mod 4pₖ, and the random choices made in them.
///
/// An exponential at level k + 1 is a power of an element of order pₖ, so that
/// exp(a + b) = exp(a)·exp(b) holds by construction, for nested exponentials too. A formula whose
/// exponentials are nested d deep has a value from level d on: G. Gonnet, "Determining equivalence
/// of expressions in random polynomial time", STOC 1984.
package final class ResidueTower {
  /// How signs that depend on the variables are chosen.
  package enum SignChoice: Sendable {
    /// A free random element for each argument: what holds then, holds for both signs.
    case free
    /// 1 or -1, by the bits of a pattern.
    case pattern
  }

  /// At most this many levels, by the storage of a ``Residue``.
  package static let levelLimit = 7

  let fields: [PrimeField]
  /// At level k + 1: an element of order pₖ, the base of exp(u).
  let realBases: [UInt64]
  /// At level k + 1: another one, the base of exp(i·u).
  private(set) lazy var imaginaryBases = fields.indices.map {
    fields[$0].power(realBases[$0], imaginaryExponents[$0])
  }
  private let imaginaryExponents: [UInt64]
  /// At level k + 1: a square root of -1.
  private(set) lazy var imaginaryUnits = fields.enumerated().map { level, field in
    level > 0 ? field.squareRoot(field.negative(field.one)) ?? 0 : 0
  }
  private var generator: SplitMix64
  let circle: [UInt64]

  package var signChoice = SignChoice.free
  /// The only arguments whose signs follow the pattern; nil for all of them.
  package var patternArguments: [UInt64]?
  /// The signs of the arguments, one bit for each in the order of their appearance.
  package var pattern: UInt64 = 0
  /// How many bits of the pattern were used since the last ``forget()``.
  package var patternBits: Int { arguments.count - positives.count }
  /// How many different arguments were given a free sign since then.
  package var freeSignCount: Int { freeSigns.count - positives.count }
  /// How many values are known to be positive.
  package var positiveCount: Int { positives.count }
  /// Squares of arguments of signs, arguments of roots, and the roots chosen for them.
  private var arguments: [(square: UInt64, root: UInt64)] = []
  private var freeSigns: [(argument: UInt64, sign: [UInt64])] = []
  private var declaredPositives: [UInt64] = []
  private var declaredParts: [UInt64] = []
  private var positives: Set<UInt64> = []
  private lazy var logarithms: [[UInt64: UInt64]] = Array(repeating: [:], count: fields.count)
  /// The roots chosen below the top level since the last ``forget()``.
  private lazy var lowerRoots: [[UInt64: UInt64]] = Array(repeating: [:], count: fields.count)

  /// Draws a tower for formulas with exponentials nested so many deep; nil where none is found.
  ///
  /// The primes have as many bits as there is room for, or fewer, to see how often proofs err.
  package init?(depth: Int, seed: UInt64, bits: Int = .max) {
    guard (0..<Self.levelLimit).contains(depth) else { return nil }
    var generator = SplitMix64(seed: seed)
    var primes: [UInt64] = []
    // Each level takes about six bits more.
    let bits = min(bits, 61 - 6 * depth)
    var attempts = 0
    repeat {
      primes = Self.chain(bits: bits, depth: depth, &generator)
      attempts += 1
    } while primes.count <= depth && attempts < 4096
    guard primes.count == depth + 1 else { return nil }
    fields = primes.map(PrimeField.init)
    var bases: [UInt64] = [1]
    var exponents: [UInt64] = [1]
    for (below, field) in zip(fields, fields.dropFirst()) {
      let cofactor = (field.modulus - 1) / below.modulus
      bases.append(field.element(ofOrder: cofactor, &generator))
      exponents.append(generator.below(below.modulus - 2) + 2)
    }
    realBases = bases
    imaginaryExponents = exponents
    circle = fields.map { generator.below($0.modulus) }
    self.generator = generator
  }

  package var depth: Int { fields.count - 1 }
  /// The bits of the smallest prime, less one: a random element has at least 2^bits values.
  package var bits: Int { 63 - (fields.first?.modulus.leadingZeroBitCount ?? 63) }

  private static func chain(
    bits: Int, depth: Int, _ generator: inout SplitMix64
  ) -> [UInt64] {
    let lowest = UInt64(1) << UInt64(bits - 1)
    var prime: UInt64
    repeat {
      prime = lowest + generator.below(lowest) | 1
    } while !PrimeField.isPrime(prime)
    var primes = [prime]
    let greatest = UInt64(1) << 62
    for level in 0..<depth {
      // Room is left for the levels above.
      let reach = greatest >> UInt64(5 * (depth - level - 1))
      let step = prime << 2
      let count = min((reach - 1) / step, 64)
      guard count > 0 else { break }
      let start = generator.below(count)
      let found = (0..<count).lazy.map { step * ((start + $0) % count + 1) + 1 }
        .first { PrimeField.isPrime($0, above: prime) }
      guard let found else { break }
      prime = found
      primes.append(prime)
    }
    return primes
  }

  // MARK: Random elements

  /// A new independent random number: the value of a free variable.
  package func variable() -> Residue {
    Residue(self) { level in self.generator.below(self.fields[level].modulus) }
  }

  /// Forgets what was chosen for signs and roots, so that another pattern can be tried.
  package func forget() {
    arguments.removeAll(keepingCapacity: true)
    freeSigns.removeAll(keepingCapacity: true)
    positives.removeAll(keepingCapacity: true)
    for level in fields.indices.dropLast() { lowerRoots[level].removeAll(keepingCapacity: true) }
    note(positive: top.one)
    for value in declaredPositives { note(positive: value) }
    for value in declaredParts { _ = sign(of: value) }
  }

  /// Declares which numbers are positive by hypothesis, and forgets all signs.
  ///
  /// The signs of parts are chosen first, each after what it is made of, so that the sign of a product
  /// follows from those of its factors, in whatever order it is asked for.
  package func declare(positive numbers: [Residue], parts: [Residue] = []) {
    declaredPositives = numbers.compactMap(\.top)
    declaredParts = parts.compactMap(\.top)
    forget()
  }

  /// More values than this are not kept as positive: each argument is compared with all.
  private static let positiveLimit = 9

  /// Keeps in mind that a value of the top level is positive wherever there is one.
  func note(positive value: UInt64) {
    guard value != 0, positives.count < Self.positiveLimit, positives.insert(value).inserted
    else { return }
    arguments.append((top.product(value, value), value))
    freeSigns.append((value, fields.map(\.one)))
  }

  /// A random element for the logarithm of a value: the same whenever it is asked for.
  func logarithm(of value: UInt64, level: Int) -> UInt64 {
    if value == fields[level].one { return 0 }
    if let known = logarithms[level][value] { return known }
    let element = generator.below(fields[level].modulus)
    logarithms[level][value] = element
    return element
  }

  // MARK: Signs and roots

  private var top: PrimeField { fields[fields.count - 1] }

  /// Parts of the fractions by which arguments are recognised as multiples of each other.
  private static let ratioLimit = 256
  /// The chance that this is an accident is 2 to this power over the prime, for each comparison.
  package static let ratioBits = 17
  /// Beyond so many arguments, products of two are not looked for.
  private static let productLimit = 16

  /// The power of 2 of a bound for the chance that among so many arguments one was taken by
  /// accident for a multiple of another, or of a product or quotient of two.
  package func accidentBits(signs: Int) -> Int {
    let compared = signs * signs * (signs <= Self.productLimit ? 2 * signs : 1)
    return Self.ratioBits + (Int.bitWidth - compared.leadingZeroBitCount) - bits
  }

  /// The sign of a value of the top level: for each level an element, negative for -value.
  func sign(of value: UInt64) -> [UInt64] {
    if value == 0 { return fields.map { _ in 0 } }
    switch signChoice {
    case .free: return freeSign(of: value)
    case .pattern:
      if let chosen = patternArguments, !chosen.contains(where: { ratio(value, $0) != nil }) {
        return freeSign(of: value)
      }
      let isPositive = root(of: top.product(value, value), hint: value) == value
      return fields.map { isPositive ? $0.one : $0.negative($0.one) }
    }
  }

  private func freeSign(of value: UInt64) -> [UInt64] {
    for (argument, sign) in freeSigns {
      guard let ratio = ratio(value, argument) else { continue }
      return ratio.numerator > 0 ? sign : zip(fields, sign).map { $0.negative($1) }
    }
    let sign = signOfProduct(value) ?? fields.map { generator.below($0.modulus) }
    freeSigns.append((value, sign))
    return sign
  }

  /// The sign of a multiple of a product or a quotient of two arguments.
  private func signOfProduct(_ value: UInt64) -> [UInt64]? {
    func turned(_ sign: [UInt64], _ ratio: (numerator: Int, denominator: Int)) -> [UInt64] {
      ratio.numerator > 0 ? sign : zip(fields, sign).map { $0.negative($1) }
    }
    guard freeSigns.count <= Self.productLimit else { return nil }
    for (place, one) in freeSigns.enumerated() {
      for other in freeSigns[place...] {
        if let ratio = ratio(value, top.product(one.argument, other.argument)) {
          let product = fields.indices.map { fields[$0].product(one.sign[$0], other.sign[$0]) }
          return turned(product, ratio)
        }
      }
      for other in freeSigns where other.argument != one.argument {
        guard let ratio = ratio(top.product(value, one.argument), other.argument) else { continue }
        let inverses = zip(fields, one.sign).compactMap { $0.inverse($1) }
        guard inverses.count == fields.count else { continue }
        let quotient = fields.indices.map { fields[$0].product(other.sign[$0], inverses[$0]) }
        return turned(quotient, ratio)
      }
    }
    return nil
  }

  /// One of the two roots of a value of the top level; nil where it has none.
  ///
  /// The hint is a root, where one is known.
  func root(of value: UInt64, hint: UInt64? = nil) -> UInt64? {
    if value == 0 { return 0 }
    for (square, root) in arguments {
      if let root = multiple(of: root, from: square, to: value) { return root }
    }
    if let root = rootOfProduct(value) { return root }
    guard let found = hint ?? top.squareRoot(value) else { return nil }
    let isFlipped = pattern >> UInt64(min(patternBits, 63)) & 1 == 1
    let root = isFlipped ? top.negative(found) : found
    arguments.append((value, root))
    return root
  }

  /// One of the two roots of a value below the top level, by chance, and the same whenever it is
  /// asked for: exp(√3) is 1/exp(-√3) only where both have the same √3. Nil where there is none.
  func root(of value: UInt64, level: Int) -> UInt64? {
    if let known = lowerRoots[level][value] { return known }
    guard let found = fields[level].squareRoot(value) else { return nil }
    let root = generator.next() & 1 == 1 ? fields[level].negative(found) : found
    lowerRoots[level][value] = root
    return root
  }

  /// √(q²ab) = q·√a·√b and √(q²b/a) = q·√b/√a, where both roots on the right are known.
  private func rootOfProduct(_ value: UInt64) -> UInt64? {
    guard (2...Self.productLimit).contains(arguments.count) else { return nil }
    for (place, one) in arguments.enumerated() {
      for other in arguments[(place + 1)...] {
        let squares = [
          (top.product(one.square, other.square), top.product(one.root, other.root)),
          quotient(other, one), quotient(one, other),
        ]
        for case let (square, root)? in squares {
          if let root = multiple(of: root, from: square, to: value) { return root }
        }
      }
    }
    return nil
  }

  /// The root of a value that is q² times another, whose root is known.
  private func multiple(of root: UInt64, from square: UInt64, to value: UInt64) -> UInt64? {
    guard let ratio = ratio(value, square), ratio.numerator > 0,
      let a = ratio.numerator.exactRoot, let b = ratio.denominator.exactRoot,
      let inverse = top.inverse(top.element(b))
    else { return nil }
    return top.product(root, top.product(top.element(a), inverse))
  }

  private func quotient(
    _ one: (square: UInt64, root: UInt64), _ other: (square: UInt64, root: UInt64)
  ) -> (UInt64, UInt64)? {
    guard let square = top.inverse(other.square), let root = top.inverse(other.root) else {
      return nil
    }
    return (top.product(one.square, square), top.product(one.root, root))
  }

  private func ratio(_ a: UInt64, _ b: UInt64) -> (numerator: Int, denominator: Int)? {
    if a == b { return (1, 1) }
    return top.inverse(b).flatMap {
      top.fraction(top.product(a, $0), limit: Self.ratioLimit)
    }
  }
}

extension Int {
  /// The root of a square number.
  fileprivate var exactRoot: Int? {
    let root = BigInteger(self).squareRoot.flatMap { Int(exactly: $0) }
    return root.flatMap { $0 * $0 == self ? $0 : nil }
  }
}

extension PrimeField {
  /// A random element whose order is (p - 1) / cofactor, for which that must be prime.
  func element(ofOrder cofactor: UInt64, _ generator: inout SplitMix64) -> UInt64 {
    while true {
      let candidate = power(generator.below(modulus - 1) + 1, cofactor)
      if candidate != one { return candidate }
    }
  }
}

extension SplitMix64 {
  /// A number below a limit; a fair one but for 2^-64 of the limit.
  mutating func below(_ limit: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: limit).high
  }
}
