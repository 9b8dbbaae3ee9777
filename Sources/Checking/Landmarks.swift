import Autodiff
import Scalars
import WorkedExamples

/// Where a formula may change its face: the zeros of what stands in a kink, under a root or a
/// fraction bar, and the places where floors jump.
///
/// A function that is right on one side only, such as relu(x + 10^12) - 10^12, would not be seen at
/// points chosen at random, nor where floor(x + 1/1000) = floor(x) fails.
struct Landmarks: ~Copyable {
  private let operations: FormulaOperations
  private let sampler: Sampler
  private let entries: [(entry: Int, place: Int)]
  private let isExact: Bool
  private let exact: Tape<Rational>
  private let enclosed: Tape<Ball>
  private let rough: Tape<Double>

  /// A number for one entry of the variables at which an argument is likely to be 0: exactly so,
  /// where it is of the first degree in that entry.
  private struct Zero {
    let entry: Int
    let number: Rational
  }

  /// Exactly where jumps are to be met: fractions grow.
  init(_ operations: FormulaOperations, _ sampler: Sampler, exactly: Bool = true) {
    self.operations = operations
    self.sampler = sampler
    entries = operations.entryPlaces
    isExact = exactly && operations.count <= Self.greatestExactCount
    let origin = sampler.origin
    exact = isExact ? operations.tape((), at: origin) : Tape<Rational>()
    enclosed = operations.tape(Self.precision, at: origin.map { Ball($0, in: Self.precision) })
    rough = operations.tape((), at: origin.map { Double($0) })
  }

  private static let precision = 64
  private static let tangentSteps = 24
  private static let halvings = 8
  /// From one point no more are taken.
  private static let greatestCount = 128
  /// From so many points one goes on whatever their signs are.
  private static let greatestStarts = 48
  /// So many operations are computed to find points, at most.
  private static let greatestWork = 1 << 15
  /// Longer formulas are not computed in fractions, which grow.
  private static let greatestExactCount = 256

  /// Returns a point for each combination of the signs of some places that is found by going from
  /// others to the other side of one after another.
  func explored(_ places: [Int], from bases: [[Rational]], limit: Int) -> [[Rational]] {
    var seen: Set<[Int]> = []
    var found: [[Rational]] = []
    var queue = bases
    var next = 0
    var rest = Self.greatestWork
    while next < queue.count, found.count < limit, rest > 0 {
      let numbers = queue[next]
      next += 1
      enclose(numbers)
      let signs = places.map { enclosed.value(at: $0).certainSign ?? 2 }
      rest -= operations.count
      let isNew = seen.insert(signs).inserted
      // From another point with the same signs one may get elsewhere.
      guard isNew || next <= Self.greatestStarts && next <= bases.count else { continue }
      if isNew { found.append(numbers) }
      // A derivative of each place takes a few times as long.
      rest -= 4 * places.count * operations.count
      queue += crossings(of: places, from: numbers)
    }
    return found
  }

  /// Returns points along each entry of the variables: between the zeros of some places, beside each of
  /// them, and beyond the last ones as far as this point is before; within the bounds.
  ///
  /// Only those beside the zeros, if that is said.
  func crossings(of places: [Int], from numbers: [Rational], onlyBeside: Bool = false)
    -> [[Rational]]
  {
    enclose(numbers)
    var found: [Int: Set<Rational>] = [:]
    for place in places {
      for zero in zeros(of: place, from: numbers, [0], exactly: false) {
        found[zero.entry, default: []].insert(zero.number)
      }
    }
    var points: [[Rational]] = []
    for (entry, _) in entries {
      guard let zeros = found[entry]?.sorted() else { continue }
      let targets = targets(
        beside: zeros, from: numbers[entry], in: sampler.intervals[entry], only: onlyBeside)
      for target in targets
      where points.count < Self.greatestCount {
        var point = numbers
        point[entry] = target
        if sampler.admits(point) { points.append(point) }
      }
    }
    return points
  }

  private func targets(
    beside zeros: [Rational], from number: Rational, in interval: Interval, only isOnly: Bool
  ) -> [Rational] {
    var targets: [Rational] = []
    // At a double zero the tangent's is half way, and of exponentials much less.
    for zero in isOnly ? [] : [zeros.first, zeros.last].compactMap(\.self) {
      targets += [2, 4, 16].compactMap { interval.beyond(zero, from: number, factor: $0) }
    }
    if !isOnly { targets += zip(zeros, zeros.dropFirst()).map { ($0 + $1) / 2 } }
    for zero in zeros {
      for exponent in isOnly ? [-5, -24, -44] : [-5, -24] {
        let step = (1 + zero.magnitude) * Rational(2).power(exponent)
        targets += [zero - step, zero + step]
      }
    }
    return targets.map { target in
      let short = target.isShort ? target : target.rounded
      let isOnSameSide = zeros.allSatisfy { (short - $0).signum == (target - $0).signum }
      return isOnSameSide && interval.admits(short) ? short : target
    }
  }

