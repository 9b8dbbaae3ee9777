import Scalars

@testable import Notation

/// Random formulas, and random texts that are mostly none.
struct Salad {
  var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func pick<T>(_ choices: [T], else fallback: T) -> T {
    choices.randomElement(using: &generator) ?? fallback
  }

  // MARK: Formulas

  private static let numbers = ["0", "1", "7", "0.50", ".5", "1e-3", "12", "3.14"]

  /// A formula of any form that the parser can make, with about `size` parts.
  mutating func formula(size: Int) throws -> Formula {
    guard size > 1 else { return try leaf() }
    let half = size / 2
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: return Formula(.negative(try formula(size: size - 1)))
    case 1: return Formula(.transpose(try formula(size: size - 1)))
    case 2:
      return Formula(
        .call(
          "tanh", order: Int.random(in: 0...2, using: &generator), [try formula(size: size - 1)]))
    case 3: return Formula(.call("max", order: 0, try formulas(size: size)))
    case 4: return Formula(.vector(try formulas(size: size)))
    case 5:
      return Formula(.matrix([try formulas(size: half), try formulas(size: half)].map { [$0[0]] }))
    case 6:
      return Formula(.entry(try formula(size: half), [.position(try formula(size: half))]))
    case 7: return Formula(.entry(try formula(size: half), [.all, .position(try leaf())]))
    case 8: return Formula(.sum(index: "j", bounds: nil, try formula(size: size - 1)))
    case 9:
      let bounds = Formula.Bounds(lower: try leaf(), upper: try formula(size: half))
      return Formula(.sum(index: "j", bounds: bounds, try formula(size: half)))
    case 10:
      let relation = pick(Relation.allCases.filter { $0 != .approximately }, else: .equal)
      return Formula(.indicator(relation, try formula(size: half), try formula(size: half)))
    default:
      let operation = pick(Operator.allCases, else: .plus)
      let left = Int.random(in: 1..<size, using: &generator)
      return Formula(.binary(operation, try formula(size: left), try formula(size: size - left)))
    }
  }

  /// At least two.
  private mutating func formulas(size: Int) throws -> [Formula] {
    [try formula(size: size / 3), try formula(size: size / 3), try leaf()]
  }

  private mutating func leaf() throws -> Formula {
    if Bool.random(using: &generator) {
      return Formula(.name(pick(["x", "T", "e", "yhat1", "W_2", "pi", "j"], else: "x")))
    }
    let text = pick(Self.numbers, else: "0")
    return Formula(.number(Literal(value: try Rational(decimal: text), text: text)))
  }

  // MARK: Texts

  private static let pieces = [
    "(", ")", "(", ")", "[", "]", "[[", "]]", ",", ", ", "+", "-", "*", "/", "^", ".*", "./", ".^",
    "'", "^T", "ᵀ", "²", "⁻¹", "1[", "=", "<", ">=", "!=", "≈", ":", " ", " ", "x", "y", "ŷ", "T",
    "e", "1", "2.5", "1e-3", ".", "sum(j, ", "tanh", "σ", "max(", "phi'", "pre(", "W[k, :]", "|",
    "{", "}", "\\frac", "∂", "!", "\u{302}", "\n", "🙂", "x^-", "descend(",
  ]

  mutating func tokens() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      text += pick(Self.pieces, else: "")
    }
    return text
  }

  mutating func bytes() -> String {
    let count = Int.random(in: 0...24, using: &generator)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
