import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

extension Comparison {
  /// Whether two numbers are the same, as far as anybody can tell.
  fileprivate var isEqual: Bool {
    switch self {
    case .equal, .inseparable, .subgradient: true
    case .different, .undecided, .noValue, .tooLarge: false
    }
  }
}

/// A class of 200 that makes the exercises' own mistakes, two at once, and random ones.
///
/// Every mistake is made by evaluating a formula, and written down as people write numbers; what
/// it should be recognised as is known from how it was made.
@Suite("A made-up class of 200")
struct MadeUpClassTests {
  /// Students of one exercise share a judge, so that what was computed once is known.
  static let students = 0..<200

  /// One wrong answer and what was done to make it.
  private struct Injection {
    let step: String
    let code: String
    let value: RealQuantity
    /// Earlier steps that the student passes over.
    var open: Set<String> = []
  }

  private func listed(_ judge: SheetJudge, _ step: Step, _ question: Question) -> [(
    code: String, value: RealQuantity
  )] {
    guard let target = step.target, !target.isFormula else { return [] }
    let setting = judge.key.setting(for: step, in: question)
    return target.slips.compactMap { slip in
      guard let value = try? setting.evaluate(slip.value.formula), value.obstacle == nil,
        value.exact.count == judge.key.values[step.id]?.exact.count
      else { return nil }
      return (slip.code, value)
    }
  }

  private func injection(
    _ judge: SheetJudge, _ step: Step, _ question: Question, _ hand: inout Handwriting
  ) -> Injection? {
    let slips = listed(judge, step, question)
    guard let right = judge.key.values[step.id], !slips.isEmpty else { return nil }
    let one = hand.pick(slips)
    switch Int.random(in: 0..<6, using: &hand.generator) {
    case 0...2: return Injection(step: step.id, code: one.code, value: one.value)
    case 3:
      let change = hand.pick(GeneralSlips.likely)
      return change.apply(one.value).map {
        Injection(step: step.id, code: "\(one.code)+\(change.mistake.code)", value: $0)
      }
    case 4:
      let other = hand.pick(slips)
      let combination = hand.pick([Combination.added, .multiplied])
      guard other.code != one.code,
        let value = RealQuantity(combination, [one.value, other.value, right])
      else { return nil }
      return Injection(step: step.id, code: "\(one.code)+\(other.code)", value: value)
    default:
      let change = hand.pick(GeneralSlips.changes)
      return change.apply(right).map {
        Injection(step: step.id, code: change.mistake.code, value: $0)
      }
    }
  }

  /// A mistake in an earlier step that the student passes over, carried on by hand.
  private func carried(
    _ judge: SheetJudge, _ step: Step, _ question: Question, _ hand: inout Handwriting
  ) -> Injection? {
    guard let via = step.target?.via else { return nil }
    let names = Set(via.formula.names.map(\.name))
    let sources = question.steps.prefix { $0.id != step.id }.filter { names.contains($0.id) }
    guard !sources.isEmpty else { return nil }
    let source = hand.pick(Array(sources))
    let slips = listed(judge, source, question)
    guard !slips.isEmpty else { return nil }
    let slip = hand.pick(slips)
    var setting = judge.key.setting(for: step, in: question)
    for (name, value) in judge.key.values where question.sees(name) {
      setting.bindings[name] = value
    }
    setting.bindings[source.id] = slip.value
    guard let value = try? setting.evaluate(via.formula), value.obstacle == nil,
      value.exact.count == judge.key.values[step.id]?.exact.count,
      // The sign of a number that may be 0 is not known, and cannot be written down.
      value.exact.indices.allSatisfy({ index in
        value.bounds(index).map { ($0.upper - $0.lower) * 1_000_000 < 1 } ?? false
      })
    else { return nil }
    return Injection(
      step: step.id, code: "\(source.id).\(slip.code)", value: value, open: [source.id])
  }

  /// Whether a code that was found comes to the very value that was written.
  private func isIndistinguishable(_ code: String, _ injection: Injection, _ judge: SheetJudge)
    -> Bool
  {
    // These are found by looking at the value itself.
    if ["factor", "constant", "permuted", "transposed", "cut-off", "off-by-one"].contains(code) {
      return true
    }
    // Two mistakes may each be in some entries.
    let codes = Set(code.split(separator: "+").map(String.init) + [code])
    var values = [judge.key.values[injection.step]].compactMap(\.self)
    for kind in KnownSlips.Kind.allCases {
      values += (judge.slips.candidates(kind, for: injection.step)?.all ?? [])
        .filter { codes.contains($0.mistake.code) }.map(\.value)
    }
    return injection.value.exact.indices.allSatisfy { index in
      values.contains {
        $0.exact.count == injection.value.exact.count
          && judge.judge.compare($0, index, injection.value, index).isEqual
      }
    }
  }