  /// Returns points at the zeros of some places, and where others, of which floors are taken, are
  /// whole numbers; within the bounds.
  func landings(on places: [Int], floors: [Int], from numbers: [Rational]) -> [[Rational]] {
    enclose(numbers)
    if isExact { operations.move(exact, to: numbers) }
    var points: [[Rational]] = []
    func add(_ zeros: [Zero]) {
      for zero in zeros where points.count < Self.greatestCount {
        var point = numbers
        point[zero.entry] = zero.number
        if sampler.admits(point) { points.append(point) }
      }
    }
    for place in places {
      let zeros = zeros(of: place, from: numbers, [0])
      add(zeros)
      // Where it is not of the first degree, its tangents lead to a zero that may be short to write.
      if isExact { add(zeros.compactMap { approached(of: place, from: numbers, $0) }) }
    }
    for place in floors {
      let value = enclosed.value(at: place)
      let whole = value.obstacle == nil ? value.lower.floor : Rational(.undecided)
      guard whole.obstacle == nil else { continue }
      add(zeros(of: place, from: numbers, [whole + 1, whole, whole - 1]))
    }
    return points
  }

  /// Those of some places that are exactly 0 at a point.
  func zeros(among places: [Int], at numbers: [Rational]) -> [Int] {
    guard isExact else { return [] }
    operations.move(exact, to: numbers)
    return places.filter { exact.value(at: $0).isZero }
  }

  private func enclose(_ numbers: [Rational]) {
    operations.move(enclosed, to: numbers.map { Ball($0, in: Self.precision) })
  }

  /// Where the tangent of a place has one of some values, entry by entry.
  private func zeros(
    of place: Int, from numbers: [Rational], _ targets: [Rational], exactly: Bool = true
  )
    -> [Zero]
  {
    if exactly, isExact, exact.value(at: place).obstacle == nil {
      let value = exact.value(at: place)
      let gradient = exact.gradient(of: exact.variable(at: place))
      return entries.flatMap { entry, input in
        let slope = gradient[exact.variable(at: input)]
        return targets.compactMap { target in
          number(numbers[entry] + (target - value) / slope, for: entry, from: numbers)
        }
      }
    }
    let ball = enclosed.value(at: place)
    guard ball.obstacle == nil else { return [] }
    let gradient = enclosed.gradient(of: enclosed.variable(at: place))
    return entries.flatMap { entry, input in
      let slope = gradient[enclosed.variable(at: input)]
      return targets.compactMap { target -> Zero? in
        let distance = (Ball(target, in: Self.precision) - ball) / slope
        guard distance.obstacle == nil else { return nil }
        let found = Rational.simplest(from: distance.lower, to: distance.upper)
        return number(numbers[entry] + found, for: entry, from: numbers)
      }
    }
  }

  /// The short fraction next to the zero that tangents lead to, if the first step of theirs is not there.
  private func approached(of place: Int, from numbers: [Rational], _ first: Zero) -> Zero? {
    guard let input = entries.first(where: { $0.entry == first.entry })?.place else { return nil }
    var point = numbers.map { Double($0) }
    func value(at number: Double) -> Double {
      point[first.entry] = number
      operations.move(rough, to: point)
      return rough.value(at: place)
    }
    // As it is for all that is of the first degree.
    if value(at: Double(first.number)) == 0 { return nil }
    var number = Double(numbers[first.entry])
    var height = value(at: number)
    for _ in 0..<Self.tangentSteps {
      let slope = rough.gradient(of: rough.variable(at: place))[rough.variable(at: input)]
      var change = height / slope
      guard change.isFinite else { return nil }
      if change.magnitude <= 1e-15 * number.magnitude { break }
      // Where a tangent leads astray, as that of 1/x does, a part of the way is gone.
      var next = value(at: number - change)
      for _ in 0..<Self.halvings where !(next.magnitude < height.magnitude) {
        change /= 2
        next = value(at: number - change)
      }
      guard next.magnitude < height.magnitude else { break }
      (number, height) = (number - change, next)
      if height == 0 { break }
    }
    guard let end = Rational(exactly: number) else { return nil }
    let reach = (1 + end.magnitude) * Rational(2).power(-30)
    return Zero(entry: first.entry, number: .simplest(from: end - reach, to: end + reach))
  }

  private func number(_ found: Rational, for entry: Int, from numbers: [Rational]) -> Zero? {
    found.obstacle == nil && found != numbers[entry] ? Zero(entry: entry, number: found) : nil
  }
}

extension Rational {
  /// The fraction between two others, or one of them, that has the least denominator.
  static func simplest(from low: Rational, to high: Rational) -> Rational {
    guard low.obstacle == nil, high.obstacle == nil, low < high else { return low }
    if low.signum <= 0, high.signum >= 0 { return .zero }
    if high.signum < 0 { return -simplest(from: -high, to: -low) }
    let whole = Rational(low.wholePart)
    if whole == low { return low }
    if whole + 1 <= high { return whole + 1 }
    return whole + 1 / simplest(from: 1 / (high - whole), to: 1 / (low - whole))
  }

  fileprivate var isShort: Bool { words <= 3 && denominator.bitWidth <= 16 }

  /// A number close by that is short to write.
  fileprivate var rounded: Rational {
    magnitude > 4 ? floor : (self * 1024).floor / 1024
  }
}
