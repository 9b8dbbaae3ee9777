import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

@Suite("A second witness that is right by chance")
struct CoincidenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let given: [String]
    let value: String
    let via: String
    var before = ""
    var rest = ""
    var testDescription: String { "\(given): \(value) via \(via)" }
  }

  private static func check(_ item: Case) throws -> StepCheck {
    let given = item.given.map { "\"\($0)\"" }.joined(separator: ", ")
    let exercise = try Exercise(
      JSONDocument(
        name: "e.json",
        text:
          #"{"id": "e", "given": [\#(given)]\#(item.rest), "questions": [{"id": "1", "steps": ["#
          + item.before + #"{"id": "s", "value": "\#(item.value)", "via": "\#(item.via)"}]}]}"#))
    let key = AnswerKey(exercise)
    #expect(key.faults.isEmpty)
    return try #require(Judge().check(key).last)
  }

  @Test(
    "is an error that says where it differs",
    arguments: [
      Case(given: ["x = 2"], value: "x^2", via: "2*x"),
      Case(given: ["x = 2", "y = 2"], value: "x*y", via: "x + y"),
      // A weight that is 1, a bias that is 0, and a sign.
      Case(given: ["w = 1", "d = 0.4"], value: "w*d", via: "d"),
      Case(given: ["b = 0", "x = 3"], value: "2*x + b", via: "2*x"),
      Case(given: ["b = zeros(2)", "x = (3, 4)"], value: "x + b", via: "x"),
      Case(given: ["x = 2"], value: "relu(x)", via: "x"),
      Case(given: ["x = -2"], value: "relu(x)", via: "0*x"),
      Case(given: ["x = 2"], value: "relu(x + 100)", via: "x + 100"),
      Case(given: ["x = 2"], value: "abs(x)", via: "x"),
      // What is irrational, and what is a matrix.
      Case(given: ["x = 0.5"], value: "sigmoid(x)", via: "sigmoid(1/2) + x - 0.5"),
      Case(given: ["W = eye(2)", "x = (1, 3)"], value: "W*x", via: "x"),
      Case(given: ["W = [[1, 2], [2, 1]]", "x = (1, 3)"], value: "W*x", via: "W^T*x"),
      // A class and probabilities stay what they are, and may be others.
      Case(given: ["t = (0, 1, 0)", "z = (1, 2, 3)"], value: "dot(t, z)", via: "z[1]"),
      Case(
        given: ["p = (0.2, 0.8)", "z = (1, 2)"], value: "dot(p, z)", via: "0.2*z[0] + 0.8*z[1]"),
      // Behind an earlier step.
      Case(
        given: ["x = 2"], value: "x^4", via: "4*h",
        before: #"{"id": "h", "value": "x^2", "via": "x*x"},"#),
      Case(
        given: ["x = 2"], value: "x + 2", via: "h",
        before: #"{"id": "h", "value": "x^2", "via": "x*x"},"#),
      // In a private definition.
      Case(
        given: ["x = 3"], value: "c*x", via: "x", rest: #", "definitions": ["c = 1"]"#),
    ])
  func chance(item: Case) throws {
    let check = try Self.check(item)
    #expect(!check.holds && !check.isUndecided)
    guard case .fails(.counterexample(let example))? = check.witnesses else {
      Issue.record("no counterexample")
      return
    }
    #expect(!example.point.isEmpty && example.left != example.right)
    #expect(check.faults.count == 1 && check.faults[0].message.contains("by chance: with "))
  }

  @Test(
    "is none where it is right everywhere, or nothing can be other",
    arguments: [
      Case(given: ["x = 2"], value: "x^2", via: "x*x"),
      Case(given: ["x = 2"], value: "relu(x)", via: "max(0, x)"),
      // Numbers worked out are right here, and claim nothing elsewhere.
      Case(given: ["x = 2"], value: "x^2", via: "2*2"),
      Case(given: [], value: "2*2", via: "2 + 2"),
      // At a kink the derivative is a convention.
      Case(given: ["x = 2"], value: "relu'(x)", via: "1[x >= 0]"),
      Case(given: ["v = (2, 5)"], value: "argmax(v)", via: "1[v[1] >= v[0]]"),
      // What numbers things, or is as many as there are.
      Case(given: ["y = 1", "z = (1, 2)"], value: "z[y]", via: "dot(onehot(y, 2), z)"),
      Case(given: ["n = 3", "x = 0.5"], value: "sum(j, 1, n, x)", via: "n*x"),
      // Where a root and a logarithm have values.
      Case(given: ["x = 2"], value: "sqrt(x)^2", via: "x"),
      Case(given: ["x = 2", "y = 3"], value: "ln(x*y)", via: "ln(x) + ln(y)"),
      // The sum of a class's parts is 1.
      Case(
        given: ["t = (0, 1)", "z = (1, 2)"],
        value: "grad(-dot(t, ln(softmax(z))), z)", via: "softmax(z) - t"),
      Case(
        given: ["t = (0.3, 0.7)", "z = (1, 2)"],
        value: "grad(-dot(t, ln(softmax(z))), z)", via: "softmax(z) - t"),
      // Numbers that belong together, by their author's word.
      Case(
        given: ["p = 0.3", "q = 0.7", "x = 2"], value: "q*x", via: "(1 - p)*x",
        rest: #", "fixed": ["p", "q"]"#),
      Case(
        given: ["y = -1", "x = 2"], value: "(x - y)^2", via: "(1 - x*y)^2",
        rest: #", "variant": {"numbers": {"y": {"values": [-1, 1]}}}"#),
    ])
  func everywhere(item: Case) throws {
    let check = try Self.check(item)
    #expect(check.holds, "\(check.faults.map(\.message))")
  }

  @Test("the message says as little as it takes")
  func words() throws {
    let check = try Self.check(
      Case(given: ["a = 5", "w = (1, 2, 1)", "x = 4"], value: "w[2]*x + a", via: "x + a"))
    let message = try #require(check.faults.first?.message)
    #expect(message.hasPrefix("by hand this comes to the value of s by chance: with w = (1, 2, "))
    #expect(check.faults[0].position?.description == "1:137")
  }

  @Test("generated witnesses: what is rewritten holds, and what is spoiled unseen is found")
  func generated() throws {
    let seed: UInt64 = 2026
    var generator = WitnessGenerator(seed: seed)
    for _ in 0..<150 {
      let (given, value) = generator.exercise()
      let right = generator.rewritten(value)
      let fine = try Self.check(Case(given: given, value: value, via: right))
      #expect(fine.holds, "seed \(seed): \(given): \(value) via \(right)")
      let wrong = generator.spoiled(right)
      let check = try Self.check(Case(given: given, value: value, via: wrong))
      #expect(!check.holds, "seed \(seed): \(given): \(value) via \(wrong)")
    }
  }
}

/// Values in a, b and c, which are some whole numbers or decimals, with ways to write them otherwise.
private struct WitnessGenerator {
  private var generator: SplitMix64
  private var numbers: [String] = []

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }

  mutating func exercise() -> (given: [String], value: String) {
    numbers = (0..<3).map { _ in pick(["1", "2", "-3", "0.5", "0", "-1.25", "4"]) }
    let given = zip(["a", "b", "c"], numbers).map { "\($0) = \($1)" }
    return (given, term(depth: 3))
  }

  private mutating func term(depth: Int) -> String {
    guard depth > 0 else { return pick(["a", "b", "c", "2", "0.5"]) }
    let (left, right) = (term(depth: depth - 1), term(depth: depth - 1))
    return pick([
      "(\(left) + \(right))", "(\(left) - \(right))", "\(left)*\(right)", "relu(\(left))",
      "tanh(\(left))*\(right)", "max(\(left), \(right))",
    ])
  }

  /// The same function.
  mutating func rewritten(_ value: String) -> String {
    let other = term(depth: 1)
    return pick([
      "\(value) + \(other) - \(other)", "2*\(value)/2", "-(0 - \(value))",
      "\(value)*(1 + 0*\(other))", "\(value) + 0*a",
    ])
  }

  /// The same number at what a, b and c are, and nowhere around it.
  mutating func spoiled(_ value: String) -> String {
    let place = Int.random(in: 0..<3, using: &generator)
    let name = ["a", "b", "c"][place]
    let gap = "(\(name) - (\(numbers[place])))"
    let positive = "(1 + \(pick(["a", "b", "c"]))^2)"
    return pick([
      "\(value) + \(gap)*\(positive)", "\(value) + relu(\(gap))*\(positive)",
      "\(value) - relu(-\(gap))", "\(value) + \(gap)^2", "\(value) + tanh(\(gap))/8",
    ])
  }
}
