import Checking
import Notation
import Scalars
import WorkedExamples

extension SheetJudge {
  /// What a sheet has answered so far, step by step.
  struct Ledger {
    enum Standing {
      case exact
      /// Right but for a correct rounding, here or earlier.
      case rounded
      case wrong
    }

    struct Entry {
      /// What the step's id means in later answers.
      var value: RealQuantity?
      var formula: Formula?
      /// By how much each number may have been rounded; empty where none was.
      var slack: [Rational] = []
      /// Nil where nothing may follow from it.
      var standing: Standing?
      /// Why the answer cannot be named.
      var unusable: String?
      /// The steps in which the mistakes are that a wrong answer comes from.
      var slips: [String]?
      /// The wrong numbers in it.
      var misses: Set<Rational> = []
      /// The earlier steps that a formula names, and those that they name.
      var reach: Set<Int> = []
    }

    /// What stands for a step, and what others can see of it; an object, since sheets share many.
    final class Slot: Sendable {
      let entry: Entry
      let state: State

      init(_ entry: Entry, _ state: State) {
        self.entry = entry
        self.state = state
      }
    }

    let order: StepOrder
    private(set) var slots: [Slot]
    /// How many points may still be earned by follow-through.
    var followThroughLeft = Rational.zero
    /// How many wrong steps a number was written for.
    private var misses: [Rational: Int] = [:]

    init(order: StepOrder) {
      self.order = order
      slots = order.emptySlots
    }

    /// What stands for a step; nothing for any other name.
    subscript(step: String) -> Entry {
      get { order.positions[step].map { slots[$0].entry } ?? Entry() }
      set { if let position = order.positions[step] { slots[position] = Slot(newValue, .open) } }
    }

    /// What names mean in later answers.
    var values: [String: RealQuantity] { values { _ in true } }

    /// What some names mean in later answers.
    func values(of names: Set<String>) -> [String: RealQuantity] {
      var values: [String: RealQuantity] = [:]
      for name in names { values[name] = self[name].value }
      return values
    }

    /// The values that later answers may follow from; what else is named falls back on what is
    /// right.
    func carried(over right: [String: RealQuantity], _ names: Set<String>) -> [String: RealQuantity]
    {
      var values: [String: RealQuantity] = [:]
      for name in names {
        let entry = self[name]
        values[name] = (entry.standing == nil ? nil : entry.value) ?? right[name]
      }
      return values
    }

    private func values(where isWanted: (Entry) -> Bool) -> [String: RealQuantity] {
      var values: [String: RealQuantity] = [:]
      for (position, slot) in slots.enumerated() where isWanted(slot.entry) {
        if let value = slot.entry.value { values[order.steps[position].step.id] = value }
      }
      return values
    }

    /// The steps whose answers later ones of a question may name.
    func answered(seenIn question: Question) -> AnsweredSteps {
      AnsweredSteps(
        contains: { self.isAnswered($0) && question.sees($0) },
        all: {
          order.steps.map(\.step.id).filter { self.isAnswered($0) && question.sees($0) }
        })
    }

    func isAnswered(_ step: String) -> Bool {
      guard let position = order.positions[step] else { return false }
      let entry = slots[position].entry
      return entry.value != nil || entry.formula != nil
    }

    /// Whether a formula names a step whose answer is not exactly right.
    func hasFlaws(in formula: Formula) -> Bool {
      var isFound = false
      formula.forEachName { use in
        guard !isFound, let position = order.positions[use.name] else { return }
        isFound = (slots[position].entry.standing ?? .exact) != .exact
      }
      return isFound
    }

    /// Answers that cannot be named, and why.
    var unusable: [String: String] {
      var reasons: [String: String] = [:]
      for (position, slot) in slots.enumerated() {
        if let reason = slot.entry.unusable { reasons[order.steps[position].step.id] = reason }
      }
      return reasons
    }

    /// Whether a number was wrong in two places before: who writes it everywhere is guessing.
    func isGuess(_ number: Rational) -> Bool { misses[number, default: 0] >= 2 }

