import Checking
import Notation
import Scalars
import WorkedExamples

/// Steps that ask for a formula, an equation or a derivation.
extension SheetJudge {
  func formulaFinding(
    _ answer: ParsedAnswer, _ step: Step, _ target: Target, _ place: Place,
    _ ledger: inout Ledger
  ) throws(Fault) -> StepFinding {
    var own = setting(ledger.values, place)
    own.scope = key.scope(for: step, in: place.question) { ledger[$0.id].formula }
    let sources = wrongSources(target, ledger)
    let comparison = FormulaComparison(
      judge: judge, target: target, answer: answer, own: own,
      right: key.setting(for: step, in: place.question),
      followed: followed(step, sources, place, ledger), sources: sources, step: step,
      slips: slips)
    let finding: FormulaFinding
    do {
      // An answer that builds on nothing of the sheet is judged once for the whole class.
      let isAlone = sources.isEmpty && !answer.names.contains(where: ledger.isAnswered)
      finding =
        try isAlone
        ? formulas.finding(for: "\(step.id)\n\(answer)") { () throws(Diagnostic) in
          try comparison.finding()
        } : comparison.finding()
    } catch {
      throw (answer.strands.first?.inscription ?? target.value.inscription)
        .fault(error, in: place.document)
    }
    ledger[step.id].formula = answer.result
    var misshape: Misshape?
    var origins: [Origin] = []
    switch finding.outcome {
    case .right, .notInForm: ledger[step.id].standing = .exact
    case .wrong(.shapes(let shape, let right)): misshape = Misshape(shape, for: right)
    case .wrong(.transposed): misshape = .transposed
    case .followsThrough(let from):
      ledger[step.id].standing = .wrong
      origins = self.origins(from, ledger)
      ledger[step.id].slips = ledger.roots(of: from)
    default: ledger[step.id].standing = .wrong
    }
    let credit = finding.restates ? .zero : step.worth.credit(for: finding.outcome)
    return .init(
      step, place, finding.outcome, answer: answer, chains: finding.chains,
      slip: finding.mistake, origins: origins, misshape: misshape, credit: credit,
      followed: origins.isEmpty ? .zero : credit)
  }

  /// Wrong formulas and numbers that a step builds on, of the right shape.
  private func wrongSources(_ target: Target, _ ledger: Ledger) -> [String] {
    let used = Set(target.via?.formula.names.map(\.name) ?? [])
    return order.ids(of: used).filter { ledger[$0].standing == .wrong }
  }

  /// Where a step is worked out from the sheet's own earlier answers, and where the wrong ones of
  /// these are 0; nil where nothing can be earned so.
  private func followed(_ step: Step, _ sources: [String], _ place: Place, _ ledger: Ledger)
    -> (own: Setting, zero: Setting)?
  {
    // A constant for a formula is no work to build on.
    let hasSubstance = sources.contains { source in
      guard let formula = ledger[source].formula else { return true }
      let right = key.exercise.step(source)?.target?.value.formula
      return !formula.names.isEmpty || right?.names.isEmpty == true
    }
    guard hasSubstance, foreign == nil else { return nil }
    let names = order.positions[step.id].map { order.steps[$0].names } ?? []
    var own = setting(ledger.carried(over: key.values, names), place)
    var zero = own
    for source in sources { zero.bindings[source] = own.bindings[source]?.zeroed }
    own.scope = key.scope(for: step, in: place.question) { earlier in
      ledger[earlier.id].standing == nil
        ? earlier.target?.value.formula : ledger[earlier.id].formula
    }
    zero.scope = key.scope(for: step, in: place.question) { earlier in
      guard let right = earlier.target?.value.formula, sources.contains(earlier.id) else {
        return ledger[earlier.id].standing == nil
          ? earlier.target?.value.formula : ledger[earlier.id].formula
      }
      let nothing = Formula(.number(Literal(value: .zero, text: "0")))
      return Formula(.binary(.times, nothing, right))
    }
    return (own, zero)
  }
}

extension Worth {
  fileprivate func credit(for outcome: Outcome) -> Rational {
    switch outcome {
    case .right: .one
    case .followsThrough: follow
    case .brokenLink: self[.brokenLink]
    case .notInForm: self[.notInForm]
    case .wrong(.transposed): self[.transposed]
    default: .zero
    }
  }
}

/// What came out for one formula, whoever wrote it.
struct FormulaFinding: Sendable {
  let outcome: Outcome
  let chains: [ChainFinding]
  let mistake: Mistake?
  /// Whether a derivation only says again what is to be shown, which earns nothing.
  var restates = false
}

