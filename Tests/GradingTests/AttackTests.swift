import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Ways to earn points without doing the work, and why they do not pay.
///
/// The rule that is attacked: an entry earns by follow-through only if it is right from the sheet's
/// own wrong values, is not 0, depends visibly on them, and is no given number that they leave alone.
@Suite("Attacks on follow-through")
struct AttackTests {
  private func points(_ answers: String) throws -> [String: Rational] {
    let finding = try Network.mark(answers)
    return Dictionary(
      uniqueKeysWithValues: finding.steps.filter { $0.credit.signum > 0 }
        .map { ($0.step.id, $0.points) })
  }

  @Test("a zero gradient does not turn the old parameters into new ones")
  func zeroGradient() throws {
    let theta = #""theta_new": [2, -1, 3, 0.5, -0.25]"#
    #expect(try points(#""g": [0, 0, 0, 0, 0], "# + theta) == [:])
    // Nor does one that rounding makes vanish.
    for tiny in ["1e-9", "1e-300", "0.0001"] {
      let g = Array(repeating: tiny, count: 5).joined(separator: ", ")
      let rounded = #""theta_new": ["2.00", "-1.00", "3.00", "0.500", "-0.250"]"#
      #expect(try points("\"g\": [\(g)], " + rounded) == [:], "\(tiny)")
    }
  }

  @Test("a huge gradient does not wash out the parameters")
  func hugeGradient() throws {
    for (huge, step) in [("1e30", "-1.00e28"), ("-4e20", "4.00e18"), ("1e6", "-1.00e4")] {
      let g = Array(repeating: huge, count: 5).joined(separator: ", ")
      let theta = Array(repeating: "\"\(step)\"", count: 5).joined(separator: ", ")
      #expect(try points("\"g\": [\(g)], \"theta_new\": [\(theta)]") == [:], "\(huge)")
    }
    // All digits written, the work was done: only the number is odd.
    let exact =
      #""g": [1e6, 1e6, 1e6, 1e6, 1e6], "theta_new": [-9998, -10001, -9997, -9999.5, -10000.25]"#
    #expect(try points(exact) == ["theta_new": 5])
  }

  @Test("a huge loss does not wash out the other one")
  func hugeLoss() throws {
    // (10⁶ + L2)/2 is 5.00e5 whatever L2 is.
    #expect(try points(#""L1": 1000000, "risk": "5.00e5""#) == [:])
    #expect(try points(#""L1": 1000000, "risk": 500002.31125"#) == ["risk": 1])
  }

  @Test("1 leaves given numbers alone, and copying them earns nothing")
  func neutral() throws {
    // dy1·w3·relu' is w3 for dy1 = 1.
    #expect(try points(#""dy1": 1, "dz1": 0.5"#) == [:])
    #expect(try points(#""dy1": -1, "dz1": -0.5"#) == [:])
    // With another wrong value it is work.
    #expect(try points(#""dy1": 3, "dz1": 1.5"#) == ["dz1": 1])
  }

  @Test("a dead unit earns nothing by its zeros, and nothing by what they leave")
  func dead() throws {
    #expect(try points(#""z1": -1, "h1": 0"#) == [:])
    #expect(try points(#""z1": -1, "h1": 0, "yhat1": -0.25"#) == [:])
    #expect(try points(#""z1": -1, "h1": 0, "dz1": 0"#) == [:])
    #expect(try points(#""h1": 0, "yhat1": -0.25"#) == [:])
  }

  @Test(
    "one number everywhere earns no more than one step that is a copy",
    arguments: ["1", "-1", "2", "7", "0.5", "-0.25", "100", "1e-3", "1e12", "1.3"])
  func constants(number: String) throws {
    var sheet = ByHand()
    let value = try Rational(decimal: number)
    let right = sheet.values
    sheet.values = right.mapValues { $0.map { _ in value } }
    let finding = try Network.mark(sheet.sheet)
    for step in finding.steps where step.credit.signum > 0 {
      // What is right by itself may be written by anybody.
      let byItself = right[step.step.id]?.contains(value) == true
      #expect(byItself || step.step.id == "h1", "\(number): \(step.step.id) \(step.outcome.code)")
    }
  }

  @Test("zeros everywhere earn what is 0 in truth")
  func zeros() throws {
    var sheet = ByHand()
    sheet.values = sheet.values.mapValues { $0.map { _ in Rational.zero } }
    let finding = try Network.mark(sheet.sheet)
    for step in finding.steps {
      #expect(!step.entries.contains(.follows), "\(step.step.id)")
    }
  }

