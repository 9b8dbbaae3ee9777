import Autodiff
import Scalars
import WorkedExamples

/// The parts into which a domain falls where roots, logarithms, fraction bars and kinks divide it: by
/// the signs of what stands in them.
///
/// Two functions with the same derivatives differ by a constant on each part that is connected. A
/// part is, where all that divides is of the first degree: it is convex then.
struct Regions {
  private let operations: FormulaOperations
  private let extents: [Extent]
  /// What has no certain sign, each up to a factor once.
  private var dividers: [Divider] = []
  /// Half spaces that hold the whole domain, by the declared bounds.
  private var bounds: [[Rational]] = []
  /// Whether each part is connected, and few enough to be looked at one by one.
  private(set) var areDecidable = true
  private(set) var seen: Set<[Int]> = []
  /// The parts in which something may have a value, once somebody asked.
  private var parts: [[Int]]?

  private struct Divider {
    var place: Int
    /// The constant, and the coefficients of all entries; nil where they are irrational.
    let coefficients: [Rational]?
  }

  init(
    _ operations: FormulaOperations, _ structure: FormulaStructure, _ places: [Int],
    _ sampler: Sampler
  ) {
    self.operations = operations
    extents = sampler.intervals.map(\.extent)
    guard !places.isEmpty else { return }
    let tape = operations.tape((), at: extents)
    let open = places.filter { tape.value(at: $0).certainSign == nil }
    guard !open.isEmpty else { return }
    let forms = AffineForms(operations, count: sampler.entryCount)
    for place in open {
      let coefficients = structure.isAffine[place] ? forms.coefficients(of: place) : nil
      areDecidable = areDecidable && structure.isAffine[place]
      if let coefficients {
        if coefficients.dropFirst().allSatisfy(\.isZero) { continue }
        let isKnown = dividers.contains {
          $0.coefficients.map { Self.areProportional($0, coefficients) } ?? false
        }
        if isKnown { continue }
      }
      dividers.append(Divider(place: place, coefficients: coefficients))
    }
    areDecidable = areDecidable && dividers.count <= IdentityProof.greatestPatternBits
    for (entry, interval) in sampler.intervals.enumerated() {
      func halfSpace(_ end: Rational, _ sign: Int) -> [Rational] {
        var row = [Rational](repeating: .zero, count: sampler.entryCount + 1)
        (row[0], row[entry + 1]) = (-end * Rational(sign), Rational(sign))
        return row
      }
      if let lower = interval.lower, lower.isExact { bounds.append(halfSpace(lower.value, 1)) }
      if let upper = interval.upper, upper.isExact { bounds.append(halfSpace(upper.value, -1)) }
    }
  }

  var places: [Int] { dividers.map(\.place) }

  private static func areProportional(_ a: [Rational], _ b: [Rational]) -> Bool {
    guard let pivot = a.firstIndex(where: { !$0.isZero }), !b[pivot].isZero else { return false }
    let factor = b[pivot] / a[pivot]
    return zip(a, b).allSatisfy { $0 * factor == $1 }
  }

  mutating func see(_ signs: [Int]) { seen.insert(signs) }

  /// Whether in every part a point was seen, or something of what is compared, whose places these are,
  /// certainly has no value there.
  mutating func isComplete(for sides: [Int]) -> Bool {
    guard areDecidable else { return false }
    let parts =
      parts
      ?? (0..<(1 << dividers.count)).map { pattern in
        dividers.indices.map { pattern >> $0 & 1 == 0 ? 1 : -1 }
      }.filter { !isEmpty($0, sides) }
    self.parts = parts
    return parts.allSatisfy(seen.contains)
  }

  private func isEmpty(_ signs: [Int], _ sides: [Int]) -> Bool {
    // Half spaces that have no point in common.
    let rows = zip(dividers, signs).compactMap { divider, sign in
      divider.coefficients.map { $0.map { $0 * Rational(sign) } }
    }
    if !LinearInequalities.areFeasible(rows + bounds) { return true }
    var isImpossible = false
    let known = Dictionary(uniqueKeysWithValues: zip(places, signs))
    let tape = operations.tape((), at: extents) { place, value -> Extent in
      guard let sign = known[place] else { return value }
      let side = sign > 0 ? Extent.positive : .negative
      if let part = value.intersection(side) { return part }
      isImpossible = true
      return value
    }
    return isImpossible || sides.contains { tape.value(at: $0).obstacle != nil }
  }
}

/// The coefficients of sums of multiples of the variables.
private struct AffineForms: ~Copyable {
  private let tape: Tape<Rational>
  private let entries: [(entry: Int, place: Int)]
  private let count: Int

  init(_ operations: FormulaOperations, count: Int) {
    tape = operations.tape((), at: [Rational](repeating: .zero, count: count))
    entries = operations.entryPlaces
    self.count = count
  }

  /// The constant first; nil where one of them is irrational.
  func coefficients(of place: Int) -> [Rational]? {
    var row = [Rational](repeating: .zero, count: count + 1)
    row[0] = tape.value(at: place)
    let gradient = tape.gradient(of: tape.variable(at: place))
    for (entry, input) in entries { row[entry + 1] = gradient[tape.variable(at: input)] }
    return row.allSatisfy { $0.obstacle == nil } ? row : nil
  }
}

/// Systems of strict linear inequalities: a constant and coefficients, whose sum is above 0.
enum LinearInequalities {
  private static let greatestCount = 256

  /// False where no point fulfils all; true also where that takes too long to tell.
  ///
  /// One variable after another is eliminated, by Fourier and Motzkin.
  static func areFeasible(_ rows: [[Rational]]) -> Bool {
    var rows = rows
    for variable in stride(from: (rows.first?.count ?? 1) - 1, to: 0, by: -1) {
      let above = rows.filter { $0[variable].signum > 0 }
      let below = rows.filter { $0[variable].signum < 0 }
      rows.removeAll { !$0[variable].isZero }
      guard above.count * below.count + rows.count <= greatestCount else { return true }
      for low in above {
        for high in below {
          rows.append(
            low.indices.map { low[$0] * -high[variable] + high[$0] * low[variable] })
        }
      }
    }
    return rows.allSatisfy { $0[0].signum > 0 }
  }
}
