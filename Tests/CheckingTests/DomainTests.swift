import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

/// Domains that fall apart, intervals to their ends, jumps wherever they are.
struct DomainTests {
  /// A factor that is lost, or gained, where a root or a logarithm forgets a sign: true with an
  /// absolute value, false without.
  private static let forgetful: [@Sendable (String, String) -> (whole: String, lost: String)] = [
    { u, v in
      ("sqrt((\(u))^2*\(v)) = abs(\(u))*sqrt(\(v))", "sqrt((\(u))^2*\(v)) = (\(u))*sqrt(\(v))")
    },
    { u, _ in ("sqrt((\(u))^2) = abs(\(u))", "sqrt((\(u))^2) = \(u)") },
    { u, _ in ("((\(u))^4)^(1/4) = abs(\(u))", "((\(u))^4)^(1/4) = \(u)") },
    { u, v in ("\(v)*ln((\(u))^2) = 2*\(v)*ln(abs(\(u)))", "\(v)*ln((\(u))^2) = 2*\(v)*ln(\(u))") },
    { u, v in ("abs((\(u))*\(v)) = abs(\(u))*\(v)", "abs((\(u))*\(v)) = (\(u))*\(v)") },
  ]

  @Test(
    "a sign that a root or a logarithm forgets is found, whatever the letters", arguments: 0..<40)
  func forgottenSigns(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let letters = ["a", "b", "c", "x", "y", "z", "w", "t"].shuffled(using: &generator)
    let shift = Int.random(in: -300...300, using: &generator)
    let scale = Int.random(in: 1...9, using: &generator)
    let u = "\(scale)*\(letters[0]) \(shift < 0 ? "-" : "+") \(abs(shift))/7"
    for form in Self.forgetful {
      let (whole, lost) = form(u, letters[1])
      let positive = "\(letters[1]) : real > 0"
      #expect(try Claim(whole, positive).judged().isHeld, "seed \(seed): \(whole)")
      for spelling in [lost, lost.components("=").reversed().joined(separator: " = ")] {
        guard case .fails = try Claim(spelling, positive).judged() else {
          Issue.record("seed \(seed): \(spelling)")
          continue
        }
      }
    }
  }

  @Test("the last thousandth of an interval counts", arguments: 0..<40)
  func slivers(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let low = Rational(Int.random(in: -90...90, using: &generator)) / 7
    let width = Rational(Int.random(in: 1...99, using: &generator)) / 9
    let part = Rational(Int.random(in: 1...999, using: &generator)) / 1_000_000
    let cut = Bool.random(using: &generator) ? low + part * width : low + width - part * width
    let isAbove = cut > low + width / 2
    let bounds = "x : real > (\(low)) < (\(low + width))"
    let claims =
      isAbove
      ? ["x < (\(cut))", "max(x, (\(cut))) = (\(cut))", "1[x > (\(cut))] = 0"]
      : ["x > (\(cut))", "max(x, (\(cut))) = x", "sqrt((x - (\(cut)))^2) = x - (\(cut))"]
    for claim in claims {
      guard case .fails = try Claim(claim, bounds).judged() else {
        Issue.record("seed \(seed): \(bounds), \(claim)")
        continue
      }
    }
    for claim in ["x > (\(low))", "x < (\(low + width))", "max(x, (\(low))) = x"] {
      #expect(try Claim(claim, bounds).judged().isHeld, "seed \(seed): \(bounds), \(claim)")
    }
  }

