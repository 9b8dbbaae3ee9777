import Checking
import Notation
import Scalars
import WorkedExamples

extension FormulaComparison {
  // MARK: Equations

  func equationOutcome() throws(Diagnostic) -> Outcome {
    guard let members = answer.strands.first?.chain.members, let first = members.first else {
      return .notInForm(.noEquation)
    }
    let difference = answer.strands.first?.chain.difference
    // What is no equation may be one side of it, or a chain that begins with it.
    let stated =
      difference ?? (members.count > 1 ? Formula(.binary(.minus, first, members[1])) : first)
    switch try judge.compareEquations(pair(stated, target.value.formula)) {
    case .holds(let evidence):
      return difference == nil
        ? .notInForm(.noEquation) : .right(evidence)
    case .fails(let failure): return .wrong(failure)
    case .undecided(let doubt): return .undecided(doubt)
    }
  }

  private func pair(_ left: Formula, _ other: Formula) -> FunctionPair {
    FunctionPair(left: (left, own), right: (other, right), described: described)
  }

  /// Whether the answer says that a multiple of a formula is 0.
  func isEquation(_ formula: Formula) -> Bool {
    guard let difference = answer.strands.first?.chain.difference else { return false }
    return (try? brief.compareUpToFactor(pair(difference, formula)))?.isHeld == true
  }

  // MARK: Derivations

  func derivationOutcome(
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
        return .notInForm(.ends(derivation.start.formula, target.value.formula))
      }
      guard derivation.relation.follows(from: chain.links, forward: first == start) else {
        return .notInForm(
          .relation(derivation.start.formula, derivation.relation, target.value.formula))
      }
      // To and fro is no way.
      guard Set(chain.members).count > derivation.links else {
        return .notInForm(.tooFewLinks(wanted: derivation.links))
      }
      let inner = chain.members.dropFirst().dropLast()
      if let missing = derivation.through.first(where: { function in
        !inner.contains { $0.usedFunctions.contains(function) }
      }) {
        return .notInForm(.notThrough(missing))
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
  var restates: Bool {
    guard let derivation = target.form.derivation else { return false }
    let ends = [derivation.start.formula, target.value.formula].map {
      $0.canonical(in: right.scope)
    }
    return answer.strands.map(\.chain.members).allSatisfy { members in
      Set(members).count <= ends.count
        && members.allSatisfy { ends.contains($0.canonical(in: own.scope)) }
    }
  }
}

extension Relation {
  var claimsEquality: Bool { self == .equal || self == .approximately }

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
