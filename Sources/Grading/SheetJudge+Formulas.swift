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
    own.scope = key.scope(for: step, in: place.question) { ledger.formulas[$0.id] }
    let comparison = FormulaComparison(
      judge: judge, target: target, answer: answer, own: own,
      right: key.setting(for: step, in: place.question))
    ledger.formulas[step.id] = answer.result
    ledger.answered.insert(step.id)
    ledger.standings[step.id] = .wrong
    let sources = wrongSources(target, ledger)
    let finding: FormulaFinding
    do {
      // An answer that builds on nothing of the sheet is judged once for the whole class.
      let isAlone = sources.isEmpty && answer.names.isDisjoint(with: ledger.answered)
      finding =
        try isAlone
        ? known.finding(for: "\(step.id)\n\(answer)") { () throws(Diagnostic) in
          try comparison.finding(sources: [])
        } : comparison.finding(sources: sources)
    } catch {
      throw (answer.strands.first?.inscription ?? target.value.inscription)
        .fault(error, in: place.document)
    }
    if case .right = finding.outcome { ledger.standings[step.id] = .exact }
    return .init(
      step, place, finding.outcome, answer: answer, chains: finding.chains,
      slip: finding.mistake, credit: credit(for: finding.outcome, []))
  }

  private func wrongSources(_ target: Target, _ ledger: Ledger) -> [String] {
    let used = Set(target.via?.formula.names.map(\.name) ?? [])
    return ledger.standings.keys.filter { used.contains($0) && ledger.standings[$0] == .wrong }
      .sorted()
  }
}

/// What came out for one formula, whoever wrote it.
struct FormulaFinding: Sendable {
  let outcome: Outcome
  let chains: [ChainFinding]
  let mistake: Mistake?
}

extension ParsedAnswer {
  fileprivate var names: Set<String> {
    Set(strands.flatMap(\.chain.members).flatMap(\.names).map(\.name))
  }
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

  private func compare(
    _ a: Formula, _ b: Formula, relation: Relation = .equal, in other: Setting
  ) throws(Diagnostic) -> Verdict {
    try judge.compare(
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
    case .derivation(let derivation): return derivationOutcome(derivation, chains)
    case .equation: return try equationOutcome()
    case .formula, .numbers: break
    }
    switch try compare(answer.result, target.value.formula, in: right) {
    case .undecided(let doubt): return .undecided(doubt)
    case .fails(let failure): return .wrong(failure)
    case .holds(let evidence):
      if let complaint = try complaint(about: answer.result) { return .notInForm(complaint) }
      return chains.contains { $0.firstFailure != nil } ? .brokenLink : .right(evidence)
    }
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
    switch try compareEquation(with: target.value.formula) {
    case nil: return .notInForm("an equation is asked for, with one =")
    case .holds(let evidence): return .right(evidence)
    case .fails(let failure): return .wrong(failure)
    case .undecided(let doubt): return .undecided(doubt)
    }
  }

  /// Whether the answer says that a formula is 0; nil where it is no equation.
  private func compareEquation(with formula: Formula) throws(Diagnostic) -> Verdict? {
    guard let difference = answer.strands.first?.chain.difference else { return nil }
    return try judge.compareUpToFactor(
      FunctionPair(
        left: (difference, own), right: (formula, right), described: target.names ?? []))
  }

  private func derivationOutcome(_ derivation: Target.Derivation, _ chains: [ChainFinding])
    -> Outcome
  {
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
        return .notInForm(
          "the chain must lead from \(derivation.start.formula) to \(target.value.formula)")
      }
      guard derivation.relation.follows(from: chain.links, forward: first == start) else {
        return .notInForm(
          "these links do not lead to \(derivation.start.formula) \(derivation.relation.rawValue) \(target.value.formula)"
        )
      }
      let steps = zip(chain.members, chain.members.dropFirst()).count { $0 != $1 }
      guard steps >= derivation.links else {
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

  /// Judges all of it; `sources` are wrong earlier answers from which it may follow.
  func finding(sources: [String]) throws(Diagnostic) -> FormulaFinding {
    let chains = try chains()
    let outcome = try outcome(chains)
    guard case .wrong = outcome else {
      return FormulaFinding(outcome: outcome, chains: chains, mistake: nil)
    }
    if let via = target.via, !sources.isEmpty, comes(to: via.formula, in: own) {
      return FormulaFinding(outcome: .followsThrough(from: sources), chains: chains, mistake: nil)
    }
    return FormulaFinding(outcome: outcome, chains: chains, mistake: mistake)
  }

  // MARK: Mistakes

  /// The mistake that comes to this formula, or this equation; derivations have none.
  private var mistake: Mistake? {
    let candidates = GeneralSlips.candidates(for: target)
    switch target.form {
    case .numbers, .derivation: return nil
    case .formula: return candidates.first { comes(to: $0.formula, in: right) }?.mistake
    case .equation:
      return candidates.first { (try? compareEquation(with: $0.formula))?.isHeld == true }?.mistake
    }
  }

  private func comes(to formula: Formula, in setting: Setting) -> Bool {
    (try? compare(answer.result, formula, in: setting))?.isHeld == true
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
