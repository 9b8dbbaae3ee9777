import Foundation

/// How letters that a keyboard lacks are spelled in names: `δ_ŷ` is `delta_yhat`.
enum Spelling {
  /// Spells one character of a name in ASCII; nil if it has no place in a name.
  static func spelled(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII { return isPlain(scalar) ? String(scalar) : nil }
    // Compatibility forms (𝑥, ₀, full width) become plain ones, ŷ becomes y and a hat.
    var result = ""
    for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
      if part.isASCII, isPlain(part) {
        result.unicodeScalars.append(part)
      } else if let name = greek[part] ?? marks[part] {
        result += name
      } else {
        return nil
      }
    }
    return result
  }

  /// Whether a name may begin with this character.
  static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return 0x61...0x7A ~= scalar.value | 0x20 }
    guard !isSubscript(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter: return !isRaised(scalar)
    default: return false
    }
  }

  /// Whether a name may go on with this character.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isPlain(scalar) }
    return beginsName(scalar) || isSubscript(scalar) || marks[scalar] != nil
      || digit(scalar) != nil
  }

  /// The value of a digit, plain, full width (`１`) or mathematical (`𝟙`).
  static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39: UInt8(scalar.value - 0x30)
    case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10)
    case 0x1D7CE...0x1D7FF: UInt8((scalar.value - 0x1D7CE) % 10)
    default: nil
    }
  }

  /// The value of a digit written as an exponent.
  static func superscriptDigit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "¹": 1
    case "²": 2
    case "³": 3
    case "\u{2070}", "\u{2074}"..."\u{2079}": UInt8(scalar.value - 0x2070)
    default: nil
    }
  }

  /// Letters written as exponents; read as plain letters they would change the meaning.
  static func isRaised(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "ª" || scalar == "º" || scalar.properties.generalCategory == .modifierLetter
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  private static func isSubscript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2080...0x2089, 0x2090...0x209C, 0x1D62...0x1D6A, 0x2C7C: true
    default: false
    }
  }

  private static let marks: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar", "\u{305}": "bar",
  ]

  private static let greek: [Unicode.Scalar: String] = {
    let small = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
      "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
      "phi", "chi", "psi", "omega",
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (offset, name) in small.enumerated() {
      // Small letters begin at U+03B1, capitals 32 before; there is no capital final sigma.
      if let letter = Unicode.Scalar(0x3B1 + UInt32(offset)) { table[letter] = name }
      if let letter = Unicode.Scalar(0x391 + UInt32(offset)), letter.value != 0x3A2 {
        table[letter] = name.prefix(1).uppercased() + name.dropFirst()
      }
    }
    return table
  }()

  /// The names of Greek letters, for what is typed as `\sigma`.
  static let greekNames = Set(greek.values)
}
