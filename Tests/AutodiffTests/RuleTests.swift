import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("the rules of the elementary functions")
struct RuleTests {
  /// Where a function and its derivatives are rational, or are by convention.
  struct Landmark: CustomTestStringConvertible {
    var function: Elementary
    var x: Rational
    var slope: Rational
    var curvature: Rational

    var testDescription: String { "\(function) at \(x)" }
  }

  static let landmarks: [Landmark] = [
    Landmark(function: .exp, x: 0, slope: 1, curvature: 1),
    Landmark(function: .ln, x: 1, slope: 1, curvature: -1),
    Landmark(function: .sqrt, x: 9 / 4, slope: 1 / 3, curvature: -2 / 27),
    Landmark(function: .sqrt, x: 1 / 4, slope: 1, curvature: -2),
    Landmark(function: .sin, x: 0, slope: 1, curvature: 0),
    Landmark(function: .cos, x: 0, slope: 0, curvature: -1),
    Landmark(function: .sinh, x: 0, slope: 1, curvature: 0),
    Landmark(function: .cosh, x: 0, slope: 0, curvature: 1),
    Landmark(function: .tanh, x: 0, slope: 1, curvature: 0),
    Landmark(function: .sigmoid, x: 0, slope: 1 / 4, curvature: 0),
    Landmark(function: .softplus, x: 0, slope: 1 / 2, curvature: 1 / 4),
    Landmark(function: .abs, x: -5 / 2, slope: -1, curvature: 0),
    Landmark(function: .abs, x: 0, slope: 0, curvature: 0),
    Landmark(function: .abs, x: 7, slope: 1, curvature: 0),
    Landmark(function: .sign, x: -3, slope: 0, curvature: 0),
    Landmark(function: .sign, x: 0, slope: 0, curvature: 0),
    Landmark(function: .relu, x: -1 / 3, slope: 0, curvature: 0),
    Landmark(function: .relu, x: 0, slope: 0, curvature: 0),
    Landmark(function: .relu, x: 3, slope: 1, curvature: 0),
    Landmark(function: .step, x: 0, slope: 0, curvature: 0),
    Landmark(function: .step, x: 2, slope: 0, curvature: 0),
    Landmark(function: .floor, x: 5 / 2, slope: 0, curvature: 0),
    Landmark(function: .ceil, x: 5 / 2, slope: 0, curvature: 0),
  ]

  @Test("each function has a point where its derivatives are known exactly")
  func landmarksAreComplete() {
    #expect(Set(Self.landmarks.map(\.function)) == Set(Elementary.allCases))
  }

  @Test("each function of a recorded number is one node", arguments: Elementary.allCases)
  func oneNode(_ function: Elementary) {
    let tape = Tape<Double>()
    let x = tape.input(0.5)
    _ = x.applying(function)
    #expect(tape.count == 2 && tape[1].kind == .elementary(function))
  }

  @Test("slope and curvature are exact where they are rational", arguments: landmarks)
  func exactDerivatives(_ mark: Landmark) {
    let tape = Tape<Rational>()
    let x = tape.input(mark.x)
    let y = x.applying(mark.function)
    let slope = tape.recordGradient(of: y, with: [x])[0]
    #expect(tape.gradient(of: y)[x] == mark.slope)
    #expect(slope.value == mark.slope)
    #expect(tape.gradient(of: slope)[x] == mark.curvature)
    #expect(tape.hessian(of: y, with: [x]) == [[mark.curvature]])
  }

  @Test("values at a kink are the functions' own")
  func valuesAtKinks() {
    let zero = Rational(0)
    for function in [Elementary.abs, .sign, .relu, .step] {
      #expect(zero.applying(function) == 0)
    }
    #expect(Rational(-4).applying(.abs) == 4)
    #expect(Rational(-4).applying(.relu) == 0)
    #expect(Rational(4).applying(.relu) == 4)
  }

