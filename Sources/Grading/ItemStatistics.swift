import Scalars

/// How one step did its work in a class (Moodle, "Quiz statistics calculations").
///
/// With x the marks on the step and X those on the rest of the sheet; nil where a figure is not
/// defined: all have the same marks, or there are not two sheets. All sums are exact.
package struct ItemStatistics: Equatable, Sendable {
  /// The mean of x as a part of the step's points, in percent.
  package let facility: Double?
  /// 100·cov(x, X)/√(var x · var X): whether who is good at the rest is good here, too.
  package let discrimination: Double?
  /// 100·cov(x, X)/cov_max, the most that these marks could reach if both were in one order.
  package let efficiency: Double?

  /// - Parameters:
  ///   - marks: The marks on the step, sheet by sheet.
  ///   - totals: Those on the whole sheets, in the same order.
  ///   - possible: The points of the step.
  package init(marks: [Rational], totals: [Rational], possible: Rational) {
    var all = MarkCounts()
    var item = ItemCounts()
    for (mark, total) in zip(marks, totals) { item.add(mark, total: all.add(total)) }
    self.init(item, totals: all, possible: possible)
  }

  init(_ item: ItemCounts, totals: MarkCounts, possible: Rational) {
    let marks = item.marks
    facility =
      marks.count == 0 || possible.isZero
      ? nil : 100 * Double(marks.sum) / (Double(marks.count) * Double(possible))
    var rests = MarkCounts()
    var products = Rational.zero
    for (pair, count) in item.pairs {
      let mark = marks.values[pair.mark]
      let rest = totals.values[pair.total] - mark
      rests.add(rest, times: count)
      products = products + mark * rest * Rational(count)
    }
    guard marks.varies, rests.varies else {
      (discrimination, efficiency) = (nil, nil)
      return
    }
    // n²·cov and n²·var.
    let count = Rational(marks.count)
    let product = marks.sum * rests.sum
    let together = Double(count * products - product)
    discrimination =
      100 * together / (Double(marks.scaledVariance) * Double(rests.scaledVariance)).squareRoot()
    efficiency = 100 * together / Double(count * marks.greatestProducts(with: rests) - product)
  }
}

/// Marks of any number of sheets, as how often each of them comes.
struct MarkCounts {
  private(set) var values: [Rational] = []
  private var counts: [Int] = []
  private var places: [Rational: Int] = [:]
  private(set) var count = 0

  /// Counts a mark; returns the place of its value.
  @discardableResult
  mutating func add(_ mark: Rational, times: Int = 1) -> Int {
    count += times
    let place = place(of: mark)
    counts[place] += times
    return place
  }

  private mutating func place(of mark: Rational) -> Int {
    // A step has few different marks.
    if values.count <= 8 {
      if let place = values.firstIndex(of: mark) { return place }
    } else if let place = places[mark] {
      return place
    }
    values.append(mark)
    counts.append(0)
    if values.count == 9 {
      for (place, value) in values.enumerated() { places[value] = place }
    } else if values.count > 9 {
      places[mark] = values.count - 1
    }
    return values.count - 1
  }

  var varies: Bool { values.count > 1 }

  var sum: Rational {
    zip(values, counts).reduce(.zero) { $0 + $1.0 * Rational($1.1) }
  }

  /// n·Σx² − (Σx)², which is n² times the variance.
  var scaledVariance: Rational {
    let squares = zip(values, counts).reduce(Rational.zero) { $0 + $1.0 * $1.0 * Rational($1.1) }
    let sum = sum
    return Rational(count) * squares - sum * sum
  }

  /// The variance with n − 1 below; nil for a single mark.
  var variance: Double? {
    guard count > 1 else { return nil }
    return Double(scaledVariance / (Rational(count) * Rational(count - 1)))
  }

  var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) }

  private var ordered: [(value: Rational, count: Int)] {
    zip(values, counts).sorted { $0.0 < $1.0 }.map { ($0, $1) }
  }

  var median: Double? {
    guard count > 0 else { return nil }
    // The marks at the places (n - 1)/2 and n/2, which are one where n is odd.
    var passed = 0
    var lower: Rational?
    for (value, count) in ordered {
      passed += count
      if lower == nil, passed > (self.count - 1) / 2 { lower = value }
      if passed > self.count / 2 {
        return (Double(lower ?? value) + Double(value)) / 2
      }
    }
    return nil
  }

  /// Σ x·y where the marks of both are paired in one order.
  func greatestProducts(with other: MarkCounts) -> Rational {
    var sum = Rational.zero
    var (left, right) = (ordered[...], other.ordered[...])
    while let (x, m) = left.first, let (y, n) = right.first {
      let times = min(m, n)
      sum = sum + x * y * Rational(times)
      left[left.startIndex].count -= times
      right[right.startIndex].count -= times
      if m == times { left.removeFirst() }
      if n == times { right.removeFirst() }
    }
    return sum
  }
}

/// The marks on one step, and with which marks on the whole sheet they came.
struct ItemCounts {
  struct Pair: Hashable {
    let mark: Int
    let total: Int
  }

  private(set) var marks = MarkCounts()
  private(set) var pairs: [Pair: Int] = [:]

  mutating func add(_ mark: Rational, total: Int) {
    pairs[Pair(mark: marks.add(mark), total: total), default: 0] += 1
  }
}

/// The marks of a class on one exercise, counted sheet by sheet.
///
/// - Invariant: memory grows with the number of different marks, not with that of sheets.
package struct ClassCounts {
  /// What whole sheets earn, and what lateness leaves of it.
  private var totals = MarkCounts()
  private var finals = MarkCounts()
  private var steps: [(id: String, possible: Rational, isProse: Bool, counts: ItemCounts)] = []

  package init() {}

  package mutating func add(_ row: GradeRow) {
    if steps.isEmpty { steps = row.steps.map { ($0.step, $0.possible, $0.isProse, ItemCounts()) } }
    let total = totals.add(row.earned)
    finals.add(row.points)
    for index in steps.indices
    where !steps[index].isProse && index < row.steps.count && row.steps[index].outcome != .excused {
      steps[index].counts.add(row.steps[index].points, total: total)
    }
  }

  package var statistics: ClassStatistics {
    var items: [String: ItemStatistics] = [:]
    var sum = 0.0
    for step in steps where !step.isProse {
      items[step.id] = ItemStatistics(step.counts, totals: totals, possible: step.possible)
      sum += step.counts.marks.variance ?? 0
    }
    let variance = totals.variance
    let count = Double(items.count)
    return ClassStatistics(
      count: totals.count, mean: finals.mean, deviation: finals.variance?.squareRoot(),
      median: finals.median,
      consistency: variance.flatMap { total in
        total > 0 && items.count > 1 ? 100 * count / (count - 1) * (1 - sum / total) : nil
      }, items: items)
  }
}

/// The marks of a class on one exercise as a whole.
package struct ClassStatistics: Sendable {
  package let count: Int
  package let mean: Double?
  /// The standard deviation of the class, with n − 1 below the root.
  package let deviation: Double?
  package let median: Double?
  /// The coefficient of internal consistency in percent (Cronbach's α).
  package let consistency: Double?
  package let items: [String: ItemStatistics]
}
