import Scalars
import WorkedExamples

/// The marks of one sheet: what a gradebook keeps of it.
package struct GradeRow: Sendable {
  package let student: String
  /// What the file and its own folder are called: often an ID or a login.
  package let handles: [String]
  package let file: String
  package let exercise: String
  package let questions: [Mark]
  package let steps: [StepMark]
  package let strays: [Fault]

  package struct Mark: Sendable {
    package let question: String
    package let points: Rational
    package let possible: Rational
  }

  package struct StepMark: Sendable {
    package let step: String
    package let question: String
    package let outcome: Outcome
    package let points: Rational
    package let possible: Rational
    package let slip: String?
    /// Nil where nothing is to be said, or nobody asked.
    package let annotation: Annotation?
    /// Whether only a person can mark it.
    package let isProse: Bool
  }

  package init(
    _ finding: SheetFinding, student: String, handles: [String] = [], key: Exercise,
    annotate: Annotation.Author? = nil
  ) {
    self.student = student
    self.handles = handles
    file = finding.sheet.document.source.name
    exercise = key.id
    strays = finding.strays
    steps = finding.steps.map {
      StepMark(
        step: $0.step.id, question: $0.question, outcome: $0.outcome, points: $0.points,
        possible: $0.step.points, slip: $0.mistakeCode,
        annotation: annotate?($0, finding, key), isProse: $0.step.isProse)
    }
    questions = key.questions.map { question in
      let own = finding.steps.filter { $0.question == question.id }
      let marked = own.filter { if case .prose = $0.step.kind { false } else { true } }
      return Mark(
        question: question.id, points: own.reduce(.zero) { $0 + $1.points },
        possible: marked.reduce(.zero) { $0 + $1.step.points })
    }
  }

  package var points: Rational { questions.reduce(.zero) { $0 + $1.points } }
  /// Without what only a person can mark.
  package var possible: Rational { questions.reduce(.zero) { $0 + $1.possible } }
  /// The part of the possible points that is earned; 1 where nothing can be.
  package var share: Rational { possible.isZero ? .one : points / possible }
}

extension Step {
  package var isProse: Bool { if case .prose = kind { true } else { false } }
}

/// All that came of a folder of sheets.
package struct Gradebook: Sendable {
  package var rows: [GradeRow] = []
  /// Files that could not be graded, and why.
  package var problems: [Fault] = []

  package init() {}

  /// Exercises that have rows, in order, each with its rows.
  package var byExercise: [(exercise: String, rows: [GradeRow])] {
    Dictionary(grouping: rows, by: \.exercise).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}
