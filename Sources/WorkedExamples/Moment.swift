import Foundation

/// A point in time as it is written in files and options: RFC 3339, `2026-11-20T18:00:00Z` or
/// `2026-11-20 18:00+01:00`.
///
/// Seconds may be left out; the zone may not, since a class may be anywhere. Fractions of a second
/// decide nothing here.
package struct Moment: Comparable, Hashable, Sendable {
  /// Whole seconds since 1970 in UTC.
  package let seconds: Int

  package static let form = "2026-11-20T18:00:00Z or 2026-11-20T18:00:00+01:00"

  package init?(_ text: String) {
    let form =
      /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[Zz]|([+-])(\d\d):(\d\d))/
      .asciiOnlyDigits()
    guard text.utf8.count <= 40, let parts = text.wholeMatch(of: form)?.output else { return nil }
    func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
    let offset = number(parts.8) * 60 + number(parts.9)
    let zone = TimeZone(secondsFromGMT: 60 * (parts.7 == "-" ? -offset : offset))
    let components = DateComponents(
      calendar: Calendar(identifier: .gregorian), timeZone: zone, year: number(parts.1),
      month: number(parts.2), day: number(parts.3), hour: number(parts.4),
      minute: number(parts.5), second: number(parts.6))
    guard zone != nil, components.isValidDate, let date = components.date else { return nil }
    seconds = Int(date.timeIntervalSince1970)
  }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
