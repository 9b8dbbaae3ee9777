import Notation
import Scalars
import WorkedExamples

/// Chooses values for free variables: small ones that a reader can check by hand, then random
/// ones of all magnitudes, all within the declared bounds and everywhere between them.
struct Sampler {
  typealias Point = [String: Quantity<Rational>]

  struct Variable {
    let name: String
    let shape: Shape
    let interval: Interval
  }

  /// So many rounds are of numbers such as 0, 1 and 1/2.
  static let smallRounds = 6
  /// Of so many numbers all combinations of signs are looked at.
  static let greatestSignCount = 6

  private var generator: SplitMix64
  /// Those that are not indices, in the order in which the formulas name them.
  let variables: [Variable]
  /// The interval of each entry of the variables.
  let intervals: [Interval]
  /// All values of the indices, or some of them if they are many.
  let indexChoices: [Point]
  private static let small = [0, 1, -1, 2].map { Rational($0) } + [Rational(1, over: 2), -2]
  /// Instead of 1/2.
  private static let wholeSmall = [0, 1, -1, 2, 3, -2].map { Rational($0) }
  /// Which of them an entry is in each round: each of them once, so that no variable is spared
  /// the 0 at which strict inequalities and signs often fail; the first four are the same in one.
  private static let smallOrders = [
    [0, 1, 2, 3, 4, 5], [1, 3, 5, 0, 4, 2], [2, 5, 3, 1, 4, 0], [3, 1, 0, 5, 4, 2],
    [4, 3, 2, 1, 0, 5], [5, 2, 1, 0, 4, 3],
  ]

