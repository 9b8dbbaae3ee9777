import Checking
import Notation
import Scalars
import WorkedExamples

/// What came out for one step of one sheet.
package struct StepFinding: Sendable {
  /// What came out, whoever answered so; an object, since many sheets share it.
  ///
  /// - Invariant: the findings that share one are about answers in the same words.
  package final class Result: Sendable {
    package let step: Step
    package let question: String
    /// The answer as it was first understood; nil where there is none.
    let answer: ParsedAnswer?
    package let outcome: Outcome
    /// What was found out about the links of each strand of the answer.
    package let chains: [ChainFinding]
    /// For each entry of an array: whether it earns its part.
    package let entries: [EntryFinding]
    /// The mistake that comes to this answer.
    package let slip: Mistake?
    /// The earlier answers of the sheet that this one follows from.
    package let origins: [Origin]
    /// How the answer's shape differs from what is asked for.
    package let misshape: Misshape?
    /// What the student wrote for a person to mark.
    package let prose: String?
    /// What of the credit is earned by follow-through.
    let followed: Rational
    /// Whether it comes of wrong earlier answers, and shows too little work to follow from them.
    package let isUnearned: Bool

    init(
      step: Step, question: String, answer: ParsedAnswer? = nil, outcome: Outcome,
      chains: [ChainFinding] = [], entries: [EntryFinding] = [], slip: Mistake? = nil,
      origins: [Origin] = [], misshape: Misshape? = nil, prose: String? = nil,
      followed: Rational = .zero, isUnearned: Bool = false
    ) {
      self.step = step
      self.question = question
      self.answer = answer
      self.outcome = outcome
      self.chains = chains
      self.entries = entries
      self.slip = slip
      self.origins = origins
      self.misshape = misshape
      self.prose = prose
      self.followed = followed
      self.isUnearned = isUnearned
    }
  }

  package let result: Result
  /// Where the words of the answer stand on this sheet, if that is another than the first one.
  private let content: Answer.Content?
  /// The part of the step's points that is earned, from 0 to 1.
  package internal(set) var credit: Rational
  /// Whether follow-through had earned all that it may on the sheet.
  package internal(set) var isCapped = false

  /// `content` is the answer's, where it is not the first in these words.
  init(_ result: Result, credit: Rational = .zero, moved content: Answer.Content? = nil) {
    self.result = result
    self.content = content
    self.credit = credit
  }

  /// Whether there is an answer that was understood.
  package var isUnderstood: Bool { result.answer != nil }

  /// The answer as it was understood; nil where there is none.
  package var answer: ParsedAnswer? {
    guard let content else { return result.answer }
    return result.answer?.moved(to: content)
  }

  /// The same where the answer is wrong by a mistake, and earns nothing.
  func refused(for mistake: Mistake) -> StepFinding {
    StepFinding(
      Result(
        step: step, question: question, answer: answer,
        outcome: .wrong(.differs(entries: Array(entries.indices))), chains: chains,
        entries: entries.map { _ in .wrong }, slip: mistake, misshape: misshape, prose: prose))
  }

  package var step: Step { result.step }
  package var question: String { result.question }
  package var outcome: Outcome { result.outcome }
  package var chains: [ChainFinding] { result.chains }
  package var entries: [EntryFinding] { result.entries }
  package var slip: Mistake? { result.slip }
  package var origins: [Origin] { result.origins }
  package var misshape: Misshape? { result.misshape }
  package var prose: String? { result.prose }
  package var isUnearned: Bool { result.isUnearned }
  var followed: Rational { result.followed }

  package var points: Rational { credit * step.points }

  /// The first link that fails: of which strand, and which link, both from 0.
  package var firstFailure: (strand: Int, link: Int)? {
    for (strand, chain) in chains.enumerated() {
      if let link = chain.firstFailure { return (strand, link) }
    }
    return nil
  }

  /// A short stable name for what came out, by which a class can be counted: the mistake's, or
  /// that of the outcome.
  package var code: String { mistakeCode ?? misshape?.rawValue ?? outcome.code }

  /// The code of what is mistaken; a row for a column is none where it costs nothing.
  package var mistakeCode: String? {
    if let slip { return slip.code }
    if case .right = outcome { return nil }
    return misshape?.rawValue
  }
}

/// Equal are findings that came out alike, wherever the words of the answer stand.
extension StepFinding: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.result === right.result && left.credit == right.credit && left.isCapped == right.isCapped
  }

  /// One object stands for what was found out and for the words of the answer.
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(result)) }
}

