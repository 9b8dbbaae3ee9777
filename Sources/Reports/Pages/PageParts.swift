import Checking
import Grading
import Notation
import Synchronization
import WorkedExamples

/// What the pages of all students have in common, written once for each exercise of a run.
final class PageParts: Sendable {
  let key: AnswerKey
  /// Whether right values may be told.
  let showsAnswers: Bool
  let questions: [QuestionParts]
  let map: StepMap?
  private let given: PagePiece?
  /// For each step, once it was needed.
  private let activations = Mutex<[Int: Activation?]>([:])
  private let computations = Mutex<[Int: [UInt8]]>([:])

  var exercise: Exercise { key.exercise }

  init(_ key: AnswerKey, showsAnswers: Bool) {
    self.key = key
    self.showsAnswers = showsAnswers
    let exercise = key.exercise
    map = StepMap(exercise)
    given = Self.piece(exercise.given) { formulas in
      .tag("details", [.tag("summary", "Given"), formulas.given(exercise.given)])
    }
    var first = 0
    questions = exercise.questions.enumerated().map { number, question in
      defer { first += question.steps.count }
      return QuestionParts(
        question, of: exercise, number: number, firstStep: first,
        figures: showsAnswers ? AskedPictures(question, of: exercise).figures : [])
    }
  }

  /// A step by its place among all of the exercise.
  func step(at position: Int) -> StepParts? {
    questions.lazy.flatMap(\.steps).first { $0.position == position }
  }

  fileprivate static func piece(
    _ given: [String], _ write: (inout PageFormulas) -> HTML
  ) -> PagePiece? {
    guard !given.isEmpty else { return nil }
    var formulas = PageFormulas.unbounded
    return formulas.write(write).piece
  }

  /// What the exercise gives, to be opened.
  func given(_ formulas: inout PageFormulas) -> HTML? {
    guard let given else { return nil }
    if formulas.take(given) { return .ready(given.html) }
    return .tag("details", [.tag("summary", "Given"), formulas.given(exercise.given)])
  }

  // MARK: Pictures

  /// The function that a step applies, and the step that it is applied to.
  struct Activation: Sendable {
    let drawing: FunctionDrawing
    let argument: String?
  }

  func activation(of step: StepParts) -> Activation? {
    if let known = activations.withLock({ $0[step.position] }) { return known }
    let found = pictures(of: step).activation.map {
      Activation(drawing: FunctionDrawing($0.curve), argument: $0.argument)
    }
    activations.withLock { $0[step.position] = .some(found) }
    return found
  }

  /// The function that a step applies, with a mark at the student's own argument.
  func figure(of step: StepParts, at argument: Double?) -> HTML? {
    guard let activation = activation(of: step) else { return nil }
    let mark = argument.flatMap { x in activation.argument.map { (x: x, label: "your \($0)") } }
    return activation.drawing.figure(id: "p\(step.position + 1)f", mark: mark)
  }

  /// How the right value of a step comes about.
  func computation(of step: StepParts) -> HTML {
    if let known = computations.withLock({ $0[step.position] }) { return .ready(known) }
    let bytes = pictures(of: step).computation.flatMap(\.bytes)
    computations.withLock { $0[step.position] = bytes }
    return .ready(bytes)
  }

  private func pictures(of step: StepParts) -> StepPictures {
    StepPictures(
      step.step, of: questions[step.question].question, at: step.position, key: key)
  }
}

/// What is the same of a question on every page.
final class QuestionParts: Sendable {
  let question: Question
  /// Its place on the page.
  let anchor: String
  let steps: [StepParts]
  /// Its heading and what it asks.
  let head: HTML
  let markdown: [UInt8]
  /// The pictures that it asks for, where they may be shown.
  let figures: HTML
  private let given: PagePiece?

  init(
    _ question: Question, of exercise: Exercise, number: Int, firstStep: Int, figures: [HTML]
  ) {
    self.question = question
    anchor = "q\(number + 1)"
    let heading = HTML.tag("h2", ["id": anchor], "Question \(question.id)")
    head = .ready(heading.bytes + HTML.tag("p", question.ask).bytes)
    markdown = Array(
      "\n## Question \(question.id.escapedForMarkdown)\n\n\(question.ask.escapedForMarkdown)\n".utf8
    )
    self.figures = .ready(figures.flatMap(\.bytes))
    given = PageParts.piece(question.given) { $0.given(question.given) }
    steps = question.steps.enumerated().map { index, step in
      StepParts(step, of: exercise, question: number, position: firstStep + index)
    }
  }

  /// What the question gives beyond the exercise.
  func given(_ formulas: inout PageFormulas) -> HTML? {
    guard let given else { return nil }
    return formulas.take(given) ? .ready(given.html) : formulas.given(question.given)
  }
}

/// What is the same of a step on every page.
final class StepParts: Sendable {
  let step: Step
  /// What the text about it depends on besides the answer, in a run: which exercise it is of, with
  /// whose numbers.
  let exercise: String
  let variant: String?
  /// The question's number, and the step's among all of the exercise; from 0.
  let question: Int
  let position: Int
  /// Its place on the page; names of steps need not be good for one.
  let anchor: String
  let heading: HTML
  let markdown: String

  init(_ step: Step, of exercise: Exercise, question: Int, position: Int) {
    self.step = step
    self.exercise = exercise.id
    variant = exercise.variant
    self.question = question
    self.position = position
    anchor = "s\(position + 1)"
    heading = .ready(HTML.tag("h3", [.code(step.id), "  \(step.ask)"]).bytes)
    markdown = "\n### \(step.id.asCode) \(step.ask.escapedForMarkdown)\n\n"
  }
}