/// One answer against what is right, both as functions.
private struct FormulaComparison {
  let judge: Judge
  let target: Target
  let answer: ParsedAnswer
  /// Where the answer's names mean the sheet's own earlier answers.
  let own: Setting
  /// Where they mean the right ones.
  let right: Setting
  /// Where it may follow from the sheet's own earlier answers, and where the wrong ones are 0.
  let followed: (own: Setting, zero: Setting)?
  /// The wrong earlier answers that it may follow from.
  let sources: [String]
  let step: Step
  let slips: KnownSlips

  /// For questions of which nobody reads more of the answer than yes or no.
  private var brief: Judge {
    var judge = judge
    judge.tellsDifferences = false
    return judge
  }

  private func compare(
    _ a: Formula, _ b: Formula, relation: Relation = .equal, in other: Setting,
    by judge: Judge? = nil
  ) throws(Diagnostic) -> Verdict {
    try (judge ?? self.judge).compare(
      FunctionPair(
        left: (a, own), right: (b, other), described: (target.names ?? []) + target.indices,
        relation: relation, everywhere: target.everywhere))
  }

  // MARK: Links

  private func chains() throws(Diagnostic) -> [ChainFinding] {
    if case .equation = target.form { return [] }
    var chains: [ChainFinding] = []
    for (index, strand) in answer.strands.enumerated() {
      var links: [Verdict] = []
      for (place, relation) in strand.chain.links.enumerated() {
        let left = strand.chain.members[place]
        let next = strand.chain.members[place + 1]
        if case .cases = answer.arrangement, !relation.claimsEquality {
          // Where its case does not hold, both sides count as 0.
          throw Diagnostic(
            "an inequality cannot be judged in a proof by cases", at: next.range,
            help: "write it as a chain of its own")
        }
        links.append(
          try compare(
            restricted(left, to: index), restricted(next, to: index), relation: relation, in: own))
      }
      chains.append(ChainFinding(links: links, members: []))
    }
    return chains
  }

  /// In a proof by cases a member counts only where its case holds.
  private func restricted(_ member: Formula, to strand: Int) -> Formula {
    guard case .cases(let conditions) = answer.arrangement else { return member }
    return Formula([conditions[strand]], [member])
  }

  // MARK: Outcome

  private func outcome(_ chains: [ChainFinding]) throws(Diagnostic) -> Outcome {
    if case .cases(let conditions) = answer.arrangement {
      let one = Formula(.number(Literal(value: .one, text: "1")))
      let all = Formula(conditions, conditions.map { _ in one })
      guard try compare(all, one, in: own).isHeld else {
        return .notInForm("the cases must cover everything, and not overlap")
      }
    }
    switch target.form {
    case .derivation(let derivation): return try derivationOutcome(derivation, chains)
    case .equation: return try equationOutcome()
    case .formula, .numbers: break
    }
    switch try compare(answer.result, target.value.formula, in: right) {
    case .undecided(let doubt): return .undecided(doubt)
    case .fails(let failure): return .wrong(failure)
    case .holds(let evidence):
      if let failure = try otherSizes() { return .wrong(failure) }
      if let complaint = try complaint(about: answer.result) { return .notInForm(complaint) }
      if let doubt = chains.lazy.compactMap(\.doubt).first { return .undecided(doubt) }
      return chains.contains { $0.firstFailure != nil } ? .brokenLink : .right(evidence)
    }
  }

  /// Where an answer that is right at the sizes listed is wrong at others.
  private func otherSizes() throws(Diagnostic) -> Failure? {
    try judge.differenceAtOtherSizes(
      FunctionPair(
        left: (answer.result, own), right: (target.value.formula, right),
        described: target.names ?? []),
      witness: target.via?.formula)
  }

  /// What of a formula that is right in value is not as it was asked for.
  private func complaint(about formula: Formula) throws(Diagnostic) -> String? {
    if let allowed = target.functions,
      let other = formula.usedFunctions.subtracting(allowed).sorted().first
    {
      let what = other == "1[]" ? "an indicator" : other
      let list = allowed.joined(separator: ", ")
      return "right in value; \(what) is not among what may be used: \(list)"
    }
    if let limit = target.operations?.formula,
      let excess = try judge.excess(of: formula, given: target.names ?? [], over: limit, in: own)
    {
      return
        "right in value; it takes \(excess.count) operations for \(excess.sizes), and may take \(excess.limit)"
    }
    return nil
  }