    /// All numbers that count as guesses.
    var guesses: Set<Rational> {
      misses.isEmpty ? [] : Set(misses.lazy.filter { $0.value >= 2 }.map(\.key))
    }

    mutating func note(at step: String, wrong numbers: Set<Rational>) {
      self[step].misses = numbers
      count(numbers)
    }

    private mutating func count(_ numbers: Set<Rational>) {
      for number in numbers { misses[number, default: 0] += 1 }
    }

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
}

extension SheetJudge.Ledger {
  /// Keeps what later steps may follow from; `slack` is by how much each number may be rounded.
  mutating func record(
    _ step: Step, _ findings: SheetJudge.EntryFindings, _ shape: Shape, _ outcome: Outcome,
    _ misshape: Misshape?, slack: [Rational]
  ) {
    let values = findings.numbers.compactMap { $0?.value }
    guard values.count == shape.count, misshape?.isComplete ?? true else { return }
    var entry = self[step.id]
    entry.value = RealQuantity(Quantity(shape, values))
    entry.slack = slack.allSatisfy(\.isZero) ? [] : slack
    let isRounded = findings.verdicts.contains { $0?.isRounding == true }
    if findings.entries.allSatisfy({ $0 == .right }) {
      entry.standing = isRounded ? .rounded : .exact
    } else {
      let isGood = findings.entries.allSatisfy { $0 == .right || $0 == .roundedEarly }
      entry.standing = isGood ? .rounded : .wrong
    }
    var comesOfOwn = findings.follow.comesOfOwn
    if case .followsThrough = outcome { comesOfOwn = true }
    if comesOfOwn { entry.slips = roots(of: findings.follow.wrong) }
    self[step.id] = entry
  }

  /// The steps in which the mistakes were made that some wrong answers come from.
  func roots(of origins: [String]) -> [String] {
    var roots: [String] = []
    for origin in origins {
      for slip in self[origin].slips ?? [origin] where !roots.contains(slip) { roots.append(slip) }
    }
    return roots
  }
}

// MARK: - What later steps can see

extension SheetJudge.Ledger {
  /// What a step's entry means for others; of two sheets with equal states, those steps that
  /// build on nothing else are judged alike.
  enum State: Hashable, Sendable {
    case open
    /// The right number exactly.
    case right
    indirect case other(Details)
  }

  struct Details: Hashable, Sendable {
    let shape: Shape?
    let numbers: [Rational]
    let slack: [Rational]
    let formula: String?
    let standing: Standing?
    let unusable: String?
    let slips: [String]?
  }

  /// Notes what a step's entry means for others, once all of it is known.
  mutating func close(_ position: Int, right: RealQuantity?, _ answer: ParsedAnswer?) {
    var entry = slots[position].entry
    if entry.formula != nil, let answer {
      var reach = order.positions(of: answer.names)
      for step in reach { reach.formUnion(slots[step].entry.reach) }
      entry.reach = reach
    }
    slots[position] = Slot(entry, state(of: entry, right: right))
  }

  private func state(of entry: Entry, right: RealQuantity?) -> State {
    let isPlain = entry.formula == nil && entry.unusable == nil && entry.slips == nil
    if isPlain, entry.standing == .exact, let value = entry.value, let right,
      value.shape == right.shape, value.isExact, value.exact == right.exact
    {
      return .right
    }
    if isPlain, entry.standing == nil, entry.value == nil { return .open }
    return .other(
      Details(
        shape: entry.value?.shape, numbers: entry.value?.exact ?? [], slack: entry.slack,
        formula: entry.formula?.description, standing: entry.standing, unusable: entry.unusable,
        slips: entry.slips))
  }

  /// Takes over what is known of an answer.
  mutating func take(_ slot: Slot, at position: Int) {
    slots[position] = slot
    if !slot.entry.misses.isEmpty { count(slot.entry.misses) }
  }
}
