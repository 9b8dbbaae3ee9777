import Notation
import Scalars
import WorkedExamples

/// Other numbers for an exercise, at which a second witness does not come to the value: so at the
/// exercise's own numbers it does by chance.
struct Coincidence {
  /// What was put where, as `w3 = 2`; the rest is as in the file.
  let numbers: [Counterexample.Assignment]
  /// What the witness and the value come to there.
  let own: String
  let right: String

  func fault(of step: Step, at witness: Written, in exercise: Exercise) -> Fault {
    let numbers = numbers.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return Fault(
      "by hand this comes to the value of \(step.id) by chance: with \(numbers) it is \(own),"
        + " and the value is \(right)",
      in: exercise.document.source, at: witness.inscription.place,
      help: "later steps are judged by it from a student's own values, so it must hold for others,"
        + " too; numbers that belong together can be named in \"fixed\"")
  }
}

/// Looks for second witnesses that are right by chance, by putting other numbers in the place of
/// those of an exercise.
///
/// A witness is how later steps are judged from a student's own values, so it must hold for other
/// values, too. It is not asked to hold under the conditions of variants only: `z` for relu(z), where
/// z > 0, would have a student's own negative z pass unrectified.
struct CoincidenceSearch {
  private let exercise: Exercise
  private let numbers: [ExerciseNumbers]
  private let suspects: [Suspect]
  /// Which numbers are subscripts, sizes or classes, and mean nothing else; found when first needed.
  private let counting: Set<Int>
  private let judge: Judge

  fileprivate struct Suspect {
    let step: Step
    let target: Target
    let witness: Written
    let question: Question
    /// The steps that the witness names.
    let used: Set<String>
    /// All names behind the witness, those steps and the value.
    let reached: Set<String>
  }

  private typealias Numbers = [Quantity<Rational>]

  init(_ key: AnswerKey, _ steps: Set<String>) {
    exercise = key.exercise
    var judge = Judge()
    // What 64 bits cannot tell apart is no difference that somebody could show.
    (judge.greatestPrecision, judge.looksAtDetail) = (64, false)
    self.judge = judge
    let free = exercise.freeNumbers
    let names = Set(free.map(\.name))
    let suspects = exercise.questions.flatMap { question in
      question.steps.filter { steps.contains($0.id) }
        .compactMap { Suspect($0, in: question, of: key.exercise, reaching: names) }
    }
    let reached = suspects.reduce(into: Set<String>()) { $0.formUnion($1.reached) }
    numbers = free.filter { reached.contains($0.name) }
    self.suspects = suspects
    counting =
      suspects.isEmpty ? [] : Self.counting(among: numbers, of: exercise, suspects)
  }

  // MARK: Searching

  /// What was found, by step.
  func coincidences() -> [String: Coincidence] {
    var found: [String: Coincidence] = [:]
    var open = suspects
    var draw = NumberDraw(counting: counting)
    for (round, manner) in NumberDraw.manners.enumerated() {
      open.removeAll { round >= draws(for: $0) }
      guard !open.isEmpty else { break }
      let values = draw.values(in: numbers, manner)
      let key = self.key(values, of: Self.steps(of: open))
      open.removeAll { suspect in
        guard differs(suspect, key), isFirm(suspect, values, &draw) else { return false }
        found[suspect.step.id] = coincidence(suspect, at: simplified(values, for: suspect))
        return true
      }
    }
    return found
  }

  /// A draw of many numbers sees many sides of many kinks at once, and takes its time.
  private func draws(for suspect: Suspect) -> Int {
    let count = numbers.reduce(0) {
      $0 + (suspect.reached.contains($1.name) ? $1.value.entries.count : 0)
    }
    return count < 32 ? NumberDraw.manners.count : 3
  }

  /// All steps whose values are needed.
  private static func steps(of suspects: [Suspect]) -> Set<String> {
    suspects.reduce(into: []) { $0.formUnion($1.used.union([$1.step.id])) }
  }

  private func key(_ values: Numbers, of steps: Set<String>) -> AnswerKey {
    AnswerKey(exercise.putting(Array(zip(numbers, values))), of: steps)
  }

  private func differs(_ suspect: Suspect, at values: Numbers) -> Bool {
    differs(suspect, key(values, of: Self.steps(of: [suspect])))
  }

  /// Whether value and witness are certainly not the same; false where either has no value.
  private func differs(_ suspect: Suspect, _ key: AnswerKey) -> Bool {
    Self.verdict(suspect, key, judge) == .different
  }

  /// Beside a kink, a jump or a tie the two must differ as well: what holds but for such points is a
  /// convention, and no mistake.
  private func isFirm(_ suspect: Suspect, _ values: Numbers, _ draw: inout NumberDraw) -> Bool {
    let beside = key(draw.nudged(values), of: Self.steps(of: [suspect]))
    return Self.verdict(suspect, beside, judge) != .same
  }

  private enum Finding { case same, different, none }

