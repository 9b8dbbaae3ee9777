import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// What an answer to one step is worth.
struct MarkingTests {
  private func outcome(_ answers: String, _ step: String) throws -> (String, Rational, String?) {
    let finding = try #require(try Network.mark(answers).finding(step))
    return (finding.outcome.word, finding.credit, finding.slip?.code)
  }

  @Test("the right sheet earns everything that a program can mark")
  func right() throws {
    var sheet = ByHand().sheet
    sheet["way"] = #""down""#
    sheet["outer"] = "[[-6, 4], [-3, 2]]"
    sheet["why"] = #""because""#
    let finding = try Network.mark(sheet)
    for step in finding.steps where step.step.id != "why" {
      #expect(step.outcome.word == "right", "\(step.step.id)")
    }
    #expect(finding.points == finding.possible)
    #expect(finding.possible == 38)
    #expect(finding.strays.isEmpty)
  }

  @Test("an empty sheet is open, and neither right nor wrong")
  func empty() throws {
    let finding = try Network.mark("")
    #expect(finding.steps.allSatisfy { $0.outcome.word == "open" && $0.outcome.isSound })
    #expect(finding.points == 0)
  }

  @Test(
    "what the document's own numbers would hide is wrong here, and recognised",
    arguments: [
      (#""z1": 3"#, "z1", "w2"), (#""z1": 3"#, "z1", "w2"),
      (#""z1": "2*1 + (-1)*2 + 3 = 3""#, "z1", "w2"),
      (#""z1": 3.0"#, "z1", "w2"), (#""z2": -8"#, "z2", "w2"),
      (#""yhat1": 3"#, "yhat1", "w4"), (#""yhat1": 5.75"#, "yhat1", "w3"),
      (#""z1": 6, "h1": 4, "yhat1": 2"#, "yhat1", "w4"), (#""h2": -5"#, "h2", "relu"),
      (#""z2": -8, "h2": -8"#, "h2", "relu"), (#""risk": 6.725"#, "risk", "mean"),
      (#""dz1": 2.9"#, "dz1", "w3"), (#""g1": [1.45, 2.9, 1.45, 17.4, 2.9]"#, "g1", "swapped"),
      (#""g1": "(1.45, 2.9, 1.45, 17.4, 2.9)""#, "g1", "swapped"),
    ])
  func slips(answers: String, step: String, code: String) throws {
    let (word, _, slip) = try outcome(answers, step)
    #expect(word == "wrong" || word == "partly")
    #expect(slip == code)
  }

  @Test(
    "each kind of answer has its outcome and its part of the points",
    arguments: [
      (#""L1": 2.1025"#, "L1", "right", "1"), (#""L1": "2.10""#, "L1", "rounded", "1"),
      (#""L1": "2.1""#, "L1", "coarse", "0.5"), (#""L1": 2"#, "L1", "coarse", "0"),
      (#""L1": "2.11""#, "L1", "wrong", "0"),
      (#""L1": 2.10250000000000000000000000000001"#, "L1", "wrong", "0"),
      (#""L1": "(2.75 - 1.3)^2 = 1.45^2 = 2.1025""#, "L1", "right", "1"),
      (#""L1": "(2.75 - 1.3)^2 = 1.45*2 = 2.1025""#, "L1", "broken", "0.5"),
      (#""L1": "1.45^2 = 2.9""#, "L1", "wrong", "0"),
      (#""L1": "1.45^2""#, "L1", "right", "1"),
      (#""L1": "1.45*1.45""#, "L1", "not worked out", "0"),
      (#""L1": "(2.75 - 1.3)^2""#, "L1", "not worked out", "0"),
      (#""L1": "841/400""#, "L1", "right", "1"), (#""L1": [2.1025]"#, "L1", "right", "1"),
      (#""L1": [2.1025, 1]"#, "L1", "shapes", "0"), (#""g": 3"#, "g", "shapes", "0"),
      (#""g": [1, 2, 3]"#, "g", "shapes", "0"),
      (#""g": [1.45, 0.725, 0.725, 8.7, -0.7]"#, "g", "right", "1"),
      (#""g": "(1.45, 0.725, 0.725, 8.7, -0.7)""#, "g", "right", "1"),
      (#""g": [1.45, 0.725, 0.725, 8.7, 0.7]"#, "g", "partly", "0.8"),
      (#""g": [1.45, 0, 0, 0, 0]"#, "g", "partly", "0.2"),
      (#""g": [0, 0, 0, 0, 0]"#, "g", "wrong", "0"),
      (
        #""g": ["2.9/2 = 1.45", "1.45/2 = 0.725", 0.725, "17.4/2 = 8.7", "(2.9 - 4.3)/2 = -0.7"]"#,
        "g", "right", "1"
      ),
      (#""g": ["2.9/2 = 1.46 = 1.45", 0.725, 0.725, 8.7, -0.7]"#, "g", "broken", "0.9"),
      (
        #""g": "(2.9/2, 1.45/2, 0.725, 8.7, -0.7) = (1.45, 0.725, 0.725, 8.7, -0.7)""#, "g",
        "right", "1"
      ),
      (
        #""g": "(2.9, 1.45, 0.725, 8.7, -0.7) = (1.45, 0.725, 0.725, 8.7, -0.7)""#, "g", "broken",
        "0.5"
      ),
      (#""outer": [[-6, 4], [-3, 2]]"#, "outer", "right", "1"),
      (#""outer": "[[-6, 4], [-3, 2]]""#, "outer", "right", "1"),
      (#""outer": [["2*(-3) = -6", 4], [-3, 3]]"#, "outer", "partly", "0.75"),
      (#""outer": [-6, 4, -3, 2]"#, "outer", "not in form", "0.5"),
      (#""outer": [[-6, 4, -3, 2]]"#, "outer", "not in form", "0.5"),
      (#""why": "so""#, "why", "marker", "0"), (#""why": """#, "why", "open", "0"),
      (#""way": "down""#, "way", "right", "1"), (#""way": "up""#, "way", "wrong", "0"),
      (#""way": " Down""#, "way", "right", "1"), (#""way": "UP""#, "way", "wrong", "0"),
      (#""way": "sideways""#, "way", "unreadable", "0"),
      (#""way": 3"#, "way", "unreadable", "0"),
      (#""L1": null"#, "L1", "open", "0"), (#""L1": true"#, "L1", "unreadable", "0"),
      (#""L1": "3,4""#, "L1", "unreadable", "0"),
      (#""L1": "L1 = 1.45^2 = 2.1025""#, "L1", "right", "1"),
      (#""L1": "L1 = 1.45^2 = 2.2""#, "L1", "wrong", "0"),
      (#""L1": "L1 + 0 = 2.1025""#, "L1", "unreadable", "0"),
      (#""L1": "(yhat1 - y1)^2 = 2.1025""#, "L1", "unreadable", "0"),
      (#""L1": "pre(x1, theta) = 2.1025""#, "L1", "unreadable", "0"),
      (#""L1": "risk = 2.1025""#, "L1", "unreadable", "0"),
      (#""dy1": "der(L1, yhat1) = 2.9""#, "dy1", "unreadable", "0"),
      (#""L1": "2.1025 + 0*2^0.5 + sign(exp(ln(2)) - 2) = 2.1025""#, "L1", "undecided", "0"),
      (#""L1": "1.45*2 = 2.1025 = 2.1025 + sign(exp(ln(2)) - 2) = 2.1025""#, "L1", "broken", "0.5"),
      (#""L1": "1/0 = 2.1025""#, "L1", "broken", "0.5"),
      (#""L1": "1/0""#, "L1", "wrong", "0"),
      (#""L1": 1e400"#, "L1", "wrong", "0"), (#""L1": 1e99999"#, "L1", "unreadable", "0"),
      (#""L1": "2.1025 > 2""#, "L1", "coarse", "0"),
    ])
  func kinds(answers: String, step: String, expected: String, credit: String) throws {
    let (word, part, _) = try outcome(answers, step)
    #expect(word == expected)
    #expect(part == (try Rational(decimal: credit)))
  }

  @Test("an unknown step is reported, with the nearest name")
  func stray() throws {
    let finding = try Network.mark(#""yhat3": 3, "z1": 6"#)
    #expect(finding.strays.map(\.message) == ["network has no step yhat3"])
    #expect(finding.steps[0].outcome.word == "right")
  }

  @Test("an unreadable answer is reported with its place, and costs nothing else")
  func unreadable() throws {
    let finding = try Network.mark(#""z1": "2 +", "h1": 6"#)
    guard case .unreadable(let fault) = finding.steps[0].outcome else {
      Issue.record("z1 was read")
      return
    }
    #expect(fault.position?.line == 1)
    #expect(fault.file == "s.json")
    #expect(finding.steps[1].outcome.word == "right")
  }
}

/// A later step is judged from the sheet's own earlier values, which must not be worth cheating for.
struct FollowThroughTests {
  private func words(_ answers: String) throws -> [String: String] {
    let finding = try Network.mark(answers)
    return Dictionary(uniqueKeysWithValues: finding.steps.map { ($0.step.id, $0.outcome.word) })
  }

  @Test("one slip costs one step", arguments: 0..<60)
  func early(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let numbers = [
      "z1", "h1", "yhat1", "dy1", "dz1", "z2", "yhat2", "dy2", "g1", "g2", "g", "theta_new",
      "z1_after", "yhat1_after",
    ]
    let slipped = numbers[Int.random(in: 0..<numbers.count, using: &generator)]
    let right = ByHand().values
    // Positive and not 0, so that relu stays alive: what is dead is not worth anything.
    let wrong = (right[slipped] ?? []).map { value in
      let other = Rational(Int.random(in: 1...99_999, using: &generator)) / 1000
      return other == value ? other + 1 : other
    }
    let sheet = ByHand(instead: [slipped: wrong])
    let finding = try Network.mark(sheet.sheet)
    for step in finding.steps where sheet.values[step.step.id] != nil {
      let id = step.step.id
      if id == slipped {
        #expect(step.credit == 0, "seed \(seed): \(id)")
      } else {
        #expect(
          step.credit == 1, "seed \(seed): \(slipped) = \(wrong), then \(id): \(step.outcome.word)")
        let follows = sheet.values[id] != right[id]
        #expect(step.outcome.word.hasPrefix(follows ? "follows" : "right"), "seed \(seed): \(id)")
      }
    }
  }

  @Test("a later slip on top costs only itself", arguments: 0..<20)
  func later(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let z = Rational(Int.random(in: 7...99, using: &generator))
    let loss = Rational(Int.random(in: 100...999, using: &generator))
    let finding = try Network.mark(ByHand(instead: ["z1": [z], "L1": [loss]]).sheet)
    let lost = finding.steps.filter { $0.credit == 0 && $0.outcome.word != "open" }.map(\.step.id)
    #expect(lost == ["z1", "L1"], "seed \(seed)")
  }

  @Test("a dead unit earns nothing, however right its zeros are")
  func zeros() throws {
    // z1 < 0 kills the unit: h1, dz1 and most of g1 are 0 then.
    let sheet = ByHand(instead: ["z1": [-1]])
    let finding = try Network.mark(sheet.sheet)
    #expect(finding.finding("z1")?.credit == 0)
    #expect(finding.finding("h1")?.credit == 0)
    #expect(finding.finding("dz1")?.credit == 0)
    let g1 = try #require(finding.finding("g1"))
    #expect(g1.entries.prefix(4) == [.wrong, .wrong, .wrong, .wrong])
  }

  @Test("a wrong value chosen so that a later one is 0 earns nothing there")
  func chosenZero() throws {
    // ŷ = y makes the loss and its derivative 0, though both do depend on ŷ.
    let finding = try Network.mark(#""yhat1": 1.3, "dy1": 0, "L1": 0"#)
    #expect(finding.steps.allSatisfy { $0.credit == 0 })
  }

  @Test("what stays the same whatever was written before it does not follow from it")
  func insensitive() throws {
    // A dead unit leaves the bias alone, -0.243, which no z1_after below 0 changes.
    let theta = #""theta_new": [1.9855, -1.00725, 2.99275, 0.413, -0.243]"#
    let finding = try Network.mark(theta + #", "z1_after": -5, "yhat1_after": -0.243"#)
    #expect(finding.finding("theta_new")?.credit == 1)
    #expect(finding.finding("yhat1_after")?.credit == 0)
  }

  @Test("zeros everywhere earn what is 0, and nothing else")
  func allZero() throws {
    let zeros = ByHand().values.mapValues { $0.map { _ in Rational(0) } }
    var sheet = ByHand()
    sheet.values = zeros
    let finding = try Network.mark(sheet.sheet)
    // h2 and dz2 are 0 in truth, and four entries of g2.
    #expect(finding.points == Rational(6))
  }

  @Test("the same constant everywhere earns nothing beyond chance")
  func constants() throws {
    var sheet = ByHand()
    sheet.values = sheet.values.mapValues { $0.map { _ in Rational(7) } }
    let finding = try Network.mark(sheet.sheet)
    let earned = finding.steps.filter { $0.credit > 0 }.map { "\($0.step.id) \($0.outcome.word)" }
    #expect(earned == ["h1 follows from z1"])
  }

  @Test("a step that follows keeps its own name out of the sources")
  func sources() throws {
    let found = try words(#""z1": 7, "h1": 7, "yhat1": 3.25, "L1": 3.8025, "risk": 4.2125"#)
    #expect(found["z1"] == "wrong")
    #expect(found["h1"] == "follows from z1")
    #expect(found["yhat1"] == "follows from h1")
    #expect(found["L1"] == "follows from yhat1")
    #expect(found["risk"] == "follows from L1")
  }

  @Test("a right value after a wrong one is right")
  func recovers() throws {
    let found = try words(#""z1": 9, "h1": 6, "yhat1": 2.75"#)
    #expect(found["h1"] == "right")
    #expect(found["yhat1"] == "right")
  }

  @Test("an answer uses the sheet's own earlier answers by name")
  func names() throws {
    let found = try words(#""z1": 7, "h1": "max(0, z1) = 7", "yhat1": "w3*h1 + w4 = 3.25""#)
    #expect(found["h1"] == "follows from z1")
    #expect(found["yhat1"] == "follows from h1")
    let broken = try words(#""z1": 7, "h1": "max(0, z1) = 6""#)
    #expect(broken["h1"] == "broken")
  }

  @Test("only some entries follow: each earns its part")
  func entries() throws {
    // dz1 = 2 by mistake; g1 follows in its first three entries, the rest is right by itself.
    let finding = try Network.mark(#""dz1": 2, "g1": [4, 2, 2, 17.4, 2.9]"#)
    let g1 = try #require(finding.finding("g1"))
    #expect(g1.entries == [.follows, .follows, .follows, .right, .right])
    #expect(g1.outcome.word == "follows from dz1")
    let partly = try #require(
      try Network.mark(#""dz1": 2, "g1": [4, 2, 3, 17.4, 2.9]"#).finding("g1"))
    #expect(partly.entries == [.follows, .follows, .wrong, .right, .right])
    #expect(partly.credit == Rational(4) / 5)
  }

  @Test("an answer that is not there is taken as right")
  func gaps() throws {
    let found = try words(#""yhat1": 4, "L1": 7.29, "risk": 5.95625"#)
    #expect(found["L1"] == "follows from yhat1")
    #expect(found["risk"] == "follows from L1")
  }

  @Test("a value of another shape carries nothing on")
  func shapes() throws {
    let found = try words(#""g": [1, 2], "theta_new": [1.99, -1.02]"#)
    #expect(found["g"] == "shapes")
    #expect(found["theta_new"] == "shapes")
  }

  @Test(
    "early rounding has its own name, and must be correct rounding",
    arguments: [
      // yhat1_after = 0.413·5.9565 - 0.243 = 2.2170345; the square of 0.9170345 is 0.84095…,
      // which is 0.8410, and that of 0.917 is 0.840889, which is 0.8409.
      (#""yhat1_after": "2.217", "L1_after": 0.840889"#, "rounded", "early from yhat1_after"),
      (#""yhat1_after": "2.217", "L1_after": "0.841""#, "rounded", "rounded"),
      (
        #""yhat1_after": "2.217", "L1_after": "(yhat1_after - y1)^2 = 0.8410""#, "rounded",
        "rounded"
      ),
      (#""yhat1_after": "2.217", "L1_after": "(2.217 - 1.3)^2 = 0.8410""#, "rounded", "rounded"),
      (
        #""yhat1_after": "2.217", "L1_after": "(yhat1_after - y1)^2 = 0.840889""#, "rounded",
        "early from yhat1_after"
      ),
      (#""yhat1_after": "2.2", "L1_after": 0.81"#, "coarse", "follows from yhat1_after"),
      (#""yhat1_after": "2.216", "L1_after": 0.839056"#, "wrong", "follows from yhat1_after"),
      (#""yhat1_after": "2.217", "L1_after": 0.839056"#, "rounded", "wrong"),
      (#""yhat1_after": 2.2170345, "L1_after": 0.840889"#, "right", "wrong"),
    ])
  func rounding(answers: String, first: String, second: String) throws {
    let found = try words(answers)
    #expect(found["yhat1_after"] == first)
    #expect(found["L1_after"] == second)
  }
}
