import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Tries to prove by random residues that both sides are equal, for all choices of the indices.
///
/// First as they are, with free elements for signs; then in all patterns of the signs and roots;
/// then by their derivatives, which leaves a constant to be determined.
struct IdentityProof {
  enum Outcome {
    /// Both sides are the same rational constants.
    case exact
    case proven(Proof)
    /// A difference was seen of what residues decide.
    case different
    case open
  }

  private var sides: PairOperations
  private let sampler: Sampler
  private let seed: UInt64
  /// A constant is determined to so many digits.
  private let digits: Int
  /// What must be equal, constants left out.
  private var entries: [PairOperations.Entry] = []
  private var traits: FormulaDegree.Traits = []
  private var height = 0
  /// What stands in kinks and roots and has one sign on the whole domain, and whether that is minus; nil
  /// where it may have both.
  private var signed: [(place: Int, isNegative: Bool?)] = []

  /// More arguments of signs and roots than this are not tried in all combinations.
  static let greatestPatternBits = 8
  /// More nodes than this are not computed for patterns.
  private static let greatestWork = 1 << 20
  private static let greatestTowerCount = 8

  init(_ sides: PairOperations, sampler: Sampler, seed: UInt64, digits: Int) {
    self.sides = sides
    self.sampler = sampler
    self.seed = seed
    self.digits = digits
  }

  mutating func attempt() throws(Diagnostic) -> Outcome {
    for entry in sides.entries {
      let (left, right) = (entry.left.degree, entry.right.degree)
      guard left.obstacle == nil, right.obstacle == nil else { return .open }
      if let a = left.exact, let b = right.exact {
        guard a == b else { return .different }
        continue
      }
      entries.append(entry)
      traits.formUnion(left.traits.union(right.traits))
      height = max(height, left.height, right.height)
    }
    if entries.isEmpty { return .exact }
    if !traits.isDisjoint(with: [.kink, .root]) { signed = signedPlaces }
    let hasKinks = traits.contains(.kink)
    var isDifferent = false
    for signs in hasKinks ? [ResidueTower.SignChoice.free, .pattern] : [.free] {
      switch attempt(signs) {
      case .different: isDifferent = true
      case .open: continue
      case let found: return found
      }
    }
    // What is not the same for free signs, roots or logarithms may still be for the true ones.
    guard !traits.isDisjoint(with: [.logarithm, .root]) else {
      return isDifferent && !hasKinks && !traits.contains(.circle) ? .different : .open
    }
    for signs in hasKinks ? [ResidueTower.SignChoice.free, .pattern] : [.free] {
      if let proof = try attemptByDerivatives(signs) { return .proven(proof) }
    }
    return .open
  }

  // MARK: As they are

  private func attempt(_ signs: ResidueTower.SignChoice) -> Outcome {
    var bound = ErrorBound()
    var towers = Towers(height, traits, seed)
    while !bound.isMet {
      guard bound.towers < Self.greatestTowerCount, let tower = towers.next() else { return .open }
      tower.signChoice = signs
      var sight = look(at: entries, tower, values: towers.valueCount)
      if case .tooMany = sight, signs == .pattern { sight = lookEntrywise(tower) }
      switch sight {
      case .equal(let bits, let freeSigns):
        count(entries, in: &bound, tower, bits, freeSigns)
      case .different: return .different
      case .none where traits.contains(.root): continue
      case .none, .tooMany: return .open
      }
    }
    return .proven(proof(of: entries, isConstant: false))
  }

  private func count(
    _ entries: [PairOperations.Entry], in bound: inout ErrorBound, _ tower: ResidueTower,
    _ patternBits: Int, _ freeSigns: Int
  ) {
    // One of so many differences vanishes.
    let greatest = entries.map { $0.difference.vanishing(bits: tower.bits) }.max() ?? 0
    let usesSigns = !traits.isDisjoint(with: [.kink, .root])
    let signs = max(freeSigns, patternBits, usesSigns ? 1 : 0)
    bound.add(
      vanishing: greatest + Double(entries.count.bitCount),
      accidents: signs > 0
        ? Double(tower.accidentBits(signs: signs + tower.positiveCount)) : nil,
      patternBits: patternBits)
  }

