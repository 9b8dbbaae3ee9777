import Checking
import Notation
import Scalars
import Testing
import WorkedExamples

/// Claims of derivatives at kinks, by what they must be judged.
@Suite("claims of derivatives at kinks")
struct KinkTests {
  /// A sum of kinks with weights, at the point where all of them are, and its two slopes: each is
  /// written down here, without any rule of calculus.
  struct Kinked: CustomTestStringConvertible, Sendable {
    let seed: UInt64
    let text: String
    let point: Rational
    let below: Rational
    let above: Rational

    var testDescription: String { "seed \(seed): \(text) at x = \(point)" }

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      // A fraction, since a decimal may be taken for a rounding.
      let (numerator, denominator) = (number(-9...9), number(1...4))
      let point = Rational(numerator) / Rational(denominator)
      var (below, above) = (Rational.zero, Rational.zero)
      var terms: [String] = []
      for _ in 0..<number(1...4) {
        let weight = Rational(number(-4...4)) / Rational(number(1...3))
        let factor = Rational([-3, -2, -1, 1, 2, 3][number(0...5)])
        let u = "\(factor)*(x - (\(numerator)/\(denominator)))"
        let text: String
        // The slopes of the function where its argument is below and above 0.
        let slopes: (Rational, Rational)
        switch number(0...6) {
        case 0: (text, slopes) = ("relu(\(u))", (0, 1))
        case 1: (text, slopes) = ("abs(\(u))", (-1, 1))
        case 2: (text, slopes) = ("max(0, \(u))", (0, 1))
        case 3: (text, slopes) = ("max(\(u), 2*(\(u)))", (1, 2))
        case 4: (text, slopes) = ("min(\(u), 3*(\(u)))", (3, 1))
        case 5: (text, slopes) = ("leaky_relu(\(u), 1/4)", (Rational(1) / 4, 1))
        default: (text, slopes) = ("(\(u))*1[\(u) > 0]", (0, 1))
        }
        terms.append("(\(weight))*\(text)")
        let isFlipped = factor < .zero
        below = below + weight * factor * (isFlipped ? slopes.1 : slopes.0)
        above = above + weight * factor * (isFlipped ? slopes.0 : slopes.1)
      }
      self.seed = seed
      self.point = point
      text = terms.joined(separator: " + ")
      (self.below, self.above) = (below, above)
    }

