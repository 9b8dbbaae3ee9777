import Autodiff
import Notation
import Scalars
import WorkedExamples

/// What a proof does not see: other domains beyond a wall, and what happens at a jump itself.
extension FunctionCheck {
  /// Looks where a proof does not: at domains, which may differ beyond a wall, and at jumps.
  mutating func lookAround(
    with probe: inout Probe, _ sides: PairOperations
  ) throws(Diagnostic) -> Verdict? {
    let structure = sides.operations.structure(of: sides.places)
    let jumps = probe.countsJumps ? structure.jumps : []
    let floors = probe.countsJumps ? Array(structure.floors.prefix(Self.greatestPlaces)) : []
    let walls = Array(structure.walls.prefix(Self.greatestPlaces))
    guard !walls.isEmpty || !jumps.isEmpty || !floors.isEmpty || sides.isTied else { return nil }
    let isExact = !jumps.isEmpty || !floors.isEmpty
    let landmarks = Landmarks(sides.operations, sampler, exactly: isExact)
    // Not only where a factor is 0.
    let bases = [sampler.origin] + (1...Self.baseCount).map { sampler.numbers(round: $0) }
    if !walls.isEmpty || sides.isTied {
      let first = sampler.signPoints + (sides.isTied ? sampler.grid : [])
      let points =
        first + landmarks.explored(walls, from: bases + first, limit: Self.greatestExplored)
      for numbers in points {
        let sights = try probe.look(at: numbers)
        if let verdict = try verdict(for: sights, at: numbers, probe) { return verdict }
      }
    }
    var met: Set<Int> = []
    var rest = Self.greatestLandings
    // What jumps is 0 where a factor is.
    let targets = jumps + structure.factors(of: jumps).filter { !jumps.contains($0) }
    let ends = isExact ? sampler.edges() : []
    for base in [ends]
      + bases.map({
        landmarks.landings(on: targets + walls, floors: floors, from: $0)
      })
    {
      for numbers in base {
        let zeros = landmarks.zeros(among: targets, at: numbers)
        if !zeros.isEmpty {
          let sight = try lookAtJump(numbers, zeros: zeros, jumps, sides)
          met.formUnion(sight.met)
          if let example = sight.example { return .fails(.counterexample(example)) }
        }
        let sights = try probe.look(at: numbers)
        for (choice, sight) in sights.enumerated() where rest > 0 {
          // A jump is seen exactly only, and where there may be no value.
          if case .common = sight, zeros.isEmpty, floors.isEmpty { continue }
          rest -= 1
          if let verdict = try judgeExactly(numbers, choice, probe) { return verdict }
        }
      }
    }
    let open = jumps.filter { !met.contains($0) }
    if !open.isEmpty {
      let extents = sides.operations.tape((), at: sampler.intervals.map(\.extent))
      missesJumps = open.contains { extents.value(at: $0).certainSign == nil }
    }
    missesJumps = missesJumps || !floors.isEmpty
    return nil
  }

  /// Compares where some places are exactly 0, which no enclosure of 2/7 - 2/7 tells.
  private func lookAtJump(
    _ numbers: [Rational], zeros: [Int], _ jumps: [Int], _ sides: PairOperations
  ) throws(Diagnostic) -> (met: [Int], example: Counterexample?) {
    let precision = 2 * Probe.precision
    let tape = sides.operations.tape(precision, at: numbers.map { Ball($0, in: precision) }) {
      zeros.contains($0) ? $1.constant(0) : $1
    }
    let met = jumps.filter { tape.value(at: $0).certainSign == 0 }
    for entry in sides.entries {
      let (a, b) = (
        tape.value(at: entry.left.place), tape.value(at: entry.right.place)
      )
      guard a.obstacle == nil, b.obstacle == nil, !a.overlaps(b) else { continue }
      guard judge.tellsDifferences else { return (met, .untold) }
      let values = try written.values(at: point(numbers, entry.choice))
      if case .fails = judge.compare(values.left, values.right) {
        return (met, try describe(point(numbers, entry.choice)))
      }
      let shown = sides.domains.first { $0.choice == entry.choice }
      let left = shown.map { tape.value(at: $0.left) } ?? a
      let right = shown.map { tape.value(at: $0.right) } ?? b
      return (
        met,
        Counterexample(
          point: try assignments(at: point(numbers, entry.choice)),
          left: left.text(digits: 12), right: right.text(digits: 12))
      )
    }
    return (met, nil)
  }
}
