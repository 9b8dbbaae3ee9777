import Notation
import Scalars
import WorkedExamples

/// Why numbers that were drawn are not dealt.
struct VariantRefusal: Hashable {
  let reason: String
  /// Where in the exercise's file that comes from.
  let place: Range<Int>
}

/// An exercise at numbers that were drawn: may they be dealt?
struct VariantProbe {
  let plan: VariantPlan
  let steps: VariantSteps
  private(set) var work = ProbeWork()

  init(_ exercise: Exercise, _ plan: VariantPlan) {
    self.plan = plan
    steps = VariantSteps(exercise, plan)
  }

  /// The first thing that speaks against a draw; nil where it may be dealt. That a second witness
  /// does not come to the value speaks against the exercise, at whatever numbers.
  mutating func refusal(of draw: Draw, in exercise: Exercise) throws(Fault) -> VariantRefusal? {
    for index in plan.sections.indices where !plan.sections[index].conditions.isEmpty {
      let scope = plan.scope(of: index, with: draw)
      for condition in plan.sections[index].conditions {
        if let refusal = refusal(of: condition, in: scope) { return refusal }
      }
    }
    var values: [String: ProbedNumbers] = [:]
    for place in steps.all {
      let question = exercise.questions[place.question]
      let step = question.steps[place.step]
      guard let target = step.target else { continue }
      if let refusal = refusal(of: step, target, place, question, &values) { return refusal }
      guard place.isDrawn, let via = target.via else { continue }
      let used = values.filter { steps.uses[step.id]?.contains($0.key) == true }
      guard
        let own = try? work.numbers(of: [via.formula], in: question.scope, where: used)[0],
        own.obstacle == nil, let right = values[step.id]
      else {
        return VariantRefusal(
          reason: "by hand, \(step.id) has no value", place: via.inscription.place)
      }
      guard own.agrees(with: right) else {
        let chance = Coincidence(numbers: draw.assignments, own: own.text, right: right.text)
        throw chance.fault(of: step, at: via, in: exercise)
      }
    }
    return nil
  }

  // MARK: Conditions

  private mutating func refusal(of condition: VariantCondition, in scope: Scope)
    -> VariantRefusal?
  {
    func refusal(_ reason: String) -> VariantRefusal {
      VariantRefusal(reason: reason, place: condition.inscription.place)
    }
    let text = condition.inscription.text
    let numbers: [ProbedNumbers]
    do {
      numbers = try work.numbers(of: condition.members, in: scope)
    } catch {
      return refusal("\(text) cannot be decided: \(error.message)")
    }
    for number in numbers where number.exact.shape != .number {
      return refusal("\(text) cannot be decided: it compares a \(number.exact.shape)")
    }
    for (index, link) in condition.links.enumerated() {
      guard let a = numbers[index].bounds(0), let b = numbers[index + 1].bounds(0) else {
        return refusal("\(text) cannot be decided: a side has no value")
      }
      guard link.certainlyHolds(a, b) else { return refusal("\(text) does not hold") }
    }
    return nil
  }

  // MARK: Steps

  private mutating func refusal(
    of step: Step, _ target: Target, _ place: VariantSteps.Place, _ question: Question,
    _ values: inout [String: ProbedNumbers]
  ) -> VariantRefusal? {
    func refusal(_ reason: String, _ written: Written?) -> VariantRefusal {
      VariantRefusal(reason: reason, place: written?.inscription.place ?? step.place)
    }
    let right: ProbedNumbers
    do {
      right = try work.numbers(of: [target.value.formula], in: question.scope)[0]
    } catch {
      return refusal("\(step.id) has no value: \(error.message)", target.value)
    }
    if let obstacle = right.obstacle {
      return refusal("\(step.id) has no value: \(obstacle.reason)", target.value)
    }
    values[step.id] = right
    guard place.isDrawn else { return nil }
    if let limit = plan.digits(of: step.id), right.mostDigits > limit {
      return refusal("\(step.id) has more than \(limit) digit\(limit == 1 ? "" : "s")", nil)
    }
    let used = values.filter { steps.uses[step.id]?.contains($0.key) == true }
    var slips: [(slip: Slip, value: ProbedNumbers)] = []
    for slip in target.slips {
      guard
        let value = try? work.numbers(of: [slip.value.formula], in: question.scope, where: used)[0],
        value.obstacle == nil
      else { return refusal("the slip \(slip.code) of \(step.id) has no value", slip.value) }
      guard value.isApart(from: right, digits: target.precision.usualDigits) else {
        return refusal("the slip \(slip.code) of \(step.id) comes to the right value", slip.value)
      }
      for other in slips where other.slip.code != slip.code {
        guard value.isApart(from: other.value, digits: target.precision.usualDigits) else {
          return refusal(
            "the slips \(other.slip.code) and \(slip.code) of \(step.id) come to the same",
            slip.value)
        }
      }
      slips.append((slip, value))
    }
    return nil
  }
}

