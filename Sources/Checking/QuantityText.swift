import Notation
import Scalars

extension RealQuantity {
  private static let usualDigits = 12
  /// Where two numbers agree for longer, how far they are apart says more than their digits.
  private static let mostDigits = 48

  /// The value as it is shown to a person: exact where that is short, else its certain digits.
  package var text: String { text(digits: Self.usualDigits, exactUpTo: 36) }

  /// The value in the room of a table: exact where that takes few more characters than digits.
  package func shown(digits: Int) -> String { text(digits: digits, exactUpTo: digits + 3) }

  /// Both values, to the first digit that differs and two more: what a person can check by hand.
  package static func texts(_ left: RealQuantity, _ right: RealQuantity) -> (
    left: String, right: String
  ) {
    let pairs = zip(left.exact.indices, right.exact.indices).map { Gap(left, $0, right, $1) }
    let apart = pairs.compactMap(\.digits).max() ?? 0
    let digits = min(max(usualDigits, apart + 2), mostDigits)
    let precision = max(128 + 4 * digits, pairs.compactMap(\.precision).max() ?? 0)
    func text(_ value: RealQuantity) -> String {
      value.text(
        digits: digits, exactUpTo: max(36, 2 * digits), precision: precision, isCompared: true)
    }
    guard apart + 2 > mostDigits, left.exact.count == 1, let distance = pairs.first?.distance else {
      return (text(left), text(right))
    }
    return (left.text(digits: usualDigits, exactUpTo: 36, precision: precision), distance)
  }

  /// How far two entries are apart, which differ or may differ.
  private struct Gap {
    /// The precision that tells them apart.
    var precision: Int?
    /// How many of their first digits agree.
    var digits: Int?
    /// How much more or less the second is.
    var distance: String?

    init(_ left: RealQuantity, _ i: Int, _ right: RealQuantity, _ j: Int) {
      let (own, other) = (left.exact[i], right.exact[j])
      if own.obstacle == nil, other.obstacle == nil {
        guard own != other else { return }
        let gap = other - own
        tell(Ball(own, in: 128), Ball(gap, in: 128))
        distance = "\(gap.magnitude.decimal(cutAt: 3)) \(gap.signum < 0 ? "less" : "more")"
        return
      }
      // No digits tell a number from none.
      let sights = [left.enclosures(precision: 128)[i], right.enclosures(precision: 128)[j]]
      guard !sights.contains(where: { $0.obstacle?.isCertain ?? false }) else { return }
      // Entries of arrays may well be the same.
      let limit = left.exact.count == 1 ? Ball.precisionLimit : 1024
      let found = refine(from: 128, to: limit) { precision -> (Int, Ball, Ball)? in
        let x = left.enclosures(precision: precision)[i]
        let y = right.enclosures(precision: precision)[j]
        guard x.obstacle == nil, y.obstacle == nil, (x.compared(to: y) ?? 0) != 0 else {
          return nil
        }
        return (precision, x, y)
      }
      guard let (precision, x, y) = found else { return }
      self.precision = precision
      tell(x, y - x)
    }

    private mutating func tell(_ number: Ball, _ gap: Ball) {
      distance =
        "\(gap.magnitude.text(digits: 3)) \((gap.certainSign ?? 0) < 0 ? "less" : "more")"
      let ratio = (gap / number).magnitude
      guard ratio.obstacle == nil, ratio.compared(to: number.constant(1)) == -1 else {
        digits = 0
        return
      }
      let size = ratio.lower
      digits = size.signum > 0 ? -size.decimalExponent : Int.max / 2
    }
  }

  private func text(
    digits: Int, exactUpTo limit: Int, precision: Int? = nil, isCompared: Bool = false
  ) -> String {
    let balls = enclosures(precision: precision ?? 128 + 4 * digits)
    let entries = exact.indices.map { index -> String in
      let (value, ball) = (exact[index], balls[index])
      if value.obstacle == nil {
        return value.text(digits: digits, exactUpTo: limit, isCompared: isCompared)
      }
      let reasons = [value.obstacle, ball.obstacle].compactMap { $0 }
      if reasons.contains(where: \.isCertain) { return "no value" }
      return ball.obstacle == nil ? ball.text(digits: digits) : "unknown"
    }
    switch shape {
    case .number: return entries.first ?? ""
    case .vector: return "(\(entries.joined(separator: ", ")))"
    case .matrix(_, let columns):
      let rows = stride(from: 0, to: entries.count, by: max(1, columns)).map {
        "[\(entries[$0..<min($0 + columns, entries.count)].joined(separator: ", "))]"
      }
      return "[\(rows.joined(separator: ", "))]"
    }
  }
}

extension Rational {
  /// The whole decimal or fraction where it is short, else its first digits; beside another number
  /// a fraction that nobody has in mind as a decimal is none.
  fileprivate func text(digits: Int, exactUpTo limit: Int, isCompared: Bool) -> String {
    // So wide a number is longer than any limit.
    guard numerator.bitWidth + denominator.bitWidth <= 8 * limit else {
      return decimal(cutAt: digits)
    }
    let whole = description
    let isLongFraction = isCompared && whole.contains("/") && whole.utf8.count > 9
    return isLongFraction || whole.utf8.count > limit ? decimal(cutAt: digits) : whole
  }
}
