import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Whoever answers alike is judged alike, and only then: what a class has written before changes
/// nothing of what a sheet earns.
@Suite("Answers that were judged before")
struct KnownFindingsTests {
  /// All that a finding says, with the places of the answer in its file.
  private func words(_ finding: SheetFinding) -> [String] {
    finding.steps.map { step in
      let places = step.answer?.strands.map(\.inscription.place) ?? []
      let links = step.chains.map(\.links)
      return """
        \(step.step.id) \(step.code) \(step.outcome.code) \(step.credit) \(step.isCapped) \
        \(step.entries) \(step.origins) \(String(describing: step.slip)) \(links) \(places) \
        \(step.answer?.description ?? "-")
        """
    }
  }

  /// A sheet of the solution's answers, with some left open, wrong, or guessed.
  private func sheet(_ id: String, _ judge: SheetJudge, _ solution: AnswerSheet, seed: UInt64)
    throws -> AnswerSheet
  {
    var hand = Handwriting(seed: seed)
    hand.mayRound = false
    var answers: [JSONMember] = []
    for member in solution.document.root["answers"]?.members ?? [] {
      let right = member.value["answer"] ?? member.value
      let slips = judge.key.exercise.step(member.key)?.target?.slips ?? []
      switch Int.random(in: 0..<12, using: &hand.generator) {
      case 0: continue
      case 1: answers.append(JSONMember(member.key, .number(hand.pick(["0", "1", "3.1", "7"]))))
      case 2 where !slips.isEmpty:
        answers.append(JSONMember(member.key, .string("\(hand.pick(slips).value.formula)")))
      case 3, 4:
        guard let value = judge.key.values[member.key], value.isExact, value.shape == .number
        else { fallthrough }
        let wrong = value.exact[0] * 2 + Rational(1)
        answers.append(JSONMember(member.key, .string("\(wrong)")))
      default: answers.append(JSONMember(member.key, right))
      }
    }
    let text = JSONWriter(.indented).text(
      of: ["exercise": .string(id), "student": "s", "answers": .object(answers)])
    return try AnswerSheet(JSONDocument(name: "s\(seed).json", text: text))
  }

  @Test("a sheet is judged as if it were the first", arguments: Shelf.ids)
  func fresh(id: String) throws {
    var judge = try #require(try Shelf.judges.get()[id])
    let solution = try #require(try Shelf.solutions.get()[id])
    let sheets = try (0..<10).map { try sheet(id, judge, solution, seed: UInt64(300 + $0)) }
    // Each of these meets an empty memory.
    let alone = sheets.map { sheet in
      judge.known = KnownFindings()
      return words(judge.judge(sheet))
    }
    judge.known = KnownFindings()
    for order in [Array(sheets.indices), sheets.indices.reversed()] {
      for index in order {
        #expect(words(judge.judge(sheets[index])) == alone[index], "seed \(300 + index)")
      }
    }
    // A memory that forgets all the time is as good.
    judge.known = KnownFindings(limit: 7)
    for index in sheets.indices {
      #expect(words(judge.judge(sheets[index])) == alone[index], "seed \(300 + index)")
    }
  }

