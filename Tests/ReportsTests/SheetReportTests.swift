import Checking
import Grading
import JSONText
import Testing
import WorkedExamples

@testable import Reports

@Suite("What a student reads")
struct SheetReportTests {
  private static let exercise = #"""
    {"id": "tiny", "title": "漢字 and \u001b[2J", "given": ["w = 3", "x = 0.5"],
     "definitions": ["z = w*x", "h = z + 2", "L = (h - 1)^2"],
     "questions": [{"id": "1", "steps": [{"id": "z", "via": "w*x"}, {"id": "h", "via": "z + 2"}]},
       {"id": "2", "steps": [{"id": "L", "ask": "The loss", "via": "(h - 1)^2"},
         {"id": "t", "value": "tanh(z)"}, {"id": "v", "value": "(z, h)"}]}]}
    """#

  private func report(
    _ answers: String, name: String = "a.json", isShort: Bool = false, width: Int = 80
  ) throws -> String {
    let key = try Sheets.key(Self.exercise)
    let text = #"{"exercise": "tiny", "answers": \#(answers)}"#
    let finding = SheetJudge(key).judge(try AnswerSheet(SourceText(name: name, text: text)))
    return SheetReport(
      finding, key: key, showsAnswers: false, showsProblemsOnly: isShort, width: width
    ).text
  }

  @Test("a sheet that is begun ends with how far it is and where to go on")
  func summary() throws {
    let text = try report(#"{"z": 1.5, "h": 4}"#)
    #expect(
      text.hasSuffix(
        """

