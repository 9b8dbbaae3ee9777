import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Looks for the lowest places of what an inequality says to be above 0: (x - 0.3)^2 >= 1/10^5 holds
/// at most points that are chosen at random.
///
/// It searches in `Double`, one entry after another; what it finds is only where to look exactly.
struct Descents: ~Copyable {
  private let operations: FormulaOperations
  private let sampler: Sampler
  private let entry: PairOperations.Entry
  private let isTurned: Bool
  private let isDistance: Bool
  private let tape: Tape<Double>

  private static let sweeps = 4
  private static let halvings = 16
  /// The lowest of all places found are looked at.
  private static let kept = 4

  init(_ sides: PairOperations, _ sampler: Sampler, _ relation: Relation) {
    operations = sides.operations
    self.sampler = sampler
    entry = sides.entries[0]
    isTurned = relation == .less || relation == .lessOrEqual
    isDistance = relation == .notEqual
    tape = operations.tape((), at: sampler.origin.map { Double($0) })
  }

  private func height(_ numbers: [Double]) -> Double {
    operations.move(tape, to: numbers)
    let difference =
      tape.value(at: entry.left.place) - tape.value(at: entry.right.place)
    guard difference.isFinite else { return .infinity }
    return isDistance ? difference.magnitude : isTurned ? -difference : difference
  }

  /// Points close to the lowest places that are reached from some points, short to write first.
  func lowest(from starts: [[Rational]]) -> [[Rational]] {
    guard sampler.entryCount <= 12 else { return [] }
    var found: [(height: Double, numbers: [Double])] = []
    for start in starts {
      var numbers = start.map { Double($0) }
      var best = height(numbers)
      guard best.isFinite else { continue }
      for _ in 0..<Self.sweeps {
        let before = best
        for place in numbers.indices where !sampler.intervals[place].isWhole {
          best = lower(&numbers, place, from: best)
        }
        if best == before { break }
      }
      found.append((best, numbers))
    }
    var points: [[Rational]] = []
    for (_, numbers) in found.sorted(by: { $0.height < $1.height }).prefix(Self.kept) {
      for point in shortened(numbers) where !points.contains(point) { points.append(point) }
    }
    return points
  }

  private func shortened(_ numbers: [Double]) -> [[Rational]] {
    [-3, -6, -10, -14].map { exponent in
      let tolerance = Rational(10).power(exponent)
      return zip(numbers, sampler.intervals).map { number, interval -> Rational in
        let exact = Rational(exactly: number) ?? .zero
        let reach = (1 + exact.magnitude) * tolerance
        let short = Rational.simplest(from: exact - reach, to: exact + reach)
        return interval.admits(short) ? short : exact
      }
    }.filter { sampler.admits($0) }
  }

  /// Goes down along one entry: by parabolas, and by halving the step where these lead nowhere.
  private func lower(_ numbers: inout [Double], _ place: Int, from height: Double) -> Double {
    var best = height
    let start = numbers[place]
    var step = max(1, start.magnitude) / 2
    func tried(_ value: Double) -> Double {
      let old = numbers[place]
      guard let exact = Rational(exactly: value), sampler.intervals[place].admits(exact) else {
        return .infinity
      }
      numbers[place] = value
      let found = self.height(numbers)
      if found < best {
        best = found
      } else {
        numbers[place] = old
      }
      return found
    }
    for _ in 0..<Self.halvings {
      let (center, middle) = (numbers[place], best)
      let (below, above) = (tried(center - step), tried(center + step))
      let curvature = below - 2 * middle + above
      if curvature.isFinite, curvature > 0 {
        _ = tried(center + step * (below - above) / (2 * curvature))
      }
      if best == middle { step /= 4 }
    }
    return best
  }
}
