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
    var generator = SplitMix64(seed: 7)
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

  @Test(
    "every listed mistake of a formula is recognised, or is the same as another",
    arguments: zip(Shelf.ids, [70, 10, 80, 60, 80]))
  func slips(id: String, least: Int) throws {
    let judge = try #require(try Shelf.judges.get()[id])
    let exercise = judge.key.exercise
    // Earlier answers are right, so that a mistake may build on them.
    var ledger = SheetJudge.Ledger(order: judge.order)
    for step in exercise.steps {
      ledger[step.id].value = judge.key.values[step.id]
      if step.target?.isFormula == true { ledger[step.id].formula = step.target?.value.formula }
    }
    var recognised = 0
    for question in exercise.questions {
      let place = SheetJudge.Place(
        question: question, parser: AnswerParser(exercise.document, question: question),
        ids: Set(exercise.steps.map(\.id)), document: exercise.document)
      for step in question.steps {
        guard let target = step.target, case .formula = target.form else { continue }
        for slip in target.slips {
          let answer = ParsedAnswer(
            strands: [
              .init(
                chain: Chain(members: [slip.value.formula], links: []),
                inscription: slip.value.inscription)
            ], arrangement: nil)
          var own = ledger
          let found = try judge.formulaFinding(answer, step, target, place, &own)
          #expect(found.credit < 1, "\(step.id): \(slip.code) is \(found.outcome)")
          recognised += 1
          guard found.slip?.code != slip.code else { continue }
          let setting = judge.key.setting(for: step, in: question)
          let twin = try #require(
            target.slips.first { $0.code == found.slip?.code },
            "\(step.id): \(slip.code) is \(found.code), \(found.outcome)")
          let verdict = try judge.judge.compare(
            FunctionPair(
              left: (slip.value.formula, setting), right: (twin.value.formula, setting),
              described: []))
          #expect(verdict.isHeld, "\(step.id): \(slip.code) is taken for \(twin.code)")
        }
      }
    }
    #expect(recognised >= least)
  }

  @Test(
    "two mistakes made together in a formula are recognised",
    arguments: [
      ("-(theta[0])", "sign"), ("2*theta[0]", "times-2"), ("theta[0]/2", "half"),
      ("7*theta[0]", "factor"), ("theta[1]", "other"), ("-theta[1]", "other+sign"),
      ("theta[0]*x", "input"), ("-x*theta[0]", "input+sign"),
      ("theta[1] + theta[0]*x - theta[0]", "other+input"),
      ("theta[0] - theta[1] - theta[0]*x", "other+input+sign"), ("theta[1]*x", "other+input"),
      ("theta[0] + 1", "constant"), ("theta[0] - 2/7", "constant"),
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
