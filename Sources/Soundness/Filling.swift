import Notation
import Scalars

/// Puts formulas in the places of a rule's letters, and declares the names that these are made of.
struct Filling {
  var random: SplitMix64
  private(set) var variables: [FreeVariable] = []
  /// What each letter stands for.
  private var parts: [String: Formula] = [:]
  /// Whether h is nowhere below 0, and whether it is everywhere above.
  private(set) var linear: (isNotNegative: Bool, isPositive: Bool)?
  private let sizes: [Int]

  init(random: SplitMix64) {
    self.random = random
    // Pairwise different, so that what does not fit shows.
    sizes = [2, 3, 4].shuffled(using: &self.random)
  }

  mutating func fill(_ formula: Formula) -> Formula {
    for use in formula.names where parts[use.name] == nil { parts[use.name] = part(use.name) }
    // Declared indices of sums are bound, and declared all the same.
    collectIndices(formula)
    let parts = parts
    return formula.replacingNames { parts[$0] }
  }

  private mutating func collectIndices(_ formula: Formula) {
    var indices: [String] = []
    func collect(_ formula: Formula) {
      if case .sum(let index, _, _) = formula.node { indices.append(index) }
      formula.node.forEachPart(collect)
    }
    collect(formula)
    for index in indices where parts[index] == nil { parts[index] = part(index) }
  }

  /// What a letter stands for; nil for names that keep their meaning.
  private mutating func part(_ letter: String) -> Formula? {
    switch letter {
    case "u", "v", "w": return expression(depth: Int.random(in: 0...2, using: &random))
    case "p", "q", "r": return positive(depth: Int.random(in: 0...1, using: &random))
    case "f", "g": return kinked()
    case "x", "y", "z": return fresh(someRange(), from: Self.realNames)
    case "c": return Formula(number: constant())
    case "d": return Formula(number: constant().magnitude)
    case "k", "m": return Formula(number: Rational(Int.random(in: 2...4, using: &random)))
    case "n":
      let lower = Int.random(in: -3...2, using: &random)
      return fresh(.whole(lower: lower, upper: lower + 6), from: ["n", "k", "m"])
    case "h": return linearFormula()
    case "a", "b": return fresh(.vector(sizes[0]), from: Self.vectorNames)
    case "o": return fresh(.vector(sizes[1]), from: Self.vectorNames)
    case "A", "B": return fresh(.matrix(rows: sizes[0], columns: sizes[0]), from: Self.matrixNames)
    case "M": return fresh(.matrix(rows: sizes[1], columns: sizes[0]), from: Self.matrixNames)
    case "N": return fresh(.matrix(rows: sizes[0], columns: sizes[2]), from: Self.matrixNames)
    case "i", "j": return fresh(.index(sizes[0]), from: ["i", "j", "l"])
    case "s": return Formula(.name("s"))
    case "D": return Formula(number: Rational(sizes[0]))
    default: return nil
    }
  }

  // MARK: Names

  static let realNames = [
    "x", "y", "z", "a", "b", "c", "d", "t", "u", "v", "w", "q", "r", "p", "g", "alpha", "beta",
    "mu",
    "theta", "x1", "x2", "w0", "eta",
  ]
  static let vectorNames = ["x", "y", "v", "w", "o", "b", "g"]
  static let matrixNames = ["A", "B", "W", "M", "H", "Q"]

  private mutating func fresh(_ range: FreeVariable.Range, from names: [String]) -> Formula {
    let free = names.filter { name in !variables.contains { $0.name == name } }
    let name = free.randomElement(using: &random) ?? "x\(variables.count + 10)"
    variables.append(FreeVariable(name: name, range: range))
    return Formula(.name(name))
  }

  /// A real variable of those that there are, or another one.
  private mutating func real() -> Formula {
    let reals = variables.filter { if case .real = $0.range { true } else { false } }
    if let known = reals.randomElement(using: &random), reals.count > 2 || chance(3, of: 5) {
      return Formula(.name(known.name))
    }
    return fresh(someRange(), from: Self.realNames)
  }

  // MARK: Ranges

  private mutating func chance(_ some: Int, of all: Int) -> Bool {
    Int.random(in: 0..<all, using: &random) < some
  }

  private mutating func bound(_ value: Rational) -> FreeVariable.Bound {
    FreeVariable.Bound(value: value, isStrict: chance(2, of: 3))
  }

  private mutating func someRange() -> FreeVariable.Range {
    let end = constant()
    return switch Int.random(in: 0..<10, using: &random) {
    case 0: .real(lower: bound(end), upper: nil)
    case 1: .real(lower: nil, upper: bound(end))
    case 2, 3: .real(lower: bound(end), upper: bound(end + width()))
    default: .real(lower: nil, upper: nil)
    }
  }

  private mutating func width() -> Rational {
    let widths = [
      Rational(1, over: 5), 1, Rational(1, over: 3), 2, 10, Rational(1, over: 20), 6,
      Rational(1, over: 100),
    ]
    return widths.randomElement(using: &random) ?? 1
  }

