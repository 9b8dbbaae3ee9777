import Autodiff
import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// A random function of x, as text, with its kinks at one point.
struct KinkedFunction: CustomTestStringConvertible, Sendable {
  let seed: UInt64
  let text: String
  let point: Rational

  var testDescription: String { "seed \(seed): \(text) at x = \(point)" }

  /// If it `isSmooth`, there are functions in it that are not piecewise linear.
  init(seed: UInt64, isSmooth: Bool = false) {
    var random = SplitMix64(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let point = Rational(number(-6...6)) / Rational(number(1...3))
    func term(_ depth: Int) -> String {
      guard depth > 0 else {
        let factor = number(-3...3)
        return ["(\(factor)*(x - (\(point))))", "x", "(\(factor)/2)"][number(0...2)]
      }
      let (u, v) = (term(depth - 1), term(depth - 1))
      switch number(0...(isSmooth ? 10 : 7)) {
      case 0: return "relu(\(u))"
      case 1: return "abs(\(u))"
      case 2: return "max(\(u), \(v))"
      case 3: return "min(\(u), \(v))"
      case 4: return "leaky_relu(\(u), 1/10)"
      case 5: return "(\(u) - \(v))"
      case 6: return "(\(u) + \(v))"
      case 7: return "(\(number(-2...2))*\(u))"
      case 8: return "tanh(\(u))"
      case 9: return "sigmoid(\(u))"
      default: return "softplus(\(u))"
      }
    }
    self.seed = seed
    self.point = point
    text = "\(term(4)) + x"
  }

  func names(at x: Rational) throws -> Names { try Names(["x = \(x)"]) }

  /// The function at another place.
  func value(at x: Rational) throws -> Rational { try names(at: x).exact(text).entries[0] }
}

extension Names {
  /// A derivative with the slopes of one side, and the kinks at which the other side has others.
  func derivative<N: Number>(
    _ text: String, _ setting: N.Setting, _ subgradient: Subgradient
  ) throws -> (value: N, kinks: [Kink]) {
    let evaluation = Evaluation<N>(namespace.scope, setting: setting, at: point)
    evaluation.subgradient = subgradient
    let nodes = try evaluation.nodes(of: formula(text))
    return (evaluation.values(of: nodes).entries[0], evaluation.openKinks(of: nodes))
  }
}

@Suite("derivatives at kinks")
struct KinkTests {
  /// So small that no kink lies between: all numbers in the formulas are of a few bits.
  static let step = Rational(1, over: BigInteger(1) << 200)
  static let seeds = UInt64(1)...300

  /// The difference quotients of a piecewise linear function on both sides, which are its slopes.
  static func quotients(_ function: KinkedFunction) throws -> (below: Rational, above: Rational) {
    let here = try function.value(at: function.point)
    let below = try function.value(at: function.point - step)
    let above = try function.value(at: function.point + step)
    return ((here - below) / step, (above - here) / step)
  }

  @Test(
    "the slopes are the difference quotients, exactly",
    arguments: seeds.map { KinkedFunction(seed: $0) }
  )
  func piecewiseLinear(function: KinkedFunction) throws {
    let (below, above) = try Self.quotients(function)
    let names = try function.names(at: function.point)
    let text = "der(\(function.text), x)"
    let left: (value: Rational, kinks: [Kink]) = try names.derivative(text, (), .from(.below))
    let right: (value: Rational, kinks: [Kink]) = try names.derivative(text, (), .from(.above))
    let usual: (value: Rational, kinks: [Kink]) = try names.derivative(text, (), .usual)
    #expect(left.value == below)
    #expect(right.value == above)
    #expect(min(below, above) <= usual.value && usual.value <= max(below, above))
    #expect(usual.kinks.isEmpty == (below == above))
  }

  @Test("there are kinks that count, and kinks that cancel out")
  func counts() throws {
    let functions = Self.seeds.map { KinkedFunction(seed: $0) }
    let open = try functions.count { function in
      let (below, above) = try Self.quotients(function)
      return below != above
    }
    #expect((60...240).contains(open), "\(open) of \(functions.count)")
  }

  @Test(
    "smooth functions between kinks change nothing",
    arguments: seeds.prefix(120).map { KinkedFunction(seed: $0, isSmooth: true) })
  func smooth(function: KinkedFunction) throws {
    let precision = 600
    func quotient(_ step: Rational) throws -> Ball {
      func value(at x: Rational) throws -> Ball {
        try function.names(at: x).enclosure(function.text, precision: precision).entries[0]
      }
      let difference = try value(at: function.point + step) - value(at: function.point)
      return difference / Ball(step, in: precision)
    }
    let names = try function.names(at: function.point)
    for (side, step) in [(Side.above, Self.step), (.below, -Self.step)] {
      let slope: (value: Ball, kinks: [Kink]) = try names.derivative(
        "der(\(function.text), x)", precision, .from(side))
      // A quotient is off by half a second derivative times the step, and of four functions with
      // slopes up to 12 none comes near 2^100.
      let distance = try (slope.value - quotient(step)).upper.magnitude
      #expect(distance < Rational(1, over: BigInteger(1) << 100), "\(side)")
    }
  }

