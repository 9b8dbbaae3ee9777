import Checking
import CommandLine
import JSONText
import Notation

/// What came of one claim: a line for people and scripts, or an object for programs.
package struct ClaimReport {
  package enum Result {
    case judged(ClaimFinding, Chain)
    case unreadable(Diagnostic)
  }

  let claim: String
  let result: Result

  package init(claim: String, _ result: Result) {
    self.claim = claim
    self.result = result
  }

  /// `holds`, `fails`, `too coarse`, `digits lost`, `undecided` or `error`.
  package var word: String {
    switch result {
    case .unreadable: "error"
    case .judged(let finding, _):
      switch finding.verdict {
      case .holds: "holds"
      case .fails(.tooCoarse): "too coarse"
      case .fails(.digitsLost): "digits lost"
      case .fails: "fails"
      case .undecided: "undecided"
      }
    }
  }

  private var evidence: String {
    if case .judged(let finding, _) = result, case .holds(let evidence) = finding.verdict {
      evidence.words
    } else {
      ""
    }
  }

  private var reason: String {
    switch result {
    case .unreadable(let diagnostic):
      return "column \(column(of: diagnostic)): \(diagnostic.message)"
        + (diagnostic.help.map { " (\($0))" } ?? "")
    case .judged(let finding, let chain):
      guard let link = finding.link else { return "" }
      let sides =
        "\(chain.members[link]) \(chain.links[link].rawValue) \(chain.members[link + 1])"
      switch finding.verdict {
      case .holds: return ""
      case .fails(.counterexample(let example)), .fails(.smallerDomain(let example)):
        return "\(sides): at \(example.place) \(example.sides)"
      case .fails(.differs(let entries)):
        return "\(sides): \(values(of: finding) ?? Failure.differs(entries: entries).words)"
      case .fails(let failure):
        let words = failure.words(ofLink: chain.members[link], chain.members[link + 1])
        return "\(sides): \(words)"
      case .undecided(let doubt): return "\(sides): \(doubt.words)"
      }
    }
  }

  /// What the sides come to, where that is short.
  private func values(of finding: ClaimFinding) -> String? {
    guard let sides = finding.sides, sides.allSatisfy({ $0.exact.count <= 8 }) else { return nil }
    let texts = RealQuantity.texts(sides[0], sides[1])
    return "the left side is \(texts.left), the right side \(texts.right)"
  }

  private func column(of diagnostic: Diagnostic) -> Int {
    let before = claim.utf8.prefix(diagnostic.range.lowerBound)
    return String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
  }

  /// The verdict, the evidence and the reason, with tabs between.
  package var line: String {
    [word, evidence, reason].map(\.escapedForTerminal).joined(separator: "\t") + "\n"
  }

  package var json: JSONValue {
    [
      "claim": .string(claim), "verdict": .string(word), "evidence": .string(evidence),
      "reason": .string(reason),
    ]
  }
}