  @Test("earlier answers of a wrong shape carry nothing, and hide nothing")
  func shapes() throws {
    // One number for the gradient would broadcast.
    #expect(try points(#""g": 100, "theta_new": [1, -2, 2, -0.5, -1.25]"#) == [:])
    #expect(try points(#""g": [[1, 2], [3, 4]], "theta_new": [1, -2, 2, -0.5, -1.25]"#) == [:])
    // The right new parameters are right.
    let right = #""theta_new": [1.9855, -1.00725, 2.99275, 0.413, -0.243]"#
    #expect(try points(#""g": 100, "# + right) == ["theta_new": 5])
    // A vector for a number.
    #expect(try points(#""z1": [7, 7], "h1": 7"#) == [:])
  }

  @Test("an answer cannot quote what is asked for, nor the formula that leads there")
  func quotations() throws {
    for answer in [
      #""L1": "(yhat1 - y1)^2""#, #""L1": "L1""#, #""L1": "risk*2 - L2""#,
      #""z1": "pre(x1, theta)""#, #""z1": "w0*x1[0] + w1*x1[1] + w2""#,
      #""g": "grad(risk, theta)""#, #""g": "(g1 + g2)/2""#, #""dy1": "der(L1, yhat1)""#,
      #""h1": 7, "yhat1": "out(h1, theta)""#, #""h1": 7, "yhat1": "w3*h1 + w4""#,
    ] {
      #expect(try points(answer).filter { $0.key != "h1" } == [:], "\(answer)")
    }
  }

  @Test("an earlier answer that cannot be read or is its own does not help later ones")
  func unreadable() throws {
    #expect(try points(#""z1": "z1", "h1": 7"#) == [:])
    #expect(try points(#""z1": "h1", "h1": "z1 = 7""#) == [:])
    #expect(try points(#""z1": "7 +", "h1": 7"#) == [:])
    // They fall back on what is right.
    #expect(try points(#""z1": "7 +", "h1": 6"#) == ["h1": 1])
    #expect(try points(#""z1": null, "h1": 6, "yhat1": 2.75"#) == ["h1": 1, "yhat1": 1])
  }

