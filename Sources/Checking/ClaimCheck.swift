import Notation
import Scalars
import WorkedExamples

/// What was found out about a claim as a whole.
package struct ClaimFinding: Sendable {
  package let verdict: Verdict
  /// The link that decided it, from 0; nil where all of them hold.
  package let link: Int?
}

extension Judge {
  /// Checks a chain in which names may be free variables; what `names` does not declare is a
  /// real number.
  package func check(claim chain: Chain, names: Namespace) throws(Diagnostic) -> ClaimFinding {
    guard !chain.links.isEmpty else {
      throw Diagnostic(
        "this claims nothing: there is no link", at: chain.members[0].range,
        help: "write what it equals after =")
    }
    var names = names
    names.declareReals(in: chain.members)
    for member in chain.members {
      try member.check(names: names.scope.allNames, vocabulary: names.vocabulary)
    }
    let setting = Setting(names.scope)
    let links: [Verdict]
    if names.scope.variables.isEmpty {
      links = try check(chain, in: setting).links
    } else {
      links = try functionLinks(chain, in: setting)
    }
    if let link = links.firstIndex(where: { if case .fails = $0 { true } else { false } }) {
      return ClaimFinding(verdict: links[link], link: link)
    }
    if let link = links.firstIndex(where: { !$0.isHeld }) {
      return ClaimFinding(verdict: links[link], link: link)
    }
    var evidence = Evidence.exact
    for case .holds(let found) in links { evidence = max(evidence, found) }
    return ClaimFinding(verdict: .holds(evidence), link: nil)
  }

  private func functionLinks(_ chain: Chain, in setting: Setting) throws(Diagnostic) -> [Verdict] {
    var links: [Verdict] = []
    for (index, relation) in chain.links.enumerated() {
      let (left, right) = (chain.members[index], chain.members[index + 1])
      var described: [String] = []
      for use in left.names + right.names where !described.contains(use.name) {
        described.append(use.name)
      }
      links.append(
        try compare(
          FunctionPair(
            left: (left, setting), right: (right, setting), described: described,
            relation: relation, everywhere: true)))
    }
    return links
  }
}
