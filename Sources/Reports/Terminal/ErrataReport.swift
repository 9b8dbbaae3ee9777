import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Scalars
import WorkedExamples

/// The mistakes that solutions record in their sources, each with how this run knows it.
package struct ErrataReport {
  let solution: SolutionFinding
  let ink: Ink
  let width: Int

  package init(_ solution: SolutionFinding, ink: Ink = .plain, width: Int = 80) {
    self.solution = solution
    self.ink = ink
    self.width = width
  }

  private struct Entry {
    let place: String
    let kind: Erratum.Kind
    let origin: Erratum.Origin
    let printed: String
    let right: String
    let known: String
    let why: String
  }

  private var exercise: String { solution.answers.sheet.exercise }

  private var entries: [Entry] {
    let steps = solution.printed.steps.compactMap { finding -> Entry? in
      guard let answer = solution.answers.sheet.answer(to: finding.step.id),
        let transcript = answer.transcript, let erratum = transcript.erratum
      else { return nil }
      return Entry(
        place: finding.step.id, kind: erratum.kind, origin: erratum.origin,
        printed: transcript.printed?.text ?? "nothing", right: answer.content.text,
        known: evidence(finding), why: erratum.why)
    }
    return steps
      + solution.answers.sheet.errata.map {
        Entry(
          place: $0.place, kind: $0.kind, origin: $0.origin, printed: $0.printed, right: $0.right,
          known: "", why: $0.why)
      }
  }

  /// What this run found out about what is printed.
  private func evidence(_ finding: StepFinding) -> String {
    var parts = [finding.outcome.word]
    switch finding.outcome {
    case .right(let evidence): parts = [evidence.words]
    case .wrong(.counterexample(let example)): parts = [finding.words(of: example)]
    case .wrong(let failure): parts = [failure.words]
    case .roundedEarly(let from) where !from.isEmpty: parts.append("from \(listed(from))")
    case .notInForm(let complaint): parts = [complaint.words]
    case .partly: parts += [finding.shapeWords].compactMap(\.self)
    case .unreadable(let fault): parts = [fault.message]
    default: break
    }
    if let (strand, link) = finding.firstFailure, let answer = finding.answer {
      let chain = answer.strands[strand].chain
      let (left, right) = (chain.members[link], chain.members[link + 1])
      // Of what is wrong in the middle the left side may be right, and so may the end.
      if case .fails(let failure) = finding.chains[strand].links[link],
        finding.isFailedDerivation
          || finding.outcome.kind == .brokenLink && failure.isCounterexample
      {
        parts = [failure.words(ofLink: left, right)]
      }
      parts.append("link \(link + 1), \(left) \(chain.links[link].rawValue) \(right), fails")
    }
    return parts.joined(separator: "; ")
  }

  package var text: String {
    var lines: [String] = []
    for entry in entries {
      if !lines.isEmpty { lines.append("") }
      let kind = entry.kind == .note ? "note" : entry.kind.rawValue
      lines.append(
        ink("\(exercise)  \(entry.place.escapedForTerminal)", .strong)
          + "  \(kind), \(entry.origin.rawValue)")
      lines += row("printed", entry.printed) + row("right", entry.right)
      if !entry.known.isEmpty { lines += row("known by", entry.known) }
      lines += row("why", entry.why)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func row(_ label: String, _ text: String) -> [String] {
    let column = 12
    let lines = wrapped(text.escapedForTerminal, indent: column, width: width)
    guard let first = lines.first else { return [] }
    return ["  " + label.padded(to: column - 2) + first.dropFirst(column)] + lines.dropFirst()
  }

  package var json: [JSONValue] {
    entries.map { entry in
      [
        "exercise": .string(exercise), "where": .string(entry.place),
        "kind": .string(entry.kind.rawValue), "origin": .string(entry.origin.rawValue),
        "printed": .string(entry.printed), "right": .string(entry.right),
        "known": .string(entry.known), "why": .string(entry.why),
      ]
    }
  }
}

extension Answer.Content {
  /// The answer on one line, as it was written.
  package var text: String {
    switch self {
    case .open: ""
    case .text(let inscription), .number(let inscription): inscription.text
    case .array(let items, _): "(\(items.map(\.text).joined(separator: ", ")))"
    case .cases(let cases, _):
      cases.map { "\($0.content.text) if \($0.condition.text)" }.joined(separator: "; ")
    case .unusable(let what, _): what
    }
  }
}
