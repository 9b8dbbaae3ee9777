import Foundation
import Scalars
import Synchronization
import Testing

@testable import Notation

@Suite("No text traps, hangs or overflows")
struct RobustnessTests {
  /// Reads a text in every way, and writes what comes of it.
  private func exercise(_ text: String, seed: UInt64) {
    let count = text.utf8.count
    for variable in [nil, "x"] {
      do throws(Diagnostic) {
        let formula = try Formula.parse(text, vocabulary: vocabulary, of: variable)
        let again = try? Formula.parse(formula.description, vocabulary: vocabulary)
        #expect(again == formula, "seed \(seed): \(text.debugDescription) written \(formula)")
        #expect(0..<count + 1 ~= formula.range.upperBound, "seed \(seed): \(text.debugDescription)")
      } catch {
        #expect(error.range.upperBound <= count, "seed \(seed): \(text.debugDescription)")
        #expect(!error.rendered(in: text).isEmpty)
      }
    }
    _ = try? Chain.parse(text, vocabulary: vocabulary)
    _ = try? Statement.parse(text, vocabulary: vocabulary)
    _ = try? Condition.parse(text, vocabulary: vocabulary)
  }

  @Test("a chain has a hundred links, and no more")
  func longChains() throws {
    let chain = "x" + String(repeating: " = x", count: Chain.linkLimit)
    #expect(try Chain.parse(chain, vocabulary: vocabulary).links.count == Chain.linkLimit)
    let error = #expect(throws: Diagnostic.self) {
      try Chain.parse(chain + " = x", vocabulary: vocabulary)
    }
    #expect(error?.message == "this chain has more than 100 links")
    #expect(error?.range == 402..<403)
  }

  @Test("names of many letters are looked at in no time", .timeLimit(.minutes(1)))
  func longNames() throws {
    let name = String(repeating: "a", count: 60_000)
    let formula = try Formula.parse(name, vocabulary: vocabulary)
    try formula.checkMisread(declared: [], used: [name], vocabulary: vocabulary)
    #expect(throws: Diagnostic.self) { try formula.check(names: ["a"], vocabulary: vocabulary) }
  }

  @Test("random tokens", arguments: 0..<20)
  func randomTokens(_ run: Int) {
    let seed = UInt64(run)
    var salad = Salad(seed: seed)
    for _ in 0..<150 { exercise(salad.tokens(), seed: seed) }
  }

  @Test("random bytes", arguments: 0..<10)
  func randomBytes(_ run: Int) {
    let seed = UInt64(run)
    var salad = Salad(seed: seed)
    for _ in 0..<150 { exercise(salad.bytes(), seed: seed) }
  }

  @Test("formulas with a character changed", arguments: 0..<10)
  func damaged(_ run: Int) throws {
    let seed = UInt64(run)
    var salad = Salad(seed: seed)
    for _ in 0..<60 {
      var text = Array(try salad.formula(size: 10).description.unicodeScalars)
      let place = Int.random(in: 0..<text.count, using: &salad.generator)
      text[place] = salad.pick(Array("()[]+-*/^.,'1x= ".unicodeScalars), else: "x")
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text)
      exercise(String(view), seed: seed)
    }
  }

  /// Texts that nest or go on for as long as a text may be.
  private static let extremes: [(String, String)] = [
    ("open parentheses", String(repeating: "(", count: 60_000)),
    ("parentheses", String(repeating: "(", count: 63) + "x" + String(repeating: ")", count: 63)),
    ("too many parentheses", String(repeating: "(", count: 65) + "x"),
    ("calls", String(repeating: "tanh(", count: 63) + "x" + String(repeating: ")", count: 63)),
    ("brackets", String(repeating: "x[", count: 63) + "x" + String(repeating: "]", count: 63)),
    ("open brackets", String(repeating: "[", count: 60_000)),
    ("open indicators", String(repeating: "1[", count: 30_000)),
    ("open sums", String(repeating: "sum(j, ", count: 9_000)),
    ("sums", String(repeating: "sum(j,", count: 63) + "x" + String(repeating: ")", count: 63)),
    ("open rows", String(repeating: "[[", count: 30_000)),
    (
      "matrices", String(repeating: "[[", count: 63) + "x" + String(repeating: "]]", count: 63)
    ),
    ("minus signs", String(repeating: "-", count: 60_000) + "x"),
    ("some minus signs", String(repeating: "-", count: 99) + "x"),
    ("powers", String(repeating: "x^", count: 30_000) + "x"),
    ("some powers", String(repeating: "x^", count: 99) + "x"),
    ("powers and signs", String(repeating: "x^-", count: 20_000) + "x"),
    ("terms", String(repeating: "x+", count: 20_000) + "x"),
    ("some terms", String(repeating: "x+", count: 99) + "x"),
    ("factors", String(repeating: "x ", count: 30_000)),
    ("primes", "x" + String(repeating: "'", count: 60_000)),
    ("derivatives", "phi" + String(repeating: "'", count: 60_000) + "(x)"),
    ("superscripts", "x" + String(repeating: "² ", count: 15_000)),
    ("entries", "x" + String(repeating: "[0]", count: 20_000)),
    ("parts", "(" + String(repeating: "1,", count: 16_000) + "1)"),
    (
      "bare functions",
      String(repeating: "σ(1-", count: 63) + "σ" + String(repeating: ")", count: 63)
    ),
    ("more bare functions", String(repeating: "σ(1-σ)", count: 7_000)),
    ("digits", String(repeating: "9", count: 65_000)),
    ("a long name", String(repeating: "x", count: 65_000)),
    ("a long function", String(repeating: "x", count: 65_000) + "(x)"),
    ("hats", "x" + String(repeating: "\u{302}", count: 16_000)),
    ("numbers", String(repeating: "1 ", count: 30_000)),
    ("thousands", String(repeating: "100,", count: 16_000) + "100"),
    ("lines", String(repeating: "\n", count: 60_000) + "?"),
    ("too long", String(repeating: " ", count: 65_537)),
  ]

  @Test("extreme texts, on a stack of 512 KiB")
  func extremes() throws {
    // What threads other than the first get on Apple systems.
    let names = try onSmallStack {
      for (name, text) in Self.extremes {
        do throws(Diagnostic) {
          let formula = try Formula.parse(text, vocabulary: vocabulary, of: "x")
          let again = try Formula.parse(formula.description, vocabulary: vocabulary)
          #expect(again == formula && again.hashValue == formula.hashValue, "\(name)")
          try again.check(names: ["x"], vocabulary: vocabulary)
        } catch {
          #expect(!error.rendered(in: text).isEmpty)
        }
      }
      return Self.extremes.map(\.0)
    }
    #expect(names.count == Self.extremes.count)
  }

  private func onSmallStack<T: Sendable>(_ work: @escaping @Sendable () -> T) throws -> T {
    let done = DispatchSemaphore(value: 0)
    let box = Box<T>()
    let thread = Thread {
      let value = work()
      box.result.withLock { $0 = value }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return try #require(box.result.withLock { $0 })
  }

  private final class Box<T: Sendable>: Sendable {
    let result = Mutex<T?>(nil)
  }

  @Test(
    "limits are said",
    arguments: [
      (
        String(repeating: "(", count: 65),
        "brackets are nested more than 64 deep", "give names to the parts"
      ),
      (
        String(repeating: "x+", count: 100) + "x",
        "this formula has more than 100 operations one upon the other", "give names to its parts"
      ),
      (
        String(repeating: " ", count: 65_537),
        "this formula is longer than 65536 bytes", "give names to its parts"
      ),
      (String(repeating: "1", count: 4_097), "this number has more than 4096 digits", nil),
      ("1e4097", "the power of ten is beyond 4096", nil),
    ])
  func limits(_ text: String, _ message: String, _ help: String?) {
    let error = #expect(throws: Diagnostic.self) {
      try Formula.parse(text, vocabulary: vocabulary)
    }
    #expect(error?.message == message)
    #expect(error?.help == help)
  }
}
