import JSONText
import Notation
import Scalars
import WorkedExamples

@testable import Checking
@testable import Grading

/// Ways in which people write one value: all are right, and none may lose a point.
struct Handwriting {
  var generator: SplitMix64
  /// Whether a number may be rounded.
  var mayRound = true
  var mayCompute = true

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  /// A value as JSON: a number, a string, or a list.
  mutating func json(_ value: RealQuantity) -> String {
    switch value.shape {
    case .number: return number(value, 0)
    case .vector(let count):
      if Bool.random(using: &generator) { return list(value, Array(0..<count)) }
      let items = (0..<count).map { text(value, $0) }.joined(separator: ", ")
      // A vector of one is a number in parentheses.
      guard mayCompute, count > 1, Bool.random(using: &generator) else { return "\"(\(items))\"" }
      return "\"2*(\(items))/2 = (\(items))\""
    case .matrix(let rows, let columns):
      if Bool.random(using: &generator) {
        let rows = (0..<rows).map { row in
          list(value, (0..<columns).map { row * columns + $0 })
        }
        return "[\(rows.joined(separator: ", "))]"
      }
      let rows = (0..<rows).map { row in
        "[\((0..<columns).map { text(value, row * columns + $0) }.joined(separator: ", "))]"
      }
      return "\"[\(rows.joined(separator: ", "))]\""
    }
  }

  private mutating func list(_ value: RealQuantity, _ places: [Int]) -> String {
    var items: [String] = []
    for place in places { items.append(number(value, place)) }
    return "[\(items.joined(separator: ", "))]"
  }

  private mutating func number(_ value: RealQuantity, _ index: Int) -> String {
    let text = text(value, index)
    let isJSON = (try? JSONDocument(name: "n", text: text).root.number) != nil
    if isJSON, Bool.random(using: &generator) { return text }
    guard mayCompute else { return "\"\(text)\"" }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return "\"\(text) = \(text)\""
    case 1: return "\"2*(\(text))/2 = \(text)\""
    case 2: return "\"(\(text) + 1) - 1 = \(text)\""
    case 3: return "\"7 - (7 - (\(text))) ≈ \(text)\""
    default: return "\"\(text)\""
    }
  }

  /// A number as a formula.
  mutating func text(_ value: RealQuantity, _ index: Int) -> String {
    let exact = value.exact[index]
    guard exact.obstacle == nil else { return rounded(value, index) }
    if mayRound, !exact.isInteger, Int.random(in: 0..<4, using: &generator) == 0 {
      return rounded(value, index)
    }
    let sign = exact.signum < 0 ? pick(["-", "−"]) : ""
    let size = exact.magnitude
    guard let places = size.decimalPlaces(within: 12) else {
      return pick(["\(exact)", "\(sign)\(size.numerator * 2)/\(size.denominator * 2)"])
    }
    let decimal = size.decimal(places: places)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return sign + size.decimal(places: places + Int.random(in: 1...3, using: &generator))
    case 1: return sign + "\(size.numerator)/\(size.denominator)"
    case 2: return sign + "\(size.numerator * 3)/\(size.denominator * 3)"
    case 3: return sign + (size / 1000).decimal(places: places + 3) + "e3"
    case 4: return sign + (size * 100).decimal(places: max(0, places - 2)) + "%"
    case 5: return sign + (size * 100).decimal(places: max(0, places - 2)) + "*10^-2"
    case 6: return sign + decimal.fullWidth
    default: return sign + decimal
    }
  }

  private mutating func rounded(_ value: RealQuantity, _ index: Int) -> String {
    // Whatever lies in the bounds rounds to these digits, but near a tie.
    guard let bounds = value.bounds(index, precision: 256) else { return "0" }
    let digits = mayRound ? Int.random(in: 3...9, using: &generator) : 15
    let text = bounds.lower.decimal(significantDigits: digits)
    return text.contains("e") ? bounds.lower.decimal(significantDigits: 15) : text
  }
}

extension String {
  fileprivate var fullWidth: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          ("0"..."9").contains(Character(scalar))
            ? Unicode.Scalar(scalar.value - 0x30 + 0xFF10) ?? scalar : scalar
        }))
  }
}
