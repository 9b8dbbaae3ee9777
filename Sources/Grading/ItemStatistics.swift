import Scalars

/// How one step did its work in a class (Moodle, "Quiz statistics calculations").
///
/// With x the marks on the step and X those on the rest of the sheet; nil where a figure is not
/// defined: all have the same marks, or there are not two sheets.
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
    let x = marks.map { Double($0) }
    let rest = zip(totals, marks).map { Double($0 - $1) }
    let count = Double(x.count)
    facility =
      x.isEmpty || possible.isZero
      ? nil : 100 * x.reduce(0, +) / (count * Double(possible))
    // Variances are compared with 0 exactly; in binary a sum of thirds would not be.
    let rests = Set(zip(totals, marks).map { $0 - $1 })
    guard x.count > 1, Set(marks).count > 1, rests.count > 1 else {
      (discrimination, efficiency) = (nil, nil)
      return
    }
    // n²·cov, in which halves and quarters of points are summed without rounding.
    func covariance(_ a: [Double], _ b: [Double]) -> Double {
      count * zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } - a.reduce(0, +) * b.reduce(0, +)
    }
    let together = covariance(x, rest)
    discrimination =
      100 * together / (covariance(x, x) * covariance(rest, rest)).squareRoot()
    efficiency = 100 * together / covariance(x.sorted(), rest.sorted())
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

  /// - Parameter rows: Sheets for one exercise.
  package init(_ rows: [GradeRow]) {
    let totals = rows.map(\.points)
    let values = totals.map { Double($0) }
    count = rows.count
    mean = values.isEmpty ? nil : values.reduce(0, +) / Double(count)
    median = Self.median(values)
    let variance = Self.variance(values, exact: totals)
    deviation = variance?.squareRoot()
    var items: [String: ItemStatistics] = [:]
    var sum = 0.0
    var steps = 0
    for (index, step) in (rows.first?.steps ?? []).enumerated() where !step.isProse {
      let marks = rows.map { $0.steps[index].points }
      items[step.step] = ItemStatistics(marks: marks, totals: totals, possible: step.possible)
      sum += Self.variance(marks.map { Double($0) }, exact: marks) ?? 0
      steps += 1
    }
    self.items = items
    consistency =
      variance.flatMap { total in
        total > 0 && steps > 1
          ? 100 * Double(steps) / Double(steps - 1) * (1 - sum / total) : nil
      }
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func variance(_ values: [Double], exact: [Rational]) -> Double? {
    guard values.count > 1 else { return nil }
    guard Set(exact).count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
