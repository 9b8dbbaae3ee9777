import JSONText
import Notation
import Scalars

/// Somebody's answers to an exercise, as they were handed in.
package struct AnswerSheet: Sendable {
  package let exercise: String
  package let student: String?
  /// Whose numbers are answered; nil for those of the exercise's file.
  package let variant: String?
  /// Which attempt it says to be, from 1.
  package let attempt: Int?
  /// When it says that it was handed in, as written there (``Moment``).
  package let submitted: String?
  package let answers: [Answer]
  /// What of the sheet could not be used, and keeps nothing from being judged.
  package var complaints: [Fault] = []
  /// Mistakes of a source that belong to no step.
  package let errata: [Remark]
  package let document: JSONDocument

  package func answer(to step: String) -> Answer? {
    // By their places, since to look at an answer as a whole copies it.
    answers.indices.first { answers[$0].step == step }.map { answers[$0] }
  }
}

package struct Answer: Sendable {
  package internal(set) var step: String
  /// Where the step's id stands in the file.
  package let keyPlace: Range<Int>
  package let content: Content
  /// What a source prints, where that is not what is right.
  package let transcript: Transcript?

  /// What was written, not yet understood.
  package enum Content: Sendable {
    case open
    case text(Inscription)
    /// A JSON number: its literal.
    case number(Inscription)
    case array([Content], place: Range<Int>)
    /// A proof by cases: conditions, each with an answer.
    case cases([Case], place: Range<Int>)
    /// A JSON value that no answer can be.
    case unusable(what: String, place: Range<Int>)
  }
}

/// `"i = j": "…"` of a proof by cases.
package struct Case: Sendable {
  package let condition: Inscription
  package let content: Answer.Content
}

extension Answer.Content {
  package var isOpen: Bool {
    switch self {
    case .open: true
    case .text(let inscription): inscription.isBlank
    case .array(let items, _): !items.isEmpty && items.allSatisfy(\.isOpen)
    case .cases(let cases, _): cases.allSatisfy(\.content.isOpen)
    case .number, .unusable: false
    }
  }

  /// A text, or a number as it is written.
  package var inscription: Inscription? {
    switch self {
    case .text(let inscription), .number(let inscription): inscription
    case .open, .array, .cases, .unusable: nil
    }
  }

  package var place: Range<Int>? {
    switch self {
    case .open: nil
    case .text(let inscription), .number(let inscription): inscription.place
    case .array(_, let place), .cases(_, let place), .unusable(_, let place): place
    }
  }
}

/// What a source prints for a step, and what is wrong with it.
package struct Transcript: Sendable {
  /// Nil where the source leaves the step out.
  package let printed: Answer.Content?
  package let erratum: Erratum?
}

package struct Erratum: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case value, shape, name, range, form, transposed
    case roundedEarly = "rounded early"
    case note
  }

  package enum Origin: String, CaseIterable, Sendable {
    case author
    case assignment = "assignment sheet"
    case scan
  }

  package let kind: Kind
  /// Which link of the printed chain does not follow, from 1.
  package let link: Int?
  package let origin: Origin
  package let why: String
  package let place: Range<Int>
}

/// A mistake of a source that no answer can show.
package struct Remark: Sendable {
  package let place: String
  package let printed: String
  package let right: String
  package let kind: Erratum.Kind
  package let origin: Erratum.Origin
  package let why: String
}

extension AnswerSheet {
  /// The sheet as its source prints it.
  package var asPrinted: AnswerSheet {
    AnswerSheet(
      exercise: exercise, student: student, variant: variant, attempt: attempt,
      submitted: submitted,
      answers: answers.map { answer in
        guard let transcript = answer.transcript else { return answer }
        return Answer(
          step: answer.step, keyPlace: answer.keyPlace, content: transcript.printed ?? .open,
          transcript: transcript)
      }, complaints: complaints, errata: errata, document: document)
  }
}
