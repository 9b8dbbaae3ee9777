import Foundation
import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// What cannot be dealt, and what may be.
extension VariantTests {
  @Test(
    "numbers that cannot be found are given up after a bounded number of draws, and why is told",
    arguments: [
      (
        #"{"numbers": {"a": {"range": [1, 9]}}, "conditions": ["a > 0", "a < 0"]}"#,
        "2:63: no numbers can be dealt to s1: all 2000 draws failed, as a < 0 does not hold / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"numbers": {"a": {"range": [-1000000, 1000000], "decimals": 6}}, "conditions": ["a = 1/3"]}"#,
        "2:82: no numbers can be dealt to s1: all 2000 draws failed, as a = 1/3 does not hold / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 9]}}, "conditions": ["(a, a) > 0"]}"#,
        "2:54: no numbers can be dealt to s1: all 2000 draws failed, as (a, a) > 0 cannot be decided: it compares a 2-vector / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"numbers": {"a": {"range": [1, 9]}}, "conditions": ["1/(a - a) > 0"]}"#,
        "2:54: no numbers can be dealt to s1: all 2000 draws failed, as 1/(a - a) > 0 cannot be decided: a side has no value / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"numbers": {"a": {"range": [11, 19]}}, "digits": 1}"#,
        "3:37: no numbers can be dealt to s1: all 2000 draws failed, as z has more than 1 digit / widen the ranges, or ask less of the numbers"
      ),
    ])
  func bounded(variant: String, message: String) throws {
    #expect(Self.refusal(try Self.small(variant)) == message)
  }

  @Test("conditions that take much work end early")
  func work() throws {
    let exercise = try Self.small(
      #"{"numbers": {"a": {"range": [1, 9]}}, "conditions": ["sum(j, 1, 20000, a*j) < 0"]}"#)
    let message = Self.refusal(exercise)
    #expect(message.hasSuffix("variant may take is spent: make the conditions cheaper"))
    #expect(message.contains("sum(j, 1, 20000, a*j) < 0 does not hold"))
  }

  @Test(
    "slips that hide at all numbers are named",
    arguments: [
      (
        #"{"code": "same", "value": "a*b", "hint": "h"}"#,
        "4:27: no numbers can be dealt to s1: all 2000 draws failed, as the slip same of z comes to the right value / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"code": "close", "value": "a*b + 1e-9", "hint": "h"}"#,
        "4:28: no numbers can be dealt to s1: all 2000 draws failed, as the slip close of z comes to the right value / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"code": "p", "value": "a + b", "hint": "h"}, {"code": "q", "value": "b + a", "hint": "h"}"#,
        "4:70: no numbers can be dealt to s1: of 2000 draws most failed, as the slips p and q of z come to the same / widen the ranges, or ask less of the numbers"
      ),
      (
        #"{"code": "none", "value": "a/(b - b)", "hint": "h"}"#,
        "4:27: no numbers can be dealt to s1: all 2000 draws failed, as the slip none of z has no value / widen the ranges, or ask less of the numbers"
      ),
    ])
  func hiddenSlips(slips: String, message: String) throws {
    let plan = #"{"numbers": {"a": {"range": [2, 9]}, "b": {"range": [2, 9]}}}"#
    let refusal = Self.refusal(try Self.small(plan, slips: slips))
    // The most frequent reason comes first; rarer ones may follow it.
    let first = refusal.replacing(/draws \d+ failed/, with: "draws most failed")
      .replacing(/; \d+ failed[^\/]*/, with: " ")
    #expect(first == message)
  }

  @Test("a slip that shows at some numbers shows at those that are dealt")
  func visibleSlips() throws {
    // a + b = a*b at 2 and 2 only; a = b hides which is which.
    let exercise = try Self.small(
      #"{"numbers": {"a": {"range": [2, 3]}, "b": {"range": [2, 3]}}}"#,
      slips: #"{"code": "sum", "value": "a + b", "hint": "h"}, "#
        + #"{"code": "a", "value": "a", "hint": "h"}, {"code": "b", "value": "b", "hint": "h"}"#)
    for number in 1...50 {
      let given = try exercise.dealt(to: "s\(number)").given
      #expect(given == ["a = 2", "b = 3"] || given == ["a = 3", "b = 2"])
    }
  }

  @Test("how a step follows by hand must do so at any numbers")
  func secondWitness() throws {
    let exercise = try Self.small(
      #"{"numbers": {"a": {"values": [5, 7]}}}"#, step: #""id": "z", "via": "2*b""#)
    #expect(
      Self.refusal(exercise)
        .hasPrefix("3:56: by hand this comes to the value of z by chance: with a = "))
  }

  @Test("a step that no drawn number reaches may have any digits and slips")
  func untouched() throws {
    let exercise = try Self.small(
      #"{"numbers": {"a": {"range": [1, 9]}}, "digits": 1, "conditions": ["exp(a) > 3"]}"#,
      slips: #"{"code": "same", "value": "12345", "hint": "h"}"#, definitions: #""y = a""#,
      step: #""id": "z", "value": "12345""#)
    #expect(Self.refusal(exercise) == "")
  }

  @Test("numbers within a question are drawn, and fill what it asks")
  func ownOfQuestion() throws {
    let exercise = try Self.exercise(
      #"""
      {"id": "e", "variant": {}, "questions": [
        {"id": "1", "given": ["m = 3"], "ask": "Take m = {m}.",
          "variant": {"numbers": {"m": {"range": [10, 99]}}, "conditions": ["m != 50"]},
          "steps": [{"id": "z", "ask": "twice {m}", "value": "2*m"}]},
        {"id": "2", "given": ["m = 4"], "ask": "{m}", "steps": [{"id": "w", "value": "m"}]}]}
      """#)
    let dealt = try exercise.dealt(to: "s1")
    let m = try #require(dealt.questions[0].given.first?.dropFirst(4))
    #expect(dealt.questions[0].ask == "Take m = \(m)." && dealt.steps[0].ask == "twice \(m)")
    #expect(AnswerKey(dealt).values["z"]?.text == "\(2 * (Int(m) ?? 0))")
    #expect(dealt.questions[1].ask == "4" && AnswerKey(dealt).values["w"]?.text == "4")
    #expect(exercise.questions[0].ask == "Take m = 3.")
  }

  @Test("formulas that no drawn number reaches are judged once for the class")
  func sharedFormulas() throws {
    #expect(try Self.bundled("exercise5").hasDrawnFormulas == false)
    let drawn = try Self.exercise(
      #"""
      {"id": "e", "given": ["a = 2"], "definitions": ["f(x) = a*x"],
        "variant": {"numbers": {"a": {"range": [2, 9]}}}, "questions": [
          {"id": "1", "given": ["x : real"], "steps": [{"id": "s", "value": "f'(x)*x", "in": ["x"]}]}]}
      """#)
    #expect(drawn.hasDrawnFormulas)
    let judge = SheetJudge(AnswerKey(drawn))
    for student in ["s1", "s2", "s3", "s4"] {
      let own = try judge.dealt(to: student)
      let a = try #require(own.key.exercise.given.first?.dropFirst(4))
      for (answer, isRight) in [("\(a)*x", true), ("(\(a) + 1)*x", false)] {
        let sheet = try AnswerSheet(
          JSONDocument(
            name: "s.json", text: #"{"exercise": "e", "answers": {"s": "\#(answer)"}}"#))
        #expect(own.judge(sheet).finding("s")?.credit == (isRight ? 1 : 0))
      }
    }
  }
}
