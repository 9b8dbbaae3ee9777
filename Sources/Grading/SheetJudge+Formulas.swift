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
    ledger.standings[step.id] = .wrong
    let chains: [ChainFinding]
    var outcome: Outcome
    do {
      chains = try comparison.chains()
      outcome = try comparison.outcome(chains)
    } catch {
      throw (answer.strands.first?.inscription ?? target.value.inscription)
        .fault(error, in: place.document)
    }
    var slip: Mistake?
    switch outcome {
    case .right: ledger.standings[step.id] = .exact
    case .wrong:
      let sources = wrongSources(target, ledger)
      if let via = target.via, !sources.isEmpty, comparison.follows(via) {
        outcome = .followsThrough(from: sources)
      } else {
        slip = comparison.mistake
      }
    default: break
    }
    return .init(
      step, place, outcome, answer: answer, chains: chains, slip: slip,
      credit: credit(for: outcome, []))
  }

  private func wrongSources(_ target: Target, _ ledger: Ledger) -> [String] {
    let used = Set(target.via?.formula.names.map(\.name) ?? [])
    return ledger.standings.keys.filter { used.contains($0) && ledger.standings[$0] == .wrong }
      .sorted()
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
    _ a: Formula, _ b: Formula, _ relation: Relation = .equal, in other: Setting
  ) throws(Diagnostic) -> Verdict {
    try judge.compare(
      FunctionPair(
        left: (a, own), right: (b, other), described: (target.names ?? []) + target.indices,
        relation: relation, everywhere: target.everywhere))
  }

  // MARK: Links

  func chains() throws(Diagnostic) -> [ChainFinding] {
    if case .equation = target.form { return [] }
    var chains: [ChainFinding] = []
    for (index, strand) in answer.strands.enumerated() {
      var links: [Verdict] = []
      let members = strand.chain.members.map { restricted($0, to: index) }
      for (link, relation) in strand.chain.links.enumerated() {
        links.append(try compare(members[link], members[link + 1], relation, in: own))
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

  func outcome(_ chains: [ChainFinding]) throws(Diagnostic) -> Outcome {
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
      if let complaint = complaint(about: answer.result) { return .notInForm(complaint) }
      return chains.contains { $0.firstFailure != nil } ? .brokenLink : .right(evidence)
    }
  }

  /// What in a formula is not among the functions that it may use.
  private func complaint(about formula: Formula) -> String? {
    guard let allowed = target.functions,
      let other = formula.usedFunctions.subtracting(allowed).sorted().first
    else { return nil }
    let what = other == "1[]" ? "an indicator" : other
    return
      "right in value; \(what) is not among what may be used: \(allowed.joined(separator: ", "))"
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
      guard chain.links.allSatisfy({ $0 == .equal }) else {
        return .notInForm("every link of this chain must be an =")
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

  // MARK: Mistakes

  func follows(_ via: Written) -> Bool { comes(to: via.formula, in: own) }

  /// The mistake that comes to this formula, or this equation; derivations have none.
  var mistake: Mistake? {
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
