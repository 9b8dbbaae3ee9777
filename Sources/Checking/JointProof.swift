import Autodiff
import Scalars
import WorkedExamples

/// Tries to prove by random residues that both sides are equal for all choices of the indices:
/// entry by entry as they are, with free signs at kinks.
struct JointProof {
  enum Outcome {
    case exact
    case proven(Proof)
    case different
    case open
  }

  private let sides: JointSides
  private let sampler: Sampler
  private let seed: UInt64
  /// What is to be compared; constants were.
  private var entries: [(left: Int, right: Int)] = []
  private var differences: [FormulaDegree] = []
  private var traits: FormulaDegree.Traits = []
  private var height = 0

  init(_ sides: JointSides, sampler: Sampler, seed: UInt64) {
    self.sides = sides
    self.sampler = sampler
    self.seed = seed
  }

  mutating func attempt() -> Outcome {
    for choice in sides.choices {
      for (entry, (left, right)) in zip(choice.entries, choice.degrees) {
        guard left.obstacle == nil, right.obstacle == nil else { return .open }
        if let a = left.exact, let b = right.exact {
          guard a == b else { return .open }
          continue
        }
        entries.append(entry)
        differences.append(left - right)
        traits.formUnion(left.traits.union(right.traits))
        height = max(height, left.height, right.height)
      }
    }
    if entries.isEmpty { return .exact }
    let bound = IdentityProof.wantedBits
    var chance = 0.0
    var patternBits = 0
    let draws = IdentityProof.draws(with: traits)
    var fields = 0
    var towers = 0
    while chance + Double(patternBits) > -Double(bound) || towers < 2 {
      guard towers < 8, fields < draws.fields,
        let tower = ResidueTower(
          depth: height, seed: IdentityProof.towerSeed(seed, number: fields))
      else { return .open }
      fields += 1
      var sight = Sight.none
      for _ in 0..<draws.values {
        sight = look(tower)
        guard case .none = sight else { break }
      }
      guard case .equal(let bits, let freeSigns) = sight else {
        if case .different = sight { return .different }
        if case .none = sight, traits.contains(.root) { continue }
        return .open
      }
      patternBits = max(patternBits, bits)
      let usesSigns = !traits.isDisjoint(with: [.kink, .root])
      chance += tower.chance(
        vanishing: vanishing(bits: tower.bits),
        signs: max(freeSigns, patternBits, usesSigns ? 1 : 0))
      towers += 1
    }
    return .proven(
      Proof(
        bits: bound, isHeuristic: differences.contains(where: \.isHeuristic), digits: nil,
        seed: seed, exception: nil))
  }

  private enum Sight {
    /// Equal with all patterns of so many bits, and so many free signs.
    case equal(patternBits: Int, freeSigns: Int)
    case different
    /// No value: bad luck, or none at all.
    case none
    case tooMany
  }

  /// Compares the residues at one random point, for all choices of the roots.
  private func look(_ tower: ResidueTower) -> Sight {
    let values = (0..<sampler.entryCount).map { _ in tower.variable() }
    tower.declare(positive: sampler.positives(at: values, in: tower))
    tower.pattern = 0
    let tape = sides.operations.tape(tower, at: values)
    var (patternBits, freeSigns) = (0, 0)
    while true {
      for (left, right) in entries {
        guard let a = tape.variable(at: left).value.top, let b = tape.variable(at: right).value.top
        else { return .none }
        guard a == b else { return .different }
      }
      patternBits = max(patternBits, tower.patternBits)
      freeSigns = max(freeSigns, tower.freeSignCount)
      guard patternBits <= IdentityProof.greatestPatternBits else { return .tooMany }
      guard tower.pattern + 1 < 1 << UInt64(patternBits) else { break }
      tower.pattern += 1
      tower.forget()
      sides.operations.move(tape, to: values)
    }
    return .equal(patternBits: patternBits, freeSigns: freeSigns)
  }

  /// The chance that some difference vanishes by accident in one tower, as a power of 2.
  private func vanishing(bits: Int) -> Double {
    let greatest = differences.map { $0.vanishing(bits: bits) }.max() ?? 0
    return min(0, greatest + Double(differences.count.bitCount))
  }
}
