import Notation
import Scalars
import WorkedExamples

/// Two formulas and where they are evaluated, to be compared as functions.
package struct FunctionPair: Sendable {
  package var left: (formula: Formula, setting: Setting)
  package var right: (formula: Formula, setting: Setting)
  /// The names by whose values a counterexample is described.
  package let described: [String]
  /// What is claimed of the two.
  package let relation: Relation
  /// Whether values where a sign or a step jumps count, too; slopes there never do.
  package let everywhere: Bool

  package init(
    left: (formula: Formula, setting: Setting), right: (formula: Formula, setting: Setting),
    described: [String], relation: Relation = .equal, everywhere: Bool = false
  ) {
    self.relation = relation
    self.left = left
    self.right = right
    self.described = described
    self.everywhere = everywhere
  }

  /// The names that both are made of, those behind their definitions too.
  fileprivate var ancestry: Set<String> {
    let (own, other) = (left.setting.scope, right.setting.scope)
    return own.isCopy(of: other)
      ? own.ancestry(of: [left.formula, right.formula])
      : own.ancestry(of: [left.formula]).union(other.ancestry(of: [right.formula]))
  }

  /// The same with the named sizes chosen anew.
  func sized(_ sizes: [String: Int]) -> FunctionPair {
    var pair = self
    pair.left.setting.scope.sizes = sizes
    pair.right.setting.scope.sizes = sizes
    return pair
  }
}

extension Judge {
  /// Compares two formulas as functions of the free variables, for all named sizes.
  ///
  /// A difference is certain, and shown at a small point where there is one. That there is none
  /// is proven, or else evidence at so many points.
  package func compare(_ pair: FunctionPair) throws(Diagnostic) -> Verdict {
    var evidence = Evidence.exact
    let used = pair.ancestry
    let scope = pair.left.setting.scope
    for sizes in scope.allSizes {
      let pair = pair.sized(sizes)
      let seed = SplitMix64.seed(of: [
        "\(pair.left.formula)", pair.relation.rawValue, "\(pair.right.formula)",
      ])
      let sampler = try Sampler(pair.left.setting.scope, seed: seed, using: used)
      let choices = sampler.indexChoices
      // So many at once that no tape becomes long.
      for start in stride(from: 0, to: choices.count, by: JointCheck.greatestCount) {
        let choices = choices[start...].prefix(JointCheck.greatestCount)
        let finding = JointCheck(pair, sampler: sampler, seed: seed).finding(choices)
        if case .held(let found) = finding {
          evidence = max(evidence, found)
          continue
        }
        for (number, indices) in choices.enumerated() {
          var check = FunctionCheck(
            judge: self, pair: pair, seed: seed, indices: indices, sampler: sampler)
          let verdict: Verdict
          do {
            verdict = try check.verdict(after: finding, of: number)
          } catch {
            throw error.naming(sizes, of: scope)
          }
          switch verdict {
          case .holds(let found): evidence = max(evidence, found)
          case let verdict: return verdict
          }
        }
      }
    }
    return .holds(evidence)
  }
}

extension Diagnostic {
  /// The same, with the sizes at which a formula means nothing, where it may at others.
  fileprivate func naming(_ sizes: [String: Int], of scope: Scope) -> Diagnostic {
    // Operands that fit at the first sizes do so by chance.
    guard mistake == .range || mistake == .shape && sizes != scope.allSizes.first else {
      return self
    }
    let varying = sizes.keys.filter { name in scope.allSizes.contains { $0[name] != sizes[name] } }
      .sorted()
    guard !varying.isEmpty else { return self }
    let place = varying.map { "\($0) = \(sizes[$0] ?? 0)" }.joined(separator: ", ")
    return Diagnostic(
      "\(message), where \(place)", at: range,
      help: help ?? "it must hold for all sizes: write their names, not numbers", mistake: mistake)
  }
}

/// Compares two formulas at one choice of sizes and indices.
struct FunctionCheck {
  let judge: Judge
  let pair: FunctionPair
  let seed: UInt64
  let indices: Sampler.Point
  var sampler: Sampler

  private static let rounds = 48
  /// How many points beyond kinks are looked at.
  private static let crossings = 32
  /// How much comparing at many points may take, in products of 1024 bits: a few seconds.
  private static let greatestEffort = 1 << 20
  /// With fewer points agreement says nothing.
  private static let fewestPoints = 4
  static let probes = Sampler.smallRounds + 2

