import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Compares two formulas at one choice of sizes, for some choices of the indices: looks for points at
/// which they differ, then for a proof that there are none.
struct FunctionCheck {
  let judge: Judge
  /// The claim as it was written, to be told.
  let written: FunctionPair
  /// What is compared: the same claim as its form has it.
  private(set) var pair: FunctionPair
  /// The two sides of which one may have a value where the other has none, if that matters.
  private var domains: FunctionPair?
  private let form: BlindForm
  var sampler: Sampler
  let choices: [Sampler.Point]
  /// Both sides as operations; nil where they must be evaluated point by point.
  private(set) var sides: PairOperations?

  /// How many choices are looked at together.
  static let greatestCount = 16
  static let rounds = 48
  private static let probes = Sampler.smallRounds + 2
  /// So many kinks and walls are gone to.
  static let greatestPlaces = 16
  /// From so many points one goes to where something may change.
  static let baseCount = Sampler.smallRounds
  /// So many combinations of signs are looked at.
  static let greatestExplored = 128
  /// How closely a single point is looked at.
  private static let closePrecision = 256
  /// So many points at which something changes are looked at exactly.
  static let greatestLandings = 96

  /// Points at which both sides have a value, one for each choice.
  private var commonPoints: [[Rational]?] = []
  /// The first point at which only one side has a value, as in x/x = 1 at 0.
  private var gap: Sampler.Point?
  /// Whether a side may lack a value that its operations do not show: 1/u stands for the slope of ln(u).
  private var mayLackValues = false
  /// The first point at which that was so.
  private var lacking: Sampler.Point?
  /// Whether something jumps at a place that was not met exactly.
  var missesJumps = false

  init(
    judge: Judge, pair: FunctionPair, form: BlindForm, sampler: Sampler, choices: [Sampler.Point]
  ) {
    self.judge = judge
    self.form = form
    self.sampler = sampler
    self.choices = choices
    written = pair
    self.pair = pair
    domains = pair.withSlopesAlone
    commonPoints = choices.map { _ in nil }
  }

  mutating func verdict() throws(Diagnostic) -> Verdict {
    guard !sampler.variables.isEmpty else {
      return try each { check throws(Diagnostic) in try check.constants() }
    }
    if let verdict = try exhausted() { return verdict }
    if let spelled = written.spelled(as: form) {
      // A - B = 0 is A = B, and of three terms nobody knows on which side they stood.
      let hasZero = written.left.formula.isZero || written.right.formula.isZero
      let domains = hasZero ? written.apart(as: form) : written
      if let sides = try? PairOperations(spelled, domains: domains, sampler, choices: choices),
        sides.areNumbers
      {
        (self.sides, pair, self.domains) = (sides, spelled, domains?.withSlopesAlone)
      }
    }
    if sides == nil {
      sides = try? PairOperations(written, domains: written, sampler, choices: choices)
    }
    if written.takesDerivatives, let sides {
      mayLackValues = !sides.operations.structure(of: sides.places).demands.isEmpty
    }
    let fresh = self
    if pair.relation.isOrder {
      guard choices.count == 1 else { return try fresh.oneByOne() }
      return try sampled(isKnownToDiffer: false)
    }
    var probe = Probe(pair, sampler, choices, sides)
    if let verdict = try look(with: &probe) { return verdict }
    guard let sides, !commonPoints.contains(where: { $0 == nil }) else {
      return try fresh.open(gap: gap ?? lacking, isKnownToDiffer: false)
    }
    var proof = IdentityProof(
      sides, sampler: fresh.sampler, seed: form.seed, digits: 60 + pair.literalBits * 2 / 3)
    switch try proof.attempt() {
    case .exact: return .holds(.exact)
    case .proven(var proof):
      if let verdict = try lookAround(with: &probe, sides) { return verdict }
      if let gap { proof.exception = try describe(gap) }
      proof.exceptsJumps = missesJumps
      return try isAtKink() ? .holds(.subgradient) : .holds(.proven(proof))
    case .different: return try fresh.open(gap: gap, isKnownToDiffer: true)
    case .open:
      if pair.countsJumps, choices.count == 1, let verdict = try lookAround(with: &probe, sides) {
        return verdict
      }
      return try fresh.open(gap: gap, isKnownToDiffer: false)
    }
  }

  /// Whether a derivative is taken at a kink at a point of no significance, and so everywhere.
  private func isAtKink() throws(Diagnostic) -> Bool {
    guard written.takesDerivatives, sides?.hasKinks ?? true, let numbers = commonPoints[0] else {
      return false
    }
    let (a, b, _) = try written.values(at: point(numbers, 0))
    return a.sides != nil || b.sides != nil
  }

