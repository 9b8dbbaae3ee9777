import Scalars
import Testing

@testable import Autodiff
@testable import WorkedExamples

@Suite("slopes on the two sides of a kink")
struct OneSidedSlopeTests {
  /// Random computations with functions that kink and jump, at 0, 1 and -1, where most do.
  static let programs = (UInt64(1)...400).map { seed in
    var program = Program(seed: seed, count: 9)
    program.inputs = [0, 1, -1]
    return program
  }

  /// How near the witness goes, and how far it may be off: the computations are of 9 operations
  /// with numbers of a few units, so that no second derivative comes near 2^100.
  static let step = Rational(1, over: BigInteger(1) << 200)
  static let slack = Rational(1, over: BigInteger(1) << 100)

  @Test("a slope from one side is the limit of the slopes on that side", arguments: programs)
  func limits(program: Program) {
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs)
    for (place, side) in inputs.indices.flatMap({ place in Side.allCases.map { (place, $0) } }) {
      let slope = tape.slope(of: output, along: inputs[place], from: side)
      if slope.obstacle == .undecided { continue }
      var beside = program.inputs
      beside[place] = beside[place] + (side == .above ? Self.step : -Self.step)
      let witness = program.run(
        beside.indices.map { Tangent(x: beside[$0], d: Rational($0 == place ? 1 : 0)) })
      let isContinuous = (witness.x - output.value).magnitude < Self.slack
      #expect(isContinuous == (slope.obstacle == nil), "\(program), input \(place), \(side)")
      guard isContinuous else { continue }
      #expect((slope - witness.d).magnitude < Self.slack, "\(program), input \(place), \(side)")
    }
  }

  @Test("next to none is undecided, and many sit on a kink")
  func counts() {
    var (undecided, kinked, all) = (0, 0, 0)
    for program in Self.programs {
      let tape = Tape<Rational>()
      let inputs = program.inputs.map { tape.input($0) }
      let output = program.run(inputs)
      for input in inputs {
        let slopes = Side.allCases.map { tape.slope(of: output, along: input, from: $0) }
        all += 1
        if slopes.contains(where: { $0.obstacle == .undecided }) { undecided += 1 }
        if slopes[0] != slopes[1] { kinked += 1 }
      }
    }
    #expect(undecided * 50 < all, "\(undecided) of \(all)")
    #expect(kinked * 40 > all, "\(kinked) of \(all)")
  }

  @Test("operations of several numbers in one move with all of them")
  func composedNodes() throws {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    let (a, b) = (x.applying(.relu), x.applying(.abs))
    let (operands, numbers) = (Run([a.copy(), b.copy()]), tape.inputs([3, 5]))
    let (run, factors) = (try #require(operands), try #require(numbers))
    let total = x.adding(b, times: tape.constant(7)) + run.dot(factors)
    // Beside 0 it is x + 7·|x| + 3·relu(x) + 5·|x|.
    #expect(tape.slope(of: total, along: x, from: .above) == 16)
    #expect(tape.slope(of: total, along: x, from: .below) == -11)
  }

  @Test("a slope that a constant branch keeps away does not count, be it infinite")
  func constantBranch() {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    let root = x.applying(.relu).applying(.sqrt)
    #expect(tape.slope(of: root, along: x, from: .below) == 0)
    #expect(tape.slope(of: root, along: x, from: .above).obstacle == .divisionByZero)
    #expect(tape.slope(of: x.applying(.sqrt), along: x, from: .below).obstacle == .divisionByZero)
  }

  @Test(
    "beside a jump there is no slope, but where it meets a 0",
    arguments: [Elementary.sign, .step, .floor, .ceil])
  func jumps(function: Elementary) {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    let y = x.applying(function)
    let slopes = Side.allCases.map { tape.slope(of: y, along: x, from: $0) }
    #expect(slopes.contains { $0.obstacle == .outsideDomain("the derivative") })
    let beside = Side.allCases.map { (Rational($0 == .above ? 1 : -1) / 2).applying(function) }
    #expect(Side.allCases.map { tape.slope(of: x * y, along: x, from: $0) } == beside)
  }
}
