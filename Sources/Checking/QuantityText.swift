import Notation
import Scalars

extension RealQuantity {
  /// The value as it is shown to a person: exact where that is short, else its certain digits.
  package var text: String { text(digits: 12) }

  /// Both values, in so many digits that a difference is seen.
  package static func texts(_ left: RealQuantity, _ right: RealQuantity) -> (
    left: String, right: String
  ) {
    var digits = 12
    while digits < 400, left.text(digits: digits) == right.text(digits: digits) { digits *= 2 }
    return (left.text(digits: digits), right.text(digits: digits))
  }

  /// The value in the room of a table: exact where that takes few more characters than digits.
  package func shown(digits: Int) -> String { text(digits: digits, exactUpTo: digits + 3) }

  private func text(digits: Int) -> String {
    text(digits: digits, exactUpTo: max(36, 2 * digits))
  }

  private func text(digits: Int, exactUpTo limit: Int) -> String {
    let balls = enclosures(precision: 128 + 4 * digits)
    let entries = exact.indices.map { index -> String in
      let (value, ball) = (exact[index], balls[index])
      if value.obstacle == nil {
        let text = "\(value)"
        return text.utf8.count <= limit ? text : ball.text(digits: digits)
      }
      let reasons = [value.obstacle, ball.obstacle].compactMap { $0 }
      return reasons.contains(where: \.isCertain) ? "no value" : ball.text(digits: digits)
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
