import Foundation

/// A point in time as it is written in files and options: RFC 3339, `2026-11-20T18:00:00Z` or
/// `2026-11-20 18:00+01:00`.
///
/// Seconds may be left out; the zone may not, since a class may be anywhere.
package struct Moment: Comparable, Hashable, Sendable {
  /// Whole seconds since 1970 in UTC.
  package let seconds: Int

  package static let form = "2026-11-20T18:00:00Z or 2026-11-20T18:00:00+01:00"

  package init?(_ text: String) {
    guard text.utf8.count <= 40, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var parts = text.uppercased().split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard parts.count == 2, let zone = parts[1].firstIndex(where: { "Z+-".contains($0) }) else {
      return nil
    }
    let offset = parts[1][zone...]
    var clock = parts[1][..<zone]
    parts[1] = ""
    // Fractions of a second decide nothing here.
    if let point = clock.firstIndex(of: ".") {
      guard clock[point...].dropFirst().allSatisfy(\.isNumber) else { return nil }
      clock = clock[..<point]
    }
    let time = clock.count == 5 ? "\(clock):00" : String(clock)
    guard let date = try? Date("\(parts[0])T\(time)\(offset)", strategy: .iso8601) else {
      return nil
    }
    seconds = Int(date.timeIntervalSince1970)
  }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
