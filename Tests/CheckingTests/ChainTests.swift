import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

/// Chains of numbers, link by link.
struct ChainTests {
  private func links(_ text: String, right: String? = nil, names: [String] = []) throws -> [String]
  {
    var namespace = Namespace()
    for name in names { try namespace.add(name, visible: true) }
    let setting = Setting(namespace.scope)
    let chain = try Chain.parse(text, vocabulary: namespace.vocabulary)
    let target = try right.map {
      try setting.evaluate(try Formula.parse($0, vocabulary: namespace.vocabulary))
    }
    return try Judge().check(chain, in: setting, right: target).links.map(word)
  }

  @Test(
    "each link is checked on its own",
    arguments: [
      ("0.966*2 + 0.983*1 - 0.017*1 = 2.898", ["exact"]),
      ("1.7^2 = 3.4 = 2.89", ["differs", "differs"]), ("1 + 1 = 2 = 3 - 1", ["exact", "exact"]),
      ("0.949*2.898 + 0.002 = 2.752", ["rounded"]), ("0.949*2.898 + 0.002 ≈ 2.752", ["rounded"]),
      ("0.949*2.898 + 0.002 = 2.75", ["rounded"]), ("0.949*2.898 + 0.002 = 2.8", ["coarse 2<3"]),
      ("0.949*2.898 + 0.002 = 2.751", ["differs"]), ("2.002 = 0", ["differs"]),
      ("1/3 = 0.333 = 1/3", ["rounded", "rounded"]), ("2", []),
      // Both ways.
      ("1.4142 ≈ sqrt(2)", ["rounded"]), ("1.4142 = sqrt(2)", ["rounded"]),
      ("1.4143 ≈ sqrt(2)", ["differs"]),
      // A rounded decimal inside a member.
      ("(2.752202 - 1.3)^2 = (2.752 - 1.3)^2", ["rounded"]),
      ("(2.752202 - 1.3)^2 = (2.76 - 1.3)^2", ["differs"]),
      ("(2.752202 - 1.3)^2 = (2.8 - 1.3)^2", ["differs"]),
      ("(2.752202 - 1.3)^2 = (3 - 1.3)^2", ["differs"]),
      ("sigmoid(0.3)*2 = 0.574*2", ["rounded"]), ("sigmoid(0.3)*2 = 0.575*2", ["differs"]),
      ("sigmoid(0.3) = 1/(1 + e^-0.3) = 0.574", ["agreed", "rounded"]),
      // The same in a quotient or a power of numbers, on the way.
      ("sigmoid(0.5) = 1.6487/2.6487 = 0.6225", ["rounded", "rounded"]),
      ("sigmoid(0.5) = 1.6488/2.6487 = 0.6225", ["differs", "rounded"]),
      ("sigmoid(0.5) = 1.7/2.7 = 0.6225", ["differs", "differs"]),
      ("2.752202^2 = 2.752^2 = 7.57", ["rounded", "rounded"]),
      ("sigmoid(0.5) = 1.6487/2.6487", ["rounded"]), ("1/3 = 2/5 = 0.4", ["differs", "exact"]),
      ("sigmoid(0.3) = 1/(1 + e^0.3)", ["differs"]),
      // Arrays, entry by entry.
      ("(1, 2) + (3, 4) = (4, 6)", ["exact"]), ("(1, 2) + (3, 4) = (4, 5)", ["differs [1]"]),
      ("(1/3, 2/3) = (0.333, 0.667)", ["rounded"]),
      ("(1/3, 2/3) = (0.333, 0.666)", ["differs [1]"]),
      ("(1/3, 2/3) = (0.3, 0.667)", ["coarse 1<3"]), ("(1, 2) = (1, 2, 3)", ["shapes"]),
      ("(1, 2) = [[1, 2]]", ["shapes"]), ("[[1, 2], [3, 4]]^2 = [[7, 10], [15, 22]]", ["exact"]),
      ("(1, 2) = 3", ["shapes"]), ("0 = (0, 0)", ["shapes"]),
      // No value.
      ("1/0 = 1/0", ["none: divisionByZero"]), ("ln(0) = 1", ["none: outsideDomain(\"ln\")"]),
    ])
  func equalities(chain: String, expected: [String]) throws {
    #expect(try links(chain) == expected)
  }