  /// Returns the verdict, where something may have been found before for several choices of the
  /// indices, of which this is one.
  mutating func verdict(after finding: JointCheck.Finding, of number: Int) throws(Diagnostic)
    -> Verdict
  {
    let variables = sampler.shapes
    guard !variables.isEmpty else { return try constants() }
    guard !pair.relation.isOrder else {
      return try sampled(rounds: Self.rounds, isKnownToDiffer: false)
    }
    var probe = Probe(
      pair: pair, varying: variables.map(\.name), countsJumps: pair.countsJumps)
    let first = sampler
    var seen = 0
    var differs = false
    if case .seen(let sight) = finding {
      // Points seen are not looked at again, but drawn.
      for round in 0..<sight.rounds { _ = point(round) }
      seen = sight.rounds
      probe.commonPoint = sight.commonPoints[number]
      if sight.isRefuted, number == 0 { return try refuted(.different(point(seen)), probe) }
      // Of several choices, only some may differ.
      differs = sight.differs && sight.commonPoints.count == 1
    }
    for round in seen..<Self.probes {
      if let verdict = try probe.look(at: point(round), round: round) {
        return try refuted(verdict, probe)
      }
    }
    // Where nothing has been seen yet, or one side lacked a value, more points are needed.
    var round = Self.probes
    while round < Self.rounds, probe.commonPoint == nil || (probe.gap != nil && round < 20) {
      if let verdict = try probe.look(at: point(round), round: round) {
        return try refuted(verdict, probe)
      }
      round += 1
    }
    if probe.commonPoint == nil, probe.jumpPoint != nil, !probe.countsJumps {
      // All points are at a jump: it cannot be left out.
      probe.countsJumps = true
      for round in 0..<Self.probes {
        if let verdict = try probe.look(at: point(round), round: round) {
          return try refuted(verdict, probe)
        }
      }
    }
    guard let common = probe.commonPoint else {
      if let gap = probe.gap { return .fails(.smallerDomain(try describe(gap))) }
      return try sampled(rounds: Self.rounds, isKnownToDiffer: false)
    }
    var proof = IdentityProof(
      pair, variables: variables, point: common, seed: seed, sampler: first,
      digits: 60 + pair.literalBits * 2 / 3)
    switch try proof.attempt(differs: differs) {
    case .exact: return .holds(.exact)
    case .proven(var proof):
      // What is proven holds on both sides of a jump, and may not at the jump itself.
      if pair.countsJumps {
        for jump in try probe.landings(from: common) where sampler.admits(jump) {
          if let verdict = try probe.look(at: jump, round: 0) { return try refuted(verdict, probe) }
        }
      }
      if let gap = probe.gap { proof.exception = try describe(gap) }
      return .holds(.proven(proof))
    case .different: return try sampled(rounds: Self.rounds, isKnownToDiffer: true)
    case .open: return try sampled(rounds: Self.rounds, isKnownToDiffer: false)
    }
  }

  private mutating func point(_ round: Int) -> Sampler.Point {
    sampler.point(round: round).merging(indices) { own, _ in own }
  }

  /// No free variables but indices.
  private func constants() throws(Diagnostic) -> Verdict {
    let (a, b, right) = try evaluate(at: indices)
    if a.obstacle == nil, b.obstacle == nil {
      let verdict = judge.compare(a, pair.relation, b)
      guard case .fails(.differs) = verdict else { return verdict }
      return .fails(.counterexample(try counterexample(a, b, at: right)))
    }
    return .undecided(.noCommonPoint)
  }

  private func evaluate(at point: Sampler.Point) throws(Diagnostic) -> (
    RealQuantity, RealQuantity, Setting
  ) {
    var (left, right) = (pair.left.setting, pair.right.setting)
    left.point = point
    right.point = point
    return (
      try left.evaluate(pair.left.formula), try right.evaluate(pair.right.formula), right
    )
  }

  // MARK: Refutation

  private func refuted(_ finding: Probe.Finding, _ probe: borrowing Probe) throws(Diagnostic)
    -> Verdict
  {
    switch finding {
    case .shapes(let left, let right): return .fails(.shapes(left, right))
    case .transposed: return .fails(.transposed)
    case .smallerDomain(let point):
      return .fails(.smallerDomain(try describe(probe.gap ?? point)))
    case .different(let point): return .fails(.counterexample(try describe(point)))
    }
  }

  private func describe(_ point: Sampler.Point) throws(Diagnostic) -> Counterexample {
    guard judge.tellsDifferences else { return .untold }
    let (a, b, right) = try evaluate(at: point)
    return try counterexample(a, b, at: right)
  }

  private func counterexample(
    _ left: RealQuantity, _ right: RealQuantity, at setting: Setting
  ) throws(Diagnostic) -> Counterexample {
    guard judge.tellsDifferences else { return .untold }
    var assignments: [Counterexample.Assignment] = []
    for name in pair.described {
      guard let value = try? setting.evaluate(Formula(.name(name))) else { continue }
      assignments.append(Counterexample.Assignment(name: name, value: value.text))
    }
    let texts = RealQuantity.texts(left, right)
    return Counterexample(point: assignments, left: texts.left, right: texts.right)
  }

