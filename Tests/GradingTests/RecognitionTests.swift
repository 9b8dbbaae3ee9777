import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Mistakes that are recognised without a list, and two at once.
struct RecognitionTests {
  private static let listed = #"""
    {"id": "h", "value": "a + 1", "slips": [{"code": "one", "value": "a", "hint": "1 is added"}]},
    {"id": "s", "value": "3*(a + 1)^2", "via": "3*h^2", "slips": [
      {"code": "square", "value": "3*h", "hint": "h is squared"},
      {"code": "three", "value": "h^2", "hint": "3 is a factor"}]}
    """#

  // h = 3.75, s = 42.1875; with h = 2.75 it is 22.6875.
  @Test(
    "of one number",
    arguments: [
      ("11.25", "square"), ("14.0625", "three"), ("-42.1875", "sign"), ("84.375", "times-2"),
      ("21.09375", "half"), ("421.875", "point"), ("0.421875", "point"), ("126.5625", "factor"),
      ("22.6875", "h.one"), ("-11.25", "square+sign"), ("28.125", "three+times-2"),
      // 3h and h² as factors: h; as terms: 11.25 + 14.0625 - 42.1875.
      ("3.75", "square+three"), ("-16.875", "square+three"),
      ("8.25", "h.one+square"), ("7.5625", "h.one+three"), ("-22.6875", "h.one+sign"),
      // Two decimals cut off; h rounded to three digits.
      ("42.18", "cut-off"),
    ])
  func number(answer: String, code: String) throws {
    #expect(try Small(Self.listed).mark(s: answer) == "\(code) 0")
  }

  @Test(
    "of many",
    arguments: [
      ("(1, 2, 3)", "[3, 1, 2]", "permuted"), ("(1, 2, 3)", "[5, 6, 7]", "constant"),
      ("(1, 2, 3)", "[-1, -2, -3]", "sign"), ("(1, 2, 3)", "[11, 22, 33]", "factor"),
      ("exp(u)", "[29.9, 81.28, 220.9]", "factor"), ("exp(u)", "[12.7, 17.4, 30.1]", "constant"),
      ("exp(u)", "[2.71, 7.38, 20.0]", "cut-off"), ("(1, 2, 3)", "[1, -2, 3]", "sign"),
      ("(1.23, 2.34, 3)", "[2.46, -2.34, 3]", "sign+times-2"),
      // What is right somewhere is not off everywhere, though its last digit leaves room for it.
      ("(14, 1, 1)/30", "[0.467, 0.0333, 0.0334]", "partly"),
      ("(14, 1, 1)/30", "[0.466, 0.0334, 0.0334]", "wrong"),
      // So small numbers come to something by chance.
      ("(1, 2, 3)", "[2, -2, 3]", "partly"), ("(1, 2, 3)", "[1, 5, 9]", "partly"),
    ])
  func several(value: String, answer: String, code: String) throws {
    let mark = try Small("{\"id\": \"s\", \"value\": \"\(value)\"}").mark(s: answer)
    #expect(mark.hasPrefix(code + " "), "\(mark)")
  }

  @Test("a slip that is called transposed is what its author says")
  func transposedByName() throws {
    let small = try Small(
      #"""
      {"id": "h", "value": "(2.5, 7.25)", "slips": [
        {"code": "transposed", "value": "(3.75, 1.125)", "hint": "rows of U"}]},
      {"id": "s", "value": "2*(2.5, 7.25)", "via": "2*h"}
      """#)
    func told(_ answers: String, _ step: String) throws -> String {
      let found = try #require(try small.mark(answers).finding(step))
      return "\(found.code) \(found.outcome.word) \(found.credit)"
    }
    // One entry is right, and the other as in the slip.
    #expect(try told(#""h": [2.5, 1.125]"#, "h") == "transposed partly 0.5")
    #expect(try told(#""h": [3.75, 1.125]"#, "h") == "transposed wrong 0")
    #expect(try told(#""s": [7.5, 2.25]"#, "s") == "h.transposed wrong 0")
  }

  @Test(
    "where a percentage is asked for, mistakes may be percents, too",
    arguments: [
      ("25", "listed"), ("0.25", "listed"), (#""25%""#, "listed"), ("37.5", "half"),
      (#""0.75%""#, "percent"), ("7.5", "point"), ("75", "right"),
    ])
  func percents(answer: String, code: String) throws {
    let small = try Small(
      #"""
      {"id": "s", "value": "0.75", "percent": true, "slips": [
        {"code": "listed", "value": "1 - 0.75", "hint": "the others"}]}
      """#)
    #expect(try small.mark(s: answer).split(separator: " ").first ?? "" == code)
  }

  @Test(
    "what chance brings about as well is called wrong, and no more",
    arguments: [
      // a, twice h, 3·a: one digit or two, and two dozen pairs.
      ("4.5", "wrong"), ("2", "wrong"), ("-6", "wrong"), ("12", "wrong"), ("0", "wrong"),
      // Three times, and seven times: of as many factors one makes any small number of another.
      ("9", "wrong"), ("21", "wrong"),
      // A sign, a factor 2 and a listed mistake are likely beforehand.
      ("-3", "sign"), ("6", "times-2"), ("1.5", "half"), ("1", "slope"), ("5", "sum"),
    ])
  func chance(answer: String, code: String) throws {
    let small = try Small(
      #"""
      {"id": "h", "value": "relu(3)", "slips": [
        {"code": "slope", "value": "relu'(3)", "hint": "relu gives the value"},
        {"code": "sum", "value": "2 + 3", "hint": "nothing is added"}]}
      """#)
    #expect(try small.mark(#""h": \#(answer)"#).finding("h")?.code == code)
  }

  @Test("two different explanations that are as good are none")
  func ambiguous() throws {
    let small = try Small(
      #"""
      {"id": "s", "value": "3.217", "slips": [
        {"code": "one", "value": "1.2345", "hint": "h"},
        {"code": "two", "value": "4.938", "hint": "h"},
        {"code": "three", "value": "7.1111", "hint": "h"}]}
      """#)
    // Twice the first, and half the second.
    #expect(try small.mark(s: "2.469") == "wrong 0")
    #expect(try small.mark(s: "14.2222") == "three+times-2 0")
  }

  @Test("of two explanations the likelier one is told")
  func likelier() throws {
    let small = try Small(
      #"""
      {"id": "s", "value": "3.217", "slips": [
        {"code": "two", "value": "2.469", "hint": "h"},
        {"code": "one", "value": "1.2345", "hint": "h"}]}
      """#)
    // Half the first with a sign, and the second with a sign.
    #expect(try small.mark(s: "-1.2345") == "one+sign 0")
  }

  @Test("what follows from the sheet's own values is no mistake, even where it earns nothing")
  func followsWithoutWork() throws {
    let small = try Small(
      #"""
      {"id": "z", "value": "a"},
      {"id": "h", "value": "relu(a)", "via": "relu(z)", "slips": [
        {"code": "cut", "value": "0*z", "hint": "relu keeps what is positive"}]},
      {"id": "s", "value": "(relu(a) - 1.3)^2", "via": "(h - 1.3)^2", "slips": [
        {"code": "half", "value": "(h - 1.3)^2/2", "hint": "there is no factor 1/2"}]},
      {"id": "t", "value": "((relu(a) - 1.3)^2 + 2, 2*(relu(a) - 1.3)^2, 10.3)",
        "via": "(s + 2, 2*s, 10.3)"}
      """#)
    let finding = try small.mark(#""z": -3, "h": 0, "s": 1.69"#)
    #expect(finding.points == 0)
    #expect(finding.finding("h")?.slip == nil)
    #expect(finding.finding("s")?.slip == nil)
    #expect(finding.finding("h")?.isUnearned == true)
    #expect(finding.finding("h")?.origins.map(\.slips) == [["z"]])
    #expect(finding.finding("z")?.isUnearned == false)
    // Nor is it where a later mistake comes from.
    let later = try small.mark(#""z": -3, "h": 0, "s": 1.69, "t": [3.69, 3.38, 10.3]"#)
    #expect(later.finding("t")?.origins.map(\.slips) == [["z"]])
    #expect(try small.mark(#""h": 0"#).finding("h")?.slip?.code == "cut")
  }

  @Test("many answers to no step are counted, and not told one by one")
  func strays() throws {
    let small = try Small(#"{"id": "s", "value": "a"}"#)
    for (count, last) in [
      (50, "small has no step u49"),
      (51, "another answer, from here on, is to no step of small"),
      (3000, "2950 more answers, from here on, are to no step of small"),
    ] {
      let answers = (0..<count).map { "\"u\($0)\": 1" }.joined(separator: ", ")
      let strays = try small.mark(answers).strays
      #expect(strays.count == min(count, 51))
      #expect(strays.last?.message == last)
    }
  }

  @Test("a count that is off by one, where counts are asked for")
  func counts() throws {
    let step = #""id": "s", "value": "count(u)""#
    #expect(try Small("{\(step), \"exact\": true}").mark(s: "4") == "off-by-one 0")
    #expect(try Small("{\(step)}").mark(s: "4") == "wrong 0")
  }

  @Test("rounding an earlier step that is passed over")
  func roundedEarly() throws {
    let small = try Small(
      #"{"id": "h", "value": "a/3"}, {"id": "s", "value": "100*(a/3)^2", "via": "100*h^2"}"#)
    // h = 0.91666…; 100·0.917² = 84.0889, where 84.0278 is right.
    #expect(try small.mark(s: "84.0889") == "rounded-early 0")
    #expect(try small.mark(s: #""100*0.917^2 = 84.0889""#) == "rounded-early 1")
    let onSheet = try small.mark(#""h": 0.917, "s": 84.0889"#)
    #expect(onSheet.finding("s")?.credit == 1)
  }

  @Test("links that hold backwards only lead nowhere")
  func drift() throws {
    let small = try Small(#"{"id": "s", "value": "a^2"}"#)
    #expect(try small.mark(s: #""a^2 = 7.5625 = 7.56 ≈ 7.564 ≈ 7.5644""#).hasSuffix(" 0"))
  }

  @Test("no hint of a general mistake tells by how much, and its detail does")
  func hints() {
    for change in GeneralSlips.changes where change.mistake.code != "sign" {
      #expect(!change.mistake.hint.contains("twice"))
      #expect(change.mistake.detail?.contains("times what it should be") == true)
    }
  }

  @Test("what a person is to mark is kept as it was written")
  func prose() throws {
    let small = try Small(#"{"id": "s", "prose": true}"#)
    #expect(try small.mark(#""s": "because""#).finding("s")?.prose == "because")
    #expect(try small.mark(#""s": ["one", "two"]"#).finding("s")?.prose == "one\ntwo")
    #expect(try small.mark("").finding("s")?.prose == nil)
  }

  @Test("a step is found however its name is spelled, once")
  func spelling() throws {
    let small = try Small(#"{"id": "yhat1", "value": "a"}"#)
    for name in ["ŷ1", "ŷ₁", "ｙhat1", "y\u{302}1"] {
      #expect(try small.mark("\"\(name)\": 2.75").points == 1, "\(name)")
    }
    // Of two spellings the plain one counts, and nothing is lost.
    let both = try small.mark(#""ŷ1": 3, "yhat1": 2.75, "ŷ₁": 4"#)
    #expect(both.points == 1)
    #expect(
      both.strays.map(\.message) == [
        "ŷ1 is the step yhat1, which has another answer on this sheet",
        "ŷ₁ is the step yhat1, which has another answer on this sheet",
      ])
  }

  @Test("a number for a size is told at the size where it means nothing")
  func sizes() throws {
    let text = """
      {"id": "small", "indices": 1, "sizes": [{"n": 4}, {"n": 3}], "given": ["x : vector(n)"],
        "questions": [{"id": "1", "steps": [
          {"id": "s", "value": "sum(i, 1, n, x[i])", "in": ["x", "n"]}]}]}
      """
    let judge = SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "x.json", text: text))))
    let sheet = try AnswerSheet(
      JSONDocument(
        name: "s.json",
        text: #"{"exercise": "small", "answers": {"s": "sum(i, 1, 4, x[i])"}}"#))
    guard case .unreadable(let fault)? = judge.judge(sheet).finding("s")?.outcome else {
      Issue.record("a fixed size was taken for all")
      return
    }
    #expect(fault.message.hasSuffix("where n = 3"))
  }
}

struct JumpMistakeTests {
  @Test("what is wrong at a jump alone is not off by a factor")
  func jump() throws {
    let small = try Small(
      #"""
      {"id": "s", "value": "sign(x)", "in": ["x"], "everywhere": true},
      {"id": "t", "value": "sign(x)", "in": ["x"]}], "given": ["x : real"
      """#)
    let finding = try small.mark(
      #""s": "1[x >= 0] - 1[x < 0]", "t": "2*1[x >= 0] - 2*1[x < 0]""#)
    let jump = try #require(finding.finding("s"))
    #expect(jump.outcome.word == "wrong")
    #expect(jump.slip == nil)
    #expect(finding.finding("t")?.slip?.code == "times-2")
  }
}

/// What an author is told of slips, and of fields that are not what they should be.
struct AuthorTests {
  @Test("slips that hide, that are twins, and that have no value")
  func slips() throws {
    let small = try Small(
      #"""
      {"id": "s", "value": "a*2", "slips": [
        {"code": "hidden", "value": "a + 2.75", "hint": "h"},
        {"code": "one", "value": "a + 1", "hint": "h"},
        {"code": "two", "value": "a + 1^3", "hint": "h"},
        {"code": "one", "value": "1 + a", "hint": "h"},
        {"code": "empty", "value": "1/(a - a)", "hint": "h"}]}
      """#)
    let check = try #require(Judge().check(small.judge.key).first)
    #expect(check.hiddenSlips.map(\.code) == ["hidden"])
    #expect(
      check.twinSlips.map { [$0.first.code, $0.second.code] } == [["one", "two"], ["two", "one"]])
    #expect(check.emptySlips.map(\.code) == ["empty"])
  }

  @Test("the way to a choice must lead to its right option")
  func choices() throws {
    func faults(_ via: String) throws -> [String] {
      try Judge().check(
        Small(#"{"id": "s", "choice": ["x", "y"], "value": "y", "via": "\#(via)"}"#).judge.key
      ).flatMap(\.faults).map(\.message)
    }
    #expect(try faults("1[a > 2]") == [])
    #expect(try faults("1[a < 2]") == ["by hand this does not come to 1, the place of y"])
  }

  @Test(
    "a choice is read whatever its capitals, spaces and minus, and also where it is a number",
    arguments: [
      (#""-ln(D)""#, "-ln(D)", "right 1"), (#""\u2212LN( d )""#, "-ln(D)", "right 1"),
      (#""-ln(D)""#, "ln(D)", "wrong 0"), ("4", "4", "right 1"), ("4", "ln(D)", "wrong 0"),
      ("5", "4", "this is none of the choices"),
      // Spaces alone tell these two apart.
      (#""a b""#, "a b", "right 1"), (#""ab""#, "a b", "wrong 0"),
      (#""A B""#, "a b", "this is none of the choices"),
    ])
  func choice(answer: String, right: String, outcome: String) throws {
    let options = #"["-ln(D)", "ln(D)", "4", "a b", "ab"]"#
    let step = #"{"id": "s", "choice": \#(options), "value": "\#(right)"}"#
    #expect(try Small(step).mark(s: answer).hasPrefix(outcome))
  }

  @Test(
    "a field that is not what it should be is told",
    arguments: [
      (#""value": "1", "follow": 2"#, "step s: \"follow\" must be a number from 0 to 1"),
      (#""value": "1", "follow": "all""#, "step s: \"follow\" must be a number from 0 to 1"),
      (#""value": "1", "credit": 0.5"#, "step s: \"credit\" must be an object"),
      (
        #""value": "1", "credit": {"to-coarse": 1}"#,
        "step s: \"credit\" has no field \"to-coarse\""
      ),
      (
        #""value": "1", "credit": {"too-coarse": 1.5}"#,
        "step s: \"too-coarse\" must be a number from 0 to 1"
      ),
      (
        #""value": "1", "decimals": -1"#,
        "step s: \"decimals\" must be a whole number from 0 to 100"
      ),
      (
        #""value": "1", "decimals": 2, "digits": 3"#,
        "step s: \"digits\" and \"decimals\" exclude each other"
      ),
      (#""value": "1", "percent": 1"#, "step s: \"percent\" must be true or false"),
      (
        #""choice": ["x", "y"], "value": "x", "slips": [{"value": "z", "hint": "h"}]"#,
        "step s: z is none of the options"
      ),
      (
        #""choice": ["x", "y"], "value": "x", "slips": [{"value": "x", "hint": "h"}]"#,
        "step s: a slip cannot be the right answer"
      ),
      (#""choice": ["x"], "value": "x", "via": "q""#, "step s: q is not defined here"),
    ])
  func fields(step: String, message: String) throws {
    do {
      _ = try Small("{\"id\": \"s\", \(step)}")
      Issue.record("nothing was said")
    } catch let error as Faults {
      #expect(error.all.map(\.message) == [message])
    }
  }

  @Test(
    "also in an exercise as a whole",
    arguments: [
      (#""follow": {"total": 2},"#, "\"total\" must be a number from 0 to 1"),
      (#""follow": {"sum": 1},"#, "\"follow\" has no field \"sum\""),
      (#""decimal-comma": "yes","#, "\"decimal-comma\" must be true or false"),
    ])
  func exercise(field: String, message: String) throws {
    do {
      _ = try Small(#"{"id": "s", "value": "1"}"#, field)
      Issue.record("nothing was said")
    } catch let error as Faults {
      #expect(error.all.map(\.message) == [message])
    }
  }
}
