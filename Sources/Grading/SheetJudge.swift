import Checking
import JSONText
import Notation
import Scalars
import WorkedExamples

/// Judges sheets against an answer key: each step by itself, then from the sheet's own earlier
/// values.
package struct SheetJudge: Sendable {
  package let key: AnswerKey
  let judge: Judge
  let credit: Credit
  var known = KnownFormulas()
  let mistakes = KnownMistakes()

  package init(_ key: AnswerKey, judge: Judge = Judge(), credit: Credit = Credit()) {
    self.key = key
    self.judge = judge
    self.credit = credit
  }

  package func judge(_ sheet: AnswerSheet) -> SheetFinding {
    var ledger = Ledger()
    var findings: [StepFinding] = []
    let ids = Set(key.exercise.steps.map(\.id))
    for question in key.exercise.questions {
      let parser = AnswerParser(sheet.document, question: question)
      for step in question.steps {
        let content = sheet.answer(to: step.id)?.content ?? .open
        findings.append(
          finding(
            for: content, to: step,
            Place(question: question, parser: parser, ids: ids, document: sheet.document), &ledger))
      }
    }
    let strays = sheet.answers.filter { !ids.contains($0.step) }.map { answer in
      Fault(
        "\(key.exercise.id) has no step \(answer.step)", in: sheet.document.source,
        at: answer.keyPlace,
        help: Nearest.name(to: answer.step, among: ids).map { "did you mean \($0)?" })
    }
    return SheetFinding(sheet: sheet, steps: findings, strays: strays)
  }

  /// What a sheet has answered so far.
  struct Ledger {
    enum Standing {
      case exact
      /// Right but for a correct rounding, here or earlier.
      case rounded
      case wrong
    }

    var values: [String: RealQuantity] = [:]
    var standings: [String: Standing] = [:]
    var formulas: [String: Formula] = [:]
    /// How many wrong steps a number was written for.
    private var misses: [Rational: Int] = [:]

    /// Whether a number was wrong in two places before: who writes it everywhere is guessing.
    func isGuess(_ number: Rational) -> Bool { misses[number, default: 0] >= 2 }

    mutating func note(wrong numbers: Set<Rational>) {
      for number in numbers { misses[number, default: 0] += 1 }
    }

    /// The steps that have a value or a formula.
    var answered: Set<String> = []
  }

  struct Place {
    let question: Question
    let parser: AnswerParser
    let ids: Set<String>
    let document: JSONDocument
  }

  private func finding(
    for content: Answer.Content, to step: Step, _ place: Place, _ ledger: inout Ledger
  ) -> StepFinding {
    if content.isOpen { return .init(step, place, .open) }
    switch step.kind {
    case .prose:
      return .init(step, place, .awaitsMarker)
    case .choice(let options, let right):
      return choice(content, step, place, options, right)
    case .computed(let target):
      do {
        let answer = try place.parser.parse(
          content, to: step,
          answered: place.question.seesAllSteps
            ? ledger.answered : ledger.answered.filter(place.question.sees),
          others: place.ids)
        return target.isFormula
          ? try formulaFinding(answer, step, target, place, &ledger)
          : try numberFinding(answer, step, target, place, &ledger)
      } catch {
        return .init(step, place, .unreadable(error))
      }
    }
  }

  private func choice(
    _ content: Answer.Content, _ step: Step, _ place: Place, _ options: [String], _ right: String
  ) -> StepFinding {
    guard case .text(let inscription) = content, options.contains(inscription.text) else {
      let fault = Fault(
        "this is none of the choices", in: place.document.source,
        at: content.place ?? 0..<0, help: "choose one of: \(options.joined(separator: ", "))")
      return .init(step, place, .unreadable(fault))
    }
    return inscription.text == right
      ? .init(step, place, .right(.exact), credit: .one)
      : .init(step, place, .wrong(.differs(entries: [0])))
  }
}

extension StepFinding {
  init(
    _ step: Step, _ place: SheetJudge.Place, _ outcome: Outcome, answer: ParsedAnswer? = nil,
    chains: [ChainFinding] = [], entries: [EntryFinding] = [], slip: Mistake? = nil,
    credit: Rational = .zero
  ) {
    self.init(
      step: step, question: place.question.id, outcome: outcome, answer: answer, chains: chains,
      entries: entries, slip: slip, credit: credit)
  }
}