  @Test(
    "an order is certified, or not decided",
    arguments: [
      ("1 < 2", ["exact"]), ("2 < 1", ["differs"]), ("1 < 1", ["differs"]), ("1 <= 1", ["exact"]),
      ("2 > 1 >= 1", ["exact", "exact"]), ("1/3 > 0.333", ["exact"]),
      ("sigmoid(0.3) < 0.575", ["exact"]), ("sigmoid(0.3) > 0.575", ["differs"]),
      ("tanh(1) < tanh(1) + 10^-400", ["exact"]), ("tanh(1) >= tanh(1)", ["undecided"]),
      ("tanh(1000) < 1", ["exact"]), ("(1, 2) < (2, 3)", ["shapes"]),
      ("1/0 < 1", ["none: divisionByZero"]),
    ])
  func orders(chain: String, expected: [String]) throws {
    #expect(try links(chain) == expected)
  }

  @Test(
    "numbers that nearly agree are told apart, or it is left undecided",
    arguments: [
      ("tanh(1) = tanh(1)", "exact"), ("exp(1)*exp(1) = exp(2)", "agreed"),
      ("tanh(1) = tanh(1) + 10^-30", "differs"), ("tanh(1) = tanh(1) + 10^-400", "differs"),
      ("tanh(1) = tanh(1) + exp(-1000)", "differs"), ("tanh(1000) = 1", "coarse 1<3"),
      ("tanh(1) = tanh(1 + 10^-400)", "differs"), ("cos(10^-200)*e = e", "differs"),
      ("exp(-10^4000) = 0", "undecided"), ("sigma(-10^4000) = 0", "undecided"),
      ("tanh(1) = tanh(1) + 10^-4000", "undecided"), ("tanh(10^9)*e = e", "undecided"),
      ("10^-30 = 2*10^-30", "differs"), ("e*sigmoid(900) = e", "differs"),
      ("exp(tanh(1)*0) = 1", "exact"), ("2^1100 + e = 2^1100", "differs"),
      ("ln(2^2000 + e) = ln(2^2000)", "differs"), ("2^20000 + e = 2^20000", "undecided"),
    ])
  func nearMisses(chain: String, expected: String) throws {
    #expect(try links(chain) == [expected])
  }

  @Test(
    "a last member that rounds the right value holds after rounded numbers, and no other does",
    arguments: [
      ("1.452^2 = 2.109", "1.452202^2", ["rounded"]),
      ("1.452^2 = 2.108", "1.452202^2", ["rounded"]),
      ("1.452^2 = 2.110", "1.452202^2", ["differs"]), ("1.452^2 = 2.109", "1.45^2", ["differs"]),
      ("1.4^2 = 2.109", "1.452202^2", ["differs"]), ("2*1.452 = 2.109", "1.452202^2", ["differs"]),
      ("1.46^2 = 2.109", "1.452202^2", ["differs"]),
      ("(2.752 - 1.3)^2 = 1.452^2 = 2.109", "1.452202^2", ["exact", "rounded"]),
      // What is exact needs no more digits than it has.
      ("0.316^2 = 0.1", "1/10", ["rounded"]), ("0.31^2 = 0.1", "1/10", ["coarse 1<3"]),
      ("0.316^2 = 0.1", "0.0999", ["coarse 1<3"]),
      // Only at the end: in the middle nothing says what is right.
      ("1.452^2 = 2.109 = 2.109", "1.452202^2", ["differs", "exact"]),
    ])
  func carried(chain: String, right: String, expected: [String]) throws {
    #expect(try links(chain, right: right) == expected)
  }

  @Test("the first link that fails is named")
  func firstFailure() throws {
    let chain = try Chain.parse("1 + 1 = 2 = 3 = 4", vocabulary: Vocabulary())
    let broken = try Judge().check(chain, in: Setting(Scope()))
    #expect(broken.firstFailure == 1)
    let sound = try Chain.parse("1 + 1 = 2", vocabulary: Vocabulary())
    let held = try Judge().check(sound, in: Setting(Scope()))
    #expect(held.firstFailure == nil)
  }

  @Test("a member that cannot be computed is an error, with its place")
  func misfit() throws {
    #expect(throws: Diagnostic.self) { try links("(1, 2) + (1, 2, 3) = 3") }
    #expect(throws: Diagnostic.self) { try links("1 = q") }
  }
}

