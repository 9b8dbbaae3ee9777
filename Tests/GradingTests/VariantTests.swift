import Foundation
import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Numbers of one's own: drawn, dealt, answered, and refused where they are another's.
struct VariantTests {
  static func exercise(_ text: String) throws -> Exercise {
    try Exercise(JSONDocument(name: "e.json", text: text))
  }

  private static func bundled(_ id: String) throws -> Exercise {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Exercises/\(id).json")
    return try Exercise(
      JSONDocument(name: "\(id).json", text: String(contentsOf: file, encoding: .utf8)))
  }

  /// What cannot be dealt, as `line:column: message / help`; empty where it can.
  private static func refusal(_ exercise: Exercise, _ student: String = "s1") -> String {
    do throws(Fault) {
      _ = try exercise.dealt(to: student)
      return ""
    } catch {
      return words(error)
    }
  }

  /// `line:column: message`, and the help after a slash.
  private static func words(_ fault: Fault) -> String {
    let place = fault.position.map { "\($0): " } ?? ""
    return place + fault.message + (fault.help.map { " / \($0)" } ?? "")
  }

  private static func small(
    _ variant: String, slips: String = "", definitions: String = #""z = a*b""#,
    step: String = #""id": "z", "via": "b*a""#
  ) throws -> Exercise {
    try exercise(
      #"{"id": "e", "given": ["a = 2", "b = 3"], "definitions": [\#(definitions)], "variant":"#
        + "\n\(variant),\n"
        + #""questions": [{"id": "1", "steps": [{\#(step), "slips": ["# + "\n\(slips)\n]}]}]}")
  }

  // MARK: The bundled exercises

  @Test(
    "five hundred students get numbers of their own, all of which can be worked by hand",
    arguments: ["exercise5"])
  func everybody(id: String) throws {
    let exercise = try Self.bundled(id)
    let plan = try #require(exercise.variants)
    let basic = AnswerKey(exercise)
    var seen: Set<[String]> = []
    let students = (1000..<1500).map { "s\($0)" } + ["Zoë", "Łukasz Ñ", "学生", "a@b.example"]
    for student in students {
      let dealt = try exercise.dealt(to: student)
      let again = try exercise.dealt(to: student)
      #expect(dealt.given == again.given && dealt.variant == student)
      seen.insert(dealt.given)
      let key = AnswerKey(dealt)
      #expect(key.faults.isEmpty)
      for step in dealt.steps {
        guard let limit = plan.digits(of: step.id), let value = key.values[step.id],
          basic.values[step.id]?.exact != value.exact
        else { continue }
        for entry in value.exact
        where entry.obstacle == nil && entry.decimalPlaces(within: 40) != nil {
          let digits = entry.magnitude.decimal(places: 40).filter { $0 != "." }
          let short = digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }
          #expect(short.count <= limit, "\(student): \(step.id) = \(entry)")
        }
      }
    }
    // Hardly two alike.
    #expect(seen.count > 480)
  }

