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
  var known = KnownFormulas()
  let slips = KnownSlips()

  /// With `decimalCommas` answers have them, whatever the exercise says.
  package init(_ key: AnswerKey, judge: Judge = Judge(), decimalCommas: Bool = false) {
    self.key = key
    self.judge = judge
    hasDecimalCommas = decimalCommas || key.exercise.hasDecimalCommas
  }

  /// Judges a sheet; with `foreign`, it was worked with other numbers, of which none earns.
  package func judge(_ sheet: AnswerSheet, notBy foreign: AnswerKey? = nil) -> SheetFinding {
    var ledger = Ledger()
    ledger.isForeign = foreign != nil
    ledger.followThroughLeft =
      key.exercise.worth.followInTotal
      * key.exercise.steps.reduce(.zero) { $0 + ($1.isProse ? .zero : $1.points) }
    var findings: [StepFinding] = []
    let ids = Set(key.exercise.steps.map(\.id))
    for question in key.exercise.questions {
      let parser = AnswerParser(
        sheet.document, question: question, decimalCommas: hasDecimalCommas)
      for step in question.steps {
        let content = sheet.answer(to: step.id)?.content ?? .open
        let place = Place(question: question, parser: parser, ids: ids, document: sheet.document)
        var finding = finding(for: content, to: step, place, &ledger)
        if let foreign { finding = finding.disowned(by: self, of: foreign) }
        ledger.cap(&finding)
        findings.append(finding)
      }
    }
    let strays = sheet.answers.filter { !ids.contains($0.step) }.map { answer in
      let step = AnswerSheet.step(answer.step)
      return Fault(
        ids.contains(step)
          ? "\(answer.step) is the step \(step), which has another answer on this sheet"
          : "\(key.exercise.id) has no step \(answer.step)",
        in: sheet.document.source, at: answer.keyPlace,
        help: ids.contains(step)
          ? nil : Nearest.name(to: answer.step, among: ids).map { "did you mean \($0)?" })
    }
    return SheetFinding(sheet: sheet, steps: findings, strays: sheet.complaints + strays)
  }

  /// What a sheet has answered so far.
  struct Ledger {
    enum Standing {
      case exact
      /// Right but for a correct rounding, here or earlier.
      case rounded
      case wrong
    }

    /// What names mean in later answers.
    var values: [String: RealQuantity] = [:]
    /// The steps whose values later ones may follow from.
    var standings: [String: Standing] = [:]
    var formulas: [String: Formula] = [:]
    /// Answers that cannot be named, and why.
    var unusable: [String: String] = [:]
    /// The steps in which the mistakes are that a wrong answer comes from.
    var slips: [String: [String]] = [:]
    /// Whether it is worked with other numbers than its own, so that nothing follows.
    var isForeign = false
    /// How many points may still be earned by follow-through.
    var followThroughLeft = Rational.zero
    /// How many wrong steps a number was written for.
    private var misses: [Rational: Int] = [:]

    /// Whether a number was wrong in two places before: who writes it everywhere is guessing.
    func isGuess(_ number: Rational) -> Bool { misses[number, default: 0] >= 2 }

    mutating func note(wrong numbers: Set<Rational>) {
      for number in numbers { misses[number, default: 0] += 1 }
    }

    var answered: Set<String> { Set(values.keys).union(formulas.keys) }

    /// Takes back what follow-through earns beyond what it may on the whole sheet.
    mutating func cap(_ finding: inout StepFinding) {
      let earned = finding.followed * finding.step.points
      guard earned.signum > 0 else { return }
      let excess = earned - followThroughLeft
      if excess.signum > 0 {
        finding.credit = finding.credit - excess / finding.step.points
        finding.isCapped = true
      }
      followThroughLeft = excess.signum > 0 ? .zero : -excess
    }
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
      return .init(step, place, .awaitsMarker, prose: content.words)
    case .choice(let choice):
      return finding(for: content, step, choice, place, &ledger)
    case .computed(let target):
      do {
        let answer = try place.parser.parse(
          content, to: step, answered: ledger.answered.filter(place.question.sees),
          others: place.ids, unusable: ledger.unusable)
        return target.isFormula
          ? try formulaFinding(answer, step, target, place, &ledger)
          : try numberFinding(answer, step, target, place, &ledger)
      } catch {
        ledger.unusable[step.id] = "could not be read"
        return .init(step, place, .unreadable(error))
      }
    }
  }

  // MARK: Choices

  private func finding(
    for content: Answer.Content, _ step: Step, _ choice: Choice, _ place: Place,
    _ ledger: inout Ledger
  ) -> StepFinding {
    guard case .text(let inscription) = content,
      let chosen = choice.options.firstIndex(of: inscription.text)
    else {
      let fault = Fault(
        "this is none of the choices", in: place.document.source,
        at: content.place ?? 0..<0, help: "choose one of: \(choice.options.joined(separator: ", "))"
      )
      return .init(step, place, .unreadable(fault))
    }
    if inscription.text == choice.right { return .init(step, place, .right(.exact), credit: .one) }
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
    let slip = choice.slips.first { $0.option == inscription.text }
    return .init(
      step, place, .wrong(.differs(entries: [0])),
      slip: slip.map { Mistake(code: $0.code, hint: $0.hint) })
  }

  /// The earlier answers that another follows from, as the sheet has them.
  func origins(_ steps: [String], _ ledger: Ledger) -> [Origin] {
    steps.map { step in
      Origin(
        step: step, value: ledger.values[step]?.text ?? ledger.formulas[step]?.description ?? "",
        slips: ledger.slips[step] ?? [step])
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
    credit: Rational = .zero, followed: Rational = .zero
  ) {
    self.init(
      step: step, question: place.question.id, outcome: outcome, answer: answer, chains: chains,
      entries: entries, slip: slip, origins: origins, misshape: misshape, prose: prose,
      credit: credit, followed: followed)
  }
}
