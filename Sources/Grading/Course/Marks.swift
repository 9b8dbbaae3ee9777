import Scalars

/// Points and percentages as text.
package enum Marks {
  /// Exact where that is short, else to four places.
  package static func text(_ points: Rational) -> String {
    if let places = points.decimalPlaces(within: 4) { return points.decimal(places: places) }
    return points.decimal(places: 4)
  }

  package static func percent(_ share: Rational) -> String {
    (share * Rational(100)).decimal(places: 1)
  }
}
