import Scalars

/// Points and percentages as text.
enum Marks {
  /// Exact where that is short, else to four places.
  static func text(_ points: Rational) -> String {
    if let places = points.decimalPlaces(within: 4) { return points.decimal(places: places) }
    return points.decimal(places: 4)
  }

  static func percent(_ share: Rational) -> String {
    (share * Rational(100)).decimal(places: 1)
  }
}
