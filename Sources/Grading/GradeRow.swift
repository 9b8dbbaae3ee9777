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
  package private(set) var questions: [Mark]
  package internal(set) var steps: [StepMark]
  package let strays: [Fault]
  /// What a person should know who gives the marks.
  package let notes: [Fault]
  /// After what lateness costs.
  package private(set) var points = Rational.zero
  /// Before what lateness costs.
  package private(set) var earned = Rational.zero
  /// Without bonus, what is excused, and what only a person can mark and nobody has.
  package private(set) var possible = Rational.zero
  /// How late it came, where a course asks for that.
  package internal(set) var lateness: Lateness?
  /// Whether a course asks when it was handed in, and it does not say.
  package internal(set) var isUndated = false
  /// How many attempts there are, this one among them.
  package internal(set) var attemptCount = 1

  package struct Mark: Equatable, Sendable {
    package let question: String
    package fileprivate(set) var points = Rational.zero
    /// Without bonus, what is excused, and what only a person can mark and nobody has.
    package fileprivate(set) var possible = Rational.zero
  }

  package struct StepMark: Equatable, Sendable {
    package let step: String
    package let question: String
    package internal(set) var outcome: OutcomeKind
    package internal(set) var points: Rational
    package let possible: Rational
    /// Whether its points are beyond those that are possible.
    package let isBonus: Bool
    package let slip: String?
    /// The earlier answers of the sheet that this one follows from.
    package let origins: [Origin]
    /// Nil where nothing is to be said, or nobody asked.
    package let annotation: Annotation?
    /// Whether only a person can mark it.
    package let isProse: Bool
    /// What a person is to mark, as it was written.
    package let text: String?
    /// Whether its points are among those that are possible.
    package internal(set) var isCounted: Bool
    /// What the program found, where a person decided otherwise.
    package internal(set) var found: Found?
    /// What a person says of it.
    package internal(set) var comment: String?

    package struct Found: Equatable, Sendable {
      package let outcome: OutcomeKind
      package let points: Rational
    }

    init(
      step: String, question: String, outcome: OutcomeKind, points: Rational, possible: Rational,
      isBonus: Bool = false, slip: String? = nil, origins: [Origin] = [],
      annotation: Annotation? = nil, isProse: Bool = false, text: String? = nil
    ) {
      self.step = step
      self.question = question
      self.outcome = outcome
      self.points = points
      self.possible = possible
      self.isBonus = isBonus
      self.slip = slip
      self.origins = origins
      self.annotation = annotation
      self.isProse = isProse
      self.text = text
      isCounted = !isProse && !isBonus
    }

    package init(_ finding: StepFinding, annotation: Annotation? = nil, text: String? = nil) {
      // A step has many parts to be copied: each is looked up where it stands.
      let result = finding.result
      self.init(
        step: result.step.id, question: result.question, outcome: result.outcome.kind,
        points: finding.points, possible: result.step.points, isBonus: result.step.isBonus,
        slip: finding.mistakeCode, origins: result.outcome.isFollowing ? result.origins : [],
        annotation: annotation, isProse: result.step.isProse, text: text)
    }
  }

  /// A row of these marks; `questions` are the ids of all questions, also of those that ask nothing.
  package init(
    student: String, handles: [String], folder: String?, file: String, exercise: String,
    attempt: Int? = nil, submitted: String? = nil, questions: [String], steps: [StepMark],
    strays: [Fault], notes: [Fault] = []
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
    self.notes = notes
    self.questions = questions.map { Mark(question: $0) }
    count()
  }

  /// Adds up the marks of the steps.
  mutating func count() {
    var marks = questions.map { Mark(question: $0.question) }
    var current = 0
    // By their places: a mark has many parts to be copied.
    for index in steps.indices {
      // Steps stand in the order of their questions.
      if current >= marks.count || marks[current].question != steps[index].question {
        guard let place = marks.firstIndex(where: { $0.question == steps[index].question }) else {
          continue
        }
        current = place
      }
      if !steps[index].points.isZero {
        marks[current].points = marks[current].points + steps[index].points
      }
      if steps[index].isCounted {
        marks[current].possible = marks[current].possible + steps[index].possible
      }
    }
    questions = marks
    earned = marks.reduce(.zero) { $0 + $1.points }
    points = lateness.map { earned * (1 - $0.loss) } ?? earned
    possible = marks.reduce(.zero) { $0 + $1.possible }
  }

  /// `annotations` are what is said of each step; nil where only marks are wanted.
  package init(
    _ finding: SheetFinding, student: String, place: SubmissionPlace? = nil, remarks: [Fault] = [],
    key: Exercise, annotations: [Annotation?]? = nil, keepsProse: Bool = false
  ) {
    self.init(
      student: student, handles: place?.handles ?? [], folder: place?.folder,
      file: finding.sheet.document.source.name, exercise: key.id,
      attempt: place?.attempt ?? finding.sheet.attempt,
      submitted: place?.submitted ?? finding.sheet.submitted,
      questions: key.questions.map(\.id),
      steps: finding.steps.indices.map { place in
        let step = finding.steps[place]
        return StepMark(
          step, annotation: annotations?[place],
          text: keepsProse && step.result.step.isProse ? finding.sheet.text(of: step.step.id) : nil)
      },
      strays: finding.strays, notes: finding.notes + remarks)
  }

  /// The part of the possible points that is earned; 1 where nothing can be.
  package var share: Rational { possible.isZero ? .one : points / possible }
}

extension AnswerSheet {
  /// An answer as it was written; nil where it is open.
  fileprivate func text(of step: String) -> String? {
    guard let content = answer(to: step)?.content, !content.isOpen else { return nil }
    if case .text(let inscription) = content { return inscription.text }
    return content.place.map { document.source.text(in: $0) }
  }
}