  private static func verdict(_ suspect: Suspect, _ key: AnswerKey, _ judge: Judge) -> Finding {
    guard let question = key.exercise.questions.first(where: { $0.id == suspect.question.id })
    else { return .none }
    let setting = key.setting(for: suspect.step, in: question)
    if suspect.target.isFormula {
      let right = suspect.target.value.formula
      guard let spot = Fingerprint.Spot(for: right, in: setting),
        let print = Fingerprint(right, in: setting, at: spot),
        let own = Fingerprint(suspect.witness.formula, in: setting, at: spot)
      else { return .none }
      return own.differs(from: print) ? .different : .same
    }
    guard let right = key.values[suspect.step.id],
      let own = try? setting.evaluate(suspect.witness.formula)
    else { return .none }
    switch judge.compare(own, right) {
    case .fails(.differs), .fails(.shapes): return .different
    case .fails: return .none
    case .holds, .undecided: return own.obstacle == nil ? .same : .none
    }
  }

  // MARK: What counts

  /// The whole numbers without which, if they were none, some value would be missing.
  private static func counting(
    among numbers: [ExerciseNumbers], of exercise: Exercise, _ suspects: [Suspect]
  ) -> Set<Int> {
    func changed(_ isMeant: (Int) -> Bool) -> Exercise {
      let values = numbers.enumerated().map { index, item in
        isMeant(index) ? item.value.map { $0 + Rational(1, over: 64) } : item.value
      }
      return exercise.putting(Array(zip(numbers, values)))
    }
    let whole = numbers.indices.filter { numbers[$0].value.entries.allSatisfy(\.isInteger) }
    guard !whole.isEmpty else { return [] }
    let other = changed(whole.contains)
    let missing = suspects.filter { !hasValues($0, in: other) }
    return Set(
      whole.filter { index in
        let other = changed { $0 == index }
        return missing.contains {
          $0.reached.contains(numbers[index].name) && !hasValues($0, in: other)
        }
      })
  }

  /// Whether value and witness can be evaluated, which no digits are computed for.
  private static func hasValues(_ suspect: Suspect, in exercise: Exercise) -> Bool {
    guard let question = exercise.questions.first(where: { $0.id == suspect.question.id }) else {
      return false
    }
    var setting = Setting(question.scope)
    func value(_ formula: Formula) -> RealQuantity? {
      guard let found = try? setting.evaluate(formula),
        !found.exact.contains(where: { $0.obstacle?.isCertain == true })
      else { return nil }
      return found
    }
    guard !suspect.target.isFormula else {
      return Fingerprint.Spot(for: suspect.target.value.formula, in: setting) != nil
    }
    for other in exercise.questions {
      for step in other.steps where suspect.used.contains(step.id) {
        guard let formula = step.target?.value.formula, step.target?.isFormula == false else {
          continue
        }
        guard let found = try? Setting(other.scope).evaluate(formula) else { return false }
        setting.bindings[step.id] = found
      }
    }
    let right = value(suspect.target.value.formula)
    return right != nil && value(suspect.witness.formula) != nil
  }

  // MARK: Words

  /// As few changes as show the difference.
  private func simplified(_ values: Numbers, for suspect: Suspect) -> Numbers {
    var values = values
    for index in numbers.indices {
      let (old, new) = (numbers[index].value, values[index])
      values[index] = old
      if differs(suspect, at: values) { continue }
      values[index] = new
      var entries = new.entries
      guard entries.count > 1, entries.count <= 8 else { continue }
      for entry in entries.indices {
        let changed = entries[entry]
        entries[entry] = old.entries[entry]
        values[index] = Quantity(new.shape, entries)
        if !differs(suspect, at: values) { entries[entry] = changed }
      }
      values[index] = Quantity(new.shape, entries)
    }
    return values
  }

  private func coincidence(_ suspect: Suspect, at values: Numbers) -> Coincidence {
    let key = self.key(values, of: Self.steps(of: [suspect]))
    let setting = key.setting(for: suspect.step, in: suspect.question)
    var texts = ("another function", "this one")
    if !suspect.target.isFormula, let right = key.values[suspect.step.id],
      let own = try? setting.evaluate(suspect.witness.formula)
    {
      texts = RealQuantity.texts(own, right)
    }
    let changed = numbers.indices.filter { values[$0].entries != numbers[$0].value.entries }
    return Coincidence(
      numbers: changed.map {
        .init(name: numbers[$0].name, value: RealQuantity(values[$0]).shown(digits: 12))
      },
      own: texts.0, right: texts.1)
  }
}

extension CoincidenceSearch.Suspect {
  /// Nil where no other numbers could show anything: what is worked out of numbers alone is right or
  /// wrong once and for all.
  fileprivate init?(
    _ step: Step, in question: Question, of exercise: Exercise, reaching numbers: Set<String>
  ) {
    guard let target = step.target else { return nil }
    var witness = target.via
    if case .derivation(let derivation) = target.form {
      guard derivation.relation == .equal else { return nil }
      witness = derivation.start
    }
    guard let witness else { return nil }
    let names = Set(witness.formula.names.map(\.name))
    var reached = question.scope.ancestry(of: [witness.formula])
    var used: Set<String> = []
    for other in exercise.questions {
      for earlier in other.steps
      where earlier.id != step.id && names.contains(earlier.id) && question.sees(earlier.id) {
        guard let value = earlier.target?.value.formula else { continue }
        used.insert(earlier.id)
        reached.formUnion(other.scope.ancestry(of: [value]))
      }
    }
    // What the witness leaves out may be its mistake.
    let behind = question.scope.ancestry(of: [target.value.formula])
    guard !reached.isDisjoint(with: numbers) else { return nil }
    (self.step, self.target, self.witness) = (step, target, witness)
    (self.question, self.used, self.reached) = (question, used, reached.union(behind))
  }
}
