import Notation
import Scalars

/// What a comparison of two formulas is about, whatever the letters are, whichever side comes
/// first, on whichever side a term stands, and whatever is added as 0 or multiplied by 1.
///
/// Points and primes are drawn from it, and what is compared is this form, so that another spelling
/// gets the same: a verdict belongs to the claim.
struct BlindForm {
  /// The seed of all that is drawn, of 32 bits.
  let seed: UInt64
  /// The names in the order in which this form names them first.
  let names: [String]
  /// The sums of all terms with a plus and of all with a minus, were they on one side.
  let left: Formula
  let relation: Relation
  let right: Formula
  /// How many terms there are on both sides.
  let termCount: Int

  init(_ left: Formula, _ relation: Relation, _ right: Formula) {
    var left = left.withSigmoids
    var right = right.withSigmoids
    var relation = relation
    switch relation {
    case .greater: (left, right, relation) = (right, left, .less)
    case .greaterOrEqual: (left, right, relation) = (right, left, .lessOrEqual)
    case .approximately: relation = .equal
    case .equal, .notEqual, .less, .lessOrEqual: break
    }
    let terms = left.terms(negative: false) + right.terms(negative: true)
    let forward = Term.digest(terms)
    let backward = Term.digest(terms.map(\.negated))
    // The sides of an order cannot be exchanged.
    let isOrder = relation == .less || relation == .lessOrEqual
    let isTurned = !isOrder && backward < forward
    let digest = mixed(isTurned ? backward : forward, relation.rawValue.digit)
    seed = (digest ^ digest >> 32) & 0xFFFF_FFFF
    var names: [String] = []
    let ordered = Term.ordered(isTurned ? terms.map(\.negated) : terms)
    for term in ordered { term.formula.collectNames(into: &names) }
    self.names = names
    self.relation = relation
    termCount = ordered.count
    self.left = Term.sum(ordered.filter { !$0.isInverse })
    self.right = Term.sum(ordered.filter(\.isInverse))
  }
}

/// One of the terms of a sum, or of the factors of a product.
private struct Term {
  let formula: Formula
  /// Whether it is taken away, or divided by.
  let isInverse: Bool
  let digest: UInt64

  init(_ formula: Formula, _ isInverse: Bool) {
    (self.formula, self.isInverse) = (formula, isInverse)
    digest = mixed(formula.blindDigest, isInverse ? 3 : 2)
  }

  var negated: Term { Term(formula, !isInverse) }

  static func sum(_ terms: [Term]) -> Formula {
    guard let first = terms.first else {
      return Formula(.number(Literal(value: .zero, text: "0")))
    }
    return terms.dropFirst().reduce(first.formula) {
      Formula(.binary(.plus, $0, $1.formula), at: $1.formula.range)
    }
  }

  /// The same for every order.
  static func digest(_ terms: [Term]) -> UInt64 { terms.reduce(0) { $0 &+ $1.digest } }

  static func ordered(_ terms: [Term]) -> [Term] {
    terms.enumerated().sorted { a, b in
      (a.element.digest, a.offset) < (b.element.digest, b.offset)
    }.map(\.element)
  }
}

private func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var generator = SplitMix64(seed: a &* 0x9E37_79B9_7F4A_7C15 ^ b)
  return generator.next()
}

extension String {
  fileprivate var digit: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
  }
}

extension Formula {
  /// Whether it is nothing but the number 0.
  var isZero: Bool {
    if case .number(let literal) = node { literal.value.isZero } else { false }
  }

  fileprivate func terms(negative: Bool) -> [Term] {
    switch node {
    case .binary(.plus, let left, let right):
      left.terms(negative: negative) + right.terms(negative: negative)
    case .binary(.minus, let left, let right):
      left.terms(negative: negative) + right.terms(negative: !negative)
    case .negative(let operand): operand.terms(negative: !negative)
    case .number where isZero: []
    case .binary(.times, let one, let other) where one.isOne: other.terms(negative: negative)
    case .binary(.times, let other, let one) where one.isOne: other.terms(negative: negative)
    case .binary(.over, let other, let one) where one.isOne: other.terms(negative: negative)
    default: [Term(self, negative)]
    }
  }

  /// The factors of a product of numbers, apart from 1, and whether their product is negated.
  private func factors(inverse: Bool, _ isNegative: inout Bool) -> [Term] {
    switch node {
    case .binary(.times, let left, let right):
      return left.factors(inverse: inverse, &isNegative)
        + right.factors(inverse: inverse, &isNegative)
    case .binary(.over, let left, let right):
      return left.factors(inverse: inverse, &isNegative)
        + right.factors(inverse: !inverse, &isNegative)
    case .negative(let operand):
      isNegative.toggle()
      return operand.factors(inverse: inverse, &isNegative)
    case .number where isOne: return []
    default: return [Term(self, inverse)]
    }
  }

  /// What it is made of, as a number that does not depend on letters.
  fileprivate var blindDigest: UInt64 {
    switch node {
    case .number(let literal): return mixed("\(literal.value)".digit, 5)
    case .name(let name): return Vocabulary.constants.contains(name) ? name.digit : 7
    case .binary(.plus, _, _), .binary(.minus, _, _), .negative:
      let terms = terms(negative: false)
      if terms.count == 1, !terms[0].isInverse { return terms[0].formula.blindDigest }
      return mixed(Term.digest(terms), 11)
    case .binary(.times, _, _), .binary(.over, _, _):
      guard isPlainNumber else { return partsDigest(13) }
      var isNegative = false
      let factors = factors(inverse: false, &isNegative)
      if factors.count == 1, !factors[0].isInverse, !isNegative {
        return factors[0].formula.blindDigest
      }
      return mixed(Term.digest(factors), isNegative ? 17 : 19)
    case .binary(.power, let base, let exponent):
      if case .number(let literal) = exponent.node, literal.value == .one {
        return base.blindDigest
      }
      if base.node == .name("e") { return mixed("exp0".digit, exponent.blindDigest) }
      return partsDigest(23)
    case .binary(let operation, _, _): return partsDigest(operation.rawValue.digit)
    case .call(let name, let order, let arguments):
      let function = "\(BuiltIn(named: name)?.name ?? name)\(order)".digit
      return arguments.reduce(function) { mixed($0, $1.blindDigest) }
    case .indicator(let relation, _, _): return partsDigest(relation.rawValue.digit)
    case .transpose: return partsDigest(29)
    case .vector: return partsDigest(31)
    case .matrix(let rows): return partsDigest(37 &+ UInt64(rows.count))
    case .entry: return partsDigest(41)
    case .sum: return partsDigest(43)
    }
  }

  private func partsDigest(_ kind: UInt64) -> UInt64 {
    var digest = kind
    node.forEachPart { digest = mixed(digest, $0.blindDigest) }
    return digest
  }

  /// Adds the names that are not there yet, in an order that does not depend on letters.
  fileprivate func collectNames(into names: inout [String]) {
    switch node {
    case .name(let name): if !names.contains(name) { names.append(name) }
    case .binary(.plus, _, _), .binary(.minus, _, _), .negative:
      for term in Term.ordered(terms(negative: false)) { term.formula.collectNames(into: &names) }
    case .binary(.times, _, _), .binary(.over, _, _):
      var isNegative = false
      for factor in Term.ordered(factors(inverse: false, &isNegative)) {
        factor.formula.collectNames(into: &names)
      }
    default: node.forEachPart { $0.collectNames(into: &names) }
    }
  }
}
