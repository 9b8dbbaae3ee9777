import Scalars
import WorkedExamples

/// What a sheet loses that was handed in after a deadline.
package struct LatePolicy: Equatable, Sendable {
  package enum Unit: String, CaseIterable, Sendable {
    case hour, day

    fileprivate var seconds: Int { self == .hour ? 3600 : 86_400 }
  }

  package let deadline: Moment
  /// The part of its points that a sheet loses, at once or for each unit that has begun.
  package let penalty: Rational
  package let unit: Unit?

  package init(deadline: Moment, penalty: Rational = .zero, unit: Unit? = nil) {
    self.deadline = deadline
    self.penalty = penalty
    self.unit = unit
  }

  /// Reads `20%`, `10%/day` or `5%/hour`; nil where it is something else.
  package static func penalty(_ text: String) -> (share: Rational, unit: Unit?)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].hasSuffix("%"),
      let percent = try? Rational(decimal: String(parts[0].dropLast())),
      percent >= .zero, percent <= 100
    else { return nil }
    guard parts.count == 2 else { return (percent / 100, nil) }
    return Unit(rawValue: String(parts[1])).map { (percent / 100, $0) }
  }

  /// How late a sheet is.
  package func lateness(of submitted: Moment) -> Lateness? {
    guard submitted > deadline else { return nil }
    let seconds = submitted.seconds - deadline.seconds
    guard let unit else { return Lateness(seconds: seconds, loss: penalty) }
    let units = (seconds + unit.seconds - 1) / unit.seconds
    return Lateness(seconds: seconds, loss: min(1, penalty * Rational(units)))
  }
}

/// How late a sheet was handed in, and what that costs.
package struct Lateness: Equatable, Sendable {
  package let seconds: Int
  /// The part of its points that it loses, from 0 to 1.
  package let loss: Rational

  package init(seconds: Int, loss: Rational) {
    self.seconds = seconds
    self.loss = loss
  }
}