  @Test("the same words are judged anew where what they build on is another")
  func circumstances() throws {
    var judge = try Network.judge.get()
    judge.known = KnownFindings()
    let right = try Self.sheet(#"{"z1": 6, "h1": "relu(z1) = 6", "yhat1": 2.75}"#)
    let other = try Self.sheet(#"{"z1": 5, "h1": "relu(z1) = 6", "yhat1": 2.75}"#)
    #expect(judge.judge(right).finding("h1")?.code == "right")
    #expect(judge.judge(other).finding("h1")?.code == "broken-link")
    #expect(judge.judge(right).finding("h1")?.code == "right")
    // What does not name the step is not touched by it.
    #expect(judge.judge(other).finding("yhat1")?.code == "right")
  }

  @Test("what is right by itself is right beside any answers, and what follows only beside its own")
  func independence() throws {
    var judge = try Network.judge.get()
    judge.known = KnownFindings()
    _ = judge.judge(try Self.sheet(#"{"z1": 6, "h1": 6, "yhat1": 5.5}"#))
    let count = judge.known.count
    // 5.5 is wrong after 6, and follows from 11.5: who had the one finding must not get the other.
    let follower = try Self.sheet(#"{"z1": 11.5, "h1": 11.5, "yhat1": 5.5}"#)
    #expect(judge.judge(follower).finding("yhat1")?.outcome.code == "follows")
    let other = try Self.sheet(#"{"z1": 6, "h1": 6, "yhat1": 5.5}"#)
    #expect(judge.judge(other).finding("yhat1")?.outcome.code == "wrong")
    // What is right is remembered once, whatever is before it.
    judge.known = KnownFindings()
    for z1 in ["6", "11.5", "-1", "0.25"] {
      let sheet = try Self.sheet(#"{"z1": \#(z1), "yhat1": 2.75}"#)
      #expect(judge.judge(sheet).finding("yhat1")?.code == "right")
    }
    #expect(count == 2 && judge.known.count == 2)
  }

  @Test("words that Unicode holds for the same are not taken for each other")
  func spelling() throws {
    var judge = try Network.judge.get()
    judge.known = KnownFindings()
    let plain = try Self.sheet(#"{"z1": "6", "h1": "relu(z1) = 6"}"#)
    let other = try Self.sheet("{\"z1\": \"6\", \"h1\": \"relu(z1)\u{1FEF} = 6\"}")
    let grave = try Self.sheet("{\"z1\": \"6\", \"h1\": \"relu(z1)` = 6\"}")
    #expect("\u{1FEF}" == "`")
    let alone = [plain, other, grave].map { words(judge.judge($0)) }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      judge.known = KnownFindings()
      for index in order + order {
        #expect(words(judge.judge([plain, other, grave][index])) == alone[index])
      }
    }
    let one = try Wording(#require(plain.answer(to: "h1")).content)
    #expect(one == (try Wording(#require(plain.answer(to: "h1")).content)))
    #expect(
      (try Wording(#require(other.answer(to: "h1")).content))
        != (try Wording(#require(grave.answer(to: "h1")).content)))
  }

  @Test("a number that is guessed everywhere does not follow, whoever wrote it before")
  func guesses() throws {
    var judge = try Network.judge.get()
    judge.known = KnownFindings()
    // 5.5 follows from h1 = 11.5; not where it was wrong in two places before.
    let honest = try Self.sheet(#"{"h1": 11.5, "yhat1": 5.5}"#)
    let guess = try Self.sheet(#"{"z1": 5.5, "h1": 11.5, "z2": 5.5, "yhat1": 5.5}"#)
    for _ in 0..<2 {
      #expect(judge.judge(honest).finding("yhat1")?.outcome.code == "follows")
      #expect(judge.judge(guess).finding("yhat1")?.outcome.code == "follows")
    }
    let guesser = try Self.sheet(
      #"{"z1": 5.5, "h1": 11.5, "z2": 5.5, "h2": 5.5, "yhat1": 5.5}"#)
    #expect(judge.judge(guesser).finding("yhat1")?.outcome.code == "follows")
  }

  @Test("memory is bounded, and what is written again and again stays")
  func bounded() throws {
    var judge = try Network.judge.get()
    judge.known = KnownFindings(limit: 8)
    for number in 0..<50 {
      _ = judge.judge(try Self.sheet(#"{"z1": \#(number).5}"#))
      let again = judge.judge(try Self.sheet(#"{"z1": 6}"#))
      #expect(again.finding("z1")?.code == "right")
    }
    #expect(judge.known.count <= 16)
  }

  private static func sheet(_ answers: String) throws -> AnswerSheet {
    try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "network", "answers": \#(answers)}"#))
  }
}
