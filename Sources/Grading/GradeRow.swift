import Scalars
import WorkedExamples

/// The marks of one sheet: what a gradebook keeps of it.
package struct GradeRow: Equatable, Sendable {
  package let student: String
  /// What the file and its own folder are called: often an ID or a login.
  package let handles: [String]
  /// The folder that the file lies in, if it is not the one that is graded.
  package let folder: String?
  package let file: String
  package let exercise: String
  /// Which attempt of the student this is, from 1; nil where nobody counts.
  package let attempt: Int?
  /// When it was handed in (RFC 3339); nil where the sheet does not say.
  package let submitted: String?
  package let questions: [Mark]
  package let steps: [StepMark]
  package let strays: [Fault]
  package let points: Rational
  /// Without what only a person can mark.
  package let possible: Rational

  package struct Mark: Equatable, Sendable {
    package let question: String
    package fileprivate(set) var points = Rational.zero
    /// Without what only a person can mark.
    package fileprivate(set) var possible = Rational.zero
  }

  package struct StepMark: Equatable, Sendable {
    package let step: String
    package let question: String
    package let outcome: OutcomeKind
    package let points: Rational
    package let possible: Rational
    package let slip: String?
    /// Nil where nothing is to be said, or nobody asked.
    package let annotation: Annotation?
    /// Whether only a person can mark it.
    package let isProse: Bool
    /// What a person is to mark, as it was written.
    package let text: String?
  }

  /// A row of these marks; `questions` are the ids of all questions, also of those that ask nothing.
  package init(
    student: String, handles: [String], folder: String?, file: String, exercise: String,
    attempt: Int? = nil, submitted: String? = nil, questions: [String], steps: [StepMark],
    strays: [Fault]
  ) {
    self.student = student
    self.handles = handles
    self.folder = folder
    self.file = file
    self.exercise = exercise
    self.attempt = attempt
    self.submitted = submitted
    self.steps = steps
    self.strays = strays
    var marks = questions.map { Mark(question: $0) }
    var current = 0
    for step in steps {
      // Steps stand in the order of their questions.
      if current >= marks.count || marks[current].question != step.question {
        guard let place = marks.firstIndex(where: { $0.question == step.question }) else {
          continue
        }
        current = place
      }
      if !step.points.isZero { marks[current].points = marks[current].points + step.points }
      if !step.isProse { marks[current].possible = marks[current].possible + step.possible }
    }
    self.questions = marks
    points = marks.reduce(.zero) { $0 + $1.points }
    possible = marks.reduce(.zero) { $0 + $1.possible }
  }

  package init(
    _ finding: SheetFinding, student: String, handles: [String] = [], folder: String? = nil,
    key: Exercise, annotate: Annotation.Author? = nil, keepsProse: Bool = false
  ) {
    self.init(
      student: student, handles: handles, folder: folder,
      file: finding.sheet.document.source.name, exercise: key.id,
      questions: key.questions.map(\.id),
      steps: finding.steps.map { step in
        StepMark(
          step: step.step.id, question: step.question, outcome: step.outcome.kind,
          points: step.points, possible: step.step.points, slip: step.mistakeCode,
          annotation: annotate?(step, finding, key), isProse: step.step.isProse,
          text: keepsProse && step.step.isProse ? finding.sheet.text(of: step.step.id) : nil)
      },
      strays: finding.strays)
  }

  /// The part of the possible points that is earned; 1 where nothing can be.
  package var share: Rational { possible.isZero ? .one : points / possible }
}

extension Step {
  package var isProse: Bool { if case .prose = kind { true } else { false } }
}

extension AnswerSheet {
  /// An answer as it was written; nil where it is open.
  fileprivate func text(of step: String) -> String? {
    guard let content = answer(to: step)?.content, !content.isOpen else { return nil }
    if case .text(let inscription) = content { return inscription.text }
    return content.place.map { document.source.text(in: $0) }
  }
}
