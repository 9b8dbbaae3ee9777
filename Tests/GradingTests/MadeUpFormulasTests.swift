import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// The part of the class that answers with formulas.
@Suite("Formulas of a made-up class")
struct MadeUpFormulasTests {
  /// The answers of a worked solution, as formulas that can be written in other ways.
  private func worked(_ id: String) throws -> [(step: Step, question: Question, last: Formula)] {
    let judge = try #require(try Shelf.judges.get()[id])
    let solution = try #require(try Shelf.solutions.get()[id])
    var found: [(step: Step, question: Question, last: Formula)] = []
    for question in judge.key.exercise.questions {
      let parser = AnswerParser(solution.document, question: question)
      for step in question.steps {
        guard let target = step.target, case .formula = target.form,
          let content = solution.answer(to: step.id)?.content,
          let answer = try? parser.parse(
            content, to: step, answered: [], others: Set(judge.key.exercise.steps.map(\.id))),
          answer.arrangement == nil, let last = answer.strands.first?.chain.members.last
        else { continue }
        found.append((step, question, last))
      }
    }
    return found
  }

  private static let rewritings: [@Sendable (String) -> String] = [
    { "(\($0))" }, { "-(-(\($0)))" }, { "2*(\($0)) - (\($0))" }, { "(\($0)) + 0*(\($0))" },
    { "(\($0))*3/3" }, { "((\($0)) + (\($0)))/2" }, { "0.5*(\($0)) = 0.5*(\($0))" },
  ]

  @Test("a right formula loses nothing, however it is refactored", arguments: Shelf.ids)
  func right(id: String) throws {
    let worked = try worked(id)
    var generator = SeededGenerator(seed: 7)
    var checked = 0
    for (index, rewriting) in Self.rewritings.dropLast().enumerated() {
      // A third of the steps for each: together every step is rewritten twice.
      let chosen = worked.enumerated().filter { ($0.offset + index) % 3 == 0 }.map(\.element)
      let answers = chosen.filter { $0.step.target?.operations == nil }.map { step, _, last in
        (step: step.id, json: "\"\(rewriting(last.description))\"")
      }
      let finding = try Shelf.mark(id, answers.shuffled(using: &generator))
      for (step, json) in answers {
        let found = try #require(finding.finding(step))
        checked += 1
        #expect(found.credit == 1, "\(step): \(json) is \(found.outcome)")
      }
    }
    #expect(checked >= 2 * worked.count - 8)
  }

  /// Definitions of the exercise in place of their names, until only public names are left.
  private func unfolded(_ formula: Formula, _ question: Question) -> Formula {
    var formula = formula
    for _ in 0..<6 {
      let next = formula.unfolding(question.scope, but: question.visible)
      if next == formula { break }
      formula = next
    }
    return formula
  }

  /// The worked answers to the steps before one, for a formula that builds on them.
  private func before(_ step: String, _ judge: SheetJudge, _ solution: AnswerSheet) -> [(
    step: String, json: String
  )] {
    judge.key.exercise.steps.prefix { $0.id != step }.compactMap { earlier in
      guard earlier.target != nil else { return nil }
      switch solution.answer(to: earlier.id)?.content {
      case .text(let text)?: return (earlier.id, "\"\(text.text)\"")
      case .number(let number)?: return (earlier.id, number.text)
      default: return nil
      }
    }
  }

  @Test("every listed mistake of a formula is recognised, or is the same as another")
  func slips() throws {
    var recognised = 0
    var unwritable = 0
    for id in Shelf.ids {
      let judge = try #require(try Shelf.judges.get()[id])
      let solution = try #require(try Shelf.solutions.get()[id])
      for question in judge.key.exercise.questions {
        for step in question.steps {
          guard let target = step.target, case .formula = target.form else { continue }
          for slip in target.slips {
            let written = unfolded(slip.value.formula, question).description
            let steps = Set(judge.key.exercise.steps.map(\.id))
            let buildsOnSteps = slip.value.formula.names.contains {
              steps.contains($0.name) && !question.visible.contains($0.name)
            }
            let finding = try Shelf.mark(
              id,
              (buildsOnSteps ? before(step.id, judge, solution) : []) + [
                (step.id, "\"\(written)\"")
              ])
            let found = try #require(finding.finding(step.id))
            if case .unreadable = found.outcome {
              unwritable += 1
              continue
            }
            #expect(found.credit < 1, "\(id) \(step.id): \(written) is \(found.outcome)")
            recognised += 1
            guard found.slip?.code != slip.code else { continue }
            let setting = judge.key.setting(for: step, in: question)
            let twin = try #require(
              target.slips.first { $0.code == found.slip?.code },
              "\(id) \(step.id): \(slip.code) is \(found.code), \(found.outcome)")
            let verdict = try judge.judge.compare(
              FunctionPair(
                left: (slip.value.formula, setting), right: (twin.value.formula, setting),
                described: []))
            #expect(verdict.isHeld, "\(id) \(step.id): \(slip.code) is taken for \(twin.code)")
          }
        }
      }
    }
    #expect(recognised > 150, "\(recognised), \(unwritable)")
    #expect(unwritable < recognised / 4, "\(recognised), \(unwritable)")
  }

  @Test(
    "two mistakes made together in a formula are recognised",
    arguments: [
      ("-(theta[0])", "sign"), ("2*theta[0]", "times-2"), ("theta[0]/2", "half"),
      ("7*theta[0]", "factor"), ("theta[1]", "other"), ("-theta[1]", "other+sign"),
      ("theta[0]*x", "input"), ("-x*theta[0]", "input+sign"),
      ("theta[1] + theta[0]*x - theta[0]", "other+input"),
    ])
  func pairs(answer: String, code: String) throws {
    let text = #"""
      {"id": "f", "given": ["theta : vector(2)", "x : real"], "questions": [{"id": "1", "steps": [
        {"id": "a", "value": "theta[0]", "in": ["theta", "x"], "slips": [
          {"code": "other", "value": "theta[1]", "hint": "o"},
          {"code": "input", "value": "theta[0]*x", "hint": "i"}]}]}]}
      """#
    let judge = SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "f.json", text: text))))
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json", text: "{\"exercise\": \"f\", \"answers\": {\"a\": \"\(answer)\"}}"))
    #expect(judge.judge(sheet).finding("a")?.slip?.code == code)
  }
}

extension Formula {
  private func replacing(_ names: [String: Formula]) -> Formula {
    if case .name(let name) = node { return names[name] ?? self }
    return mappingParts { $0.replacing(names) }
  }

  /// Names and functions replaced by what a scope says of them.
  fileprivate func unfolding(_ scope: Scope, but visible: Set<String>) -> Formula {
    switch node {
    case .name(let name) where !visible.contains(name):
      if case .definition(let body)? = scope.meaning(of: name) { return body }
      return self
    case .call(let name, 0, let arguments) where !visible.contains(name):
      let arguments = arguments.map { $0.unfolding(scope, but: visible) }
      if case .function(let parameters, let body)? = scope.meaning(of: name) {
        return body.replacing(Dictionary(zip(parameters, arguments)) { $1 })
      }
      return Formula(.call(name, order: 0, arguments))
    default: return mappingParts { $0.unfolding(scope, but: visible) }
    }
  }
}
