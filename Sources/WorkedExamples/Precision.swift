/// How closely a rounded number must be written.
package enum Precision: Hashable, Sendable {
  /// The fewest significant digits.
  case digits(Int)
  /// The fewest digits behind the decimal point.
  case decimals(Int)

  /// `at least 3 significant digits`.
  package var words: String {
    switch self {
    case .digits(let count): "at least \(count) significant digit\(count == 1 ? "" : "s")"
    case .decimals(let count): "at least \(count) decimal\(count == 1 ? "" : "s")"
    }
  }
}