  // MARK: Agreement

  /// Compares at many points, exactly or as closely as may be.
  ///
  /// If they are known not to be the same function, agreement at all points decides nothing.
  private mutating func sampled(rounds: Int, isKnownToDiffer: Bool) throws(Diagnostic) -> Verdict {
    var agreeing = 0
    var doubtful = 0
    // A single entry is 0 in the first round.
    var crossings =
      sampler.entryCount > 1 ? [sampler.origin.merging(indices) { own, _ in own }] : []
    var judge = judge
    // Agreement at many points, not at one, is what counts.
    judge.looksAtDetail = false
    judge.greatestPrecision = judge.precision(for: pair, atLeast: judge.greatestPrecision)
    let varying = sampler.shapes.map(\.name)
    var probe = Probe(pair: pair, varying: varying, countsJumps: pair.countsJumps)
    // Products and functions of twice the digits take some three times as long.
    let digitWeight = max(1, judge.greatestPrecision * judge.greatestPrecision >> 20)
    var effort = 0
    for round in 0..<(rounds + Self.crossings) where effort < Self.greatestEffort {
      guard round < rounds || round - rounds < crossings.count else { break }
      let point = round < rounds ? point(round) : crossings[round - rounds]
      if round < 8, crossings.count < Self.crossings {
        let beside = try probe.landings(from: point) + probe.crossings(from: point)
        crossings += beside.filter(sampler.admits)
      }
      if try probe.isAtJump(point) { continue }
      let more = try probe.effort(at: point) * digitWeight
      guard more <= Self.greatestEffort / Self.fewestPoints else {
        return .undecided(.tooMuchWork)
      }
      effort += more
      let (a, b, right) = try evaluate(at: point)
      guard a.obstacle == nil, b.obstacle == nil else { continue }
      let verdict = judge.compare(a, pair.relation, b)
      switch verdict {
      case .holds: agreeing += 1
      case .fails(.differs):
        return .fails(.counterexample(try counterexample(a, b, at: right)))
      // At some points the sides may be nearly equal, or too large to tell.
      case .undecided: doubtful += 1
      case .fails: return verdict
      }
    }
    // Where work ran out at points without values, few are left.
    if effort >= Self.greatestEffort, agreeing < Self.fewestPoints {
      return .undecided(.tooMuchWork)
    }
    let isEquality = pair.relation == .equal || pair.relation == .approximately
    let digits = isEquality ? judge.greatestPrecision * 301 / 1000 : 0
    guard agreeing > 0 else {
      guard doubtful > 0 else { return .undecided(.noCommonPoint) }
      return .undecided(
        isKnownToDiffer
          ? .nearlySame(points: doubtful, digits: digits)
          : .precision(bits: judge.greatestPrecision))
    }
    return isKnownToDiffer
      ? .undecided(.nearlySame(points: agreeing, digits: digits))
      : .holds(.agreed(points: agreeing, digits: digits))
  }
}

extension Judge {
  /// A precision beyond the smallest number in two formulas.
  fileprivate func precision(for pair: FunctionPair, atLeast least: Int) -> Int {
    min(8192, least + 2 * pair.literalBits)
  }
}

extension Relation {
  var isOrder: Bool { self != .equal && self != .approximately }
}

extension FunctionPair {
  /// The bits of the longest number written, beyond those of everyday numbers.
  fileprivate var literalBits: Int {
    max(0, min(4096, max(left.formula.literalBits, right.formula.literalBits) - 64))
  }

  /// Whether values at jumps count; never where derivatives are taken, which are conventions there.
  var countsJumps: Bool {
    everywhere && !left.formula.takesDerivatives(in: left.setting.scope)
      && !right.formula.takesDerivatives(in: right.setting.scope)
  }
}

extension Formula {
  /// The bits of the longest number written.
  fileprivate var literalBits: Int {
    if case .number(let literal) = node {
      return max(literal.value.numerator.bitWidth, literal.value.denominator.bitWidth)
    }
    var bits = 0
    node.forEachPart { bits = max(bits, $0.literalBits) }
    return bits
  }

  fileprivate func takesDerivatives(in scope: Scope) -> Bool {
    var found = false
    if case .call(let name, let order, _) = node {
      found = order > 0 || BuiltIn(named: name)?.kind == .calculus
    }
    node.forEachPart { if !found { found = $0.takesDerivatives(in: scope) } }
    if found { return true }
    for entity in scope.entities.suffix(64) {
      switch entity.meaning {
      case .definition(let body), .function(_, let body):
        if names.contains(where: { $0.name == entity.name }), body != self,
          body.takesDerivatives(in: Scope())
        {
          return true
        }
      case .variable: continue
      }
    }
    return false
  }
}