  private func equationOutcome() throws(Diagnostic) -> Outcome {
    guard let members = answer.strands.first?.chain.members, let first = members.first else {
      return .notInForm("an equation is asked for, with one =")
    }
    let difference = answer.strands.first?.chain.difference
    // What is no equation may be one side of it, or a chain that begins with it.
    let stated =
      difference ?? (members.count > 1 ? Formula(.binary(.minus, first, members[1])) : first)
    switch try judge.compareEquations(pair(stated, target.value.formula)) {
    case .holds(let evidence):
      return difference == nil
        ? .notInForm("an equation is asked for, with one =") : .right(evidence)
    case .fails(let failure): return .wrong(failure)
    case .undecided(let doubt): return .undecided(doubt)
    }
  }

  private func pair(_ left: Formula, _ other: Formula) -> FunctionPair {
    FunctionPair(left: (left, own), right: (other, right), described: target.names ?? [])
  }

  /// Whether the answer says that a multiple of a formula is 0.
  private func isEquation(_ formula: Formula) -> Bool {
    guard let difference = answer.strands.first?.chain.difference else { return false }
    return (try? judge.compareUpToFactor(pair(difference, formula)))?.isHeld == true
  }

  private func derivationOutcome(
    _ derivation: Target.Derivation, _ chains: [ChainFinding]
  ) throws(Diagnostic) -> Outcome {
    if case .vector? = answer.arrangement,
      let lone = answer.strands.first(where: { $0.chain.links.isEmpty })
    {
      throw Diagnostic(
        "a derivation is one chain, and no list",
        at: 0..<(answer.strands.first ?? lone).inscription.text.utf8.count,
        help: "join what is equal: \"A = B = C\"")
    }
    var evidence = Evidence.exact
    for verdict in chains.flatMap(\.links) {
      switch verdict {
      case .holds(let found): evidence = max(evidence, found)
      case .fails(let failure): return .wrong(failure)
      case .undecided(let doubt): return .undecided(doubt)
      }
    }
    let start = derivation.start.formula.canonical(in: right.scope)
    let end = target.value.formula.canonical(in: right.scope)
    for chain in answer.strands.map(\.chain) {
      guard let first = chain.members.first?.canonical(in: own.scope),
        let last = chain.members.last?.canonical(in: own.scope),
        (first == start && last == end) || (first == end && last == start)
      else {
        switch try comparedEnds(of: chain, derivation) {
        case .fails(let failure): return .wrong(failure)
        case .undecided(let doubt): return .undecided(doubt)
        case .holds: break
        }
        return .notInForm(
          "the chain must lead from \(derivation.start.formula) to \(target.value.formula)")
      }
      guard derivation.relation.follows(from: chain.links, forward: first == start) else {
        return .notInForm(
          "these links do not lead to \(derivation.start.formula) \(derivation.relation.rawValue) \(target.value.formula)"
        )
      }
      // To and fro is no way.
      guard Set(chain.members).count > derivation.links else {
        return .notInForm(
          "at least \(derivation.links) links between different formulas are asked for")
      }
      let inner = chain.members.dropFirst().dropLast()
      if let missing = derivation.through.first(where: { function in
        !inner.contains { $0.usedFunctions.contains(function) }
      }) {
        return .notInForm("the derivation must go through \(missing)")
      }
    }
    return .right(evidence)
  }

  /// Whether a chain leads from what one end comes to, to what the other does, written otherwise.
  private func comparedEnds(
    of chain: Chain, _ derivation: Target.Derivation
  ) throws(Diagnostic) -> Verdict {
    guard let first = chain.members.first, let last = chain.members.last else {
      return .undecided(.noCommonPoint)
    }
    let (start, end) = (derivation.start.formula, target.value.formula)
    func compared(_ one: Formula, _ other: Formula) throws(Diagnostic) -> Verdict {
      let verdict = try compare(first, one, in: right)
      return verdict.isHeld ? try compare(last, other, in: right) : verdict
    }
    let forward = try compared(start, end)
    if forward.isHeld { return forward }
    let backward = try compared(end, start)
    return backward.isHeld ? backward : forward
  }

  /// Whether a derivation says no more than the question did: its ends alone, however often.
  private var restates: Bool {
    guard case .derivation(let derivation) = target.form else { return false }
    let ends = [derivation.start.formula, target.value.formula].map {
      $0.canonical(in: right.scope)
    }
    return answer.strands.map(\.chain.members).allSatisfy { members in
      Set(members).count <= ends.count
        && members.allSatisfy { ends.contains($0.canonical(in: own.scope)) }
    }
  }

