import JSONText
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Every mistake that an exercise of the project lists is made in one of its self-tests.
struct SlipCoverageTests {
  @Test("each slip of the five exercises has a self-test", arguments: Shelf.ids)
  func coverage(id: String) throws {
    let exercise = try #require(try Shelf.judges.get()[id]).key.exercise
    var made: [String: [String]] = [:]
    for test in exercise.tests {
      for case .code(let code?) in test.expectations.map(\.wanted) {
        let step = try #require(test.expectations.first?.step)
        let answer = test.sheet.answer(to: step)?.content.place.map {
          exercise.document.source.text(in: $0)
        }
        made["\(step)/\(code)", default: []].append(try #require(answer))
      }
    }
    var codes: [String] = []
    for step in exercise.steps {
      switch step.kind {
      case .computed(let target): codes += target.slips.map { "\(step.id)/\($0.code)" }
      case .choice(let choice): codes += choice.slips.map { "\(step.id)/\($0.code)" }
      case .prose: break
      }
    }
    #expect(!codes.isEmpty)
    // One code may stand for several slips of a step; each is made in an answer of its own.
    let listed = Dictionary(grouping: codes) { $0 }.mapValues(\.count)
    for (code, count) in listed {
      #expect(Set(made[code] ?? []).count >= count, "\(code)")
    }
    #expect(Set(made.keys).subtracting(codes).isEmpty)
    let failing = ExerciseTrials(SheetJudge(AnswerKey(exercise))).faults
    #expect(failing.map(\.message) == [])
  }

  @Test(
    "no two slips of the five exercises are taken for each other unawares", arguments: Shelf.ids)
  func twins(id: String) throws {
    let checks = Judge().check(try #require(try Shelf.judges.get()[id]).key)
    #expect(checks.flatMap(\.twinSlips).map { [$0.first.code, $0.second.code] } == [])
    #expect(checks.flatMap(\.falseTwins).map(\.code) == [])
    #expect(checks.flatMap(\.hiddenSlips).map(\.code) == [])
    #expect(checks.flatMap(\.emptySlips).map(\.code) == [])
  }
}

/// Slips that nobody can tell apart at the numbers of the file.
struct TwinSlipTests {
  private static func exercise(_ twin: String, second: String = "a + 2") throws -> Exercise {
    try Exercise(
      JSONDocument(
        name: "e.json",
        text: #"{"id": "e", "given": ["a = 2"], "questions": [{"id": "1", "steps": [{"id": "z","#
          + #" "value": "3*a", "slips": [{"code": "one", "value": "2*a", "hint": "look here"},"#
          + "\n"
          + #"{"code": "two", "value": "\#(second)", "hint": "look there", "twin": "\#(twin)"}]}]}],"#
          + #" "tests": [{"slip": "z/two", "answers": {"z": 4}}]}"#))
  }

  @Test("declared twins are no news, have one code and both hints, and their tests pass")
  func declared() throws {
    let exercise = try Self.exercise("one")
    let key = AnswerKey(exercise)
    let check = try #require(Judge().check(key).first)
    #expect(check.twinSlips.isEmpty && check.falseTwins.isEmpty)
    #expect(ExerciseTrials(SheetJudge(key)).faults.isEmpty)
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "e", "answers": {"z": 4}}"#))
    let slip = SheetJudge(key).judge(sheet).finding("z")?.slip
    #expect(slip == Mistake(code: "one", hint: "look here; or look there"))
  }

  @Test("who declares twins that can be told apart hears of it")
  func falseTwins() throws {
    let check = try #require(
      Judge().check(AnswerKey(try Self.exercise("one", second: "a + 3"))).first)
    #expect(check.twinSlips.isEmpty && check.falseTwins.map(\.code) == ["two"])
  }

  @Test("a twin must be a slip before it")
  func unknownTwin() {
    let fault = #expect(throws: Faults.self) { try Self.exercise("ones") }
    #expect(fault?.all.map(\.message) == ["step z: no slip before this one has the code ones"])
    #expect(fault?.all.map(\.help) == ["did you mean one?"])
  }

  @Test(
    "a listed mistake in the number of entries is recognised by its own code",
    arguments: [
      ("[1, 2, 2]", "one-less", Misshape.tooShort), ("[1, 2, 2, 2, 2]", "one-more", .tooLong),
      ("[1, 2]", "many-less", .other), ("[1, 2, 5]", nil, .tooShort),
      ("4", "counted", .scalarForVector),
    ] as [(String, String?, Misshape)])
  func otherShapes(answer: String, code: String?, misshape: Misshape) throws {
    let exercise = try Exercise(
      JSONDocument(
        name: "e.json",
        text: """
          {"id": "e", "questions": [{"id": "1", "steps": [{"id": "z", "value": "(1, 2, 2, 2)",
            "slips": [{"code": "one-less", "value": "(1, 2, 2)", "hint": "h"},
              {"code": "one-more", "value": "(1, 2, 2, 2, 2)", "hint": "h"},
              {"code": "many-less", "value": "(1, 2)", "hint": "h"},
              {"code": "counted", "value": "4", "hint": "h"}]}]}]}
          """))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "e", "answers": {"z": \#(answer)}}"#))
    let finding = try #require(SheetJudge(AnswerKey(exercise)).judge(sheet).finding("z"))
    #expect(finding.slip?.code == code)
    #expect(finding.misshape == misshape)
    #expect(finding.code == code ?? misshape.rawValue)
  }
}
