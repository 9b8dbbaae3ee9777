import Autodiff
import Scalars
import WorkedExamples

/// What derivatives leave open: a constant, determined at a certified point in each part of the
/// domain.
struct ConstantCheck {
  private let plan: DerivativePlan
  private let operations: FormulaOperations
  private var sampler: Sampler
  private var regions: Regions
  private let digits: Int
  private let places: [Int]

  /// As many points as are likely to meet all parts, for each bit of their number.
  private static let rounds = 24
  /// A wrong constant that is right at one point is not at four.
  private static let fewestPoints = 4

  init(_ plan: DerivativePlan, _ sides: PairOperations, sampler: Sampler, digits: Int) {
    self.plan = plan
    operations = sides.operations
    self.sampler = sampler
    self.digits = digits
    places = plan.atPoint.flatMap(\.places)
    let structure = operations.structure(of: places)
    // Over a kink a difference of no slope goes on, since it does not jump there. The sign of a
    // product follows from those of its factors.
    let factors = structure.factors(of: plan.ratios.flatMap(\.places) + structure.jumps)
    let dividers = Set(structure.walls + factors).sorted()
    regions = Regions(operations, structure, dividers, sampler)
  }

  /// Compares values at certified points; false where one differs, or not every part was seen.
  mutating func isCertified() -> Bool {
    guard regions.areDecidable else { return false }
    let bound = Rational(1) / Rational(10).power(digits)
    // log₂ 10 < 10/3, and some bits for what cancels.
    let precision = digits * 10 / 3 + 128
    var points = 0
    let dividers = regions.places
    var queue: [[Rational]] = (0..<Sampler.smallRounds).map { sampler.numbers(round: $0) }
    if !dividers.isEmpty {
      queue += (0..<sampler.signPatterns).map { sampler.numbers(signs: $0) }
      queue += Landmarks(operations, sampler).explored(
        dividers, from: queue, limit: 1 << dividers.count)
    }
    let rough = operations.tape(64, at: queue[0].map { Ball($0, in: 64) })
    let fine = operations.tape(precision, at: queue[0].map { Ball($0, in: precision) })
    var rest = Self.rounds * (1 + dividers.count)
    while points < Self.fewestPoints || !regions.isComplete(for: places) {
      if queue.isEmpty {
        guard rest > 0 else { return false }
        queue.append(sampler.numbers(round: Sampler.smallRounds + rest % 4))
        rest -= 1
      }
      let numbers = queue.removeFirst()
      operations.move(rough, to: numbers.map { Ball($0, in: 64) })
      let signs = dividers.compactMap { rough.value(at: $0).certainSign }
      // A point at an end of a part, or without a value, tells nothing.
      guard signs.count == dividers.count, !signs.contains(0),
        places.allSatisfy({ rough.value(at: $0).obstacle == nil })
      else { continue }
      let isNew = !regions.seen.contains(signs)
      guard isNew || points < Self.fewestPoints else { continue }
      operations.move(fine, to: numbers.map { Ball($0, in: precision) })
      for entry in plan.atPoint {
        let left = fine.value(at: entry.left.place)
        let distance = (left - fine.value(at: entry.right.place)).magnitude
        guard distance.obstacle == nil else { return false }
        let upper = distance.upper
        guard upper <= bound || upper <= bound * left.magnitude.lower else { return false }
      }
      points += 1
      regions.see(signs)
    }
    return true
  }
}
