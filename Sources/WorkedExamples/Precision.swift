/// How closely a rounded number must be written.
package enum Precision: Hashable, Sendable {
  /// The fewest significant digits.
  case digits(Int)
  /// The fewest digits behind the decimal point.
  case decimals(Int)

  /// How many significant digits are there at least in a number of about 1.
  package var usualDigits: Int {
    switch self {
    case .digits(let count), .decimals(let count): max(1, count)
    }
  }

  /// `at least 3 significant digits`.
  package var words: String { "at least \(amount)" }

  /// `3 significant digits`.
  package var amount: String {
    switch self {
    case .digits(let count): "\(count) significant digit\(count == 1 ? "" : "s")"
    case .decimals(let count): "\(count) decimal\(count == 1 ? "" : "s")"
    }
  }
}
