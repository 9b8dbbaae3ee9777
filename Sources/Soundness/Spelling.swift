import Notation
import Scalars

/// Other ways to write the same claim; a verdict must not depend on them.
enum Spelling: String, CaseIterable {
  case letters, sides, movedTerm, difference, factorOne, plusZero, products, sums
  case powersOfE, decimals

  /// The claim in this spelling; nil where it is not to be had.
  func spelled(_ claim: MadeClaim, using random: inout SplitMix64) -> MadeClaim? {
    var other = claim
    switch self {
    case .letters: return Self.relettered(claim, using: &random)
    case .sides:
      (other.left, other.right) = (claim.right, claim.left)
      other.relation = claim.relation.mirrored
    case .movedTerm:
      guard case .binary(let operation, let kept, let moved) = claim.right.node,
        operation == .plus || operation == .minus, !claim.isPartial
      else { return nil }
      other.left = Formula(.binary(operation == .plus ? .minus : .plus, claim.left, moved))
      other.right = kept
    case .difference:
      guard claim.isScalar, !claim.isPartial else { return nil }
      other.left = Formula(.binary(.minus, claim.left, claim.right))
      other.right = Formula(number: 0)
    case .factorOne: other.left = Formula(.binary(.times, Formula(number: 1), claim.left))
    case .plusZero:
      other.right = Formula(.binary(.plus, claim.right, Formula(number: 0)))
    case .products:
      guard claim.isScalar else { return nil }
      other.left = claim.left.exchangingOperands(of: .times)
      other.right = claim.right.exchangingOperands(of: .times)
    case .sums:
      other.left = claim.left.exchangingOperands(of: .plus)
      other.right = claim.right.exchangingOperands(of: .plus)
    case .powersOfE:
      // A vector divides no number.
      guard claim.isScalar else { return nil }
      other.left = claim.left.unfoldingExponentials
      other.right = claim.right.unfoldingExponentials
    case .decimals:
      other.left = claim.left.lengtheningDecimals
      other.right = claim.right.lengtheningDecimals
    }
    return other.text == claim.text ? nil : other
  }

  /// All names exchanged for others of their kind, so that their order changes, too.
  private static func relettered(_ claim: MadeClaim, using random: inout SplitMix64) -> MadeClaim {
    var taken: Set<String> = []
    var names: [String: String] = [:]
    for variable in claim.variables {
      let pool =
        switch variable.range {
        case .real: Filling.realNames
        case .vector: Filling.vectorNames
        case .matrix: Filling.matrixNames
        case .index: ["i", "j", "l", "k"]
        case .whole: ["n", "m", "k", "r"]
        }
      let name = pool.filter { !taken.contains($0) }.randomElement(using: &random) ?? variable.name
      taken.insert(name)
      names[variable.name] = name
    }
    let replacement = { (name: String) in names[name].map { Formula(.name($0)) } }
    var other = claim
    other.left = claim.left.replacingNames(replacement)
    other.right = claim.right.replacingNames(replacement)
    for place in other.variables.indices {
      other.variables[place].name = names[claim.variables[place].name] ?? ""
    }
    other.variables.shuffle(using: &random)
    return other
  }
}

extension Relation {
  /// The relation that holds with the sides exchanged.
  fileprivate var mirrored: Relation {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .approximately: self
    }
  }
}

extension Formula {
  fileprivate func exchangingOperands(of operation: Operator) -> Formula {
    let inner = mappingParts { $0.exchangingOperands(of: operation) }
    guard case .binary(operation, let left, let right) = inner.node else { return inner }
    return Formula(.binary(operation, right, left))
  }

  fileprivate var unfoldingExponentials: Formula {
    let inner = mappingParts(\.unfoldingExponentials)
    switch inner.node {
    case .call("exp", order: 0, let arguments):
      return Formula(.binary(.power, Formula(.name("e")), arguments[0]))
    case .call("sigmoid", order: 0, let arguments):
      let power = Formula(.call("exp", order: 0, [Formula(.negative(arguments[0]))]))
      let one = Formula(number: 1)
      return Formula(.binary(.over, one, Formula(.binary(.plus, one, power))))
    default: return inner
    }
  }

  fileprivate var lengtheningDecimals: Formula {
    replacingLiterals { literal in
      guard literal.text.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
      let text = literal.text.contains(".") ? literal.text + "0" : literal.text
      return .number(Literal(value: literal.value, text: text))
    }
  }
}