/// An exercise is checked by its second witness.
struct ExerciseCheckTests {
  private func key(_ steps: String, definitions: String = "") throws -> AnswerKey {
    let text =
      #"{"id": "e", "given": ["a = 3"], "definitions": [\#(definitions)], "#
      + #""questions": [{"id": "1", "steps": [\#(steps)]}]}"#
    return AnswerKey(try Exercise(JSONDocument(name: "x.json", text: text)))
  }

  @Test("a step whose witnesses disagree is reported, with the formula's place")
  func disagreement() throws {
    let key = try key(#"{"id": "s", "value": "a^2", "via": "2*a"}"#)
    let check = try #require(Judge().check(key).first)
    #expect(!check.holds)
    #expect(
      check.faults.map(\.message)
        == ["by hand this does not come to the value of s: it is 6, and the value is 9"])
    #expect(check.faults.first?.position?.line == 1)
  }

  @Test("the second witness uses the right values of earlier steps")
  func via() throws {
    let key = try key(
      #"{"id": "s", "value": "a^2"}, {"id": "t", "value": "a^2 + 1", "via": "s + 1"}"#)
    #expect(Judge().check(key).allSatisfy { $0.holds })
    #expect(key.values["t"]?.exact == [10])
  }

  @Test("a slip that comes to the right value at these numbers is reported")
  func hiddenSlip() throws {
    let key = try key(
      #"""
      {"id": "s", "value": "a^2", "slips": [{"code": "hidden", "value": "3*a", "hint": "h"},
        {"code": "seen", "value": "2*a", "hint": "h"}]}
      """#)
    #expect(Judge().check(key)[0].hiddenSlips.map(\.code) == ["hidden"])
  }

  @Test(
    "a formula that is asked for in numbers alone is noted: any formula would do",
    arguments: [
      (#""in": ["a", "b"]"#, "", false), (#""in": ["a", "t"]"#, "", true),
      (#""in": ["a", "c"]"#, "", true), (#""in": ["a", "d"]"#, "", true),
      (#""in": ["a"]"#, #""given": ["a : real"], "#, true), (#""in": []"#, "", true),
      (#""in": ["a"], "of": "t""#, "", true), (#""entry": "i : index(d)""#, "", true),
    ])
  func constancy(names: String, given: String, isFree: Bool) throws {
    let text =
      #"{"id": "e", "given": ["a = 3", "b = 2*a", "t : real", "c = t^2"], "sizes": {"d": 2}, "#
      + #""questions": [{"id": "1", \#(given)"steps": [{"id": "s", "value": "7*3", \#(names)}]}]}"#
    let key = AnswerKey(try Exercise(JSONDocument(name: "x.json", text: text)))
    let check = try #require(Judge().check(key).first)
    #expect(check.isConstant == !isFree && check.holds)
  }

  @Test("a value that does not exist is a fault of the exercise")
  func noValue() throws {
    let key = try key(
      #"{"id": "s", "value": "1/(a - 3)"}, {"id": "t", "value": "u[7]"}"#,
      definitions: #""u = (1, 2)""#)
    #expect(
      key.faults.map(\.message) == [
        "this has no value: it divides by 0", "there is no entry 7: they are numbered from 0 to 1",
      ])
    #expect(key.values.isEmpty)
  }

  @Test("an exponent that is an earlier step is that step's value")
  func exponent() throws {
    let key = try key(#"{"id": "n", "value": "a"}, {"id": "p", "value": "2^a", "via": "2^n"}"#)
    #expect(Judge().check(key).allSatisfy { $0.holds })
  }

  @Test("names that a question introduces are its own, whatever other steps are called")
  func scopes() throws {
    let text = #"""
      {"id": "e", "given": ["a = 3"], "questions": [
        {"id": "1", "steps": [{"id": "h", "value": "a + 4"}]},
        {"id": "2", "definitions": ["h = 2*a"], "steps": [{"id": "s", "value": "h + 1", "via": "h + 1"}]}]}
      """#
    let key = AnswerKey(try Exercise(JSONDocument(name: "x.json", text: text)))
    #expect(Judge().check(key).allSatisfy { $0.holds })
  }
}
