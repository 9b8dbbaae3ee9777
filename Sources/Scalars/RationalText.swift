/// Why a text is not read as a number.
package enum NumberTextError: Error, Hashable, Sendable {
  case notANumber
  /// More digits than ``Rational/digitLimit``.
  case tooManyDigits
  /// A power of ten beyond ``Rational/exponentLimit``.
  case exponentTooLarge
}

extension Rational {
  /// How many digits a number may be written with.
  package static let digitLimit = 4_096
  /// How far the power of ten after an `e` may be from 0.
  package static let exponentLimit = 4_096

  /// The exact value of a decimal: `2`, `.5`, `1.30`, `1e-3`, `-0.2E+4`.
  ///
  /// Digits are ASCII, there is at least one before the `e`, and a point has a digit on one side.
  @specialized(where Text == String)
  @specialized(where Text == Substring)
  package init<Text: StringProtocol>(decimal text: Text) throws(NumberTextError) {
    if let short = Self.short(text.utf8) {
      self = short
      return
    }
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }

    var digits: [UInt8] = []
    var places = 0
    var hasPoint = false
    while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        guard case 0x30...0x39 = byte else { throw .notANumber }
        if digits.count <= Self.digitLimit { digits.append(byte) }
        if hasPoint { places += 1 }
      }
      rest.removeFirst()
    }
    guard let whole = Natural(digits: digits) else { throw .notANumber }

    var exponent = 0
    if !rest.isEmpty {
      exponent = try Self.exponent(rest.dropFirst())
    }
    guard digits.count <= Self.digitLimit else { throw .tooManyDigits }

    let numerator = BigInteger(whole, isNegative: isNegative)
    let scale = exponent - places
    self =
      scale >= 0
      ? Rational(numerator * BigInteger(10).power(scale))
      : Rational(numerator, over: BigInteger(10).power(-scale))
  }

  /// A decimal of so few digits that machine words hold it; nil for anything else.
  @inline(__always)
  private static func short(_ text: some Sequence<UInt8>) -> Rational? {
    var value = 0
    var count = 0
    var unit = 1
    var isNegative = false
    var hasPoint = false
    var isFirst = true
    for byte in text {
      defer { isFirst = false }
      switch byte {
      case 0x30...0x39:
        count += 1
        guard count <= 18 else { return nil }
        value = value * 10 + Int(byte - 0x30)
        if hasPoint { unit *= 10 }
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      case UInt8(ascii: "-") where isFirst: isNegative = true
      default: return nil
      }
    }
    guard count > 0 else { return nil }
    let magnitude = unit == 1 ? Rational(value) : Rational(value) / Rational(unit)
    return isNegative ? -magnitude : magnitude
  }

  /// The number after the `e`, of any length but within the limit.
  private static func exponent(
    _ text: some Collection<UInt8>
  ) throws(NumberTextError) -> Int {
    let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
    let digits = text.dropFirst(isSigned ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { throw .notANumber }
    // Stays just beyond the limit once it is there.
    let magnitude = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), exponentLimit + 1) }
    guard magnitude <= exponentLimit else { throw .exponentTooLarge }
    return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}

extension Rational: CustomStringConvertible {
  /// The whole decimal expansion if it ends within 60 places, and else the fraction, such as `1/3`.
  package var description: String {
    if let obstacle { return "no value (\(obstacle))" }
    if isInteger { return numerator.description }
    return decimalPlaces(within: 60).map { decimal(places: $0) } ?? "\(numerator)/\(denominator)"
  }

