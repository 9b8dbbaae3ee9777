import Checking
import Notation
import Scalars
import WorkedExamples

/// One answer against what is right, both as functions.
struct FormulaComparison {
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
  /// The names that a student can see.
  let visible: Set<String>

  /// By which names a point is told: those that the answer is asked for in, or, where that is left
  /// open, all free ones that matter.
  var described: [String] {
    if let names = target.names { return names + target.indices }
    let used = own.scope.ancestry(of: [answer.result, target.value.formula])
    let free = own.scope.variables.map(\.name).filter { used.contains($0) && visible.contains($0) }
    return free.filter { !target.indices.contains($0) } + target.indices
  }

  /// For questions of which nobody reads more of the answer than yes or no.
  var brief: Judge {
    var judge = judge
    judge.tellsDifferences = false
    return judge
  }

  func compare(
    _ a: Formula, _ b: Formula, relation: Relation = .equal, in other: Setting,
    by judge: Judge? = nil
  ) throws(Diagnostic) -> Verdict {
    try (judge ?? self.judge).compare(
      FunctionPair(
        left: (a, own), right: (b, other), described: described,
        relation: relation, everywhere: target.everywhere))
  }

  // MARK: Links

  private func chains() throws(Diagnostic) -> [ChainFinding] {
    if target.form.isEquation { return [] }
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
        return .notInForm(.cases)
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
        described: described),
      witness: target.via?.formula)
  }

  /// What of a formula that is right in value is not as it was asked for.
  private func complaint(about formula: Formula) throws(Diagnostic) -> FormComplaint? {
    if let allowed = target.functions,
      let other = formula.usedFunctions.subtracting(allowed).sorted().first
    {
      return .function(other, allowed: allowed)
    }
    if let limit = target.operations?.formula,
      let excess = try judge.excess(of: formula, given: target.names ?? [], over: limit, in: own)
    {
      return .operations(excess)
    }
    return nil
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
          described: described))
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
      described: described, everywhere: target.everywhere)
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