  /// The verdict where variables are whole numbers of which there are few: each is tried.
  private func exhausted() throws(Diagnostic) -> Verdict? {
    guard let points = sampler.allPoints else { return nil }
    return try each { check throws(Diagnostic) in
      var evidence = Evidence.exact
      for numbers in points {
        let (a, b, right) = try check.written.values(at: check.point(numbers, 0))
        let verdict = check.judge.compare(a, check.written.relation, b)
        guard case .holds(let found) = verdict else {
          guard case .fails(.differs) = verdict else { return verdict }
          return .fails(.counterexample(try check.counterexample(a, b, at: right)))
        }
        evidence = max(evidence, found)
      }
      return .holds(evidence)
    }
  }

  /// What is left where nothing is proven of all choices together.
  private func open(gap: Sampler.Point?, isKnownToDiffer: Bool) throws(Diagnostic) -> Verdict {
    guard choices.count == 1 else { return try oneByOne() }
    var check = self
    let verdict = try check.sampled(isKnownToDiffer: isKnownToDiffer)
    // Nowhere both have a value, and somewhere one has.
    if verdict == .undecided(.noCommonPoint), let gap {
      return .fails(.smallerDomain(try describe(gap)))
    }
    return verdict
  }

  private func oneByOne() throws(Diagnostic) -> Verdict {
    try each { check throws(Diagnostic) in try check.verdict() }
  }

  private func each(
    _ body: (inout FunctionCheck) throws(Diagnostic) -> Verdict
  ) throws(Diagnostic) -> Verdict {
    var evidence = Evidence.exact
    for choice in choices {
      var check = FunctionCheck(
        judge: judge, pair: written, form: form, sampler: sampler, choices: [choice])
      let verdict = try body(&check)
      guard case .holds(let found) = verdict else { return verdict }
      evidence = max(evidence, found)
    }
    return .holds(evidence)
  }

  /// No free variables but indices.
  private func constants() throws(Diagnostic) -> Verdict {
    let (a, b, right) = try written.values(at: choices[0])
    guard a.obstacle == nil, b.obstacle == nil else { return .undecided(.noCommonPoint) }
    let verdict = judge.compare(a, written.relation, b)
    guard case .fails(.differs) = verdict else { return verdict }
    return .fails(.counterexample(try counterexample(a, b, at: right)))
  }

  // MARK: Refutation

  /// Looks for a point at which both sides differ: at small numbers, then at random ones.
  private mutating func look(with probe: inout Probe) throws(Diagnostic) -> Verdict? {
    var isAtJump = false
    for round in 0..<Self.rounds {
      // Where nothing has been seen yet, more points are needed.
      guard round < Self.probes || commonPoints.contains(where: { $0 == nil }) else { break }
      let numbers = sampler.numbers(round: round)
      let sights = try probe.look(at: numbers)
      if let verdict = try verdict(for: sights, at: numbers, probe) { return verdict }
      for case .jump in sights { isAtJump = true }
      if round == Self.rounds - 1, isAtJump, !probe.countsJumps {
        // All points are at a jump: it cannot be left out.
        probe.countsJumps = true
        return try look(with: &probe)
      }
    }
    return nil
  }

  /// The names by which a point is described, with their values there.
  func assignments(at point: Sampler.Point) throws(Diagnostic) -> [Counterexample
    .Assignment]
  {
    var setting = written.right.setting
    setting.point = point
    return pair.described.compactMap { name in
      (try? setting.evaluate(Formula(.name(name)))).map {
        Counterexample.Assignment(name: name, value: $0.text)
      }
    }
  }

  /// What the sights at a point say of the claim; nil where they do not decide.
  mutating func verdict(
    for sights: [Probe.Sight], at numbers: [Rational], _ probe: Probe
  ) throws(Diagnostic) -> Verdict? {
    for (choice, sight) in sights.enumerated() {
      switch sight {
      case .common:
        guard commonPoints[choice] == nil else { continue }
        if mayLackValues {
          let (a, b, _) = try written.values(at: point(numbers, choice))
          guard a.obstacle == nil, b.obstacle == nil else {
            lacking = lacking ?? point(numbers, choice)
            continue
          }
        }
        commonPoints[choice] = numbers
      case .different: return try refuted(at: numbers, choice, probe)
      case .oneSided:
        if let verdict = try judgeExactly(numbers, choice, probe) { return verdict }
      case .shapes(let left, let right):
        return .fails(
          try probe.isTransposed(at: numbers, choice) ? .transposed : .shapes(left, right))
      case .nothing, .jump: continue
      }
    }
    return nil
  }

