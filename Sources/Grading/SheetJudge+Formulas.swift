import Checking
import Notation
import Scalars
import WorkedExamples

/// Steps that ask for a formula.
extension SheetJudge {
  func formulaFinding(
    _ answer: ParsedAnswer, _ step: Step, _ target: Target, _ place: Place,
    _ ledger: inout Ledger
  ) throws(Fault) -> StepFinding {
    let own = Setting(
      key.scope(for: step, in: place.question) { ledger.formulas[$0.id] })
    let right = key.setting(for: step, in: place.question)
    let described = target.names ?? []
    ledger.formulas[step.id] = answer.result
    func compare(_ a: Formula, _ b: Formula, in other: Setting) throws(Diagnostic) -> Verdict {
      try judge.compare(
        FunctionPair(
          left: (a, own), right: (b, other), described: described,
          everywhere: target.everywhere))
    }
    var chains: [ChainFinding] = []
    let verdict: Verdict
    do {
      for strand in answer.strands {
        var links: [Verdict] = []
        for (left, next) in zip(strand.chain.members, strand.chain.members.dropFirst()) {
          links.append(try compare(left, next, in: own))
        }
        chains.append(ChainFinding(links: links, members: []))
      }
      verdict = try compare(answer.result, target.value.formula, in: right)
    } catch {
      throw (answer.strands.first?.inscription ?? target.value.inscription)
        .fault(error, in: place.document)
    }
    let outcome: Outcome
    var slip: Slip?
    switch verdict {
    case .holds(let evidence):
      outcome = chains.contains { $0.firstFailure != nil } ? .brokenLink : .right(evidence)
    case .undecided(let doubt):
      outcome = .undecided(doubt)
    case .fails(let failure):
      let sources = wrongSources(target, place, ledger, before: step)
      if let via = target.via, !sources.isEmpty,
        (try? compare(answer.result, via.formula, in: own))?.isHeld == true
      {
        outcome = .followsThrough(from: sources)
      } else {
        outcome = .wrong(failure)
        slip = target.slips.first {
          (try? compare(answer.result, $0.value.formula, in: right))?.isHeld == true
        }
      }
    }
    if case .right = outcome {
      ledger.standings[step.id] = .exact
    } else {
      ledger.standings[step.id] = .wrong
    }
    return .init(
      step, place, outcome, answer: answer, chains: chains, slip: slip,
      credit: credit(for: outcome, []))
  }

  private func wrongSources(
    _ target: Target, _ place: Place, _ ledger: Ledger, before step: Step
  ) -> [String] {
    let used = Set(target.via?.formula.names.map(\.name) ?? [])
    return ledger.standings.keys.filter { used.contains($0) && ledger.standings[$0] == .wrong }
      .sorted()
  }
}
