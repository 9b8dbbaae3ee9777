import Notation
import Scalars

/// Makes claims of which it is known whether they hold, each from a seed of its own.
package struct ClaimMaker: Sendable {
  private let rules: [(family: String, rule: Rule, chain: Chain)]

  package init(_ families: [RuleFamily] = RuleFamily.all) throws(Diagnostic) {
    var rules: [(String, Rule, Chain)] = []
    for family in families {
      for rule in family.rules {
        rules.append((family.name, rule, try Chain.parse(rule.text, vocabulary: Vocabulary())))
      }
    }
    self.rules = rules
  }

  /// What came of one attempt to make a claim.
  package enum Attempt: Sendable {
    case made(MadeClaim)
    /// Nobody knows whether it holds, since no witness was found.
    case unknown
    /// A rule says that it holds, and the independent evaluator says where it does not.
    case contradicted(MadeClaim)
  }

  /// The claim of this number, after as many attempts as it takes, and what was contradicted.
  package func claim(_ number: Int, seed: UInt64) -> (claim: MadeClaim?, contradicted: [MadeClaim])
  {
    var random = Self.generator(number, seed: seed)
    var contradicted: [MadeClaim] = []
    for _ in 0..<100 {
      switch attempt(using: &random) {
      case .made(let claim): return (claim, contradicted)
      case .contradicted(let claim): contradicted.append(claim)
      case .unknown: continue
      }
    }
    return (nil, contradicted)
  }

  /// Random numbers of one claim, the same on whichever core it is made.
  static func generator(_ number: Int, seed: UInt64) -> SplitMix64 {
    var mixed = SplitMix64(
      seed: seed &+ UInt64(truncatingIfNeeded: number) &* 0x2545_F491_4F6C_DD1D)
    return SplitMix64(seed: mixed.next())
  }

  private func attempt(using random: inout SplitMix64) -> Attempt {
    guard let (family, rule, chain) = rules.randomElement(using: &random), chain.links.count == 1
    else { return .unknown }
    var filling = Filling(random: SplitMix64(seed: random.next()))
    let left = filling.fill(chain.members[0])
    let right = filling.fill(chain.members[1])
    var claim = MadeClaim(
      left: left, relation: chain.links[0], right: right, variables: filling.variables,
      origin: "\(family): \(rule.text)", isTrue: true)
    switch rule.truth {
    case .always: claim.isTrue = true
    case .seldom: claim.isTrue = false
    case .notNegative: claim.isTrue = filling.linear?.isNotNegative ?? false
    case .positive: claim.isTrue = filling.linear?.isPositive ?? false
    }
    guard claim.isTrue else { return Self.refuted(claim, using: &random) }
    var search = WitnessSearch(claim: claim, random: SplitMix64(seed: random.next()))
    if let witness = search.witness(points: 4) {
      claim.witness = witness.place
      return .contradicted(claim)
    }
    let survey = search.survey(points: 8)
    guard survey.agreements > 0 else { return .unknown }
    claim.isPartial = survey.isPartial
    guard rule.truth == .always, Int.random(in: 0..<4, using: &random) == 0 else {
      return .made(claim)
    }
    let isMiss = Int.random(in: 0..<5, using: &random) == 0
    guard var other = isMiss ? claim.missed(using: &random) : claim.changed(using: &random) else {
      return .unknown
    }
    other.isTrue = false
    other.origin += isMiss ? ", wrong by a hair" : ", one change"
    return Self.refuted(other, using: &random)
  }

  /// The claim with a witness against it.
  private static func refuted(_ claim: MadeClaim, using random: inout SplitMix64) -> Attempt {
    var claim = claim
    var search = WitnessSearch(claim: claim, random: SplitMix64(seed: random.next()))
    guard let witness = search.witness() else { return .unknown }
    (claim.witness, claim.isPartial) = witness
    return .made(claim)
  }
}