  /// How many places after the point the decimal expansion has; nil if it is longer or endless.
  package func decimalPlaces(within limit: Int) -> Int? {
    if case .words(_, 1) = storage { return 0 }
    // The denominator must divide 10ⁿ; without the factors of 2, it must be a power of 5.
    let twos = denominator.trailingZeroBitCount
    guard twos <= limit, denominator.bitWidth <= 4 * limit else { return nil }
    var fives = 0
    var rest = denominator >> twos
    while rest != 1 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero, fives < limit else { return nil }
      rest = quotient
      fives += 1
    }
    return max(twos, fives)
  }

  /// The number with this many places after the point, rounded half away from 0.
  package func decimal(places: Int) -> String {
    if let obstacle { return "no value (\(obstacle))" }
    if places <= 0, case .words(let numerator, 1) = storage { return String(numerator) }
    if let short = shortDecimal(places: places) { return short }
    let places = min(max(places, 0), Self.digitLimit)
    let rounded = roundedMagnitude(scaledBy: places)
    let digits = rounded.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let sign = signum < 0 && !rounded.isZero ? "-" : ""
    guard places > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// The same for few places of a number that machine words hold.
  private func shortDecimal(places: Int) -> String? {
    guard 1...8 ~= places, case .words(let numerator, let denominator) = storage else {
      return nil
    }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    // Below 2⁶³ · 10⁸ · 2 + 2⁶³, which is less than 2¹²⁷.
    let top = Int128(numerator.magnitude) * Int128(scale)
    let rounded = (top * 2 + Int128(denominator)) / (Int128(denominator) * 2)
    let whole = rounded / Int128(scale)
    let fraction = String(Int(rounded % Int128(scale)))
    let sign = numerator < 0 && rounded != 0 ? "-" : ""
    let zeros = String(repeating: "0", count: places - fraction.utf8.count)
    return "\(sign)\(whole).\(zeros)\(fraction)"
  }

  /// |self| · 10ⁿ, rounded to a whole number, half away from 0.
  private func roundedMagnitude(scaledBy n: Int) -> BigInteger {
    let (top, bottom) = scaled(by: n)
    return (top + top + bottom) / (bottom + bottom)
  }

  /// The number with this many digits, rounded half away from 0.
  ///
  /// A number that has fewer digits is written in full: 1/2 is `0.5`, and 1/3 to three digits
  /// `0.333`. Numbers below 10⁻⁶, and those with more digits before the point than are asked for
  /// (unless they are whole and short), get a power of ten: `1e-7`, `1.23e8`.
  package func decimal(significantDigits: Int) -> String {
    if let obstacle { return "no value (\(obstacle))" }
    guard !isZero else { return "0" }
    let count = min(max(significantDigits, 1), Self.digitLimit)

    var exponent = decimalExponent
    var rounded = roundedMagnitude(scaledBy: count - 1 - exponent)
    if rounded == BigInteger(10).power(count) {
      // 9.99 has become 10.0.
      exponent += 1
      rounded = roundedMagnitude(scaledBy: count - 1 - exponent)
    }
    var digits = Substring(rounded.description)
    if isExact(rounded, scaledBy: count - 1 - exponent) {
      if isInteger, exponent < 21 { return numerator.description }
      while digits.count > 1, digits.last == "0" { digits.removeLast() }
    }
    return Self.text(isNegative: signum < 0, digits: digits, exponent: exponent)
  }

  /// d.ddd… · 10ᵉ without a power of ten, unless that would take zeros that mean nothing.
  static func text(isNegative: Bool, digits: Substring, exponent: Int) -> String {
    let sign = isNegative ? "-" : ""
    if exponent < -6 || exponent >= digits.count {
      let fraction = digits.dropFirst()
      return "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e\(exponent)"
    }
    if exponent < 0 {
      return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
    }
    let fraction = digits.dropFirst(exponent + 1)
    return "\(sign)\(digits.prefix(exponent + 1))\(fraction.isEmpty ? "" : ".")\(fraction)"
  }

  /// The number with its first digits, cut off, and … where these are not all: `0.333…`.
  package func decimal(cutAt count: Int) -> String {
    if let obstacle { return "no value (\(obstacle))" }
    guard !isZero else { return "0" }
    let count = min(max(count, 1), Self.digitLimit)
    let exponent = decimalExponent
    let (top, bottom) = scaled(by: count - 1 - exponent)
    let whole = top / bottom
    var digits = Substring(whole.description)
    let isAll = whole * bottom == top
    if isAll {
      if isInteger, exponent < 21 { return numerator.description }
      while digits.count > 1, digits.last == "0" { digits.removeLast() }
    }
    return Self.text(isNegative: signum < 0, digits: digits, exponent: exponent)
      + (isAll ? "" : "…")
  }

  /// The first digits of the magnitude, cut off, and the exponent of the first one. Not for 0.
  func leadingDigits(_ count: Int) -> (digits: Substring, exponent: Int) {
    let exponent = decimalExponent
    let (top, bottom) = scaled(by: count - 1 - exponent)
    return (Substring((top / bottom).description), exponent)
  }

  /// |self| · 10ⁿ as a fraction, not in lowest terms.
  private func scaled(by n: Int) -> (numerator: BigInteger, denominator: BigInteger) {
    let scale = BigInteger(10).power(abs(n))
    return n >= 0
      ? (numerator.magnitude * scale, denominator) : (numerator.magnitude, denominator * scale)
  }

  private func isExact(_ rounded: BigInteger, scaledBy n: Int) -> Bool {
    let (top, bottom) = scaled(by: n)
    return top == rounded * bottom
  }

  /// The exponent of the leading digit: 10ᵉ <= |self| < 10ᵉ⁺¹. Not for 0.
  package var decimalExponent: Int {
    // |self| is within a factor 2 of 2ᵇ, and log₁₀ 2 is 0.30103 up to 4.4e-9, which times
    // 65,536 is 0.0003. So the estimate is at most one off, and then corrected.
    let bits = numerator.bitWidth - denominator.bitWidth
    var exponent = Int((Double(bits) * 0.30103).rounded(.down))
    while isBelow(powerOfTen: exponent) { exponent -= 1 }
    while !isBelow(powerOfTen: exponent + 1) { exponent += 1 }
    return exponent
  }

  private func isBelow(powerOfTen exponent: Int) -> Bool {
    let (top, bottom) = scaled(by: -exponent)
    return top < bottom
  }
}
