import Checking
import Notation
import Scalars
import WorkedExamples

/// In which way the two sides of a link between numbers differ, as far as that may be told.
///
/// A left side of plain numbers is the student's own arithmetic, so what it comes to is said,
/// unless that is what the step asks for.
struct LinkWords {
  private let left: Formula
  private let right: Formula
  private let leftValue: RealQuantity
  private let rightValue: RealQuantity
  /// What the step must come to; nil where the caller does not know.
  private let target: RealQuantity?

  /// Nil for a link between arrays, and one that is no equation.
  init?(_ chain: Chain, link: Int, _ finding: ChainFinding, target: RealQuantity?) {
    guard [.equal, .approximately].contains(chain.links[link]),
      finding.members.indices.contains(link + 1),
      finding.members[link].exact.count == 1, finding.members[link + 1].exact.count == 1
    else { return nil }
    left = chain.members[link]
    right = chain.members[link + 1]
    leftValue = finding.members[link]
    rightValue = finding.members[link + 1]
    self.target = target
  }

  var text: String? {
    if let kind { return kind }
    guard let target, target.exact.count == 1 else { return nil }
    if isSame(leftValue, target) {
      return "\(shown(left) ?? "the left side") is right, and does not come to \(written)"
    }
    guard leftValue.obstacle == nil, leftValue.text != "\(left)" else { return nil }
    let own = shown(left) ?? "the left side"
    let value = RealQuantity.texts(leftValue, rightValue).left
    return left.names.isEmpty
      ? "\(own) comes to \(value), not \(written)"
      : "\(own) does not come to \(written); put the numbers in, in a link of its own"
  }

  private var written: String { shown(right) ?? "the right side" }

  private func shown(_ formula: Formula) -> String? {
    let text = "\(formula)"
    return text.utf8.count <= 40 ? text : nil
  }

  /// A difference that has a name.
  private var kind: String? {
    guard leftValue.isExact, rightValue.isExact else { return nil }
    let (left, right) = (leftValue.exact[0], rightValue.exact[0])
    guard !left.isZero, !right.isZero else { return nil }
    if left == -right { return "only the sign differs" }
    if Self.powersOfTen.contains(right / left) || Self.powersOfTen.contains(left / right) {
      return "only the decimal point differs"
    }
    if let halfUnit = WrittenNumber(self.right)?.halfUnit,
      (left - right).magnitude < halfUnit + halfUnit, !isWhole(left)
    {
      return "the last digit is not as it rounds"
    }
    return nil
  }

  /// Between whole numbers nothing is rounded.
  private func isWhole(_ number: Rational) -> Bool {
    number.denominator == Rational.one.denominator
  }

  private static let powersOfTen = (1...6).map { Rational(10).power($0) }

  private func isSame(_ one: RealQuantity, _ other: RealQuantity) -> Bool {
    if one.isExact, other.isExact { return one.exact == other.exact }
    let (a, b) = (one.enclosures(precision: 256)[0], other.enclosures(precision: 256)[0])
    return a.obstacle == nil && b.obstacle == nil && a.lower <= b.upper && b.lower <= a.upper
  }
}