  @Test(
    "relu(g) - relu(-g) is g, and the softplus of two branches is smooth",
    arguments: ["x - 3", "2*(x - 3)", "(x - 3)*exp(x)", "x^2 - 9", "tanh(x - 3)", "ln(x/3)"])
  func cancellation(argument: String) throws {
    let names = try Names(["x = 3", "g = \(argument)"])
    let slope = try names.exact("der(\(argument), x)").entries[0]
    let text = "der(relu(\(argument)) - relu(-(\(argument))), x)"
    let softplus = "der(max(\(argument), 0) + ln(1 + exp(-abs(\(argument)))), x)"
    let found: (value: Rational, kinks: [Kink]) = try names.derivative(text, (), .usual)
    let half: (value: Rational, kinks: [Kink]) = try names.derivative(softplus, (), .usual)
    if slope.obstacle == nil {
      #expect(found.value == slope)
      #expect(found.kinks.isEmpty)
      #expect(half.value == slope / 2)
      #expect(half.kinks.isEmpty)
    } else {
      // Not rational, so that only enclosures tell that both sides agree.
      let balls = try names.enclosure("(\(text) - der(\(argument), x), 2*\(softplus) - \(text))")
      for ball in balls.entries {
        #expect(ball.contains(0) && ball.isClose(for: 128))
      }
    }
  }

  @Test(
    "second derivatives are those of what lies beside",
    arguments: seeds.prefix(100).map { ($0, KinkedFunction(seed: $0)) })
  func secondDerivatives(seed: UInt64, function: KinkedFunction) throws {
    // A product of two piecewise linear functions is piecewise quadratic.
    let other = KinkedFunction(seed: seed + 1_000)
    let text = "(\(function.text))*(\(other.text))"
    let first = "der(\(text), x)"
    func slope(_ offset: Rational) throws -> Rational {
      try function.names(at: function.point + offset).exact(first).entries[0]
    }
    let names = try function.names(at: function.point)
    let usual: (value: Rational, kinks: [Kink]) = try names.derivative(
      "der(\(first), x)", (), .usual)
    let here: (value: Rational, kinks: [Kink]) = try names.derivative(first, (), .usual)
    #expect(here.kinks.isEmpty || usual.value.obstacle != nil, "the slope itself jumps")
    for (side, step) in [(Side.above, Self.step), (.below, -Self.step)] {
      let second: (value: Rational, kinks: [Kink]) = try names.derivative(
        "der(\(first), x)", (), .from(side))
      let (near, far) = (try slope(step), try slope(step + step))
      #expect(second.value == (far - near) / step || second.value.obstacle == .undecided)
    }
  }

  @Test(
    "a branch that is constant passes no infinite slope on",
    arguments: [
      ("der(sqrt(relu(x)), x)", "0"), ("der(sqrt(relu(x))*x, x)", "0"),
      ("der(relu(x)^(1/2), x)", "0"), ("der(ln(1 + sqrt(relu(x))), x)", "0"),
      ("der(sqrt(relu(relu(x) - 1)), x)", "0"), ("der(sqrt(max(0, x)) + x, x)", "1"),
      ("der(der(sqrt(relu(x))*x^2, x), x)", "0"), ("grad(sqrt(relu(x)), x)", "0"),
      ("der(sqrt(x + 2), x)", "divisionByZero"), ("der(sqrt(0*x), x)", "divisionByZero"),
      ("der(sqrt(relu(x) - relu(x + 0)), x)", "0"),
      ("der(sqrt(x - x), x)", "divisionByZero"),
    ])
  func constantBranches(text: String, value: String) throws {
    #expect(try Names(["x = -2"]).exact(text).text == value)
  }

  @Test("a function of the notation keeps its convention, any other does not")
  func conventions() throws {
    let names = try Names(["x = 0", "f(t) = relu(t) - relu(-t)"])
    #expect(try names.exact("(relu'(x), abs'(x), leaky_relu'(x, 1/10))").text == "(0, 0, 1)")
    #expect(try names.exact("f'(x)").text == "1")
  }

  @Test("what is told of a kink is the function and the name of what is 0")
  func words() throws {
    let names = try Names(["w = 2", "x = 0", "z = w*x", "v = (1, 1)"])
    func kinks(_ text: String) throws -> [Kink] {
      let found: (value: Rational, kinks: [Kink]) = try names.derivative(text, (), .usual)
      return found.kinks
    }
    #expect(try kinks("der(relu(z), x)") == [Kink(function: "relu", argument: "z")])
    #expect(try kinks("grad(max(v), v)") == [Kink(function: "max", argument: nil)])
    #expect(try kinks("der(relu(z), w)").isEmpty)
  }

  @Test("what hangs on a kink that stays is undecided, and never 0")
  func mixedDerivatives() throws {
    let names = try Names(["x = 0", "y = 2"])
    #expect(try names.exact("der(der(relu(x)*y, x), y)").text == "undecided")
    #expect(try names.exact("der(der(relu(x)*y, y), x)").entries[0].obstacle == nil)
    #expect(try names.exact("der(der(relu(x), x), x)").entries[0].obstacle != nil)
  }
}