    func judged(_ value: String, isSwapped: Bool = false) throws -> Verdict {
      let slope = "der(\(text), x)"
      return try Claim(
        isSwapped ? "\(value) = \(slope)" : "\(slope) = \(value)", "x = \(point)"
      ).judged()
    }
  }

  @Test(
    "both slopes and what lies between are right, and nothing else",
    arguments: (UInt64(1)...150).map { Kinked(seed: $0) })
  func subgradients(kinked: Kinked) throws {
    let (low, high) = (min(kinked.below, kinked.above), max(kinked.below, kinked.above))
    let right: Verdict = .holds(low == high ? .exact : .subgradient)
    for isSwapped in [false, true] {
      for value in [low, high, (low + high + high) / 3] {
        #expect(try kinked.judged("\(value)", isSwapped: isSwapped) == right, "\(value)")
      }
      for value in [low - Rational(1) / 1_000_000, high + Rational(1) / 7] {
        let verdict = try kinked.judged("\(value)", isSwapped: isSwapped)
        guard case .fails = verdict else {
          Issue.record("\(value), where the slopes are \(low) to \(high): \(verdict)")
          continue
        }
      }
    }
  }

  @Test(
    "a formula in such a derivative is as open as that is",
    arguments: (UInt64(1)...40).map { Kinked(seed: $0) })
  func formulas(kinked: Kinked) throws {
    guard kinked.below != kinked.above else { return }
    let slope = "der(\(kinked.text), x)"
    for (text, at) in [
      ("x - \(slope)/10", { kinked.point - $0 / 10 }), ("(2*\(slope), 1)[0]", { $0 + $0 }),
      ("f(\(slope))", { $0 * $0 * $0 }),
    ] as [(String, (Rational) -> Rational)] {
      let middle = (kinked.below + kinked.above) / 2
      for value in [kinked.below, kinked.above, middle] {
        let verdict = try Claim(
          "\(text) = \(at(value))", "x = \(kinked.point)", "f(t) = t^3"
        ).judged()
        #expect(verdict == .holds(.subgradient), "\(text), \(value)")
      }
      let outside = max(kinked.below, kinked.above) + 1
      let verdict = try Claim(
        "\(text) = \(at(outside))", "x = \(kinked.point)", "f(t) = t^3"
      ).judged()
      #expect(!verdict.isHeld, "\(text), \(outside)")
    }
  }

  @Test(
    "irrational slopes are compared by enclosures",
    arguments: [
      ("der(exp(1)*relu(x), x)", "exp(1)", "at a kink"),
      ("der(exp(1)*relu(x), x)", "2.718", "at a kink"),
      ("der(exp(1)*relu(x), x)", "0", "at a kink"), ("der(exp(1)*relu(x), x)", "1", "at a kink"),
      ("der(exp(1)*relu(x), x)", "2.719", "fails"), ("der(exp(1)*relu(x), x)", "-10^-40", "fails"),
      ("der(exp(1)*(relu(x) - relu(-x)), x)", "exp(1)", "agreed"),
      ("der(exp(1)*(relu(x) - relu(-x)), x)", "0", "fails"),
      ("der(abs(x), x)", "der(relu(x), x)", "at a kink"),
      ("der(abs(x), x)", "2 + der(relu(x), x)", "fails"),
      ("der(relu(ln(3) - ln(3) + x), x)", "1", "undecided"),
    ])
  func enclosures(left: String, right: String, word: String) throws {
    for text in ["\(left) = \(right)", "\(right) = \(left)"] {
      // A rounding is written on the right.
      guard right != "2.718" || text.hasSuffix(right) else { continue }
      let verdict = try Claim(text, "x = 0").judged()
      let found =
        switch verdict {
        case .holds(.subgradient): "at a kink"
        case .holds(.agreed): "agreed"
        case .holds: "holds"
        case .fails: "fails"
        case .undecided: "undecided"
        }
      #expect(found == word, "\(text): \(verdict)")
    }
  }

  @Test(
    "an order holds if it does for every slope, and is undecided if it does for some",
    arguments: [
      ("der(relu(x), x) >= 0", Verdict.holds(.subgradient)),
      ("der(relu(x), x) <= 1", .holds(.subgradient)), ("der(relu(x), x) < 2", .holds(.subgradient)),
      ("der(relu(x), x) > 0", .undecided(.kink)), ("der(relu(x), x) <= 1/2", .undecided(.kink)),
      ("der(relu(x), x) > 1", .fails(.differs(entries: [0]))),
    ])
  func orders(text: String, verdict: Verdict) throws {
    #expect(try Claim(text, "x = 0").judged() == verdict)
  }

  @Test(
    "a jump has no slope",
    arguments: [
      "der(sign(x), x)", "der(1[x > 0], x)", "der(floor(x), x)", "der(der(relu(x), x), x)",
    ])
  func jumps(text: String) throws {
    let verdict = try Claim("\(text) = 0", "x = 0").judged()
    #expect(verdict == .fails(.noValue(.outsideDomain("the derivative"))))
  }

  @Test(
    "a name in an exponent loses no value, and proves no more than there is",
    arguments: [
      ("0^x = 0", ["x : real > 0"], true), ("0^x = 0", [], false),
      ("(-1)^(2*n) = 1", ["n = 3"], true), ("(-2)^n = -8", ["n = 3"], true),
      ("der(x^y, y) = 8*ln(2)", ["x = 2", "y = 3"], true),
      ("der(x^y, y) = 0", ["x = 2", "y = 3"], false),
      ("der(x^n, n) = ln(x)*x^n", ["x : real > 0"], true),
      ("der(x^n, n) = ln(x)*x^3", ["n = 3"], true), ("der(x^n, n) = 0", ["n = 3"], false),
      ("x^n*x^m = x^(n + m)", ["x : real > 0"], true),
      ("x^n*x^m = x^(n*m)", ["x : real > 0"], false),
      ("2^x*2^y = 2^(x + y)", [], true), ("(x^n)^2 = x^(2*n)", ["n = 5"], true),
      ("abs(x)^n = x^n", ["n = 3"], false), ("abs(x)^n = x^n", ["n = 4"], true),
      ("der(x^n, x) = n*x^(n - 1)", ["x : real > 0"], true),
      ("grad(x^T*A*x, x) = (A + A^T)*x", ["x : vector(3)", "A : matrix(3, 3)"], true),
      ("grad(x^T*A*x, x) = 2*A*x", ["x : vector(3)", "A : matrix(3, 3)"], false),
    ])
  func powers(text: String, statements: [String], holds: Bool) throws {
    let verdict = try Claim(text, statements).judged()
    #expect(verdict.isHeld == holds, "\(verdict)")
    if !holds {
      guard case .fails = verdict else {
        Issue.record("\(verdict)")
        return
      }
    }
  }
}
