import Notation
import Scalars
import WorkedExamples

extension SplitMix64 {
  /// Returns a seed of 32 bits that depends on texts only (FNV-1a).
  package static func seed(of texts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0100_0000_01B3
    }
    return (hash ^ hash >> 32) & 0xFFFF_FFFF
  }
}

/// Chooses values for free variables: small ones that a reader can check by hand, then random
/// ones of all magnitudes, all within the declared bounds.
struct Sampler {
  typealias Point = [String: Quantity<Rational>]

  /// So many rounds are of numbers such as 0, 1 and 1/2.
  static let smallRounds = 6

  private var generator: SplitMix64
  private let variables: [(name: String, shape: Shape, limits: [Limit])]
  /// All values of the indices, or some of them if they are many.
  let indexChoices: [Point]
  private static let small = [0, 1, -1, 2].map { Rational($0) } + [Rational(1, over: 2), -2]
  /// Which of them an entry is in each round: each of them once, so that no variable is spared
  /// the 0 at which strict inequalities and signs often fail; the first four are the same in one.
  private static let smallOrders = [
    [0, 1, 2, 3, 4, 5], [1, 3, 5, 0, 4, 2], [2, 5, 3, 1, 4, 0], [3, 1, 0, 5, 4, 2],
    [4, 3, 2, 1, 0, 5], [5, 2, 1, 0, 4, 3],
  ]

  /// Indices that the formulas do not use take no values.
  init(_ scope: Scope, seed: UInt64, using names: Set<String>? = nil) throws(Diagnostic) {
    generator = SplitMix64(seed: seed)
    let setting = Setting(scope)
    var variables: [(String, Shape, [Limit])] = []
    var indices: [(String, Range<Int>)] = []
    for variable in scope.variables {
      switch variable.domain {
      case .real:
        var limits: [Limit] = []
        for bound in variable.bounds { limits.append(try Limit(bound, setting)) }
        variables.append((variable.name, .number, limits))
      case .vector(let size):
        variables.append((variable.name, .vector(try setting.size(size)), []))
      case .matrix(let rows, let columns):
        let (rows, columns) = (try setting.size(rows), try setting.size(columns))
        guard rows * columns <= 4096 else {
          throw Diagnostic("\(variable.name) has more than 4096 entries", at: 0..<0)
        }
        let shape = Shape(rows: rows, columns: columns, vectors: scope.conventions.vectors)
        variables.append((variable.name, shape, []))
      case .index(let size):
        guard names?.contains(variable.name) ?? true else { continue }
        let first = scope.conventions.firstIndex
        indices.append((variable.name, first..<(first + max(1, try setting.size(size)))))
      }
    }
    self.variables = variables
    indexChoices = Self.choices(of: indices, using: &generator)
  }

  private static func choices(
    of indices: [(name: String, values: Range<Int>)], using generator: inout SplitMix64
  ) -> [Point] {
    let limit = 64
    var choices: [Point] = [[:]]
    for (name, values) in indices {
      choices = choices.flatMap { choice in
        values.map { value in
          choice.merging([name: Quantity(Rational(value))]) { $1 }
        }
      }
      if choices.count > limit {
        choices = Array(choices.shuffled(using: &generator).prefix(limit))
      }
    }
    return choices
  }

  /// The names of all variables that are not indices, with their shapes.
  var shapes: [(name: String, shape: Shape)] { variables.map { ($0.name, $0.shape) } }

  /// How many entries these have.
  var entryCount: Int { variables.reduce(0) { $0 + $1.shape.count } }

  /// What the declared bounds say to be positive: distances from them, and numbers beyond 0.
  ///
  /// At the bounds themselves these may be 0; an identity is not about single points.
  ///
  /// The values are those of all entries of all variables.
  func positives(at values: [Residue], in tower: ResidueTower) -> [Residue] {
    var positives: [Residue] = []
    var entry = 0
    for (_, shape, limits) in variables {
      defer { entry += shape.count }
      for limit in limits {
        let (value, bound) = (values[entry], Residue(limit.value, in: tower))
        switch limit.relation {
        case .less, .lessOrEqual:
          positives += limit.value.signum < 0 ? [-value, bound - value] : [bound - value]
        case .greater, .greaterOrEqual:
          positives += limit.value.signum > 0 ? [value, value - bound] : [value - bound]
        case .notEqual, .equal, .approximately: break
        }
      }
    }
    return positives
  }