  @Test("a jump is met exactly, wherever it is", arguments: 0..<30)
  func jumps(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let place =
      Rational(Int.random(in: -99...99, using: &generator))
      / Rational(Int.random(in: 1...99, using: &generator))
    let scale = Int.random(in: 1...9, using: &generator)
    let argument = "\(scale)*x - \(scale)*(\(place))"
    #expect(
      try Claim("1[\(argument) > 0] + 1[\(argument) < 0] = 1").judged().counterexample != nil)
    #expect(try Claim("1[\(argument) > 0] + 1[\(argument) <= 0] = 1").judged().proof != nil)
    #expect(try Claim("sign(\(argument))^2 = 1").judged().counterexample != nil)
    #expect(try Claim("(x - (\(place)))^2 >= 1/10^7").judged().counterexample != nil)
    #expect(try Claim("(x - (\(place)))^2 >= 0").judged().isHeld)
  }

  @Test("a jump at an irrational place is left out, and said to be")
  func missedJumps() throws {
    let proof = try #require(Claim("1[x > sqrt(2)] = 1[x >= sqrt(2)]").judged().proof)
    #expect(proof.exceptsJumps)
    let other = try #require(Claim("1[x > 2] = 1 - 1[x <= 2]").judged().proof)
    #expect(!other.exceptsJumps)
  }

  @Test("where more than points of a domain are missing, it is told, for all spellings")
  func smallerDomains() throws {
    for (a, b) in [("x", "y"), ("a", "b"), ("d", "c")] {
      for text in [
        "ln(\(a)^2*\(b)) = 2*ln(\(a)) + ln(\(b))", "2*ln(\(a)) + ln(\(b)) = ln(\(a)^2*\(b))",
        "ln(\(a)*\(b)) = ln(\(a)) + ln(\(b))", "ln((\(a) - 1)/\(b)) = ln(\(a) - 1) - ln(\(b))",
        "sqrt(\(a)/\(b)) = sqrt(\(a))/sqrt(\(b))", "exp(ln(\(a) - 900)) = \(a) - 900",
      ] {
        guard case .fails(.smallerDomain) = try Claim(text).judged() else {
          Issue.record("\(text)")
          continue
        }
      }
    }
    #expect(try Claim("ln(x) - ln(x) = 0").judged().isHeld)
  }

  @Test("parts that nobody has seen are not proven")
  func partsUnseen() throws {
    // Under the root stands no factor that tells the parts apart.
    let verdict = try Claim(
      "ln((x^2 - 1)*exp(x)) = ln(x^2 - 1) + x", "x : real > -9 < 9"
    ).judged()
    guard case .holds(.agreed) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(try Claim("ln((1 + x)/(1 - x)) = ln(1 + x) - ln(1 - x)").judged().proof?.digits == 60)
  }

  @Test(
    "bounds that leave no number are an error in the declaration",
    arguments: [
      "x : real > 2 < 1", "x : real > 1 < 1", "x : real >= 1 < 1", "n : integer > 0 < 1",
      "x : real > 0 < 0", "x : real < exp(1) > 3",
    ])
  func contradictoryBounds(declaration: String) throws {
    var names = Namespace()
    let error = #expect(throws: Diagnostic.self) { try names.add(declaration, visible: true) }
    #expect(error?.range.isEmpty == false && error?.help != nil)
  }

  @Test("whole numbers are declared and drawn as such")
  func integers() throws {
    #expect(try Claim("cos(2*pi*n) = 1", "n : integer").judged().counterexample == nil)
    #expect(try Claim("floor(n) = n", "n : integer").judged().isHeld)
    #expect(try Claim("floor(n) = n").judged().counterexample != nil)
    #expect(try Claim("n = 3", "n : integer > 2 < 4").judged().isHeld)
    #expect(
      try Claim("n <= 3", "n : integer > 2 <= 4").judged().counterexample?.inShort == "n = 4: 4, 3")
  }

  @Test("linear inequalities have a point in common, or none")
  func feasibility() {
    func rows(_ rows: [[Int]]) -> [[Rational]] { rows.map { $0.map { Rational($0) } } }
    // x > 1 and x < 2; x > 2 and x < 1.
    #expect(LinearInequalities.areFeasible(rows([[-1, 1], [2, -1]])))
    #expect(!LinearInequalities.areFeasible(rows([[-2, 1], [1, -1]])))
    // x + y > 1, x < 0, y < 0; and with y < 2.
    #expect(!LinearInequalities.areFeasible(rows([[-1, 1, 1], [0, -1, 0], [0, 0, -1]])))
    #expect(LinearInequalities.areFeasible(rows([[-1, 1, 1], [0, -1, 0], [2, 0, -1]])))
    // Strict: x > 0 and x < 0 touch.
    #expect(!LinearInequalities.areFeasible(rows([[0, 1], [0, -1]])))
  }

  @Test("one seed for all spellings, and another one for another claim")
  func seeds() throws {
    func form(_ text: String) throws -> BlindForm {
      let chain = try Chain.parse(text, vocabulary: Vocabulary())
      return BlindForm(chain.members[0], chain.links[0], chain.members[1])
    }
    let seed = try form("sqrt(a^2*b) = a*sqrt(b)").seed
    for text in [
      "sqrt(d^2*c) = d*sqrt(c)", "x*sqrt(y) = sqrt(x^2*y)", "sqrt(a^2*b) - a*sqrt(b) = 0",
      "0 = a*sqrt(b) - sqrt(b*a^2)", "1*sqrt(a^2*b) + 0 = sqrt(b)*a*1",
      "-sqrt(a^2*b) = -(a*sqrt(b))",
    ] {
      #expect(try form(text).seed == seed, "\(text)")
    }
    #expect(
      try form("sqrt(a^2*b) = b*sqrt(a)").names
        == form("sqrt(u^2*v) = v*sqrt(u)").names.map {
          $0 == "u" ? "a" : "b"
        })
    for text in ["sqrt(a^3*b) = a*sqrt(b)", "sqrt(a^2*b) = 2*sqrt(b)", "sqrt(a^2*b) < a*sqrt(b)"] {
      #expect(try form(text).seed != seed, "\(text)")
    }
    #expect(try form("a < b^2").seed == form("y^2 > x").seed)
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [String] {
    split(separator: separator).map { $0.drop { $0 == " " } }.map(String.init)
  }
}