  /// Judges all of it.
  func finding() throws(Diagnostic) -> FormulaFinding {
    let chains = try chains()
    let outcome = try outcome(chains)
    if case .notInForm = outcome, restates {
      return FormulaFinding(outcome: outcome, chains: chains, mistake: nil, restates: true)
    }
    guard case .wrong = outcome else {
      return FormulaFinding(outcome: outcome, chains: chains, mistake: nil)
    }
    if let via = target.via, let followed, comes(to: via.formula, in: followed.own),
      !comes(to: via.formula, in: followed.zero), !isWashedOut(via.formula, in: followed.own)
    {
      return FormulaFinding(outcome: .followsThrough(from: sources), chains: chains, mistake: nil)
    }
    return FormulaFinding(outcome: outcome, chains: chains, mistake: mistake(outcome))
  }

  /// Whether something that the step needs besides the wrong answers makes no difference any more,
  /// because of what these are.
  private func isWashedOut(_ via: Formula, in own: Setting) -> Bool {
    func verdict(without name: String, in setting: Setting) -> Verdict? {
      try? brief.compare(
        FunctionPair(
          left: (via, setting), right: (via.zeroing(name), setting),
          described: target.names ?? []))
    }
    return Set(via.names.map(\.name)).subtracting(sources).sorted().contains { name in
      guard verdict(without: name, in: own)?.isHeld == true,
        case .fails? = verdict(without: name, in: right)
      else { return false }
      return true
    }
  }

  // MARK: Mistakes

  /// The mistake that comes to this formula, or this equation; derivations have none.
  private func mistake(_ outcome: Outcome) -> Mistake? {
    switch target.form {
    case .numbers, .derivation: return nil
    case .formula:
      let (candidates, spot) = slips.formulas(for: step, target, in: right)
      let fingerprint = spot.flatMap { Fingerprint(answer.result, in: own, at: $0) }
      let found = candidates.first { candidate in
        if let fingerprint, let other = candidate.fingerprint, fingerprint.differs(from: other) {
          return false
        }
        return comes(to: candidate.formula, in: right)
      }
      return found?.mistake ?? pattern(outcome)
    case .equation:
      return GeneralSlips.candidates(for: target)
        .first { isEquation($0.formula) }?.mistake
    }
  }

  /// What needs no list: other places, any factor, any constant.
  private func pattern(_ outcome: Outcome) -> Mistake? {
    if case .wrong(.transposed) = outcome {
      return Mistake(code: "transposed", hint: "rows and columns are exchanged")
    }
    // 0 is a multiple of everything, and any two numbers differ by a constant.
    guard case .wrong(.counterexample) = outcome else { return nil }
    let pair = FunctionPair(
      left: (answer.result, own), right: (target.value.formula, right),
      described: (target.names ?? []) + target.indices, everywhere: target.everywhere)
    // At the few sizes that are listed, so are any two formulas of sizes.
    guard !judge.dependOnSizesAlone(pair) else { return nil }
    if (try? brief.compareUpToFactor(pair))?.isHeld == true {
      return Mistake(code: "factor", hint: "this is right but for a constant factor")
    }
    guard !answer.result.names.isEmpty, (try? brief.compareUpToConstant(pair))?.isHeld == true
    else { return nil }
    return Mistake(code: "constant", hint: "this is right but for a constant that is added")
  }

  private func comes(to formula: Formula, in setting: Setting) -> Bool {
    (try? compare(answer.result, formula, in: setting, by: brief))?.isHeld == true
  }
}

extension Formula {
  /// The formula with 0 for a name, in its shape.
  fileprivate func zeroing(_ name: String) -> Formula {
    switch node {
    case .name(name):
      let zero = Formula(.number(Literal(value: .zero, text: "0")))
      return Formula(.binary(.times, zero, self))
    case .sum(name, _, _): return self
    default: return mappingParts { $0.zeroing(name) }
    }
  }
}

extension Relation {
  fileprivate var claimsEquality: Bool { self == .equal || self == .approximately }

  /// Whether a chain with these links shows this relation of its ends, read in one direction.
  fileprivate func follows(from links: [Relation], forward: Bool) -> Bool {
    let strict = forward ? Relation.less : .greater
    let weak = forward ? Relation.lessOrEqual : .greaterOrEqual
    switch self {
    case .less:
      return links.contains(strict)
        && links.allSatisfy { $0.claimsEquality || $0 == strict || $0 == weak }
    case .lessOrEqual:
      return links.allSatisfy { $0.claimsEquality || $0 == strict || $0 == weak }
    default: return links.allSatisfy(\.claimsEquality)
    }
  }
}
