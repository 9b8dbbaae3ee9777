import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Tries to prove an identity by random residues.
struct IdentityProof {
  enum Outcome {
    /// Both sides are the same rational constants.
    case exact
    case proven(Proof)
    /// A difference was seen of what residues decide.
    case different
    case open
  }

  let pair: FunctionPair
  /// The free variables with their shapes, the indices left out.
  let variables: [(name: String, shape: Shape)]
  /// A common point; the indices have their values here.
  let point: Sampler.Point
  let seed: UInt64
  /// Other points at which a constant may be determined.
  var sampler: Sampler

  /// More arguments of signs and roots than this are not tried in all combinations.
  static let greatestPatternBits = 8
  /// More nodes than this are not computed for patterns.
  private static let greatestWork = 1 << 20
  /// A chance of error of 2 to the power of minus this is good enough.
  static let wantedBits = 64
  /// A root exists for half of all values: with several, luck is needed. That of a constant exists
  /// in half of all fields, where no other values help.
  static func draws(with traits: FormulaDegree.Traits) -> (fields: Int, values: Int) {
    traits.contains(.root) ? (24, 8) : (8, 4)
  }
  /// A constant is determined to so many digits.
  let digits: Int

  init(
    _ pair: FunctionPair, variables: [(name: String, shape: Shape)], point: Sampler.Point,
    seed: UInt64, sampler: Sampler, digits: Int
  ) {
    self.pair = pair
    self.variables = variables
    self.point = point
    self.seed = seed
    self.sampler = sampler
    self.digits = digits
  }

  var names: [String] { variables.map(\.name) }

  private func values<N>(_ number: () -> N) -> [String: Quantity<N>] {
    var values: [String: Quantity<N>] = [:]
    for (name, shape) in variables {
      values[name] = Quantity(shape, (0..<shape.count).map { _ in number() })
    }
    return values
  }