extension Draw {
  fileprivate var assignments: [Counterexample.Assignment] {
    texts.map { .init(name: $0.name, value: $0.text) }
  }
}

extension ProbedNumbers {
  fileprivate var text: String {
    RealQuantity(exact) { _ in .init(balls: balls ?? []) }.text
  }
}

extension Relation {
  /// Whether the relation holds for all numbers within these bounds.
  fileprivate func certainlyHolds(
    _ a: (lower: Rational, upper: Rational), _ b: (lower: Rational, upper: Rational)
  ) -> Bool {
    switch self {
    case .less: a.upper < b.lower
    case .lessOrEqual: a.upper <= b.lower
    case .greater: a.lower > b.upper
    case .greaterOrEqual: a.lower >= b.upper
    case .notEqual: a.upper < b.lower || b.upper < a.lower
    case .equal, .approximately: a.lower == a.upper && a == b
    }
  }
}

/// The steps that ask for numbers, and which of them change with the numbers drawn.
struct VariantSteps {
  struct Place {
    let question: Int
    let step: Int
    /// Whether the step depends on what is drawn; if not, it is as good as in the file.
    let isDrawn: Bool
  }

  /// In the order of the exercise; those that are not drawn are only there to be named.
  let all: [Place]
  /// The earlier steps that a step's formulas name.
  let uses: [String: Set<String>]

  init(_ exercise: Exercise, _ plan: VariantPlan) {
    var all: [Place] = []
    var uses: [String: Set<String>] = [:]
    var drawnSteps: Set<String> = []
    var earlier: Set<String> = []
    for (number, question) in exercise.questions.enumerated() {
      var reach = Reach(scope: question.scope, drawn: plan.names(in: number))
      for (index, step) in question.steps.enumerated() {
        guard let target = step.target, !target.isFormula else { continue }
        var formulas = [target.value.formula] + target.slips.map(\.value.formula)
        if let via = target.via { formulas.append(via.formula) }
        let names = Set(formulas.flatMap { $0.names.map(\.name) })
        let isDrawn =
          !names.isDisjoint(with: drawnSteps)
          || reach.reaches(names.union(formulas.flatMap(\.functionNames)))
        all.append(Place(question: number, step: index, isDrawn: isDrawn))
        uses[step.id] = names.filter {
          $0 != step.id && earlier.contains($0) && question.sees($0)
        }
        earlier.insert(step.id)
        if isDrawn { drawnSteps.insert(step.id) }
      }
    }
    self.all = all
    self.uses = uses
  }

  /// Whether a formula that is asked for in a question depends on names that are drawn, or an
  /// answer to it may.
  static func reaches(formulasOf question: Question, _ drawn: Set<String>) -> Bool {
    var reach = Reach(scope: question.scope, drawn: drawn)
    return question.steps.contains { step in
      guard let target = step.target, target.isFormula else { return false }
      var formulas = [target.value.formula] + target.slips.map(\.value.formula)
      if let via = target.via { formulas.append(via.formula) }
      if case .derivation(let derivation) = target.form {
        formulas.append(derivation.start.formula)
      }
      let names = formulas.flatMap { $0.names.map(\.name) } + formulas.flatMap(\.functionNames)
      return reach.reaches(Set(names).union(target.names ?? Array(question.visible)))
    }
  }

  /// Which names of a scope depend on those that are drawn.
  private struct Reach {
    let scope: Scope
    let drawn: Set<String>
    private var known: [String: Bool] = [:]

    init(scope: Scope, drawn: Set<String>) {
      self.scope = scope
      self.drawn = drawn
    }

    mutating func reaches(_ names: Set<String>) -> Bool {
      // All of them, so that what is known does not depend on the order of a set.
      names.reduce(false) { found, name in reaches(name) || found }
    }

    private mutating func reaches(_ name: String) -> Bool {
      if drawn.contains(name) { return true }
      if let known = known[name] { return known }
      // A definition sees what stands before it only; this also ends names that were used twice.
      known[name] = false
      let body: Formula
      switch scope.meaning(of: name) {
      case .definition(let formula), .function(_, let formula): body = formula
      case .variable, nil: return false
      }
      let found = reaches(Set(body.names.map(\.name)).union(body.functionNames))
      known[name] = found
      return found
    }
  }
}

extension Exercise {
  /// Whether some step asks for a formula in which numbers are drawn.
  package var hasDrawnFormulas: Bool {
    guard let plan = variants else { return false }
    return questions.enumerated().contains { number, question in
      let names = plan.names(in: number)
      return question.steps.contains { $0.target?.isFormula == true }
        && VariantSteps.reaches(formulasOf: question, names)
    }
  }
}

extension Formula {
  /// The functions that it applies, or a derivative of which.
  fileprivate var functionNames: [String] {
    usedFunctions.map { name in String(name.prefix { $0 != "'" }) }
  }
}
