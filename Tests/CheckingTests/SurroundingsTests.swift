import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

/// What lies beside zeros, at the ends of a domain, and where parts have one sign.
struct SurroundingsTests {
  private static func place(_ seed: Int) -> (place: Rational, generator: SplitMix64) {
    var generator = SplitMix64(seed: UInt64(seed))
    let place =
      Rational(Int.random(in: -99...99, using: &generator))
      / Rational(Int.random(in: 1...99, using: &generator))
    return (place, generator)
  }

  @Test("a strip beside a zero is seen, however thin", arguments: 0..<12)
  func strips(seed: Int) throws {
    var (place, generator) = Self.place(seed)
    let width = "10^-\(Int.random(in: 2...7, using: &generator))"
    for claim in [
      "abs(x - (\(place))) >= \(width)*1[x != (\(place))]",
      "abs(x - y + (\(place))) >= \(width)*1[x + (\(place)) != y]",
      "(x - y)^2 >= \(width)*\(width)*1[x != y]",
    ] {
      #expect(try Claim(claim).judged().counterexample != nil, "seed \(seed): \(claim)")
    }
    #expect(try Claim("abs(x - y) >= 0*1[x != y]").judged().isHeld)
  }

  @Test(
    "what is 0 only at a reached end is seen there, fractions and functions aside",
    arguments: 0..<12)
  func ends(seed: Int) throws {
    let (place, _) = Self.place(seed)
    let bounds = "x : real >= (\(place))"
    for factor in ["sigmoid(x)", "exp(x)", "(1 + x^2)", "sqrt(2)"] {
      let claim = "(x - (\(place)))*\(factor) > 0"
      let example = try Claim(claim, bounds).judged().counterexample
      #expect(example?.right == "0" && example?.left == "0", "seed \(seed): \(claim)")
      #expect(try Claim(claim, "x : real > (\(place))").judged().isHeld, "seed \(seed): \(claim)")
    }
    let jump = "1[(x - (\(place)))*exp(x) > 0] = 1"
    #expect(try Claim(jump, bounds).judged().counterexample != nil, "seed \(seed): \(jump)")
  }

  @Test("jumps are met where tangents lead, if a fraction is there", arguments: 0..<12)
  func curvedJumps(seed: Int) throws {
    let place = Self.place(seed).place + Rational(1, over: 101)
    for (argument, value) in [
      ("x^2", place * place), ("x^3", place * place * place), ("1/x", 1 / place),
      ("x^2 + x", place * place + place),
    ] {
      let claim = "1[\(argument) > (\(value))] + 1[\(argument) < (\(value))] = 1"
      #expect(try Claim(claim).judged().counterexample != nil, "seed \(seed): \(claim)")
      let even = "1[(x - (\(place)))^\(2 + 2 * (seed % 3)) > 0] = 1"
      #expect(try Claim(even).judged().counterexample != nil, "seed \(seed): \(even)")
    }
  }

  @Test(
    "signs that bounds decide are known of whatever stands in a kink, in every order",
    arguments: [
      "abs(u/(1 + v^2)*u) = abs(u)*abs(u/(v^2 + 1))", "relu(sigmoid(u)) = sigmoid(u)",
      "relu(1/(1 + exp(-u))) = sigmoid(u)", "sign(sign(u)) = sign(u)",
      "sqrt((u - 5)^2*cosh(u)^2) = (u - 5)*cosh(u)", "abs((u - 4)/(6 + v^2)) = (u - 4)/(v^2 + 6)",
      "abs(u*v) + relu(u)*abs(v) = abs(v)*relu(u) + abs(u)*abs(v)",
    ])
  func knownSigns(text: String) throws {
    let bounds = ["u : real > 5", "v : real"]
    let sides = text.split(separator: " = ")
    for claim in [text, "\(sides[1]) = \(sides[0])", "\(sides[0]) - (\(sides[1])) = 0"] {
      let verdict = try Claim(claim, bounds).judged()
      guard case .holds(.proven) = verdict else {
        Issue.record("\(claim): \(verdict)")
        continue
      }
    }
  }

  @Test("a slope needs a value of what it is the slope of, somewhere")
  func slopes() throws {
    #expect(try Claim("der(ln(x), x) = 1/x").judged().proof != nil)
    #expect(try Claim("der(sqrt(x - 3), x) = 1/(2*sqrt(x - 3))").judged().proof != nil)
    for claim in [
      "der(ln(-x^2 - 1), x) = 2*x/(x^2 + 1)", "der(-ln(sigmoid(x) - 1), x) = sigmoid(x)",
      "der(-ln(sigmoid(x)) - ln(sigmoid(x) - 1), x) = 2*sigmoid(x) - 1",
    ] {
      #expect(try !Claim(claim).judged().isHeld, "\(claim)")
    }
  }

  @Test("plain arithmetic is worked out before it is enclosed", arguments: 0..<8)
  func exactZeros(seed: Int) throws {
    let place = Self.place(seed).place
    let zero = "((\(place)) - (\(place)))"
    #expect(try !Claim("\(zero)*exp(1) > 0").judged().isHeld)
    #expect(try Claim("\(zero)*exp(1) >= 0").judged() == .holds(.exact))
    #expect(
      try Claim("1[\(zero)*sqrt(3) > 0] + sign(\(zero)*exp(2)) = 0").judged() == .holds(.exact))
  }
}