  @Test("a difference quotient of a given loss is no gradient")
  func differences() throws {
    let text = #"""
      {"id": "d", "given": ["w = 2", "L(t) = (3*t - 1)^2", "t : real"], "questions": [
        {"id": "1", "steps": [
          {"id": "dw", "value": "der(L(v), v)", "exact": true},
          {"id": "slope", "value": "6*(3*t - 1)", "in": ["t"]}]}], "definitions": ["v = w"]}
      """#
    let judge = SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "d.json", text: text))))
    func credit(_ step: String, _ answer: String) throws -> Rational {
      let sheet = try AnswerSheet(
        JSONDocument(
          name: "s.json", text: "{\"exercise\": \"d\", \"answers\": {\"\(step)\": \"\(answer)\"}}"))
      return try #require(judge.judge(sheet).finding(step)).credit
    }
    #expect(try credit("dw", "6*(3*2 - 1) = 30") == 1)
    #expect(try credit("dw", "(L(w + 1e-9) - L(w))/1e-9") == 0)
    #expect(try credit("dw", "(L(w + 1e-9) - L(w))/1e-9 = 30.000000009") == 0)
    #expect(try credit("slope", "(L(t + 1e-40) - L(t))/1e-40") == 0)
    #expect(try credit("slope", "der(L(t), t)") == 0)
  }

  // MARK: Formulas

  private static let chain = #"""
    {"id": "c", "given": ["x : real", "w : real", "y : real"], "questions": [{"id": "1", "steps": [
      {"id": "delta", "value": "2*(w*x - y)", "in": ["w", "x", "y"]},
      {"id": "dw", "value": "2*(w*x - y)*x", "via": "delta*x", "in": ["w", "x", "y"], "points": 5},
      {"id": "new", "value": "w - 2*(w*x - y)*x", "via": "w - dw", "in": ["w", "x", "y"]}]}]}
    """#

  @Test(
    "a wrong formula is followed, and a trivial one is not",
    arguments: [
      (#""delta": "w*x - y", "dw": "(w*x - y)*x""#, "dw", "follows"),
      (#""delta": "w*x - y", "dw": "delta*x""#, "dw", "follows"),
      (#""delta": "0", "dw": "0""#, "dw", "wrong"), (#""delta": "0*x", "dw": "0""#, "dw", "wrong"),
      (#""delta": "1", "dw": "x""#, "dw", "wrong"),
      (#""delta": "x - x", "dw": "0""#, "dw", "wrong"),
      (#""dw": "0", "new": "w""#, "new", "wrong"), (#""dw": "w - w", "new": "w""#, "new", "wrong"),
      (#""dw": "3", "new": "w - 3""#, "new", "wrong"),
      (#""dw": "(w*x - y)*x", "new": "w - dw""#, "new", "follows"),
      (#""dw": [1, 2], "new": "w""#, "new", "wrong"),
    ])
  func formulas(answers: String, step: String, code: String) throws {
    let judge = SheetJudge(
      AnswerKey(try Exercise(JSONDocument(name: "c.json", text: Self.chain))))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: "{\"exercise\": \"c\", \"answers\": {\(answers)}}"))
    #expect(judge.judge(sheet).finding(step)?.outcome.code == code)
  }

  @Test(
    "a wrong formula that makes the rest of a step irrelevant earns nothing by it",
    arguments: [
      (#""z": "2 + x^2", "h": "2 + x^2""#, "wrong"),
      (#""z": "2*x", "h": "max(2*x, y)""#, "follows"),
      (#""z": "y + 2", "h": "y + 2""#, "follows"),
    ])
  func washedOut(answers: String, code: String) throws {
    let text = #"""
      {"id": "c", "given": ["x : real", "y : real < 1"], "questions": [{"id": "1", "steps": [
        {"id": "z", "value": "3*x", "in": ["x", "y"]},
        {"id": "h", "value": "max(3*x, y)", "via": "max(z, y)", "in": ["x", "y"]}]}]}
      """#
    let judge = SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "c.json", text: text))))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: "{\"exercise\": \"c\", \"answers\": {\(answers)}}"))
    #expect(judge.judge(sheet).finding("h")?.outcome.code == code)
  }

  // MARK: Signs, cases and choices

  private static let cases = #"""
    {"id": "k", "given": ["s = (0.2, 1.4, 0.9)"], "definitions": ["z = 2*s"],
      "questions": [{"id": "1", "steps": [
        {"id": "z", "via": "2*s"},
        {"id": "active", "value": "1[z[1] > 2]", "via": "1[z[1] > 2]"},
        {"id": "way", "value": "sign(z[0] - 1)", "via": "sign(z[0] - 1)"},
        {"id": "class", "value": "argmax(z)", "via": "argmax(z)"},
        {"id": "word", "choice": ["cat", "dog", "cow"], "value": "dog", "via": "argmax(z)",
          "slips": [{"code": "last", "value": "cow", "hint": "look again"}]}]}]}
    """#

  @Test(
    "signs, cases, places and choices follow from what is wrong, but not from nothing",
    arguments: [
      (#""z": [3.4, 2.8, 1.8], "way": 1"#, "way", "follows"),
      (#""z": [3.4, 2.8, 1.8], "class": 0"#, "class", "follows"),
      (#""z": [3.4, 2.8, 1.8], "word": "cat""#, "word", "follows"),
      (#""z": [0.4, 2.8, 8.8], "word": "cow""#, "word", "follows"),
      (#""z": [0.4, 2.8, 8.8], "word": "cat""#, "word", "wrong"),
      (#""z": [0.4, 2.8, 8.8], "class": 2"#, "class", "follows"),
      // All the same, or nothing: the first of equals is no work.
      (#""z": [0, 0, 0], "word": "cat""#, "word", "wrong"),
      (#""z": [5, 5, 5], "class": 0"#, "class", "wrong"),
      (#""z": [0, 0, 0], "class": 0"#, "class", "wrong"),
      // 0 for a case that holds in truth.
      (#""z": [0.4, 1, 1.8], "active": 0"#, "active", "wrong"),
      (#""word": "cow""#, "word", "last"), (#""word": "dog""#, "word", "right"),
    ])
  func discrete(answers: String, step: String, code: String) throws {
    let key = AnswerKey(try Exercise(JSONDocument(name: "k.json", text: Self.cases)))
    #expect(Judge().check(key).allSatisfy { $0.holds })
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: "{\"exercise\": \"k\", \"answers\": {\(answers)}}"))
    #expect(SheetJudge(key).judge(sheet).finding(step)?.code == code)
  }
}
