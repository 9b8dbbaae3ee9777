import Checking
import Notation
import Scalars
import Testing
import WorkedExamples

@Suite("functions that are formulas, in claims")
struct ComposedFunctionTests {
  private static let ofNumbers = ComposedFunction.all.filter { $0.parameters == ["x"] }.map(\.name)

  /// An argument made of x at random.
  private static func argument(_ random: inout SplitMix64) -> String {
    let (a, b) = (Int.random(in: 1...9, using: &random), Int.random(in: 1...9, using: &random))
    let forms = ["\(a)*x + \(b)", "x^2 + \(a)/\(b)", "exp(x/\(a))", "\(b)/\(a)"]
    return forms[Int.random(in: forms.indices, using: &random)]
  }

  @Test(
    "each is its formula, whatever it is applied to", arguments: ofNumbers,
    1...6 as ClosedRange<UInt64>)
  func unfolded(_ name: String, seed: UInt64) throws {
    let function = try #require(ComposedFunction(named: name))
    var random = SplitMix64(seed: seed)
    let argument = Self.argument(&random)
    let written = function.formula.replacing(/\bx\b/, with: "(\(argument))")
    let verdict = try Claim("\(name)(\(argument)) = \(written)").judged()
    #expect(verdict.isHeld, "seed \(seed): \(name)(\(argument)): \(verdict)")
    let wrong = try Claim("\(name)(\(argument)) = \(written) + 10^-9").judged()
    #expect(!wrong.isHeld, "seed \(seed): \(name)(\(argument)): \(wrong)")
    let slope = try Claim(
      "\(name)'(x) = der(\(function.formula), x)"
    ).judged()
    #expect(slope.isHeld, "\(name)': \(slope)")
  }

  @Test(
    "what is wrong is told in their names",
    arguments: [
      (
        "trace((1, 2)) = 1",
        "in trace: j goes through 2 entries in one place, and through 1 in another"
      ),
      ("trace(2) = 2", "in trace: a number has no entries"),
    ])
  func messages(_ text: String, _ message: String) {
    let error = #expect(throws: Diagnostic.self) { try Claim(text).judged() }
    #expect(error?.message == message)
  }
}