        [########--------------------------------] 1 of 5 steps
        1 right, 1 not right, 3 open
        first to look at: h
        next: L, The loss
        stuck? add --hint h

        """))
  }

  @Test(
    "of a list it is told which entries are not right, and why",
    arguments: [
      ("[1.5, 4.2]", "entry 0 of 2 is right; entry 1 is not"),
      ("[2, 3.5001]", "entry 0 is too coarse; entry 1 is wrong"),
    ])
  func entries(answer: String, words: String) throws {
    let key = try Sheets.key(
      #"""
      {"id": "tiny", "given": ["a = 1.5"], "questions": [{"id": "1", "steps": [
        {"id": "v", "value": "(a, a + 2)"}]}]}
      """#)
    let text = #"{"exercise": "tiny", "answers": {"v": \#(answer)}}"#
    let finding = SheetJudge(key).judge(try AnswerSheet(SourceText(name: "a.json", text: text)))
    let report = SheetReport(finding, key: key, showsAnswers: false, showsProblemsOnly: false)
    #expect(report.text.contains("\n      \(words) (counted from 0)\n"))
  }

  @Test("an entry that comes of a wrong answer and earns nothing is told so")
  func unearnedEntry() throws {
    let key = try Sheets.key(
      #"""
      {"id": "tiny", "given": ["x = (1, 2, 6)"], "questions": [{"id": "1", "steps": [
        {"id": "m", "value": "mean(x)"}, {"id": "v", "value": "x - mean(x)", "via": "x - m"}]}]}
      """#)
    let text = #"{"exercise": "tiny", "answers": {"m": 2, "v": [-1, 0, 4]}}"#
    let finding = SheetJudge(key).judge(try AnswerSheet(SourceText(name: "a.json", text: text)))
    let report = SheetReport(finding, key: key, showsAnswers: false, showsProblemsOnly: false)
    let words = report.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "entries 0 and 2 follow; entry 1 comes of your own value, but shows no work"))
  }

  @Test("a sheet that is right says so, and its bar is full")
  func allRight() throws {
    let text = try report(
      #"{"z": 1.5, "h": 3.5, "L": 6.25, "t": 0.905, "v": [1.5, 3.5]}"#)
    #expect(
      text.hasSuffix(
        """

        [########################################] 5 of 5 steps
        5 right
        everything is right

        """))
  }

  private static let claims = #"""
    {"id": "tiny", "questions": [{"id": "1", "given": ["x, s : real > 0", "v : vector(2)"], "steps": [
      {"id": "d", "show": ["(x + s)^2", "x^2 + 2*x*s + s^2"], "in": ["x", "s"]},
      {"id": "b", "show": ["0", "x^2"], "relation": "<=", "in": ["x"]},
      {"id": "m", "show": ["mean(v - mean(v))", "0"], "in": ["v"]},
      {"id": "eq", "equation": "x*s = 2", "in": ["x", "s"]}]}]}
    """#

  private func claim(_ answers: String) throws -> (text: String, page: String) {
    let key = try Sheets.key(Self.claims)
    let text = #"{"exercise": "tiny", "answers": \#(answers)}"#
    let finding = SheetJudge(key).judge(try AnswerSheet(SourceText(name: "a.json", text: text)))
    let report = SheetReport(
      finding, key: key, showsAnswers: false, showsProblemsOnly: false, width: 400)
    return (report.text, try Sheets.page(answers, key: key).markdown)
  }

  @Test(
    "a link of a derivation is told by its two sides: neither is what the other should be",
    arguments: [
      (
        #"{"d": "(x + s)^2 = x^2 + s^2 = x^2 + 2*x*s + s^2"}"#,
        "this link does not follow: at x = 1, s = 1 the left side is 4, the right side 2"
      ),
      (
        #"{"b": "0 <= x - 4 <= x^2"}"#,
        "this link does not follow: at x = 1 the left side is 0, the right side -3"
      ),
      (
        #"{"m": "mean(v - mean(v)) = v - mean(v) = 0"}"#,
        "this link does not follow: the left side is a number, the right side a 2-vector"
      ),
    ])
  func derivations(answers: String, words: String) throws {
    let (text, page) = try claim(answers)
    #expect(text.contains(words))
    #expect(!text.contains("should be") && !text.contains("asked for"))
    #expect(page.contains("Not every link follows."))
    #expect(!page.contains("should be") && !page.contains("Counterexample"))
  }

  @Test(
    "an equation is compared with the one that is asked for",
    arguments: [
      ("x*s = 1", "this holds, and the equation that is asked for does not"),
      ("x + s = 5", "this holds, and the equation that is asked for does not"),
      ("x*s = x + 1", "at x = 2, s = 1 the equation that is asked for holds, and this does not"),
    ])
  func equations(answer: String, words: String) throws {
    let (text, page) = try claim(#"{"eq": "\#(answer)"}"#)
    #expect(text.contains(words), "\(text)")
    #expect(page.contains(words))
  }

  @Test("what comes of an own wrong answer and earns nothing is told why")
  func unearned() throws {
    let key = try Sheets.key(
      #"""
      {"id": "tiny", "questions": [{"id": "1", "steps": [
        {"id": "z", "value": "3"}, {"id": "h", "value": "relu(3)", "via": "relu(z)"}]}]}
      """#)
    let words = "this comes of your z = -3, but does not show that anything was worked out"
    let text = #"{"exercise": "tiny", "answers": {"z": -3, "h": 0}}"#
    let finding = SheetJudge(key).judge(try AnswerSheet(SourceText(name: "a.json", text: text)))
    let report = SheetReport(
      finding, key: key, showsAnswers: false, showsProblemsOnly: false, width: 400)
    #expect(report.text.contains(words + ", so it earns nothing; the slip is in z"))
    let page = try Sheets.page(#"{"z": -3, "h": 0}"#, key: key).markdown
    #expect(page.contains("T" + words.dropFirst()))
    #expect(try !Sheets.page(#"{"z": -3, "h": 1}"#, key: key).markdown.contains("worked out"))
  }

  @Test("the bar is full at the end only, and begun with the first step")
  func bar() throws {
    #expect(try report("{}").contains("[----------------------------------------] 0 of 5 steps"))
    let narrow = try report(#"{"z": 1.5}"#, width: 40)
    #expect(narrow.contains("[#####--------------------] 1 of 5 steps\n"))
  }

  @Test(
    "a link says in which way its sides differ, and never what is asked for",
    arguments: [
      // What the step asks for is not told, though the left side comes to it.
      ("z", "3*0.5 = 1.6", "3*0.5 is right, and does not come to 1.6"),
      ("z", "w*x = 1.6", "w*x is right, and does not come to 1.6"),
      ("z", "3*0.6 = 1.9 = 1.9", "3*0.6 comes to 1.8, not 1.9"),
      ("z", "1 + 1 = 3", "1 + 1 comes to 2, not 3"),
      ("z", "w + x = 3.7", "w + x does not come to 3.7; put the numbers in, in a link of its own"),
      ("z", "1.7^2 = 3.4", "1.7^2 comes to 2.89, not 3.4"),
      ("z", "3*0.5 = -1.5", "only the sign differs"), ("z", "3*0.5 = 15", "only the decimal point"),
      ("z", "3*0.5 = 0.015", "only the decimal point differs"),
      ("z", "2/3 = 0.666", "the last digit is not as it rounds"),
      ("t", "tanh(1.5) = 0.8", "tanh(1.5) is right, and does not come to 0.8"),
      ("t", "tanh(2) = 0.8", "tanh(2) comes to 0.964027580075…, not 0.8"),
    ])
  func links(_ step: String, _ answer: String, _ words: String) throws {
    let text = try report(#"{"\#(step)": "\#(answer)"}"#, width: 200)
    #expect(text.contains(words), "\(text)")
  }

  @Test("a link between numbers as they are, or between whole numbers, has no such words")
  func plainLinks() throws {
    #expect(try report(#"{"z": "1.6 = 1.7"}"#).contains("this link does not follow\n"))
    #expect(try report(#"{"z": "4 = 5"}"#).contains("this link does not follow\n"))
  }

  @Test("a place is one that terminals make a link of, and its lines fit")
  func places() throws {
    let text = try report("{\n\t\"z\": \"3*0.5 = 1.6\"}", name: "in/my sheet.json", width: 80)
    #expect(text.contains("      in/my sheet.json:2:8: this link"))
    // A tab of the file is a space, so that the mark stands under what it means.
    #expect(text.contains("      2 |  \"z\": \"3*0.5 = 1.6\"}}\n        |        ^~~~~~~~~~~\n"))
    for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
  }

  @Test("an entry's link is compared with that entry")
  func entries() throws {
    let text = try report(#"{"v": [1.5, "3 + 0.5 = 4.00"]}"#, width: 200)
    #expect(text.contains("3 + 0.5 is right, and does not come to 4.00"))
  }

  @Test("problems only are what is not right, under their questions")
  func problemsOnly() throws {
    let text = try report(#"{"z": 1.5, "h": 4}"#, isShort: true)
    #expect(text.contains("question 1\n  h  "))
    #expect(!text.contains("  z  ") && !text.contains("question 2") && !text.contains("open  "))
  }

  @Test("an author's words are harmless to a terminal")
  func escapes() throws {
    #expect(try report("{}").hasPrefix("a.json: 漢字 and \\u{1B}[2J\n"))
  }
}
