import Testing

@testable import Scalars

@Suite("Doubles")
struct DoubleTests {
  @Test("a double survives the way through a fraction", arguments: [1] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var values: [Double] = [0, 1, -0.1, .pi, .greatestFiniteMagnitude, -.leastNonzeroMagnitude]
    values += [.leastNormalMagnitude, .leastNormalMagnitude.nextDown]
    for _ in 0..<300 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { values.append(value) }
    }
    for value in values {
      let exact = try #require(Rational(exactly: value))
      #expect(Double(exact) == value, "seed \(seed)")
    }
    #expect(Rational(exactly: .nan) == nil && Rational(exactly: -.infinity) == nil)
  }

  @Test("decimals become the doubles that the standard library reads", arguments: [2] as [UInt64])
  func decimals(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<400 {
      // Also below 10⁻³⁰⁸, where fewer and fewer bits remain.
      let text = "\(random.next())\(random.next())e\(random.random(below: 660) - 370)"
      #expect(try Double(Rational(decimal: text)) == Double(text), "seed \(seed): \(text)")
      let short = "-\(random.random(below: 100_000)).\(random.random(below: 100_000))"
      #expect(try Double(Rational(decimal: short)) == Double(short), "seed \(seed): \(short)")
    }
  }

  @Test("a number between two doubles goes to the even one, and beyond to the nearer one")
  func ties() {
    let one = Rational.one
    let half = Rational(2).power(-53)
    let less = Rational(2).power(-2000)
    #expect(Double(one + half) == 1)
    #expect(Double(one + half + less) == 1.0.nextUp)
    #expect(Double(one + half * 3) == 1.0.nextUp.nextUp)
    #expect(Double(-(one + half * 3 - less)) == -1.0.nextUp)
    let smallest = Rational(2).power(-1074)
    let middle = Rational(1, over: 2)
    #expect(Double(smallest * middle) == 0)
    #expect(Double(smallest * (middle + less)) == .leastNonzeroMagnitude)
    #expect(Double(Rational(2).power(-60_000)) == 0)
    #expect(Double(Rational(2).power(1024)) == .infinity)
    #expect(Double(Rational(2).power(1024) - Rational(2).power(970)) == .infinity)
    #expect(
      Double(Rational(2).power(1024) - Rational(2).power(970) - less) == .greatestFiniteMagnitude)
    #expect(Double(Rational(1, over: 0)).isNaN)
  }

  @Test("functions of doubles lie by the certain values", arguments: FunctionValue.table)
  func functions(_ known: FunctionValue) throws {
    let x = try Double(Rational(decimal: known.argument))
    let expected = try Double(Rational(decimal: known.value))
    let (value, slope) =
      switch known.function {
      case "exp": (x.exp, x.exp)
      case "ln": (x.ln, 1 / x)
      case "sqrt": (x.sqrt, 0.5 / x.sqrt)
      case "sin": (x.sin, 1)
      case "cos": (x.cos, 1)
      case "sinh": (x.sinh, x.cosh)
      case "cosh": (x.cosh, x.sinh)
      case "tanh": (x.tanh, 1 - x.tanh * x.tanh)
      case "sigmoid": (x.sigmoid, x.sigmoid)
      default: (x.softplus, x.sigmoid)
      }
    // The argument is half an ulp off; libm and the few operations around it take less than 4.
    let bound = (slope * x).magnitude * .ulpOfOne / 2 + expected.magnitude * 4 * .ulpOfOne
    #expect((value - expected).magnitude <= bound + .leastNonzeroMagnitude)
  }

  @Test("stable forms neither overflow nor cancel")
  func stability() {
    #expect((-1e6).sigmoid == 0 && (1e6).sigmoid == 1)
    #expect((1e6).softplus == 1e6 && (-1e6).softplus == 0)
    #expect((-40.0).softplus > 0)
    #expect(Double.nan.sigmoid.isNaN && Double.nan.sign.isNaN && Double.nan.step.isNaN)
    #expect([(-2.0).sign, (0.0).sign, (2.0).sign] == [-1, 0, 1])
    #expect([(-2.0).step, (0.0).step, (2.0).step] == [0, 0, 1])
    #expect((0.0).power(0) == 1 && (2.0).power(-2) == 0.25 && (3.0).power(5) == 243)
    #expect((1000.0).exp.obstacle == .tooLarge && (-1.0).ln.obstacle != nil)
    #expect((1.5).obstacle == nil)
  }
}