  private func proof(of entries: [PairOperations.Entry], isConstant: Bool) -> Proof {
    Proof(
      bits: ErrorBound.wantedBits,
      isHeuristic: entries.contains { $0.difference.isHeuristic },
      digits: isConstant ? digits : nil, seed: seed, exception: nil)
  }

  private enum Sight {
    /// Equal with all patterns of so many bits, and so many free signs.
    case equal(patternBits: Int, freeSigns: Int)
    case different
    /// No value: bad luck, or none at all.
    case none
    case tooMany
  }

  private func randomValues(_ tower: ResidueTower) -> [Residue] {
    let values = (0..<sampler.entryCount).map { _ in tower.variable() }
    var (positives, parts): ([Residue], [Residue]) = ([], [])
    if !signed.isEmpty {
      let tape = sides.operations.tape(tower, at: values)
      for (place, isNegative) in signed {
        let value = tape.value(at: place)
        if let isNegative {
          positives.append(isNegative ? -value : value)
        } else {
          parts.append(value)
        }
      }
    }
    positives += sampler.positives(at: values, in: tower)
    tower.pattern = 0
    tower.declare(positive: positives, parts: parts)
    return values
  }

  /// What stands in kinks and roots, and its factors: by their signs all others are told, but at single
  /// points, and an identity is not about these.
  private var signedPlaces: [(place: Int, isNegative: Bool?)] {
    let places = sides.operations.structure(of: entries.flatMap(\.places)).signed
    guard !places.isEmpty else { return [] }
    let tape = sides.operations.tape((), at: sampler.intervals.map(\.extent))
    var signed: [(place: Int, isNegative: Bool?)] = []
    var open = 0
    for place in places {
      let extent = tape.value(at: place)
      if extent.isNeverNegative != extent.isNeverPositive {
        signed.append((place, extent.isNeverPositive))
      } else {
        signed.append((place, nil))
        open += 1
      }
    }
    // With more of them, those of an entry alone are looked at.
    return open <= Self.greatestPatternBits ? signed : signed.filter { $0.isNegative != nil }
  }

  /// Compares the residues at random points until there is one where all have a value.
  private func look(
    at entries: [PairOperations.Entry], _ tower: ResidueTower, values count: Int
  ) -> Sight {
    for _ in 0..<count {
      let sight = look(at: entries, tower)
      if case .none = sight { continue }
      return sight
    }
    return .none
  }

  /// Compares the residues at one random point, in all patterns of signs and roots.
  private func look(at entries: [PairOperations.Entry], _ tower: ResidueTower) -> Sight {
    let values = randomValues(tower)
    let tape = sides.operations.tape(tower, at: values)
    var (patternBits, freeSigns, work) = (0, 0, Self.greatestWork)
    while true {
      switch equality(of: entries, on: tape) {
      case true?: break
      case false?: return .different
      case nil: return .none
      }
      patternBits = max(patternBits, tower.patternBits)
      freeSigns = max(freeSigns, tower.freeSignCount)
      work -= tape.count
      guard patternBits <= Self.greatestPatternBits, work > 0 || patternBits == 0 else {
        return .tooMany
      }
      guard tower.pattern + 1 < 1 << UInt64(patternBits) else { break }
      tower.pattern += 1
      tower.forget()
      sides.operations.move(tape, to: values)
    }
    return .equal(patternBits: patternBits, freeSigns: freeSigns)
  }

  /// Whether all are equal; nil where some have no value.
  private func equality(
    of entries: [PairOperations.Entry], on tape: borrowing Tape<Residue>
  ) -> Bool? {
    for entry in entries {
      guard let a = tape.value(at: entry.left.place).top,
        let b = tape.value(at: entry.right.place).top
      else { return nil }
      guard a == b else { return false }
    }
    return true
  }

