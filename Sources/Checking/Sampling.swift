import Notation
import Scalars
import WorkedExamples

/// A small generator of well-mixed numbers, the same everywhere for the same seed.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a seed that depends on texts only (FNV-1a).
  package static func seed(of texts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0100_0000_01B3
    }
    return hash
  }
}

/// Chooses values for free variables: small ones that a reader can check by hand, then random
/// ones of all magnitudes.
struct Sampler {
  private var generator: SeededGenerator
  private let scope: Scope
  private static let small = [0, 1, -1, 2, -2].map { Rational($0) } + [Rational(1) / Rational(2)]

  init(_ scope: Scope, seed: UInt64) {
    self.scope = scope
    generator = SeededGenerator(seed: seed)
  }

  /// Returns a point for the variables of the scope, within their bounds.
  mutating func point(small: Bool) throws(Diagnostic) -> [String: Quantity<Rational>] {
    var point: [String: Quantity<Rational>] = [:]
    let sizes = Setting(scope)
    for variable in scope.variables {
      let name = variable.name
      switch variable.domain {
      case .real:
        point[name] = Quantity(
          number(small: small, within: try variable.bounds.map(limit(sizes))))
      case .vector(let size):
        let count = try wholeNumber(size, sizes)
        point[name] = Quantity(.vector(count), (0..<count).map { _ in number(small: small) })
      case .matrix(let rows, let columns):
        let (height, width) = (try wholeNumber(rows, sizes), try wholeNumber(columns, sizes))
        point[name] = Quantity(
          Shape(rows: height, columns: width, vectors: scope.conventions.vectors),
          (0..<(height * width)).map { _ in number(small: small) })
      case .index(let size):
        let count = try wholeNumber(size, sizes)
        let first = scope.conventions.firstIndex
        point[name] = Quantity(
          Rational(Int.random(in: first..<(first + max(1, count)), using: &generator)))
      }
    }
    return point
  }

  private struct Limit {
    let relation: Relation
    let value: Rational
  }

  private func limit(_ setting: Setting) -> (Declaration.Bound) throws(Diagnostic) -> Limit {
    { bound throws(Diagnostic) in
      Limit(relation: bound.relation, value: try setting.evaluate(bound.value).exact[0])
    }
  }

  private func wholeNumber(_ formula: Formula, _ setting: Setting) throws(Diagnostic) -> Int {
    guard let size = Int(exactly: try setting.evaluate(formula).exact[0]), (0...4096).contains(size)
    else { throw Diagnostic("a size must be a whole number up to 4096", at: formula.range) }
    return size
  }

  private mutating func number(small: Bool, within limits: [Limit] = []) -> Rational {
    let number =
      small ? Self.small.randomElement(using: &generator) ?? .one : randomNumber()
    return limits.reduce(number) { number, limit in
      // What lies beyond a bound is reflected at it.
      let distance = (number - limit.value).magnitude
      switch limit.relation {
      case .less, .lessOrEqual:
        return limit.value - (distance.isZero && limit.relation == .less ? .one : distance)
      case .greater, .greaterOrEqual:
        return limit.value + (distance.isZero && limit.relation == .greater ? .one : distance)
      case .notEqual: return distance.isZero ? number + .one : number
      case .equal, .approximately: return limit.value
      }
    }
  }

  /// A random fraction between 2^-20 and 2^20, of either sign.
  private mutating func randomNumber() -> Rational {
    let mantissa = Int.random(in: (1 << 20)..<(1 << 21), using: &generator)
    let shift = Int.random(in: 0...20, using: &generator)
    let number = Rational(mantissa) / Rational(1 << 20) * Rational(2).power(shift / 4 - 3)
    return Bool.random(using: &generator) ? number : -number
  }
}
