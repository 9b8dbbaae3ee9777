import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("one tape for all number systems")
struct SystemTests {
  @Test("a gradient of balls encloses the exact one", arguments: PropertyTests.seeds)
  func enclosure(seed: UInt64) {
    let program = Program(seed: seed, count: 14)
    let (exact, certified) = (recorded(program) { $0 }, recorded(program) { Ball($0, in: 64) })
    for (number, ball) in zip(exact, certified) {
      #expect(ball.obstacle == nil && ball.contains(number), "\(program)")
    }
  }

  /// The gradient, the Hessian's rows, and the gradient as recorded.
  func recorded<N: Number>(_ program: Program, _ number: (Rational) -> N) -> [N] {
    let tape = Tape<N>()
    let inputs = program.inputs.map { tape.input(number($0)) }
    let output = program.run(inputs)
    let gradient = tape.gradient(of: output)
    return inputs.map { gradient[$0] }
      + tape.hessian(of: output, with: inputs).flatMap { $0 }
      + tape.recordGradient(of: output, with: inputs).map(\.value)
  }

  @Test("a slope in Double is close to the certain one", arguments: Elementary.allCases)
  func doubles(_ function: Elementary) {
    let point: Rational = 5 / 4
    let plain = Tape<Double>()
    let certain = Tape<Ball>()
    let x = plain.input(1.25)
    let certainX = certain.input(Ball(point, in: 128))
    let slope = plain.gradient(of: x.applying(function))[x]
    let enclosure = certain.gradient(of: certainX.applying(function))[certainX]
    // At most four roundings, library functions within 1 ulp, of numbers below 8:
    // 4·2·2³·2⁻⁵³ = 2⁻⁴⁷.
    #expect(enclosure.upper - enclosure.lower < Rational(2).power(-100))
    // Slopes are below 4, so that 60 binary places fit into a word.
    let rational = Rational(Int(slope * 0x1p60)) / Rational(2).power(60)
    #expect((rational - enclosure.lower).magnitude < Rational(2).power(-47))
  }
}
