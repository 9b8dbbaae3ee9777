import Checking
import Scalars
import WorkedExamples

/// What came out for one step of one sheet.
package struct StepFinding: Sendable {
  package let step: Step
  package let question: String
  package let outcome: Outcome
  /// The answer as it was understood; nil where there is none.
  package let answer: ParsedAnswer?
  /// What was found out about the links of each strand of the answer.
  package let chains: [ChainFinding]
  /// For each entry of an array: whether it earns its part.
  package let entries: [EntryFinding]
  /// The mistake that comes to this answer.
  package let slip: Mistake?
  /// The part of the step's points that is earned, from 0 to 1.
  package let credit: Rational

  package var points: Rational { credit * step.points }

  /// The first link that fails: of which strand, and which link, both from 0.
  package var firstFailure: (strand: Int, link: Int)? {
    for (strand, chain) in chains.enumerated() {
      if let link = chain.firstFailure { return (strand, link) }
    }
    return nil
  }
}

/// A mistake that was recognised.
package struct Mistake: Hashable, Sendable {
  /// A short stable name, by which a class can be counted.
  package let code: String
  package let hint: String
}

package enum EntryFinding: Equatable, Sendable {
  case right
  /// Wrong by itself, and right from the sheet's own earlier values.
  case follows
  case wrong
  case undecided
}

package enum Outcome: Sendable {
  /// Not answered: neither right nor wrong.
  case open
  case right(Evidence)
  /// Follows from values that were rounded, correctly, earlier on the sheet.
  case roundedEarly(from: [String])
  /// Follows from wrong values earlier on the sheet.
  case followsThrough(from: [String])
  /// What it comes to is right, and yet a link does not follow.
  case brokenLink
  /// A correct rounding, to too few digits.
  case tooCoarse(wanted: Int)
  /// The last member is still a computation.
  case notWorkedOut
  /// Right in value, and not in the form that is asked for: why.
  case notInForm(String)
  /// Some entries are right.
  case partly
  case wrong(Failure)
  case undecided(Doubt)
  /// Could not be understood, and is therefore not wrong.
  case unreadable(Fault)
  /// Waits for a person to mark it.
  case awaitsMarker
}

/// What came out for a whole sheet.
package struct SheetFinding: Sendable {
  package let sheet: AnswerSheet
  package let steps: [StepFinding]
  /// Answers to steps that the exercise does not have.
  package let strays: [Fault]

  package var points: Rational { steps.reduce(.zero) { $0 + $1.points } }
  /// The points of all steps that a program can mark.
  package var possible: Rational {
    steps.reduce(.zero) { sum, finding in
      if case .prose = finding.step.kind { sum } else { sum + finding.step.points }
    }
  }

  package func finding(_ step: String) -> StepFinding? { steps.first { $0.step.id == step } }
}

/// What an outcome is worth, as a part of a step's points.
package struct Credit: Sendable {
  /// A right end with a link that does not follow.
  package var brokenLink = Rational(1) / Rational(2)
  /// Correctly rounded, but to fewer digits than asked.
  package var tooCoarse = Rational(1) / Rational(2)
  /// Right in value, and not in the form that is asked for.
  package var notInForm = Rational(1) / Rational(2)

  package init() {}
}
