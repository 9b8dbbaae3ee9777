import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Agreement at many points, where nothing is proven.
extension FunctionCheck {
  /// How many points beyond kinks and walls are looked at.
  private static let greatestCrossings = 64
  /// From one point, so many are looked at beside the places where something changes.
  private static let greatestBeside = 24
  /// How much comparing at many points may take, in products of 1024 bits: a few seconds.
  private static let greatestEffort = 1 << 20
  /// With fewer points agreement says nothing.
  private static let fewestPoints = 4

  /// Compares at many points, exactly or as closely as may be.
  ///
  /// If they are known not to be the same function, agreement at all points decides nothing.
  mutating func sampled(isKnownToDiffer: Bool) throws(Diagnostic) -> Verdict {
    let isOrder = pair.relation.isOrder
    if isOrder, let sides, let verdict = orderByExtent(sides) { return verdict }
    let allowsEqual = pair.relation == .lessOrEqual || pair.relation == .greaterOrEqual
    var agreement = Agreement()
    var judge = judge
    // Agreement at many points, not at one, is what counts.
    judge.looksAtDetail = false
    judge.greatestPrecision = min(8192, judge.greatestPrecision + 2 * pair.literalBits)
    var probe = Probe(pair, sampler, choices, nil)
    // Products and functions of twice the digits take some three times as long.
    let digitWeight = max(1, judge.greatestPrecision * judge.greatestPrecision >> 20)
    var effort = 0
    var queue = (0..<Self.rounds).map { sampler.numbers(round: $0) }
    if let sides {
      let special = specialPoints(sides, from: queue)
      if isOrder {
        queue += special.around
      } else {
        // Quickly first: where nothing is seen to differ, closer looks at so many tell no more.
        var quick = Probe(pair, sampler, choices, sides)
        for numbers in special.around + special.at {
          if let verdict = try verdict(for: quick.look(at: numbers), at: numbers, quick) {
            return verdict
          }
        }
      }
      if isOrder || pair.countsJumps { queue += special.at }
    }
    for numbers in queue where effort < Self.greatestEffort {
      if case .jump = try probe.look(at: numbers)[0] { continue }
      let more = try probe.effort(at: numbers, 0) * digitWeight
      guard more <= Self.greatestEffort / Self.fewestPoints else { return .undecided(.tooMuchWork) }
      effort += more
      let point = sampler.point(of: numbers).merging(choices[0]) { own, _ in own }
      let (a, b, _) = try pair.values(at: point)
      guard a.obstacle == nil, b.obstacle == nil else { continue }
      switch judge.compare(a, pair.relation, b) {
      case .holds: agreement.agreeing += 1
      case .fails(.differs):
        return .fails(.counterexample(try describe(point)))
      case .undecided where allowsEqual && judge.compare(a, b).isHeld:
        // As equal as can be told: this is agreement, to so many digits.
        agreement.agreeing += 1
      // At some points the sides may be nearly equal, or too large to tell.
      case .undecided: agreement.doubtful += 1
      case .fails(let failure): return .fails(failure)
      }
    }
    // Where work ran out at points without values, few are left.
    if effort >= Self.greatestEffort, agreement.agreeing < Self.fewestPoints {
      return .undecided(.tooMuchWork)
    }
    return agreement.verdict(
      digits: isOrder ? 0 : judge.greatestPrecision * 301 / 1000,
      bits: judge.greatestPrecision, isKnownToDiffer: isKnownToDiffer)
  }

  private struct Agreement {
    var agreeing = 0
    var doubtful = 0

    func verdict(digits: Int, bits: Int, isKnownToDiffer: Bool) -> Verdict {
      guard agreeing > 0 else {
        guard doubtful > 0 else { return .undecided(.noCommonPoint) }
        return .undecided(
          isKnownToDiffer
            ? .nearlySame(points: doubtful, digits: digits) : .precision(bits: bits))
      }
      return isKnownToDiffer
        ? .undecided(.nearlySame(points: agreeing, digits: digits))
        : .holds(.agreed(points: agreeing, digits: digits))
    }
  }

  /// All signs, the other sides of kinks and walls, and the lowest places of an inequality; and apart
  /// from them where something jumps, or where a square is 0.
  private mutating func specialPoints(
    _ sides: PairOperations, from first: [[Rational]]
  ) -> (around: [[Rational]], at: [[Rational]]) {
    let structure = sides.operations.structure(of: sides.places)
    let isOrder = pair.relation.isOrder
    var places = Array((structure.kinks + structure.walls).prefix(Self.greatestPlaces))
    let floors = Array(structure.floors.prefix(Self.greatestPlaces))
    guard isOrder || !places.isEmpty || !floors.isEmpty else { return ([sampler.origin], []) }
    places += structure.squared.filter { !places.contains($0) }.prefix(Self.greatestPlaces / 2)
    var around = [sampler.origin] + sampler.signPoints + sampler.grid
    let landmarks = Landmarks(sides.operations, sampler)
    around += landmarks.explored(places, from: around + first, limit: Self.greatestCrossings)
    var at: [[Rational]] = []
    for base in [sampler.origin] + first.prefix(Sampler.smallRounds)
    where at.count < Self.greatestCrossings {
      at += landmarks.landings(on: places, floors: floors, from: base)
    }
    if isOrder {
      // A strip beside a zero may be all in which it fails.
      for base in [sampler.origin] + first.prefix(2 * Sampler.smallRounds) {
        let beside = landmarks.crossings(of: places, from: base, onlyBeside: true)
        around += beside.prefix(Self.greatestBeside)
      }
      let starts = first.prefix(Sampler.smallRounds + 6) + around.prefix(12) + at.prefix(8)
      at += Descents(sides, sampler, pair.relation).lowest(from: Array(starts))
    }
    return (around, Array(at.suffix(3 * Self.greatestCrossings)))
  }

  /// Decides an inequality by where the difference of both sides lies on the whole domain.
  private func orderByExtent(_ sides: PairOperations) -> Verdict? {
    guard let entry = sides.entries.first, sides.entries.count == 1, !sides.isTied else {
      return nil
    }
    let tape = sides.operations.tape((), at: sampler.intervals.map(\.extent))
    let (a, b) = (
      tape.value(at: entry.left.place), tape.value(at: entry.right.place)
    )
    let difference = a - b
    guard difference.obstacle == nil else { return nil }
    let isCertain =
      switch pair.relation {
      case .less: difference.certainSign == -1
      case .lessOrEqual: difference.isNeverPositive
      case .greater: difference.certainSign == 1
      case .greaterOrEqual: difference.isNeverNegative
      case .notEqual: difference.certainSign.map { $0 != 0 } ?? false
      case .equal, .approximately: false
      }
    // Nothing holds where nothing has a value.
    var sampler = sampler
    let hasValue = (0..<Self.rounds).contains { round in
      let point = sampler.point(round: round).merging(choices[0]) { own, _ in own }
      guard let values = try? pair.values(at: point) else { return false }
      return values.left.obstacle == nil && values.right.obstacle == nil
    }
    return isCertain && hasValue ? .holds(.exact) : nil
  }
}