  /// Whether a point lies within the declared bounds.
  func admits(_ point: Point) -> Bool {
    variables.allSatisfy { name, _, limits in
      point[name]?.entries.allSatisfy { entry in limits.allSatisfy { $0.admits(entry) } } ?? false
    }
  }

  /// The point whose entries are all 0, or as near to it as the bounds allow.
  var origin: Point {
    point(
      of: variables.flatMap { _, shape, limits in
        Array(repeating: Limit.moved(.zero, into: limits), count: shape.count)
      })
  }

  /// Returns a point; the rounds go from small to random numbers.
  mutating func point(round: Int) -> Point { point(of: numbers(round: round)) }

  /// The entries of a point, one after another.
  mutating func numbers(round: Int) -> [Rational] {
    var numbers: [Rational] = []
    for (_, shape, limits) in variables {
      for _ in 0..<shape.count {
        numbers.append(number(round: round, place: numbers.count, within: limits))
      }
    }
    return numbers
  }

  func point(of numbers: [Rational]) -> Point {
    var point: Point = [:]
    var place = 0
    for (name, shape, _) in variables {
      point[name] = Quantity(shape, Array(numbers[place..<(place + shape.count)]))
      place += shape.count
    }
    return point
  }

  private mutating func number(round: Int, place: Int, within limits: [Limit]) -> Rational {
    let number =
      round < Self.smallRounds
      ? Self.small[Self.smallOrders[place % Self.smallOrders.count][round]]
      : randomNumber(isWide: round % 4 == 3)
    return Limit.moved(number, into: limits)
  }

  /// A random fraction of either sign, about as large as 1, or between 2^-40 and 2^40.
  private mutating func randomNumber(isWide: Bool) -> Rational {
    let mantissa = Int.random(in: (1 << 16)..<(1 << 17), using: &generator)
    let exponent = isWide ? Int.random(in: -40...40, using: &generator) : 1
    let shift = exponent - 16 - Int.random(in: 0...2, using: &generator)
    let number = Rational(mantissa) * Rational(2).power(shift)
    return Bool.random(using: &generator) ? number : -number
  }
}

/// A hypothesis on a real number, with its bound evaluated.
private struct Limit {
  let relation: Relation
  let value: Rational

  init(_ bound: Declaration.Bound, _ setting: Setting) throws(Diagnostic) {
    relation = bound.relation
    value = try setting.evaluate(bound.value).exact[0]
    if let obstacle = value.obstacle {
      throw Diagnostic("this bound has no value: \(obstacle.reason)", at: bound.value.range)
    }
  }

  func admits(_ number: Rational) -> Bool {
    switch relation {
    case .less: number < value
    case .lessOrEqual: number <= value
    case .greater: number > value
    case .greaterOrEqual: number >= value
    case .notEqual: number != value
    case .equal, .approximately: number == value
    }
  }

  /// Returns the number, or one within the bounds that is made from it.
  static func moved(_ number: Rational, into limits: [Limit]) -> Rational {
    if limits.isEmpty || limits.allSatisfy({ $0.admits(number) }) { return number }
    let lower = limits.filter { $0.relation == .greater || $0.relation == .greaterOrEqual }
      .map(\.value).max()
    let upper = limits.filter { $0.relation == .less || $0.relation == .lessOrEqual }
      .map(\.value).min()
    let size = number.magnitude + 1
    let moved: Rational
    switch (lower, upper) {
    // From 0 to ∞ onto the inside of the interval.
    case (let lower?, let upper?): moved = lower + (upper - lower) * (1 / (1 + size))
    case (let lower?, nil): moved = lower + size
    case (nil, let upper?): moved = upper - size
    case (nil, nil): moved = number
    }
    return limits.allSatisfy({ $0.admits(moved) }) ? moved : moved + Rational(1, over: 1024)
  }
}

extension Setting {
  fileprivate func size(_ formula: Formula) throws(Diagnostic) -> Int {
    guard let size = Int(exactly: try evaluate(formula).exact[0]), (1...4096).contains(size)
    else { throw Diagnostic("a size is a whole number from 1 to 4096", at: formula.range) }
    return size
  }
}