  @Test("every injected slip is recognised, or comes to the same as what is recognised")
  func slips() throws {
    var recognised = 0
    var indistinguishable = 0
    var hidden = 0
    var untold = 0
    for student in Self.students {
      let id = Shelf.ids[student % Shelf.ids.count]
      let judge = try #require(try Shelf.judges.get()[id])
      var hand = Handwriting(seed: UInt64(student))
      hand.mayRound = false
      var answers: [(step: String, json: String)] = []
      var injections: [Injection] = []
      let places = judge.key.exercise.questions.flatMap { question in
        question.steps.filter { $0.target?.isFormula == false }.map { ($0, question) }
      }
      var open: Set<String> = []
      for (step, question) in places.shuffled(using: &hand.generator).prefix(8) {
        let injection =
          Int.random(in: 0..<3, using: &hand.generator) == 0
          ? carried(judge, step, question, &hand) : injection(judge, step, question, &hand)
        // Each mistake stands alone: what follows from others is tested elsewhere.
        let used = Set(step.target?.via?.formula.names.map(\.name) ?? [])
        guard let injection, !open.contains(step.id),
          injection.open.union(used).isDisjoint(with: injections.map(\.step)),
          !injections.contains(where: { other in
            judge.key.exercise.step(other.step)?.target?.via?.formula.names.contains {
              $0.name == step.id
            } == true
          })
        else { continue }
        injections.append(injection)
        open.formUnion(injection.open)
        answers.append((step.id, hand.json(injection.value)))
      }
      let finding = try Shelf.mark(id, answers)
      for injection in injections {
        let found = try #require(finding.finding(injection.step))
        let right = try #require(judge.key.values[injection.step])
        let about: Comment =
          "student \(student), \(id) \(injection.step): \(injection.code) = \(injection.value.text), found \(found.code) (\(found.outcome.word))"
        if judge.judge.compare(injection.value, right).isHeld {
          hidden += 1
          #expect(found.credit == 1, about)
        } else if found.slip?.code == injection.code
          || found.slip?.code.split(separator: "+").sorted()
            == injection.code.split(separator: "+").sorted()
        {
          recognised += 1
        } else if let code = found.slip?.code, isIndistinguishable(code, injection, judge) {
          indistinguishable += 1
        } else if found.slip == nil,
          injection.code.contains(where: { "+.".contains($0) })
            || ["factor", "point", "minus-half", "minus-times-2"].contains(injection.code)
        {
          // The answer is too short, or comes of something else as well, and a guess is none.
          untold += 1
        } else {
          Issue.record(about)
        }
      }
    }
    // The class makes enough mistakes to mean something.
    #expect(recognised > 600, "\(recognised), \(indistinguishable), \(hidden), \(untold)")
    #expect(indistinguishable + hidden < recognised / 3)
    #expect(untold < recognised / 5)
  }

  @Test("a right number loses nothing, in whatever form", arguments: Shelf.ids)
  func numbers(id: String) throws {
    let judge = try #require(try Shelf.judges.get()[id])
    for student in 0..<40 {
      var hand = Handwriting(seed: UInt64(1000 + student))
      var answers: [(step: String, json: String)] = []
      for step in judge.key.exercise.steps {
        guard let target = step.target, !target.isFormula, let right = judge.key.values[step.id],
          right.exact.count <= 64
        else { continue }
        hand.mayRound = !target.isExact && target.precision == .digits(3)
        hand.mayCompute = hand.mayRound
        answers.append((step.id, hand.json(right)))
      }
      let finding = try Shelf.mark(id, answers.shuffled(using: &hand.generator))
      for (step, json) in answers {
        let found = try #require(finding.finding(step))
        #expect(
          found.credit == 1, "student \(student), \(step): \(json) is \(found.outcome.code)")
      }
    }
  }

  @Test("a right number with a digit changed is not right", arguments: Shelf.ids)
  func perturbed(id: String) throws {
    let judge = try #require(try Shelf.judges.get()[id])
    for student in 0..<20 {
      var generator = SplitMix64(seed: UInt64(2000 + student))
      var answers: [(step: String, json: String)] = []
      for step in judge.key.exercise.steps {
        guard let right = judge.key.values[step.id], right.shape == .number,
          let bounds = right.bounds(0)
        else { continue }
        var digits = Array(bounds.lower.decimal(significantDigits: 5))
        let places = digits.indices.filter { digits[$0].isNumber }
        guard let place = places.randomElement(using: &generator) else { continue }
        let old = digits[place].wholeNumberValue ?? 0
        digits[place] = Character("\((old + Int.random(in: 1...9, using: &generator)) % 10)")
        answers.append((step.id, "\"\(String(digits))\""))
      }
      let finding = try Shelf.mark(id, answers)
      for (step, json) in answers {
        let found = try #require(finding.finding(step))
        let isRight: Bool
        if case .right = found.outcome { isRight = true } else { isRight = false }
        #expect(!isRight, "student \(student), \(step): \(json)")
      }
    }
  }
}
