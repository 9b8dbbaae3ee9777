import Checking
import Notation
import Scalars

/// A claim in several spellings, and what the checker said of each.
package struct SoundnessTrial: Sendable {
  /// A word and how it is known: what must not depend on the spelling.
  package struct Standing: Equatable, Sendable, CustomStringConvertible {
    var word: String
    var evidence: String
    /// Why a claim was refused.
    var message = ""

    package var description: String {
      [word, evidence, message].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    package static func == (left: Self, right: Self) -> Bool {
      left.word == right.word && left.evidence == right.evidence
    }
  }

  package typealias Checker = @Sendable (MadeClaim) throws(Diagnostic) -> Verdict

  package let number: Int
  package var claim: MadeClaim?
  /// Claims that a rule of the generator makes, and that do not hold.
  package var contradicted: [MadeClaim]
  /// The spellings, the claim itself first, with the verdicts and how long each took.
  package private(set) var judged: [(claim: MadeClaim, standing: Standing, time: Duration)] = []

  package init(
    _ number: Int, seed: UInt64, spellings: Int, maker: ClaimMaker,
    checker: Checker = { claim throws(Diagnostic) in try claim.judged() }
  ) {
    self.number = number
    (claim, contradicted) = maker.claim(number, seed: seed)
    guard let claim else { return }
    var random = SplitMix64(seed: seed ^ UInt64(truncatingIfNeeded: number))
    let others = Spelling.allCases.shuffled(using: &random).lazy
      .compactMap { [random] spelling in
        var random = random
        return spelling.spelled(claim, using: &random)
      }.prefix(spellings)
    for spelled in [claim] + others {
      let clock = ContinuousClock()
      let start = clock.now
      let standing = Self.standing(of: spelled, checker)
      judged.append((spelled, standing, clock.now - start))
    }
  }

  private static func standing(of claim: MadeClaim, _ checker: Checker) -> Standing {
    do throws(Diagnostic) {
      switch try checker(claim) {
      case .holds(let evidence): return Standing(word: "holds", evidence: evidence.kind)
      case .fails: return Standing(word: "fails", evidence: "")
      case .undecided: return Standing(word: "undecided", evidence: "")
      }
    } catch {
      return Standing(word: "error", evidence: "", message: error.message)
    }
  }

  /// The longest time that one of the verdicts took.
  package var slowest: (claim: MadeClaim, time: Duration)? {
    judged.max { $0.time < $1.time }.map { ($0.claim, $0.time) }
  }
}

extension Evidence {
  /// Its kind, without numbers and seeds.
  fileprivate var kind: String {
    switch self {
    case .exact: "exact"
    case .proven(let proof):
      (proof.digits == nil ? "proven" : "proven up to a constant")
        + (proof.isHeuristic ? " by heuristic" : "")
    case .agreed: "agreed"
    case .rounded: "rounded"
    case .subgradient: "at a kink"
    case .computed: "computed"
    }
  }
}