  /// Compares at one point as closely as it takes, and notes where only one side has a value.
  mutating func judgeExactly(
    _ numbers: [Rational], _ choice: Int, _ probe: Probe
  ) throws(Diagnostic) -> Verdict? {
    let point = point(numbers, choice)
    let (a, b, _) = try pair.values(at: point)
    if a.obstacle == nil, b.obstacle == nil {
      // What is not seen to differ now would be at no other of so many points.
      var judge = judge
      (judge.greatestPrecision, judge.looksAtDetail) = (Self.closePrecision, false)
      if case .fails(.differs) = judge.compare(a, b) {
        return try refuted(at: numbers, choice, probe)
      }
      commonPoints[choice] = commonPoints[choice] ?? numbers
    }
    guard try isOneSided(numbers, choice) else { return nil }
    // A domain that is smaller by more than single points is another function.
    guard try isOneSidedAround(numbers, choice) else {
      gap = gap ?? self.point(numbers, choice)
      return nil
    }
    let place = try plainestGap(choice) ?? self.point(numbers, choice)
    return .fails(.smallerDomain(try describe(place)))
  }

  /// Whether certainly only one side has a value.
  private func isOneSided(_ numbers: [Rational], _ choice: Int) throws(Diagnostic) -> Bool {
    guard let domains else { return false }
    let (a, b, _) = try domains.values(at: point(numbers, choice))
    let obstacles = [a.obstacle, b.obstacle].compactMap { $0 }
    return obstacles.count == 1 && obstacles[0].isCertain
  }

  /// Whether at points close by, in no special direction, still only one side has a value.
  private func isOneSidedAround(_ numbers: [Rational], _ choice: Int) throws(Diagnostic) -> Bool {
    var generator = SplitMix64(seed: form.seed)
    for shift in [20, 24, 28, 32] {
      let beside = zip(numbers, sampler.intervals).map { number, interval in
        let step =
          (1 + number.magnitude) * Rational(Int.random(in: 512..<1024, using: &generator))
          * Rational(2).power(-shift)
        let signed = Bool.random(using: &generator) ? step : -step
        guard !interval.isWhole else { return number }
        return [number + signed, number - signed].first(where: interval.admits) ?? number
      }
      if try isOneSided(beside, choice) { return true }
    }
    return false
  }

  /// A small point, without zeros, at which only one side has a value.
  private func plainestGap(_ choice: Int) throws(Diagnostic) -> Sampler.Point? {
    for numbers in handyPoints where !numbers.contains(where: \.isZero) {
      if try isOneSided(numbers, choice) { return point(numbers, choice) }
    }
    return nil
  }

  func point(_ numbers: [Rational], _ choice: Int) -> Sampler.Point {
    sampler.point(of: numbers).merging(choices[choice]) { own, _ in own }
  }

  private func refuted(at numbers: [Rational], _ choice: Int, _ probe: Probe) throws(Diagnostic)
    -> Verdict
  {
    if try probe.isTransposed(at: numbers, choice) { return .fails(.transposed) }
    guard judge.tellsDifferences else { return .fails(.counterexample(.untold)) }
    return .fails(.counterexample(try plainest(numbers, choice)))
  }

  /// A point at which a person sees that the two differ: at the one that was found, or at another small
  /// one, where they are three digits apart.
  private func plainest(_ numbers: [Rational], _ choice: Int) throws(Diagnostic) -> Counterexample {
    func isPlain(_ a: RealQuantity, _ b: RealQuantity) -> Bool {
      guard a.obstacle == nil, b.obstacle == nil else { return false }
      return zip(a.enclosures(precision: 128), b.enclosures(precision: 128)).contains { x, y in
        let distance = (x - y).magnitude
        return [x, y].allSatisfy {
          (distance.constant(1000) * distance - $0.magnitude).certainSign == 1
        }
      }
    }
    let first = try written.values(at: point(numbers, choice))
    if numbers.allSatisfy(\.isHandy), isPlain(first.left, first.right) {
      return try counterexample(first.left, first.right, at: first.setting)
    }
    for numbers in handyPoints {
      let other = point(numbers, choice)
      guard let found = try? written.values(at: other), isPlain(found.left, found.right) else {
        continue
      }
      return try counterexample(found.left, found.right, at: found.setting)
    }
    return try counterexample(first.left, first.right, at: first.setting)
  }

  /// Points that a person can put into a formula.
  private var handyPoints: [[Rational]] {
    var sampler = sampler
    let signs = (0..<min(16, sampler.signPatterns)).map { sampler.numbers(signs: $0) }
    return (0..<Sampler.smallRounds).map { sampler.numbers(round: $0) } + signs
  }

  func describe(_ point: Sampler.Point) throws(Diagnostic) -> Counterexample {
    guard judge.tellsDifferences else { return .untold }
    let (a, b, right) = try written.values(at: point)
    return try counterexample(a, b, at: right)
  }

  private func counterexample(
    _ left: RealQuantity, _ right: RealQuantity, at setting: Setting
  ) throws(Diagnostic) -> Counterexample {
    guard judge.tellsDifferences else { return .untold }
    let texts = RealQuantity.texts(left, right)
    return Counterexample(
      point: try assignments(at: setting.point), left: texts.left, right: texts.right)
  }
}

extension Rational {
  /// Whether a person computes with it.
  fileprivate var isHandy: Bool {
    magnitude <= Rational(1000) && denominator.bitWidth <= 8
  }
}
