import Notation
import Scalars
import WorkedExamples

/// What was found out about a claim as a whole.
package struct ClaimFinding: Sendable {
  package let verdict: Verdict
  /// The link that decided it, from 0; nil where all of them hold.
  package let link: Int?
  /// What the two sides of that link come to, where they are numbers without free names.
  package var sides: [RealQuantity]?
}

extension Judge {
  /// Checks a chain in which names may be free variables; what `names` does not declare is a
  /// real number, and a rounding needs so many digits.
  package func check(
    claim chain: Chain, names: Namespace, digits: Int = 2
  ) throws(Diagnostic) -> ClaimFinding {
    guard !chain.links.isEmpty else {
      throw Diagnostic(
        "this claims nothing: there is no link", at: chain.members[0].range,
        help: "write what it equals after =")
    }
    var names = names
    try names.refuseMisread(in: chain.members)
    names.declareReals(in: chain.members)
    let known = names.scope.allNames
    for member in chain.members {
      try member.check(names: known, vocabulary: names.vocabulary)
    }
    var setting = Setting(names.scope)
    setting.given = Set(names.scope.literals.map(\.value))
    let finding =
      names.scope.variables.isEmpty
      ? try check(chain, in: setting, precision: .digits(digits), fewestDigits: digits)
      : ChainFinding(links: try functionLinks(chain, in: setting), members: [])
    let links = finding.links
    if let link = links.firstIndex(where: \.isRefuted) ?? finding.firstFailure {
      return ClaimFinding(
        verdict: links[link], link: link,
        sides: finding.members.isEmpty ? nil : Array(finding.members[link...(link + 1)]))
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
      for use in left.names + right.names
      where !described.contains(use.name) && !Vocabulary.constants.contains(use.name) {
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

extension Verdict {
  /// Whether the claim is false, and not only written too coarsely to tell.
  package var isRefuted: Bool {
    switch self {
    case .fails(.tooCoarse), .fails(.digitsLost), .holds, .undecided: false
    case .fails: true
    }
  }
}

extension Scope {
  /// The numbers written in what its names mean.
  package var literals: [Literal] {
    var found: [Literal] = []
    for entity in entities {
      switch entity.meaning {
      case .definition(let body), .function(_, let body): found += body.literals
      case .variable: continue
      }
    }
    return found
  }
}