/// A mistake that was recognised.
package struct Mistake: Hashable, Sendable {
  /// A short stable name, by which a class can be counted.
  package let code: String
  /// Where to look; it never tells the right value.
  package let hint: String
  /// What says so much that the right value can be computed from it.
  package let detail: String?

  package init(code: String, hint: String, detail: String? = nil) {
    self.code = code
    self.hint = hint
    self.detail = detail
  }

  /// Both mistakes made together.
  static func + (left: Mistake, right: Mistake) -> Mistake {
    guard left.code != right.code else { return left }
    return Mistake(
      code: "\(left.code)+\(right.code)", hint: "\(left.hint); and \(right.hint)",
      detail: [left.detail, right.detail].compactMap(\.self).joined(separator: "; ").nonempty)
  }
}

extension String {
  fileprivate var nonempty: String? { isEmpty ? nil : self }
}

/// An earlier answer that another follows from.
package struct Origin: Hashable, Sendable {
  package let step: String
  /// What the sheet has there.
  package let value: String
  /// Where the mistake is that it comes from; the step itself, if that is it.
  package let slips: [String]
}

/// How an answer with entries to compare has another shape than the right one; codes by name.
package enum Misshape: String, Sendable {
  case rowForColumn = "row-for-column"
  case transposed
  case flattened
  case tooShort = "too-short"
  case tooLong = "too-long"
  case scalarForVector = "scalar-for-vector"
  case vectorForScalar = "vector-for-scalar"
  case other = "wrong-shape"
}

package enum EntryFinding: Equatable, Sendable {
  case right
  /// Follows from values that were rounded before it.
  case roundedEarly
  /// Wrong by itself, and right from the sheet's own earlier values.
  case follows
  /// Rounded correctly to so few significant digits.
  case coarse(digits: Int)
  case wrong
  case undecided

  /// Whether it is as it should be, given what stands before it.
  package var isSound: Bool {
    switch self {
    case .right, .roundedEarly, .follows: true
    case .coarse, .wrong, .undecided: false
    }
  }
}

package enum Outcome: Sendable {
  /// Not answered: neither right nor wrong.
  case open
  case right(Evidence)
  /// Follows from values that were rounded, correctly, earlier on the sheet, or in its own chain.
  case roundedEarly(from: [String])
  /// Follows from wrong values earlier on the sheet.
  case followsThrough(from: [String])
  /// What it comes to is right, and yet a link does not follow.
  case brokenLink
  /// A correct rounding, to too few digits.
  case tooCoarse(wanted: Precision)
  /// The last member is still a computation.
  case notWorkedOut
  /// Right in value, and not in the form that is asked for.
  case notInForm(FormComplaint)
  /// Some entries are right.
  case partly
  case wrong(Failure)
  case undecided(Doubt)
  /// Could not be understood, and is therefore not wrong.
  case unreadable(Fault)
  /// Waits for a person to mark it.
  case awaitsMarker

  /// A short stable name, by which a class can be counted.
  package var code: String {
    switch self {
    case .open: "open"
    case .right(let evidence) where evidence.isRounding: "rounded"
    case .right: "right"
    case .roundedEarly: "rounded-early"
    case .followsThrough: "follows"
    case .brokenLink: "broken-link"
    case .tooCoarse: "too-coarse"
    case .notWorkedOut: "not-worked-out"
    case .notInForm: "not-in-form"
    case .partly: "partly"
    case .wrong: "wrong"
    case .undecided: "undecided"
    case .unreadable: "unreadable"
    case .awaitsMarker: "to-be-marked"
    }
  }
}

/// What came out for a whole sheet.
package struct SheetFinding: Sendable {
  package let sheet: AnswerSheet
  package let steps: [StepFinding]
  /// Answers to steps that the exercise does not have, and what else could not be used.
  package let strays: [Fault]
  /// Whose numbers it was worked with, where these are not its own.
  package internal(set) var numbersOf: OtherNumbers.Owner?

  package var points: Rational { steps.reduce(.zero) { $0 + $1.points } }
  /// The points of all steps that a program can mark, without bonus.
  package var possible: Rational {
    steps.reduce(.zero) { sum, finding in
      finding.step.isProse || finding.step.isBonus ? sum : sum + finding.step.points
    }
  }

  package func finding(_ step: String) -> StepFinding? { steps.first { $0.step.id == step } }
}