  private mutating func constant() -> Rational {
    let constants = [
      Rational(3, over: 10), Rational(1, over: 10), Rational(7, over: 10), Rational(1, over: 3), 2,
      3, 5,
      Rational(1, over: 4), Rational(2, over: 7), Rational(3, over: 2), Rational(1, over: 100), 10,
      Rational(29, over: 10), Rational(1, over: 2), Rational(13, over: 10), 1000,
    ]
    let number = constants.randomElement(using: &random) ?? 1
    return chance(1, of: 3) ? -number : number
  }

  // MARK: Formulas

  private func call(_ name: String, _ arguments: Formula...) -> Formula {
    Formula(.call(name, order: 0, arguments))
  }

  private func binary(_ left: Formula, _ operation: Operator, _ right: Formula) -> Formula {
    Formula(.binary(operation, left, right))
  }

  private func power(_ base: Formula, _ exponent: Int) -> Formula {
    binary(base, .power, Formula(number: Rational(exponent)))
  }

  /// A smooth formula that has a value everywhere.
  private mutating func expression(depth: Int) -> Formula {
    guard depth > 0 else {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return binary(real(), .minus, Formula(number: constant().magnitude))
      case 1: return binary(Formula(number: constant().magnitude), .times, real())
      case 2: return binary(real(), chance(1, of: 2) ? .plus : .minus, real())
      default: return real()
      }
    }
    let inner = expression(depth: depth - 1)
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return binary(inner, .plus, expression(depth: 0))
    case 2: return binary(inner, .minus, expression(depth: 0))
    case 3, 4: return binary(inner, .times, expression(depth: 0))
    case 5: return power(inner, 2)
    case 6: return call("tanh", inner)
    case 7: return call("sigmoid", inner)
    case 8: return call("sin", inner)
    case 9: return binary(inner, .over, binary(power(real(), 2), .plus, Formula(number: 1)))
    case 10: return depth > 1 ? call("cos", inner) : call("exp", inner)
    case 11: return call("exp", Formula(.negative(power(real(), 2))))
    case 12: return Formula(.negative(inner))
    default: return inner
    }
  }

  /// A formula that is above 0 everywhere.
  private mutating func positive(depth: Int) -> Formula {
    let inner = expression(depth: 0)
    switch Int.random(in: 0..<(depth > 0 ? 12 : 7), using: &random) {
    case 0, 1, 2, 3:
      let lower = chance(2, of: 3) ? Rational(0) : constant().magnitude
      let upper = chance(1, of: 3) ? bound(lower + width()) : nil
      return fresh(
        .real(lower: .init(value: lower, isStrict: true), upper: upper), from: Self.realNames)
    case 4: return call("exp", inner)
    case 5: return binary(power(inner, 2), .plus, Formula(number: constant().magnitude))
    case 6: return call("sigmoid", inner)
    case 7: return call("softplus", inner)
    case 8: return call("cosh", inner)
    case 9: return call("sqrt", positive(depth: 0))
    case 10: return binary(positive(depth: 0), .times, positive(depth: 0))
    default: return binary(positive(depth: 0), .plus, positive(depth: 0))
    }
  }

  private mutating func kinked() -> Formula {
    let inner = expression(depth: 0)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return call("relu", inner)
    case 1: return call("abs", inner)
    case 2: return call("max", inner, expression(depth: 0))
    case 3: return binary(call("abs", inner), .times, real())
    default: return binary(call("relu", inner), .minus, real())
    }
  }

  /// A linear formula of one bounded variable, so that its sign can be told from the bounds alone;
  /// its root lies at an end, before it or behind it, sometimes by a hair.
  private mutating func linearFormula() -> Formula {
    let (end, width) = (constant(), width())
    let (near, far) = (bound(end), chance(1, of: 2) ? bound(end + width) : nil)
    let slivers = [
      0, -width, 0, Rational(1, over: 1000), Rational(1, over: 1_000_000_000),
      width / 2, width / 10, 0, -width / 7, width * Rational(2, over: 3),
    ]
    let inside = slivers.randomElement(using: &random) ?? 0
    linear = (inside <= 0, inside < 0 || inside.isZero && near.isStrict)
    let factor = Rational([1, 1, 1, 2, 3].randomElement(using: &random) ?? 1)
    // Mirrored, the range ends where it began.
    if chance(1, of: 2) {
      let x = fresh(.real(lower: near, upper: far), from: Self.realNames)
      return difference(scaled(x, factor), (end + inside) * factor)
    }
    let mirrored = { (bound: FreeVariable.Bound) in
      FreeVariable.Bound(value: -bound.value, isStrict: bound.isStrict)
    }
    let x = fresh(.real(lower: far.map(mirrored), upper: mirrored(near)), from: Self.realNames)
    let root = -(end + inside) * factor
    return root.isZero
      ? Formula(.negative(scaled(x, factor)))
      : binary(Formula(number: root), .minus, scaled(x, factor))
  }

  private func scaled(_ x: Formula, _ factor: Rational) -> Formula {
    factor == 1 ? x : binary(Formula(number: factor), .times, x)
  }

  private func difference(_ x: Formula, _ root: Rational) -> Formula {
    if root.isZero { return x }
    return root.signum < 0
      ? binary(x, .plus, Formula(number: -root)) : binary(x, .minus, Formula(number: root))
  }
}