  /// Reads the free variables of a scope.
  ///
  /// - Parameters:
  ///   - scope: Where they are declared.
  ///   - seed: From this the random numbers are drawn.
  ///   - names: What the formulas use; other variables take no values. All of them if nil.
  ///   - order: The names in the order in which the formulas name them, so that another letter gets
  ///     the same numbers.
  /// - Throws: Sizes or bounds that have no value.
  init(
    _ scope: Scope, seed: UInt64, using names: Set<String>? = nil, order: [String] = []
  ) throws(Diagnostic) {
    generator = SplitMix64(seed: seed)
    let setting = Setting(scope)
    var variables: [Variable] = []
    var indices: [(String, Range<Int>)] = []
    for variable in scope.variables where names?.contains(variable.name) ?? true {
      let shape: Shape
      switch variable.domain {
      case .real, .integer: shape = .number
      case .vector(let size): shape = .vector(try setting.size(size))
      case .matrix(let rows, let columns):
        let (rows, columns) = (try setting.size(rows), try setting.size(columns))
        guard rows * columns <= 4096 else {
          throw Diagnostic("\(variable.name) has more than 4096 entries", at: 0..<0)
        }
        shape = Shape(rows: rows, columns: columns, vectors: scope.conventions.vectors)
      case .index(let size):
        let first = scope.conventions.firstIndex
        indices.append((variable.name, first..<(first + max(1, try setting.size(size)))))
        continue
      }
      variables.append(
        Variable(
          name: variable.name, shape: shape,
          interval: try Interval(
            variable.bounds, isWhole: variable.domain == .integer, in: scope)))
    }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    self.variables = variables.enumerated().sorted { a, b in
      (places[a.element.name] ?? .max, a.offset) < (places[b.element.name] ?? .max, b.offset)
    }.map(\.element)
    intervals = self.variables.flatMap { Array(repeating: $0.interval, count: $0.shape.count) }
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
  var entryCount: Int { intervals.count }

  /// What the declared bounds say to be positive: distances from them, and numbers beyond 0.
  ///
  /// At the bounds themselves these may be 0; an identity is not about single points.
  ///
  /// The values are those of all entries of all variables.
  func positives(at values: [Residue], in tower: ResidueTower) -> [Residue] {
    var positives: [Residue] = []
    for (value, interval) in zip(values, intervals) {
      if let end = interval.upper, end.isExact {
        if end.value.signum < 0 { positives.append(-value) }
        positives.append(Residue(end.value, in: tower) - value)
      }
      if let end = interval.lower, end.isExact {
        if end.value.signum > 0 { positives.append(value) }
        positives.append(value - Residue(end.value, in: tower))
      }
    }
    return positives
  }

  /// Whether a point lies within the declared bounds.
  func admits(_ point: Point) -> Bool {
    variables.allSatisfy { variable in
      point[variable.name]?.entries.allSatisfy(variable.interval.admits) ?? false
    }
  }

  func admits(_ numbers: [Rational]) -> Bool {
    zip(numbers, intervals).allSatisfy { $1.admits($0) }
  }

  /// The point whose entries are all 0, or as near to it as the bounds allow.
  var origin: [Rational] { intervals.map { $0.admits(.zero) ? .zero : $0.inside(round: 0) } }

  /// Returns a point; the rounds go from small to random numbers.
  mutating func point(round: Int) -> Point { point(of: numbers(round: round)) }

  /// The entries of a point, one after another.
  mutating func numbers(round: Int) -> [Rational] {
    intervals.indices.map { number(round: round, place: $0) }
  }

  /// All points, where the variables are whole numbers of which there are few.
  var allPoints: [[Rational]]? {
    var points: [[Rational]] = [[]]
    for interval in intervals {
      guard let numbers = interval.allNumbers(upTo: 64 / max(1, points.count)) else { return nil }
      points = points.flatMap { point in numbers.map { point + [$0] } }
    }
    return points
  }

  /// How many combinations of the signs of all entries are looked at.
  var signPatterns: Int { entryCount <= Self.greatestSignCount ? 1 << entryCount : 32 }

  /// The entries of a point whose signs are the bits of a pattern, or random ones of many entries, as
  /// far as the bounds allow.
  mutating func numbers(signs pattern: Int) -> [Rational] {
    intervals.indices.map { place in
      let isPositive =
        entryCount <= Self.greatestSignCount
        ? pattern >> place & 1 == 0 : Bool.random(using: &generator)
      // The first ones are short to write, and no two are the same.
      let small = Rational(1 + (place + pattern) % 7)
      let number =
        intervals[place].admits(small) ? small : number(round: Self.smallRounds, place: place)
      guard (number.signum > 0) != isPositive else { return number }
      return intervals[place].opposite(of: number) ?? number
    }
  }

  /// Points with all combinations of signs, and at the ends of the intervals.
  var signPoints: [[Rational]] {
    mutating get { (0..<signPatterns).map { numbers(signs: $0) } + edges() }
  }

  /// All combinations of a few numbers of both signs, whole ones and halves, of up to three entries:
  /// powers have another domain where an exponent is whole.
  var grid: [[Rational]] {
    guard entryCount <= 3 else { return [] }
    let numbers = [Rational(-2), -1, Rational(1, over: 2), 2, 3]
    var points: [[Rational]] = [[]]
    for interval in intervals {
      points = points.flatMap { point in numbers.filter(interval.admits).map { point + [$0] } }
    }
    return points
  }

  /// Points at the ends of the intervals and very near them: one entry after another, and all at once,
  /// since what happens there may happen nowhere else.
  mutating func edges() -> [[Rational]] {
    let bounded = intervals.indices.filter {
      intervals[$0].lower != nil || intervals[$0].upper != nil
    }
    var points: [[Rational]] = []
    for place in bounded.prefix(Self.greatestSignCount) {
      for (round, number) in intervals[place].edges.enumerated() {
        var point = numbers(signs: round)
        point[place] = number
        points.append(point)
      }
    }
    guard bounded.count > 1 else { return points }
    for round in 0..<(4 * Self.greatestSignCount) {
      var point = numbers(round: Self.smallRounds + round)
      for place in bounded {
        let edges = intervals[place].edges
        point[place] = edges[(place * round + round) % edges.count]
      }
      points.append(point)
    }
    return points
  }

  func point(of numbers: [Rational]) -> Point {
    var point: Point = [:]
    var place = 0
    for variable in variables {
      let count = variable.shape.count
      point[variable.name] = Quantity(variable.shape, Array(numbers[place..<(place + count)]))
      place += count
    }
    return point
  }

  private mutating func number(round: Int, place: Int) -> Rational {
    let interval = intervals[place]
    if round < Self.smallRounds {
      let order = Self.smallOrders[place % Self.smallOrders.count][round]
      let number = (interval.isWhole ? Self.wholeSmall : Self.small)[order]
      return interval.admits(number) ? number : interval.inside(round: order)
    }
    return interval.random(round: round, using: &generator)
  }
}

extension Setting {
  fileprivate func size(_ formula: Formula) throws(Diagnostic) -> Int {
    guard let size = Int(exactly: try evaluate(formula).exact[0]), (1...4096).contains(size)
    else { throw Diagnostic("a size is a whole number from 1 to 4096", at: formula.range) }
    return size
  }
}
