import Notation
import Scalars
import Synchronization

/// The losses of the last few runs of gradient descent.
///
/// A step, its witness, its slips and a picture often speak of one run. That of a small net, a
/// hundred steps in a hundred weights, takes a third of a second: measured, `verify assignment1`
/// takes two and a half times as long where each makes it anew.
final class DescentMemory: Sendable {
  static let shared = DescentMemory()

  /// All that the losses depend on, but for the bits that are asked for.
  struct Run: Sendable {
    let plan: DescentPlan
    let scope: Scope
    let point: [String: Quantity<Rational>]

    func isSame(as other: Run) -> Bool {
      plan == other.plan && point == other.point && scope.isCopy(of: other.scope)
    }
  }

  private final class Entry: Sendable {
    let run: Run
    /// By precision.
    let known = Mutex<[Int: EnclosedRun]>([:])

    init(_ run: Run) { self.run = run }
  }

  /// No more runs are kept, and no more steps of all of them.
  private static let (greatestCount, greatestSteps) = (16, 1 << 17)

  private let entries = Mutex<[Entry]>([])

  /// What a run comes to; who asks for one that somebody is about to make waits for it.
  func losses(of run: Run, precision: Int) throws(Diagnostic) -> EnclosedRun {
    try losses(of: run, precision: precision) { known throws(Diagnostic) in
      try EnclosedRun(run, precision: precision, known: known)
    }
  }

  func losses(
    of run: Run, precision: Int, compute: (EnclosedRun?) throws(Diagnostic) -> EnclosedRun
  ) throws(Diagnostic) -> EnclosedRun {
    let entry = entries.withLock { entries in
      if let known = entries.first(where: { $0.run.isSame(as: run) }) { return known }
      let entry = Entry(run)
      entries.append(entry)
      while entries.count > Self.greatestCount
        || entries.reduce(0, { $0 + $1.run.plan.steps }) > Self.greatestSteps, entries.count > 1
      {
        entries.removeFirst()
      }
      return entry
    }
    return try entry.known.withLock { known throws(Diagnostic) in
      if let found = known[precision] { return found }
      let found = try compute(known.filter { $0.key < precision }.max { $0.key < $1.key }?.value)
      known[precision] = found
      return found
    }
  }
}
