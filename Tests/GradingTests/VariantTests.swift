import Foundation
import JSONText
import Notation
import Scalars
import TestSupport
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Numbers of one's own: drawn, dealt, answered, and refused where they are another's.
struct VariantTests {
  static func exercise(_ text: String) throws -> Exercise {
    try Exercise(JSONDocument(name: "e.json", text: text))
  }

  static func bundled(_ id: String) throws -> Exercise {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Exercises/\(id).json")
    return try Exercise(
      JSONDocument(name: "\(id).json", text: String(contentsOf: file, encoding: .utf8)))
  }

  /// What cannot be dealt, as `line:column: message / help`; empty where it can.
  static func refusal(_ exercise: Exercise, _ student: String = "s1") -> String {
    do throws(Fault) {
      _ = try exercise.dealt(to: student)
      return ""
    } catch {
      return words(error)
    }
  }

  /// `line:column: message`, and the help after a slash.
  static func words(_ fault: Fault) -> String {
    let place = fault.position.map { "\($0): " } ?? ""
    return place + fault.message + (fault.help.map { " / \($0)" } ?? "")
  }

  static func small(
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

  static func sheet(
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

  static func grade(_ source: SourceText, by grader: Grader) -> (row: GradeRow?, [String]) {
    switch grader.content(Submission(source, SubmissionPlace(owner: nil, fallbackName: "file"))) {
    case .graded(let row): (row, [])
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
}
