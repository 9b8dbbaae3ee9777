import Notation
import Scalars

/// The losses of a run of gradient descent, as closely as they can be told.
///
/// Enclosures widen from step to step. Where they become too wide, the run starts anew with more
/// bits, if that is affordable; else it is computed, in `Double` and with 128 bits, and what the two
/// have in common is taken for known. That is no proof, so who uses it says so.
struct EnclosedRun: Sendable {
  let losses: [Ball]
  /// Where the losses are computed and not enclosed for certain: how many digits the two
  /// computations have in common, in the last loss at least; 0 where there are no losses, since
  /// they take too much work.
  let digits: Int?

  /// What a run may cost, in additions of machine numbers: a second, each.
  static let greatestEnclosedWork = 1 << 25
  static let greatestComputedWork = 1 << 26

  /// How far from the disagreement of both computations nothing is claimed any more: three digits.
  private static let margin = 1024.0
  /// `Double` is never trusted beyond this part of a number.
  private static let finestPart = 0x1p-50

  /// Encloses or computes a run; what is known of it with fewer bits is kept where more are not
  /// affordable.
  init(_ run: DescentMemory.Run, precision: Int, known: EnclosedRun?) throws(Diagnostic) {
    let first = try Descent<Ball>(run.plan, run.scope, setting: precision, at: run.point)
    if let losses = try Self.enclosed(run, first, precision) {
      self.init(losses: losses, digits: nil)
    } else if let known {
      self.init(losses: known.losses.map { $0.converted(to: precision) }, digits: known.digits)
    } else {
      try self.init(computing: run, first, precision)
    }
  }

  private init(losses: [Ball], digits: Int?) {
    (self.losses, self.digits) = (losses, digits)
  }

  // MARK: Enclosures

  /// Nil where not all losses can be told.
  private static func enclosed(
    _ run: DescentMemory.Run, _ first: Descent<Ball>, _ precision: Int
  ) throws(Diagnostic) -> [Ball]? {
    let steps = run.plan.steps
    let work = first.work
    var finest = precision
    var descent = first
    while cost(work, steps, bits: finest) <= greatestEnclosedWork {
      let losses = try descent.losses(for: precision)
      if losses.count == steps { return losses.map { $0.converted(to: precision) } }
      // Half of the bits were lost in the steps that were made.
      guard
        let finer = Ball.refined(finest, times: (steps / (losses.count + 1) + 1) / 2 + 1)
      else { return nil }
      finest = finer
      guard cost(work, steps, bits: finest) <= greatestEnclosedWork else { return nil }
      descent = try Descent<Ball>(run.plan, run.scope, setting: finest, at: run.point)
    }
    return nil
  }

  /// A number of two words takes some five times as long as a machine's; a product of many, as the
  /// square of them.
  private static func cost(_ work: Int, _ steps: Int, bits: Int) -> Int {
    let words = (bits + 63) / 64
    let (cost, overflow) = work.multipliedReportingOverflow(by: steps)
    let (total, overflows) = cost.multipliedReportingOverflow(by: 4 + words + words * words / 8)
    return overflow || overflows ? .max : total
  }

  // MARK: Computations

  private init(
    computing run: DescentMemory.Run, _ first: Descent<Ball>, _ precision: Int
  ) throws(Diagnostic) {
    let steps = run.plan.steps
    guard Self.cost(first.work, steps, bits: Rounded.precision) <= Self.greatestComputedWork else {
      let loss = Ball(.one, in: precision).obstructed(by: .tooMuchWork)
      self.init(losses: Array(repeating: loss, count: steps), digits: 0)
      return
    }
    let coarse = try Descent<Double>(run.plan, run.scope, setting: (), at: run.point)
      .losses(for: ())
    let fine = try Descent<Rounded>(
      run.plan, run.scope, setting: Rounded.precision, at: run.point
    ).losses(for: Rounded.precision)
    var losses: [Ball] = []
    var part = Self.finestPart
    for (one, other) in zip(coarse, fine) {
      let near = other.double
      let size = max(one.magnitude, near.magnitude)
      // Once they have parted, they may still meet by chance.
      if size > 0 { part = max(part, (one - near).magnitude / size) }
      guard size.isFinite, other.obstacle == nil, part * Self.margin < 0.1 else { break }
      losses.append(other.spread(by: part * Self.margin, precision: precision))
    }
    self.init(losses: losses, digits: Self.digits(of: min(part * Self.margin, 0.1)))
  }

  /// How many digits two numbers have in common that differ by such a part of them.
  private static func digits(of part: Double) -> Int {
    var (digits, unit) = (0, 0.1)
    while part <= unit {
      digits += 1
      unit /= 10
    }
    return digits
  }
}
