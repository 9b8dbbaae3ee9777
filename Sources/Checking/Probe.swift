import Notation
import Scalars
import WorkedExamples

/// Looks for points at which two formulas differ for certain, quickly: with 64 bits.
struct Probe {
  enum Finding {
    case different(Sampler.Point)
    /// One side has no value at a random point where the other has.
    case smallerDomain(Sampler.Point)
    case shapes(Shape, Shape)
    case transposed
  }

  let pair: FunctionPair
  let varying: [String]
  var countsJumps: Bool
  private var recordings: Recordings<Ball>?
  /// A point at which both sides have a value.
  var commonPoint: Sampler.Point?
  /// The first point at which only one side has a value.
  private(set) var gap: Sampler.Point?
  private(set) var jumpPoint: Sampler.Point?

  static let precision = 64

  init(pair: FunctionPair, varying: [String], countsJumps: Bool) {
    self.pair = pair
    self.varying = varying
    self.countsJumps = countsJumps
  }

  private mutating func record(_ point: Sampler.Point) throws(Diagnostic) -> Recordings<Ball> {
    if let recordings, recordings.move(to: point) { return recordings }
    let new = try Recordings<Ball>(pair, precision: Self.precision, at: point)
    recordings = new
    return new
  }

  private func isAtJump(_ recordings: Recordings<Ball>) throws(Diagnostic) -> Bool {
    if try recordings.left.evaluation.isAtJump(varying: varying) { return true }
    return try recordings.right.evaluation.isAtJump(varying: varying)
  }

  /// What it takes to compute both sides at a point, in products.
  mutating func effort(at point: Sampler.Point) throws(Diagnostic) -> Int {
    let recordings = try record(point)
    return recordings.left.evaluation.effort + recordings.right.evaluation.effort
  }

  /// Whether a point is left out, because a sign or a step jumps there.
  mutating func isAtJump(_ point: Sampler.Point) throws(Diagnostic) -> Bool {
    guard !countsJumps else { return false }
    return try isAtJump(record(point))
  }

  /// Returns points on the other sides of the kinks: to first order, as far beyond as this one
  /// is before.
  func crossings(from point: Sampler.Point) throws(Diagnostic) -> [Sampler.Point] {
    try points(beside: point) { evaluation throws(Diagnostic) in
      try evaluation.crossings(by: varying)
    }
  }

  /// Returns points at which floors jump, and signs if these count: to first order.
  func landings(from point: Sampler.Point) throws(Diagnostic) -> [Sampler.Point] {
    try points(beside: point) { evaluation throws(Diagnostic) in
      try evaluation.landings(by: varying, includesSigns: countsJumps)
    }
  }

  private func points(
    beside point: Sampler.Point, moves: (Evaluation<Ball>) throws(Diagnostic) -> [KinkCrossing]
  ) throws(Diagnostic) -> [Sampler.Point] {
    let recordings = try Recordings<Ball>(pair, precision: Self.precision, at: point)
    var found: [Sampler.Point] = []
    for evaluation in [recordings.left.evaluation, recordings.right.evaluation] {
      for move in try moves(evaluation) {
        guard let old = point[move.name] else { continue }
        var entries = old.entries
        entries[move.place] = entries[move.place] + move.distance
        guard entries[move.place].obstacle == nil else { continue }
        found.append(point.merging([move.name: Quantity(old.shape, entries)]) { $1 })
      }
    }
    return found
  }

  mutating func look(at point: Sampler.Point, round: Int) throws(Diagnostic) -> Finding? {
    let recordings = try record(point)
    defer { withExtendedLifetime(recordings) {} }
    let (left, right) = (recordings.left.result, recordings.right.result)
    guard left.shape == right.shape || (left.entries.count == 1 && right.entries.count == 1)
    else { return try isTransposed(recordings) ? .transposed : .shapes(left.shape, right.shape) }
    if !countsJumps, try isAtJump(recordings) {
      jumpPoint = jumpPoint ?? point
      return nil
    }
    var isCommon = true
    var isGap = false
    for (a, b) in recordings.entries {
      switch (a.value.obstacle, b.value.obstacle) {
      case (nil, nil):
        guard a.value.overlaps(b.value) else {
          return try isTransposed(recordings) ? .transposed : .different(point)
        }
      case (nil, let obstacle?), (let obstacle?, nil):
        isCommon = false
        isGap = isGap || obstacle.isCertain
      case (_?, _?): isCommon = false
      }
    }
    if isCommon { commonPoint = commonPoint ?? point }
    guard isGap else { return nil }
    // 0 is often the end of a domain; a point inside says more.
    if gap.map({ $0.hasZero && !point.hasZero }) ?? true { gap = point }
    return round >= Sampler.smallRounds ? .smallerDomain(point) : nil
  }

  /// Whether the right side is the left one with rows and columns exchanged, here and at
  /// other points.
  private func isTransposed(_ recordings: Recordings<Ball>) throws(Diagnostic) -> Bool {
    let vectors = pair.left.setting.scope.conventions.vectors
    let (a, b) = (recordings.left.result, recordings.right.result)
    let (rows, columns) = a.shape.layout(vectors)
    guard b.shape.layout(vectors) == (columns, rows), a.entries.count > 1 else { return false }
    func agree() -> Bool {
      a.entries.indices.allSatisfy { place in
        let other = b.entries[(place % columns) * rows + place / columns].value
        return a.entries[place].value.overlaps(other)
      }
    }
    guard agree() else { return false }
    guard var sampler = try? Sampler(pair.left.setting.scope, seed: 1) else { return false }
    let indices = sampler.indexChoices.first ?? [:]
    return (1..<4).allSatisfy { round in
      recordings.move(
        to: sampler.point(round: round).merging(indices) { own, _ in own }) && agree()
    }
  }
}

extension Sampler.Point {
  fileprivate var hasZero: Bool { values.contains { $0.entries.contains(where: \.isZero) } }
}