  static func towerSeed(_ seed: UInt64, number: Int) -> UInt64 {
    seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number)
  }

  /// Tries to prove it one way after another; that the residues themselves differ may be known.
  mutating func attempt(differs: Bool) throws(Diagnostic) -> Outcome {
    let bindings = [pair.left, pair.right].flatMap { $0.setting.bindings(of: [$0.formula]) }
    guard bindings.allSatisfy(\.value.isExact) else { return .open }
    let degrees = try Recordings<FormulaDegree>(
      pair, at: point, values: values { FormulaDegree.variable })
    defer { withExtendedLifetime(degrees) {} }
    let sides = degrees.entries.map { ($0.left.value, $0.right.value) }
    guard sides.allSatisfy({ $0.0.obstacle == nil && $0.1.obstacle == nil }),
      !degrees.left.evaluation.countsByVariables, !degrees.right.evaluation.countsByVariables
    else { return .open }
    if sides.allSatisfy({ $0.0.exact != nil && $0.1.exact != nil }) {
      return sides.allSatisfy { $0.0.exact == $0.1.exact } ? .exact : .different
    }
    let whole = sides.reduce(into: FormulaDegree(0, in: ())) { whole, side in
      whole.traits.formUnion(side.0.traits.union(side.1.traits))
      whole.height = max(whole.height, side.0.height, side.1.height)
    }
    let hasKinks = whole.traits.contains(.kink)
    let mayUseDerivatives = !whole.traits.isDisjoint(with: [.logarithm, .root])
    var isDifferent = differs
    for takesDerivatives in mayUseDerivatives ? [false, true] : [false] {
      for signs in hasKinks ? [ResidueTower.SignChoice.free, .pattern] : [.free] {
        if differs, !takesDerivatives, signs == .free { continue }
        switch try attempt(signs, takesDerivatives, whole, degrees) {
        case .different: isDifferent = true
        case .open: continue
        case let found: return found
        }
      }
    }
    // What is not the same for free signs, roots or logarithms may still be for the true ones.
    return isDifferent && !hasKinks && !mayUseDerivatives && !whole.traits.contains(.circle)
      ? .different : .open
  }

  private mutating func attempt(
    _ signs: ResidueTower.SignChoice, _ takesDerivatives: Bool, _ whole: FormulaDegree,
    _ degrees: Recordings<FormulaDegree>
  ) throws(Diagnostic) -> Outcome {
    let usesSigns = !whole.traits.isDisjoint(with: [.kink, .root])
    var plans: [ProofPlan]?
    var kinks = 0
    var patternBits = 0
    var chance = 0.0
    let draws = Self.draws(with: whole.traits)
    var fields = 0
    var towers = 0
    var agreeing = 0
    var renewals = 0
    var perTower: Double?
    while chance + Double(patternBits) > -Double(Self.wantedBits) || agreeing < 2 {
      guard towers < 8, fields < draws.fields,
        let tower = ResidueTower(
          depth: whole.height, seed: Self.towerSeed(seed, number: fields))
      else { return .open }
      fields += 1
      tower.signChoice = signs
      var sight = Sight.none
      let before = renewals
      for _ in 0..<draws.values {
        sight = try look(tower, &plans, renewals: &renewals, takesDerivatives)
        if case .tooMany = sight, signs == .pattern, !takesDerivatives {
          sight = try lookEntrywise(tower)
          plans = degrees.entries.map { _ in .identical }
        }
        if case .none = sight { continue }
        break
      }
      switch sight {
      case .none where whole.traits.contains(.root): continue
      case .none, .tooMany: return .open
      case .different: return .different
      case .equal(let bits, let signs): (patternBits, kinks) = (max(patternBits, bits), signs)
      }
      guard let plans else { return .open }
      if renewals > before {
        // Another plan: what other towers said was of the one before.
        (chance, agreeing, perTower) = (0, 0, nil)
      }
      if perTower == nil { perTower = try vanishing(plans, degrees, bits: tower.bits) }
      chance += tower.chance(
        vanishing: perTower ?? 0, signs: max(kinks, patternBits, usesSigns ? 1 : 0))
      towers += 1
      agreeing += 1
    }
    guard let plans else { return .open }
    let isConstant = plans.contains { !$0.isIdentical }
    let kinkCount = signs == .free ? kinks : patternBits
    if isConstant, try !certify(plans, kinks: whole.traits.contains(.kink) ? kinkCount : 0) {
      return .open
    }
    return .proven(
      Proof(
        bits: Self.wantedBits,
        isHeuristic: degrees.entries.contains {
          ($0.left.value - $0.right.value).isHeuristic
        }, digits: isConstant ? digits : nil, seed: seed, exception: nil))
  }

  // MARK: Residues

  private enum Sight {
    /// Equal with all patterns of so many bits, and so many free signs.
    case equal(patternBits: Int, freeSigns: Int)
    case different
    /// No value: bad luck, or none at all.
    case none
    case tooMany
  }

  /// Compares the residues at one random point, in all patterns of signs.
  private func look(
    _ tower: ResidueTower, _ plans: inout [ProofPlan]?, renewals: inout Int,
    _ takesDerivatives: Bool
  ) throws(Diagnostic) -> Sight {
    let values = values { tower.variable() }
    tower.declare(
      positive: sampler.positives(at: names.flatMap { values[$0]?.entries ?? [] }, in: tower))
    var patternBits = 0
    var freeSigns = 0
    var pattern: UInt64 = 0
    var work = Self.greatestWork
    repeat {
      tower.forget()
      tower.pattern = pattern
      let recordings = try Recordings<Residue>(pair, tower: tower, at: point, values: values)
      defer { withExtendedLifetime(recordings) {} }
      let entries = recordings.entries
      guard entries.allSatisfy({ $0.left.value.top != nil && $0.right.value.top != nil })
      else { return .none }
      let walk = ProofWalk(recordings: recordings, names: names)
      if let tried = plans, try !isFollowed(tried, walk, entries) {
        // Roots may fulfil by chance, in one pattern, what they don't in all.
        guard takesDerivatives, renewals < 3 else { return .different }
        renewals += 1
        plans = nil
        pattern = 0
      }
      if plans == nil {
        var found: [ProofPlan] = []
        for entry in entries {
          guard let plan = try walk.plan(for: entry, takesDerivatives: takesDerivatives)
          else { return .different }
          found.append(plan)
        }
        plans = found
        // Found in another pattern than the first, it has to hold in that, too.
        if renewals > 0 { continue }
      }
      patternBits = max(patternBits, tower.patternBits)
      freeSigns = max(freeSigns, tower.freeSignCount)
      work -= entries.reduce(0) { max($0, $1.left.index + $1.right.index) }
      guard patternBits <= Self.greatestPatternBits, work > 0 || patternBits == 0 else {
        return .tooMany
      }
      pattern += 1
    } while pattern < 1 << UInt64(patternBits)
    return .equal(patternBits: patternBits, freeSigns: freeSigns)
  }

  /// Compares entry by entry, in all patterns of the signs that an entry depends on.
  ///
  /// A layer has many kinks, and each of its units one. All other signs are free: what holds for
  /// them holds for both.
  private func lookEntrywise(_ tower: ResidueTower) throws(Diagnostic) -> Sight {
    defer {
      tower.patternArguments = nil
      tower.signChoice = .pattern
    }
    let values = values { tower.variable() }
    tower.declare(
      positive: sampler.positives(at: names.flatMap { values[$0]?.entries ?? [] }, in: tower))
    func record() throws(Diagnostic) -> Recordings<Residue> {
      tower.forget()
      return try Recordings<Residue>(pair, tower: tower, at: point, values: values)
    }
    tower.signChoice = .free
    let first = try record()
    defer { withExtendedLifetime(first) {} }
    tower.signChoice = .pattern
    var work = Self.greatestWork
    var patternBits = 0
    for (index, entry) in first.entries.enumerated() {
      let kinks =
        first.left.evaluation.kinks(of: entry.left) + first.right.evaluation.kinks(of: entry.right)
      tower.patternArguments = kinks.compactMap(\.value.top)
      var bits = 0
      var pattern: UInt64 = 0
      repeat {
        tower.pattern = pattern
        let recordings = try record()
        defer { withExtendedLifetime(recordings) {} }
        let (left, right) = recordings.entries[index]
        guard let a = left.value.top, let b = right.value.top else { return .none }
        guard a == b else { return .different }
        work -= left.index + right.index
        bits = max(bits, tower.patternBits)
        guard bits <= Self.greatestPatternBits, work > 0 else { return .tooMany }
        pattern += 1
      } while pattern < 1 << UInt64(bits)
      patternBits = max(patternBits, bits)
    }
    return .equal(patternBits: patternBits + first.entries.count.bitCount, freeSigns: 0)
  }

  private func isFollowed(
    _ plans: [ProofPlan], _ walk: ProofWalk<Residue>, _ entries: [ProofWalk<Residue>.Pair]
  ) throws(Diagnostic) -> Bool {
    for (plan, entry) in zip(plans, entries) {
      var identical: [ProofWalk<Residue>.Pair] = []
      var atPoint: [ProofWalk<Residue>.Pair] = []
      try walk.follow(plan, entry, identical: &identical, atPoint: &atPoint)
      let agree = identical.allSatisfy { pair in
        pair.left.value.top.map { $0 == pair.right.value.top } ?? false
      }
      guard agree else { return false }
    }
    return true
  }

  /// The chance that some difference vanishes by accident in one tower, as a power of 2.
  private func vanishing(
    _ plans: [ProofPlan], _ degrees: Recordings<FormulaDegree>, bits: Int
  ) throws(Diagnostic) -> Double {
    let walk = ProofWalk(recordings: degrees, names: names)
    var identical: [ProofWalk<FormulaDegree>.Pair] = []
    var atPoint: [ProofWalk<FormulaDegree>.Pair] = []
    for (plan, entry) in zip(plans, degrees.entries) {
      try walk.follow(plan, entry, identical: &identical, atPoint: &atPoint)
    }
    let greatest =
      identical.map { ($0.left.value - $0.right.value).vanishing(bits: bits) }.max() ?? 0
    return min(0, greatest + Double(identical.count.bitCount))
  }
}

extension ResidueTower {
  /// The chance that this tower errs, as a power of 2, from that of a difference that vanishes,
  /// and how many signs and roots were chosen.
  func chance(vanishing: Double, signs: Int) -> Double {
    guard signs > 0 else { return min(0, vanishing) }
    return min(0, max(vanishing, Double(accidentBits(signs: signs + positiveCount))) + 1)
  }
}

extension Int {
  /// How many bits a number of things takes; 0 for none.
  var bitCount: Int { Int.bitWidth - leadingZeroBitCount }
}
