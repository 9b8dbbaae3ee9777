import Checking
import Notation
import Scalars
import WorkedExamples

/// The steps of an exercise in order, and which of them each one builds on; an object, since it
/// goes along with every sheet.
final class StepOrder: Sendable {
  /// A step where it stands; an object, since every sheet comes by here.
  final class Place: Sendable {
    let step: Step
    let id: String
    let isProse: Bool
    let question: Question
    /// The names in how the step follows from earlier ones.
    let viaNames: Set<String>
    /// The names in all that an answer is compared with.
    let names: Set<String>

    init(_ step: Step, in question: Question) {
      self.step = step
      id = step.id
      isProse = step.isProse
      self.question = question
      viaNames = Set(step.target?.via?.formula.names.map(\.name) ?? [])
      names = Set(step.formulas.flatMap { $0.names }.map(\.name))
    }
  }

  let steps: [Place]
  let positions: [String: Int]
  /// The functions that answers may apply, by question.
  let vocabularies: [String: Vocabulary]
  /// The numbers in an exercise's own formulas, by question: none of them was rounded.
  let given: [String: Set<Rational>]
  /// For each step: those whose answers can matter to it, whatever its own answer names.
  let sources: [Set<Int>]

  let ids: Set<String>
  /// What a sheet begins with.
  let emptySlots: [SheetJudge.Ledger.Slot]
  /// What is found out about steps that are left open.
  let unanswered: [StepFinding]

  init(_ exercise: Exercise) {
    let steps = exercise.questions.flatMap { question in
      question.steps.map { Place($0, in: question) }
    }
    let positions = Dictionary(
      steps.enumerated().map { ($1.step.id, $0) }, uniquingKeysWith: { first, _ in first })
    // What is worked out from earlier steps is worked out from theirs, too.
    var sources: [Set<Int>] = []
    for (position, place) in steps.enumerated() {
      var all = Set(place.names.compactMap { positions[$0] }).filter { $0 < position }
      for source in all { all.formUnion(sources[source]) }
      sources.append(all)
    }
    self.steps = steps
    self.positions = positions
    self.sources = sources
    ids = Set(positions.keys)
    unanswered = steps.map { place in
      StepFinding(
        StepFinding.Result(step: place.step, question: place.question.id, outcome: .open))
    }
    emptySlots = Array(
      repeating: SheetJudge.Ledger.Slot(SheetJudge.Ledger.Entry(), .open), count: steps.count)
    given = Dictionary(
      exercise.questions.map { question in
        let formulas = question.steps.flatMap(\.formulas)
        let numbers = question.scope.literals + formulas.flatMap(\.literals)
        return (question.id, Set(numbers.map(\.value)))
      },
      uniquingKeysWith: { first, _ in first })
    vocabularies = Dictionary(
      exercise.questions.map { ($0.id, AnswerParser.vocabulary(of: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The steps that names mean, in order.
  func ids(of names: Set<String>) -> [String] {
    positions(of: names).sorted().map { steps[$0].step.id }
  }

  /// Where the steps stand that names mean.
  func positions(of names: Set<String>) -> Set<Int> {
    Set(names.compactMap { positions[$0] })
  }
}

extension Step {
  /// All formulas that say how an answer is judged.
  fileprivate var formulas: [Formula] {
    switch kind {
    case .prose: return []
    case .choice(let choice): return choice.via.map { [$0.formula] } ?? []
    case .computed(let target):
      var formulas = [target.value.formula] + target.slips.map(\.value.formula)
      if let via = target.via { formulas.append(via.formula) }
      if let derivation = target.form.derivation {
        formulas.append(derivation.start.formula)
      }
      return formulas
    }
  }
}