  @Test("the derivative is the slope", arguments: Elementary.allCases, [0.3, 0.9, 1.7, -1.3])
  func derivativeIsSlope(_ function: Elementary, at point: Double) {
    if point < 0, [.ln, .sqrt].contains(function) { return }
    let census = Counted.Census()
    // Central difference, at points that h = 2^-17 does not round: the error is
    // at most h²|f‴|/6 < 8e-10, worst for ln at 0.3 with f‴ = 74. Values are
    // below 6 and within 4 ulp, which over 2h makes at most 7e-10.
    let h = 0x1p-17
    let x = Double((point / h).rounded()) * h
    func value(_ x: Double) -> Double { Counted(x, in: census).applying(function).value }
    let slope = (value(x + h) - value(x - h)) / (2 * h)
    #expect(Swift.abs(derivative(of: function, at: x, census) - slope) < 0x1p-29)
  }

  @Test("the second derivative is the derivative's slope", arguments: Elementary.allCases)
  func secondDerivativeIsSlope(_ function: Elementary) {
    let census = Counted.Census()
    // As above; the fourth derivative is below 6 for all of them at 1.25, except
    // 2.5 (ln) and exp, sinh, cosh below 4, so h²/6 of it is below 6e-11.
    let (x, h) = (1.25, 0x1p-17)
    let slope =
      (derivative(of: function, at: x + h, census) - derivative(of: function, at: x - h, census))
      / (2 * h)
    let tape = Tape<Counted>()
    let input = tape.input(Counted(x, in: census))
    let output = input.applying(function)
    let hessian = tape.hessian(of: output, with: [input])[0][0].value
    let recorded = tape.recordGradient(of: output, with: [input])[0]
    #expect(Swift.abs(hessian - slope) < 0x1p-29)
    #expect(Swift.abs(tape.gradient(of: recorded)[input].value - slope) < 0x1p-29)
  }

  func derivative(of function: Elementary, at x: Double, _ census: Counted.Census) -> Double {
    let x = Counted(x, in: census)
    return function.derivative(at: x, value: x.applying(function)).value
  }

  @Test("powers have the slope n·x^(n-1)", arguments: [-3, -1, 0, 1, 2, 3, 7])
  func powers(_ n: Int) {
    let tape = Tape<Rational>()
    let x = tape.input(2 / 3)
    let y = x.power(n)
    let slope = tape.recordGradient(of: y, with: [x])[0]
    let base: Rational = 2 / 3
    #expect(slope.value == Rational(n) * base.power(n - 1))
    #expect(tape.gradient(of: y)[x] == Rational(n) * base.power(n - 1))
    let curvature = Rational(n * (n - 1)) * base.power(n - 2)
    #expect(tape.gradient(of: slope)[x] == curvature)
    #expect(tape.hessian(of: y, with: [x]) == [[curvature]])
  }

  @Test("extreme exponents have no value but do no harm", arguments: [Int.min, .min + 1, .max])
  func extremePowers(_ exponent: Int) {
    let tape = Tape<Rational>()
    let (x, one) = (tape.input(3), tape.input(-1))
    #expect(tape.gradient(of: x.power(exponent))[x].obstacle == .tooLarge)
    #expect(tape.gradient(of: one.power(exponent))[one].magnitude == Rational(exponent).magnitude)
    #expect(tape.hessian(of: x.power(exponent), with: [x])[0][0].obstacle == .tooLarge)
    let zero = tape.input(0)
    let slope = tape.gradient(of: zero.power(exponent))[zero]
    #expect(exponent < 0 ? slope.obstacle == .divisionByZero : slope == 0)
  }

  @Test("the slope of a power is 0 at 0, not 0/0")
  func powersAtZero() {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    #expect(tape.gradient(of: x.power(3))[x] == 0)
    #expect(tape.gradient(of: x.power(1))[x] == 1)
    #expect(tape.gradient(of: x.power(0))[x] == 0)
    #expect(tape.hessian(of: x.power(2), with: [x]) == [[2]])
    #expect(tape.gradient(of: x.power(-1))[x].obstacle == .divisionByZero)
  }
}
