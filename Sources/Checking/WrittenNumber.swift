import Notation
import Scalars

/// A number that stands at the end of a chain, as it was written.
///
/// What counts as one: `2.89`, `-3/4`, `2^10`, and no other formula: an answer is worked out.
package struct WrittenNumber: Equatable, Sendable {
  package let value: Rational
  /// Half a unit of the last digit written; nil where the number can only be meant exactly.
  package let halfUnit: Rational?
  /// From the first digit that is not 0 to the last one written.
  package let significantDigits: Int

  package init?(_ formula: Formula) {
    switch formula.node {
    case .number(let literal):
      self.init(literal)
    case .negative(let operand):
      guard let number = WrittenNumber(operand) else { return nil }
      self.init(
        value: -number.value, halfUnit: number.halfUnit,
        significantDigits: number.significantDigits)
    case .binary(let operation, let left, let right)
    where operation == .over || operation == .power:
      guard let left = WrittenNumber(left), let right = WrittenNumber(right) else { return nil }
      let value: Rational
      if operation == .over {
        value = left.value / right.value
      } else {
        guard let exponent = Int(exactly: right.value), abs(exponent) <= 4096 else { return nil }
        value = left.value.power(exponent)
      }
      guard value.obstacle == nil else { return nil }
      self.init(value: value, halfUnit: nil, significantDigits: .max)
    default:
      return nil
    }
  }

  private init(value: Rational, halfUnit: Rational?, significantDigits: Int) {
    self.value = value
    self.halfUnit = halfUnit
    self.significantDigits = significantDigits
  }

  init(_ literal: Literal) {
    var decimals = 0
    var digits = 0
    var afterPoint = false
    var exponent = 0
    var rest = literal.text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."):
        afterPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digits > 0 || byte != UInt8(ascii: "0") { digits += 1 }
        if afterPoint { decimals += 1 }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
        rest = rest[rest.endIndex...]
      default:
        break
      }
    }
    // The literal's value was read within limits, so the power is small.
    let unit = Rational(10).power(exponent - decimals)
    self.init(
      value: literal.value, halfUnit: unit / Rational(2), significantDigits: digits)
  }
}

extension WrittenNumber {
  /// Returns the numbers of a formula that is worked out: a number, or an array of numbers.
  package static func all(of formula: Formula) -> [WrittenNumber]? {
    let items: [Formula]
    switch formula.node {
    case .vector(let entries): items = entries
    case .matrix(let rows): items = rows.flatMap { $0 }
    case .negative(let inner):
      if case .vector = inner.node { return nil }
      items = [formula]
    default: items = [formula]
    }
    let numbers = items.compactMap { WrittenNumber($0) }
    return numbers.count == items.count ? numbers : nil
  }
}
