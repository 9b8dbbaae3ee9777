import Notation
import Scalars
import WorkedExamples

/// A number that stands at the end of a chain, as it was written.
///
/// What counts as one: `2.89`, `12.5%`, `-3/4`, `2^10`, `1.5*10^-3`, and no other formula: an
/// answer is worked out.
package struct WrittenNumber: Equatable, Sendable {
  package let value: Rational
  /// One in the place of the last digit written; nil where the number can only be meant exactly.
  package let unit: Rational?
  /// How many digits are significant at least and at most: zeros at the end of a whole number may
  /// only fill places, so that `300` has one to three, and `2.750` has four.
  package let digits: ClosedRange<Int>
  /// Whether it was written with a percent sign.
  package let isPercent: Bool

  package init?(_ formula: Formula) {
    switch formula.node {
    case .number(let literal):
      self.init(literal)
    case .negative(let operand):
      guard let number = WrittenNumber(operand) else { return nil }
      self = number.scaled(by: -1)
    case .binary(.times, let left, let right):
      // 1.5*10^-3: the digits are those of the first factor.
      guard case .binary(.power, let base, _) = right.node, let mantissa = WrittenNumber(left),
        let ten = WrittenNumber(base), ten.value == 10, let scale = WrittenNumber(right)
      else { return nil }
      self = mantissa.scaled(by: scale.value)
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
      self.init(value: value, unit: nil, digits: Int.max...Int.max)
    default:
      return nil
    }
  }

  private init(
    value: Rational, unit: Rational?, digits: ClosedRange<Int>, isPercent: Bool = false
  ) {
    self.value = value
    self.unit = unit
    self.digits = digits
    self.isPercent = isPercent
  }

  package init(_ literal: Literal) {
    var decimals = 0
    var digits = 0
    var zeros = 0
    var afterPoint = false
    var exponent = 0
    var rest = literal.text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."):
        afterPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digits > 0 || byte != UInt8(ascii: "0") { digits += 1 }
        zeros = byte == UInt8(ascii: "0") ? zeros + 1 : 0
        if afterPoint { decimals += 1 }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent +=
          Int(String(decoding: rest.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self)) ?? 0
        if rest.last == UInt8(ascii: "%") { exponent -= 2 }
        rest = rest[rest.endIndex...]
      case UInt8(ascii: "%"):
        exponent -= 2
      default:
        break
      }
    }
    // The literal's value was read within limits, so the power is small.
    let unit = Rational(10).power(exponent - decimals)
    let fewest = afterPoint || digits == 0 ? digits : digits - zeros
    self.init(
      value: literal.value, unit: unit, digits: fewest...digits,
      isPercent: literal.text.utf8.last == UInt8(ascii: "%"))
  }

  /// The number times a factor, with as many digits.
  package func scaled(by factor: Rational) -> WrittenNumber {
    WrittenNumber(
      value: value * factor, unit: unit.map { $0 * factor.magnitude }, digits: digits,
      isPercent: isPercent)
  }

  /// What a bare 12.5 means where a percentage is asked for; 12.5% says so itself.
  package var asPercentage: WrittenNumber { isPercent ? self : scaled(by: Rational(1) / 100) }

  /// Half a unit of the last digit written.
  package var halfUnit: Rational? { unit.map { $0 / 2 } }

  /// How far the number may be from what it rounds, the closest first: for each way to count its
  /// significant digits, half a unit of the last of them.
  var roundings: [Rounding] {
    guard var unit else { return [] }
    var all: [Rounding] = []
    for digits in digits.reversed() {
      all.append(Rounding(digits: digits, unit: unit))
      unit = unit * 10
    }
    return all
  }

  /// Doubles between which everything lies that the number may stand for.
  package var span: ClosedRange<Double> {
    let reach = roundings.last?.halfUnit ?? .zero
    return Double(value - reach).nextDown...Double(value + reach).nextUp
  }

  /// One way to count the digits of a number.
  struct Rounding {
    let digits: Int
    /// One in the place of the last of them.
    let unit: Rational

    var halfUnit: Rational { unit / 2 }

    func suffices(_ precision: Precision) -> Bool {
      switch precision {
      case .digits(let fewest): digits >= fewest
      case .decimals(let fewest): unit <= Rational(10).power(-fewest)
      }
    }
  }
}

extension WrittenNumber {
  /// Returns the numbers of a formula that is worked out: a number, or an array of numbers.
  package static func all(of formula: Formula) -> [WrittenNumber]? {
    let entries = entries(of: formula) { WrittenNumber($0) }
    let numbers = entries.compactMap(\.self)
    return numbers.count == entries.count ? numbers : nil
  }

  /// Reads what is written out entry by entry, with nil for what is still to be worked out.
  static func entries(
    of formula: Formula, read: (Formula) -> WrittenNumber?
  ) -> [WrittenNumber?] {
    switch formula.node {
    case .vector(let entries): return entries.map(read)
    case .matrix(let rows): return rows.joined().map(read)
    case .negative(let inner) where inner.isArray:
      return entries(of: inner, read: read).map { $0?.scaled(by: -1) }
    case .transpose(let inner):
      guard case .matrix(let rows) = inner.node else { return entries(of: inner, read: read) }
      return (0..<(rows.first?.count ?? 0)).flatMap { column in rows.map { read($0[column]) } }
    default: return [read(formula)]
    }
  }
}

extension Formula {
  /// Whether this is a list that is written out.
  fileprivate var isArray: Bool {
    switch node {
    case .vector, .matrix, .transpose: true
    default: false
    }
  }
}
