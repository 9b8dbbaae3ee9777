/// What was found in many trials.
package struct SoundnessTally: Sendable {
  package enum Fault: String, CaseIterable, Sendable {
    case falseHolds = "false holds"
    case falseFails = "false fails"
    case unequal = "unequal verdicts"
    case error = "errors"
    case slow = "over a second"
    case contradicted = "rules contradicted"
    case undecided
  }

  package struct Finding: Sendable {
    package let fault: Fault
    package let number: Int
    package let claim: MadeClaim
    package let said: String
  }

  package private(set) var claims = 0
  package private(set) var spellings = 0
  /// How many of the claims hold.
  package private(set) var trueClaims = 0
  package private(set) var findings: [Finding] = []
  package private(set) var longest: (claim: MadeClaim, time: Duration)?

  package init() {}

  package mutating func add(_ trial: SoundnessTrial) {
    for claim in trial.contradicted {
      findings.append(
        Finding(
          fault: .contradicted, number: trial.number, claim: claim,
          said: "does not hold at \(claim.witness)"))
    }
    guard let claim = trial.claim, let first = trial.judged.first else { return }
    claims += 1
    trueClaims += claim.isTrue ? 1 : 0
    spellings += trial.judged.count - 1
    for judged in trial.judged {
      guard let fault = fault(judged.standing.word, isTrue: claim.isTrue) else { continue }
      note(fault, trial.number, judged.claim, "\(judged.standing)")
      break
    }
    if let other = trial.judged.first(where: { $0.standing != first.standing }) {
      note(
        .unequal, trial.number, first.claim,
        "\(first.standing), but \(other.standing): \(other.claim.command)")
    }
    if let slowest = trial.slowest {
      if slowest.time >= .seconds(1) {
        note(.slow, trial.number, slowest.claim, "\(slowest.time)")
      }
      if slowest.time > longest?.time ?? .zero { longest = slowest }
    }
  }

  private func fault(_ word: String, isTrue: Bool) -> Fault? {
    switch word {
    case "holds": isTrue ? nil : .falseHolds
    case "fails": isTrue ? .falseFails : nil
    case "undecided": .undecided
    // A change may make a claim that cannot be read, and that is refused rightly.
    default: isTrue ? .error : nil
    }
  }

  private mutating func note(_ fault: Fault, _ number: Int, _ claim: MadeClaim, _ said: String) {
    findings.append(Finding(fault: fault, number: number, claim: claim, said: said))
  }

  package func count(_ fault: Fault) -> Int { findings.count { $0.fault == fault } }

  /// Whether all is as it should be: of undecided claims one in a hundred is allowed.
  ///
  /// Where other work shares the cores, times say nothing, and are not counted.
  package func isSound(isTimed: Bool) -> Bool {
    Fault.allCases.allSatisfy { fault in
      switch fault {
      case .undecided: 100 * count(fault) < max(1, claims)
      case .slow: !isTimed || count(fault) == 0
      default: count(fault) == 0
      }
    }
  }

  /// The counts, a line for each.
  package var summary: String {
    var lines = [
      "\(claims) claims, \(trueClaims) of them true; \(spellings) other spellings"
    ]
    for fault in Fault.allCases {
      let share =
        fault == .undecided
        ? " (\(count(fault) * 10_000 / max(1, claims)) in 10,000)" : ""
      lines.append("\(fault.rawValue): \(count(fault))\(share)")
    }
    if let longest {
      let (seconds, fraction) = longest.time.components
      let milliseconds = seconds * 1000 + fraction / 1_000_000_000_000_000
      lines.append("longest: \(milliseconds) ms: \(longest.claim.command)")
    }
    return lines.joined(separator: "\n")
  }
}

extension SoundnessTally.Finding {
  /// What was found, the rule behind it, and how to see it again.
  package var text: String {
    let truth = claim.isTrue ? "true" : "false at \(claim.witness)"
    return """
      \(fault.rawValue) (claim \(number), \(claim.origin)): \(truth); said: \(said)
        \(claim.command)
      """
  }
}