  /// Compares entry by entry, in all patterns of the signs that an entry depends on.
  ///
  /// A layer has many kinks, and each of its units one. All other signs are free: what holds for
  /// them holds for both.
  private func lookEntrywise(_ tower: ResidueTower) -> Sight {
    defer { tower.patternArguments = nil }
    let values = randomValues(tower)
    tower.patternArguments = []
    let tape = sides.operations.tape(tower, at: values)
    var (work, patternBits) = (Self.greatestWork, 0)
    for entry in entries {
      let kinks = sides.operations.structure(of: entry.places).kinks
      tower.patternArguments = kinks.compactMap { tape.value(at: $0).top }
      var bits = 0
      tower.pattern = 0
      repeat {
        tower.forget()
        sides.operations.move(tape, to: values)
        switch equality(of: [entry], on: tape) {
        case true?: break
        case false?: return .different
        case nil: return .none
        }
        work -= tape.count
        bits = max(bits, tower.patternBits)
        guard bits <= Self.greatestPatternBits, work > 0 else { return .tooMany }
        tower.pattern += 1
      } while tower.pattern < 1 << UInt64(bits)
      patternBits = max(patternBits, bits)
    }
    return .equal(patternBits: patternBits + entries.count.bitCount, freeSigns: 0)
  }

  // MARK: By derivatives

  private mutating func attemptByDerivatives(
    _ signs: ResidueTower.SignChoice
  ) throws(Diagnostic) -> Proof? {
    var plan: DerivativePlan?
    var renewals = 0
    var bound = ErrorBound()
    var towers = Towers(height, traits, seed)
    while !bound.isMet {
      guard bound.towers < Self.greatestTowerCount, let tower = towers.next() else { return nil }
      tower.signChoice = signs
      if plan == nil {
        plan = try findPlan(tower, draws: towers.valueCount)
        if plan == nil { continue }
      }
      guard let known = plan else { return nil }
      switch look(at: known.identical, tower, values: towers.valueCount) {
      case .equal(let bits, let freeSigns):
        count(known.identical, in: &bound, tower, bits, freeSigns)
      case .none where traits.contains(.root): continue
      case .different where renewals < 3:
        // Roots may fulfil by chance, in one pattern, what they don't in all.
        (plan, bound) = (nil, ErrorBound())
        renewals += 1
      case .different, .none, .tooMany: return nil
      }
    }
    guard let plan else { return nil }
    var constants = ConstantCheck(plan, sides, sampler: sampler, digits: digits)
    return constants.isCertified() ? proof(of: plan.identical, isConstant: true) : nil
  }

  /// Looks at one random point for what becomes equal by derivatives; nil where nothing does.
  private mutating func findPlan(
    _ tower: ResidueTower, draws: Int
  ) throws(Diagnostic) -> DerivativePlan? {
    for _ in 0..<draws {
      let values = randomValues(tower)
      let tape = sides.operations.tape(tower, at: values)
      guard equality(of: entries, on: tape) != nil else { continue }
      var search = DerivativeSearch(sides, tower, values, tape)
      let plan = try search.plan(for: entries)
      sides = search.sides
      return plan
    }
    return nil
  }
}

/// The towers that a proof is tried in.
private struct Towers {
  private let height: Int
  private let seed: UInt64
  private let fieldCount: Int
  /// How many values are tried in each.
  let valueCount: Int
  private var drawn = 0

  /// A root exists for half of all values: with several, luck is needed. That of a constant exists
  /// in half of all fields, where no other values help.
  init(_ height: Int, _ traits: FormulaDegree.Traits, _ seed: UInt64) {
    self.height = height
    self.seed = seed
    (fieldCount, valueCount) = traits.contains(.root) ? (64, 8) : (8, 4)
  }

  mutating func next() -> ResidueTower? {
    guard drawn < fieldCount else { return nil }
    defer { drawn += 1 }
    return ResidueTower(depth: height, seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(drawn))
  }
}

extension Int {
  /// How many bits a number of things takes; 0 for none.
  var bitCount: Int { Int.bitWidth - leadingZeroBitCount }
}
