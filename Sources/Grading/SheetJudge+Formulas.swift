import Checking
import Notation
import Scalars
import WorkedExamples

/// Steps that ask for a formula, an equation or a derivation.
extension SheetJudge {
  func formulaFinding(
    _ answer: ParsedAnswer, _ step: Step, _ target: Target, _ place: Place,
    _ ledger: inout Ledger
  ) throws(Fault) -> StepFinding {
    var own = setting(ledger.values, place)
    own.scope = key.scope(for: step, in: place.question) { ledger[$0.id].formula }
    let sources = wrongSources(target, ledger)
    let comparison = FormulaComparison(
      judge: judge, target: target, answer: answer, own: own,
      right: key.setting(for: step, in: place.question),
      followed: followed(step, sources, place, ledger), sources: sources, step: step,
      slips: slips, visible: place.question.visible)
    let finding: FormulaFinding
    do {
      // An answer that builds on nothing of the sheet is judged once for the whole class.
      let isAlone = sources.isEmpty && !answer.names.contains(where: ledger.isAnswered)
      finding =
        try isAlone
        ? formulas.value(for: FormulaAnswer(step, answer)) { () throws(Diagnostic) in
          try comparison.finding()
        } : comparison.finding()
    } catch {
      throw (answer.strands.first?.inscription ?? target.value.inscription)
        .fault(error, in: place.document)
    }
    ledger[step.id].formula = answer.result
    var misshape: Misshape?
    var origins: [Origin] = []
    switch finding.outcome {
    case .right, .notInForm: ledger[step.id].standing = .exact
    case .wrong(.shapes(let shape, let right)): misshape = Misshape(shape, for: right)
    case .wrong(.transposed): misshape = .transposed
    case .followsThrough(let from):
      ledger[step.id].standing = .wrong
      origins = self.origins(from, ledger)
      ledger[step.id].slips = ledger.roots(of: from)
    default: ledger[step.id].standing = .wrong
    }
    let credit = finding.restates ? .zero : step.worth.credit(for: finding.outcome)
    return .init(
      step, place, finding.outcome, answer: answer, chains: finding.chains,
      slip: finding.mistake, origins: origins, misshape: misshape, credit: credit,
      followed: origins.isEmpty ? .zero : credit)
  }

  /// Wrong formulas and numbers that a step builds on, of the right shape.
  private func wrongSources(_ target: Target, _ ledger: Ledger) -> [String] {
    let used = Set(target.via?.formula.names.map(\.name) ?? [])
    return order.ids(of: used).filter { ledger[$0].standing == .wrong }
  }

  /// Where a step is worked out from the sheet's own earlier answers, and where the wrong ones of
  /// these are 0; nil where nothing can be earned so.
  private func followed(_ step: Step, _ sources: [String], _ place: Place, _ ledger: Ledger)
    -> (own: Setting, zero: Setting)?
  {
    // A constant for a formula is no work to build on.
    let hasSubstance = sources.contains { source in
      guard let formula = ledger[source].formula else { return true }
      let right = key.exercise.step(source)?.target?.value.formula
      return !formula.names.isEmpty || right?.names.isEmpty == true
    }
    guard hasSubstance, foreign == nil else { return nil }
    let names = order.positions[step.id].map { order.steps[$0].names } ?? []
    var own = setting(ledger.carried(over: key.values, names), place)
    var zero = own
    for source in sources { zero.bindings[source] = own.bindings[source]?.zeroed }
    own.scope = key.scope(for: step, in: place.question) { earlier in
      ledger[earlier.id].standing == nil
        ? earlier.target?.value.formula : ledger[earlier.id].formula
    }
    zero.scope = key.scope(for: step, in: place.question) { earlier in
      guard let right = earlier.target?.value.formula, sources.contains(earlier.id) else {
        return ledger[earlier.id].standing == nil
          ? earlier.target?.value.formula : ledger[earlier.id].formula
      }
      let nothing = Formula(.number(Literal(value: .zero, text: "0")))
      return Formula(.binary(.times, nothing, right))
    }
    return (own, zero)
  }
}

extension Worth {
  fileprivate func credit(for outcome: Outcome) -> Rational {
    switch outcome {
    case .right: .one
    case .followsThrough: follow
    case .brokenLink: self[.brokenLink]
    case .notInForm: self[.notInForm]
    case .wrong(.transposed): self[.transposed]
    default: .zero
    }
  }
}

/// What came out for one formula, whoever wrote it.
struct FormulaFinding: Sendable {
  let outcome: Outcome
  let chains: [ChainFinding]
  let mistake: Mistake?
  /// Whether a derivation only says again what is to be shown, which earns nothing.
  var restates = false
}

/// An answer that builds on nothing of its sheet, and the step that it answers.
struct FormulaAnswer: Hashable, Sendable {
  private let step: String
  // Byte by byte: equal strings of Swift need not read the same.
  private let words: [UInt8]

  init(_ step: Step, _ answer: ParsedAnswer) {
    self.step = step.id
    words = Array("\(answer)".utf8)
  }
}