  @Test("conditions hold of all that is dealt, by a computation of its own")
  func conditionsHold() throws {
    let exercise = try Self.bundled("exercise5")
    for student in (1...100).map({ "c\($0)" }) {
      let values = AnswerKey(try exercise.dealt(to: student)).values
      func value(_ step: String) throws -> Rational { try #require(values[step]?.exact.first) }
      #expect(try value("z1") > 0 && value("z2") < 0)
      #expect(try value("z1_after") > 0 && value("z2_after") < 0)
    }
  }

  @Test("every slip of a dealt exercise is wrong, and recognised by its own code")
  func slipsShow() throws {
    let exercise = try Self.bundled("exercise5")
    let basic = AnswerKey(exercise)
    var looked = 0
    for student in (1...12).map({ "p\($0)" }) {
      let judge = try SheetJudge(basic).dealt(to: student)
      for question in judge.key.exercise.questions {
        for step in question.steps {
          guard let target = step.target, !target.isFormula else { continue }
          let setting = judge.key.setting(for: step, in: question)
          for slip in target.slips {
            let value = try setting.evaluate(slip.value.formula)
            guard judge.key.values[step.id]?.exact != basic.values[step.id]?.exact
            else { continue }
            let entries = value.exact.map { "\"\($0)\"" }.joined(separator: ", ")
            let answer = value.exact.count == 1 ? entries : "[\(entries)]"
            let sheet = try AnswerSheet(
              JSONDocument(
                name: "s.json",
                text: #"{"exercise": "exercise5", "answers": {"\#(step.id)": \#(answer)}}"#))
            let finding = try #require(judge.judge(sheet).finding(step.id))
            #expect(finding.credit < 1, "\(student) \(step.id) \(slip.code)")
            #expect(finding.slip?.code == slip.code, "\(student) \(step.id)")
            looked += 1
          }
        }
      }
    }
    #expect(looked > 200)
  }

  // MARK: Sheets

  private static func sheet(
    _ exercise: Exercise, variant: String?, student: String, values: [String: RealQuantity]
  ) throws -> SourceText {
    let answers = exercise.steps.compactMap { step -> String? in
      guard let value = values[step.id] else { return nil }
      let entries = value.exact.indices.map { index -> String in
        let exact = value.exact[index]
        guard exact.obstacle != nil else { return "\"\(exact)\"" }
        let near = value.enclosures(precision: 200)[index].lower
        return "\"\(near.decimal(significantDigits: 9))\""
      }
      guard case .matrix(_, let columns) = value.shape else {
        let list = entries.joined(separator: ", ")
        return "\"\(step.id)\": \(entries.count == 1 ? list : "[\(list)]")"
      }
      let rows = stride(from: 0, to: entries.count, by: columns).map {
        "[\(entries[$0..<($0 + columns)].joined(separator: ", "))]"
      }
      return "\"\(step.id)\": [\(rows.joined(separator: ", "))]"
    }
    let own = variant.map { #""variant": "\#($0)", "# } ?? ""
    return SourceText(
      name: "\(student).json",
      text: #"{"exercise": "\#(exercise.id)", \#(own)"student": "\#(student)", "answers": {"#
        + answers.joined(separator: ", ") + "}}")
  }

  private static func grade(_ source: SourceText, by grader: Grader) -> (row: GradeRow?, [String]) {
    switch grader.grade(Submission(source, fallbackName: "file", folder: nil)) {
    case .graded(let row, _): (row, [])
    case .problem(let faults):
      (
        nil,
        faults.map(words)
      )
    }
  }

  @Test(
    "the right answers to one's own numbers earn all that numbers can earn",
    arguments: ["exercise5"])
  func ownAnswers(id: String) throws {
    let exercise = try Self.bundled(id)
    var library = Library()
    library.add(exercise.document.source)
    let grader = Grader(library)
    for student in ["s1001", "s1002", "Zoë"] {
      let values = AnswerKey(try exercise.dealt(to: student)).values
      let source = try Self.sheet(exercise, variant: student, student: student, values: values)
      let row = try #require(Self.grade(source, by: grader).row)
      for mark in row.steps where values[mark.step] != nil {
        #expect(mark.points == mark.possible, "\(student): \(mark.step)")
      }
    }
  }

  @Test("a sheet with another's numbers is refused, with its place")
  func othersNumbers() throws {
    let exercise = try Self.bundled("exercise5")
    var library = Library()
    library.add(exercise.document.source)
    let grader = Grader(library)
    let values = AnswerKey(try exercise.dealt(to: "s1002")).values
    let foreign = try Self.sheet(exercise, variant: "s1002", student: "s1001", values: values)
    #expect(
      Self.grade(foreign, by: grader).1 == [
        "1:38: this sheet answers the variant s1002, and it is handed in by s1001 / only one's own numbers count: verify exercise5 --variant s1001 --template"
      ])
    // Saying that they are one's own does not make them so.
    let claimed = try Self.sheet(exercise, variant: "s1001", student: "s1001", values: values)
    let row = try #require(Self.grade(claimed, by: grader).row)
    // What follows from wrong values follows, but each number that is given costs its steps; one
    // may come to the same by chance.
    let first = row.steps.filter { ["z1", "z2", "L1", "L2"].contains($0.step) }
    #expect(first.count { $0.points == 0 } >= 3)
    // Two spellings of one id are one id.
    let own = try Self.sheet(
      exercise, variant: "Zoe\u{308}", student: "Zo\u{EB}",
      values: AnswerKey(try exercise.dealt(to: "Zoë")).values)
    #expect(Self.grade(own, by: grader).row != nil)
  }

  @Test(
    "a sheet that does not say whose numbers it answers has those of the file, if that is allowed")
  func basicNumbers() throws {
    let plan = #"{"numbers": {"a": {"range": [1, 9]}}}"#
    for (isRequired, count) in [(false, 0), (true, 1)] {
      var library = Library()
      let text = try Self.small(
        isRequired ? plan.replacing("}}}", with: "}}, \"required\": true}") : plan
      ).document.source
      library.add(text)
      #expect(library.faults.isEmpty)
      let answer = #"{"exercise": "e", "student": "A b", "answers": {"z": 6}}"#
      let result = Self.grade(SourceText(name: "s.json", text: answer), by: Grader(library))
      #expect(result.1.count == count)
      if isRequired {
        #expect(
          result.1 == [
            "1:14: everybody has numbers of their own in e, and this sheet does not say whose it answers / start from the sheet of one's own: verify e --variant 'A b' --template"
          ])
      } else {
        #expect(result.row?.steps.first?.points == 1)
      }
    }
  }

  @Test(
    "a variant that cannot be is told",
    arguments: [
      (
        #""s1""#, false,
        #"1:30: e has the same numbers for everybody / leave "variant" out"#
      ),
      (
        #"" ""#, true,
        #"1:30: "variant" does not say whose numbers these are / write the student's id"#
      ),
      (#"7"#, true, #"1:30: "variant" must be a string"#),
    ])
  func noVariant(variant: String, deals: Bool, message: String) throws {
    var library = Library()
    library.add(
      deals
        ? try Self.small(#"{"numbers": {"a": {"range": [1, 9]}}}"#).document.source
        : SourceText(
          name: "e.json",
          text: #"{"id": "e", "questions": [{"id": "1", "steps": [{"id": "s", "value": "1"}]}]}"#))
    let answer = #"{"exercise": "e", "variant": \#(variant), "answers": {}}"#
    let result = Self.grade(SourceText(name: "s.json", text: answer), by: Grader(library))
    #expect(result.1 == [message])
  }

  // MARK: What cannot be dealt

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
        == "3:56: no numbers can be dealt to s1: all 2000 draws failed, as by hand, z does not come to its value / widen the ranges, or ask less of the numbers"
    )
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
