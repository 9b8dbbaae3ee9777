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
  /// Whether answers in quotes have decimal commas.
  let hasDecimalCommas: Bool
  /// Formulas that were judged already: a class writes the same few.
  var formulas = Memo<FormulaAnswer, FormulaFinding>(limit: 4096)
  let slips = KnownSlips()
  var known = KnownFindings()
  let order: StepOrder
  /// What is right by the numbers that a sheet is worked with, where these are not its own.
  private(set) var foreign: AnswerKey?
  /// How many points may be earned by follow-through on one sheet.
  private let followThroughLimit: Rational

  /// With `decimalCommas` answers have them, whatever the exercise says.
  package init(_ key: AnswerKey, judge: Judge = Judge(), decimalCommas: Bool = false) {
    self.key = key
    self.judge = judge
    hasDecimalCommas = decimalCommas || key.exercise.hasDecimalCommas
    order = StepOrder(key.exercise)
    followThroughLimit =
      key.exercise.worth.followInTotal
      * key.exercise.steps.reduce(.zero) { $0 + ($1.isProse ? .zero : $1.points) }
  }

  /// The judge of a sheet that is worked with other numbers: none of them earns, and nothing
  /// follows from them.
  func disowning(_ key: AnswerKey) -> SheetJudge {
    var judge = self
    judge.foreign = key
    judge.known = KnownFindings()
    return judge
  }

  package func judge(_ sheet: AnswerSheet) -> SheetFinding {
    var ledger = Ledger(order: order)
    ledger.followThroughLeft = followThroughLimit
    var findings: [StepFinding] = []
    findings.reserveCapacity(order.steps.count)
    var next = 0
    for position in order.steps.indices {
      // Most sheets answer in the order of the questions.
      let id = order.steps[position].id
      let content: Answer.Content
      if next < sheet.answers.count, sheet.answers[next].step == id {
        content = sheet.answers[next].content
        next += 1
      } else {
        content = sheet.answer(to: id)?.content ?? .open
      }
      findings.append(finding(for: content, at: position, sheet, &ledger))
      if let foreign { findings[position] = findings[position].disowned(by: self, of: foreign) }
      if findings[position].followed.signum > 0 { ledger.cap(&findings[position]) }
    }
    let strays = next == sheet.answers.count ? [] : strays(of: sheet)
    return SheetFinding(sheet: sheet, steps: findings, strays: sheet.complaints + strays)
  }

  /// So many answers to no step are told of one by one: nobody reads more.
  private static let strayLimit = 50

  /// Answers to steps that the exercise does not have.
  private func strays(of sheet: AnswerSheet) -> [Fault] {
    let strays = sheet.answers.filter { order.positions[$0.step] == nil }
    var faults = strays.prefix(Self.strayLimit).map { answer in
      let step = AnswerSheet.step(answer.step)
      let isKnown = order.positions[step] != nil
      return Fault(
        isKnown
          ? "\(answer.step) is the step \(step), which has another answer on this sheet"
          : "\(key.exercise.id) has no step \(answer.step)",
        in: sheet.document.source, at: answer.keyPlace,
        help: isKnown
          ? nil : Nearest.name(to: answer.step, among: order.ids).map { "did you mean \($0)?" })
    }
    if let next = strays.dropFirst(Self.strayLimit).first {
      let count = strays.count - Self.strayLimit
      faults.append(
        Fault(
          count == 1
            ? "another answer, from here on, is to no step of \(key.exercise.id)"
            : "\(count) more answers, from here on, are to no step of \(key.exercise.id)",
          in: sheet.document.source, at: next.keyPlace))
    }
    return faults
  }

  struct Place {
    let question: Question
    let parser: AnswerParser
    let ids: Set<String>
    let document: JSONDocument
  }

  /// Judges one answer, or finds that the class has written it before in the same circumstances.
  private func finding(
    for content: Answer.Content, at position: Int, _ sheet: AnswerSheet, _ ledger: inout Ledger
  ) -> StepFinding {
    let here = order.steps[position]
    if content.isOpen { return order.unanswered[position] }
    let wording = here.isProse ? nil : Wording(content)
    var parsed: ParsedAnswer?
    switch wording.flatMap({ known.recall($0, at: position, ledger) }) {
    case .judged(let known):
      ledger.take(known.slot, at: position)
      return StepFinding(known.result, credit: known.credit, moved: content)
    case .parsed(let answer): parsed = answer.moved(to: content)
    case nil: break
    }
    let place = Place(
      question: here.question,
      parser: AnswerParser(
        sheet.document, question: here.question,
        vocabulary: order.vocabularies[here.question.id], decimalCommas: hasDecimalCommas),
      ids: order.ids, document: sheet.document)
    let finding = finding(for: content, parsed, to: here.step, place, &ledger)
    ledger.close(position, right: key.values[here.step.id], finding.answer)
    if let wording { known.keep(finding, at: position, wording, ledger) }
    return finding
  }

  private func finding(
    for content: Answer.Content, _ parsed: ParsedAnswer?, to step: Step, _ place: Place,
    _ ledger: inout Ledger
  ) -> StepFinding {
    switch step.kind {
    case .prose:
      return .init(step, place, .awaitsMarker, prose: content.words)
    case .choice(let choice):
      return finding(for: content, step, choice, place, &ledger)
    case .computed(let target):
      do throws(Fault) {
        let answer: ParsedAnswer
        if let parsed {
          answer = parsed
        } else {
          answer = try place.parser.parse(
            content, to: step, answered: ledger.answered(seenIn: place.question),
            others: place.ids, unusable: ledger.unusable)
        }
        switch target.form {
        case .numbers: return try numberFinding(answer, step, target, place, &ledger)
        case .formula, .derivation, .equation:
          return try formulaFinding(answer, step, target, place, &ledger)
        }
      } catch {
        ledger[step.id].unusable = "could not be read"
        return .init(step, place, .unreadable(error))
      }
    }
  }

  // MARK: Choices

  private func finding(
    for content: Answer.Content, _ step: Step, _ choice: Choice, _ place: Place,
    _ ledger: inout Ledger
  ) -> StepFinding {
    guard let inscription = content.inscription, let chosen = choice.place(of: inscription.text)
    else {
      let fault = Fault(
        "this is none of the choices", in: place.document.source,
        at: content.place ?? 0..<0, help: "choose one of: \(choice.options.joined(separator: ", "))"
      )
      return .init(step, place, .unreadable(fault))
    }
    let option = choice.options[chosen]
    if option == choice.right { return .init(step, place, .right(.exact), credit: .one) }
    let number = WrittenNumber(
      Literal(
        value: Rational(chosen + place.question.scope.conventions.firstIndex), text: "\(chosen)"))
    if let via = choice.via {
      let own = follow(
        [number], isRight: [false], via: via.formula, precision: .digits(1), place, ledger,
        isPlace: true)
      if own.follows == [true] {
        return .init(
          step, place, .followsThrough(from: own.wrong), origins: origins(own.wrong, ledger),
          credit: step.worth.follow, followed: step.worth.follow)
      }
    }
    let slip = choice.slips.first { $0.option == option }
    return .init(
      step, place, .wrong(.differs(entries: [0])),
      slip: slip.map { Mistake(code: $0.code, hint: $0.hint) })
  }

  /// The earlier answers that another follows from, as the sheet has them.
  func origins(_ steps: [String], _ ledger: Ledger) -> [Origin] {
    steps.map { step in
      Origin(
        step: step,
        value: ledger[step].value?.text ?? ledger[step].formula?.description ?? "",
        slips: ledger[step].slips ?? [step])
    }
  }
}

extension Answer.Content {
  /// What was written, for a person to read.
  fileprivate var words: String {
    switch self {
    case .open: ""
    case .text(let inscription), .number(let inscription): inscription.text
    case .array(let items, _): items.map(\.words).joined(separator: "\n")
    case .cases(let cases, _):
      cases.map { "\($0.condition.text): \($0.content.words)" }.joined(separator: "\n")
    case .unusable(let what, _): what
    }
  }
}

extension StepFinding {
  init(
    _ step: Step, _ place: SheetJudge.Place, _ outcome: Outcome, answer: ParsedAnswer? = nil,
    chains: [ChainFinding] = [], entries: [EntryFinding] = [], slip: Mistake? = nil,
    origins: [Origin] = [], misshape: Misshape? = nil, prose: String? = nil,
    credit: Rational = .zero, followed: Rational = .zero, isUnearned: Bool = false
  ) {
    self.init(
      Result(
        step: step, question: place.question.id, answer: answer, outcome: outcome, chains: chains,
        entries: entries, slip: slip, origins: origins, misshape: misshape, prose: prose,
        followed: followed, isUnearned: isUnearned),
      credit: credit)
  }
}
