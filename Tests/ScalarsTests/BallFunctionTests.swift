import Testing

@testable import Scalars

/// The functions by name.
let functions: [String: @Sendable (Ball) -> Ball] = [
  "exp": { $0.exp }, "ln": { $0.ln }, "sqrt": { $0.sqrt }, "sin": { $0.sin }, "cos": { $0.cos },
  "sinh": { $0.sinh }, "cosh": { $0.cosh }, "tanh": { $0.tanh }, "sigmoid": { $0.sigmoid },
  "softplus": { $0.softplus },
]

@Suite("Functions of balls")
struct BallFunctionTests {
  @Test("balls contain the values that mpmath finds", arguments: FunctionValue.table)
  func values(_ known: FunctionValue) throws {
    let function = try #require(functions[known.function])
    let argument = try Rational(decimal: known.argument)
    let value = try Rational(decimal: known.value)
    // 60 digits are within half a unit of the 60th, which is at most 10⁻⁵⁹ of the number.
    let error = value.magnitude * Rational(10).power(-59)
    for precision in [16, 64, 65, 100, 128, 192, 256, 700] {
      let ball = function(Ball(argument, in: precision))
      #expect(ball.obstacle == nil)
      #expect(ball.lower <= value + error, "\(precision) bits: \(ball)")
      #expect(value - error <= ball.upper, "\(precision) bits: \(ball)")
    }
    // And they are narrow. An argument's rounding is magnified by |x f′/f|, which is at most
    // 3·10⁵ here for exp, and for ln, sin and cos near their roots at most 2⁶⁰.
    let ball = function(Ball(argument, in: 320))
    #expect(ball.upper - ball.lower <= value.magnitude * Rational(2).power(-230), "\(ball)")
  }
}
