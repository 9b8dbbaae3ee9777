/// What follows from the rules of ``Elementary``, found out once for each function.
package struct ElementaryFacts: Sendable {
  /// Whether all values are above 0, for every argument, and for those above 0.
  package let isPositive: (everywhere: Bool, ofPositive: Bool)
  /// Whether no value is below 0, for every argument, and for those not below 0.
  package let isNeverNegative: (everywhere: Bool, ofNeverNegative: Bool)
  /// Whether it is 0 where its argument is, and nowhere else.
  package let vanishesOnlyAtZero: Bool
  /// Whether it comes as close to 0 as one likes, and is never 0.
  package let fadesToZero: Bool
  /// Whether it is made of exponentials, so that far out e^-|x| is a part of it, or all.
  package let isExponential: Bool

  fileprivate init(_ function: Elementary) {
    let all = Extent.line.applying(function)
    let ofPositive = Extent.positive.applying(function)
    let ofNegative = Extent.negative.applying(function)
    let ofRest = Extent.from(0, isReached: true).applying(function)
    isPositive = (all.certainSign == 1, ofPositive.certainSign == 1)
    isNeverNegative = (all.isNeverNegative, ofRest.isNeverNegative)
    vanishesOnlyAtZero =
      Rational.zero.applying(function).exact?.isZero == true && ofPositive.certainSign == 1
      && (function.domain != .line || abs(ofNegative.certainSign ?? 0) == 1)
    fadesToZero = all.lower == Extent.positive.lower
    isExponential = FormulaDegree.variable.applying(function).traits.contains(.exponential)
  }

  fileprivate static let all = Dictionary(
    uniqueKeysWithValues: Elementary.allCases.map { ($0, ElementaryFacts($0)) })
}

extension Elementary {
  package var facts: ElementaryFacts { ElementaryFacts.all[self] ?? ElementaryFacts(self) }
}
