import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("derivatives of random computations, exactly")
struct PropertyTests {
  static let seeds = Array(UInt64(1)...60)

  @Test("reverse mode is forward mode", arguments: seeds)
  func reverseIsForward(seed: UInt64) {
    let program = Program(seed: seed, count: 14)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs)
    #expect(output.value == program.run(program.inputs), "\(program)")
    let gradient = tape.gradient(of: output)
    let recorded = tape.recordGradient(of: output, with: inputs)
    for i in inputs.indices {
      let witness = program.run(tangents(program.inputs, along: i)).d
      #expect(gradient[inputs[i]] == witness, "\(program)")
      #expect(recorded[i].value == witness, "\(program)")
      #expect(gradient.reaches(inputs[i]) == tape.depends(output, on: inputs[i]), "\(program)")
    }
  }

  @Test("a Hessian is symmetric, and the gradient of the gradient", arguments: seeds)
  func hessians(seed: UInt64) {
    let program = Program(seed: seed, count: 9)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs)
    let hessian = tape.hessian(of: output, with: inputs)
    let recorded = tape.recordGradient(of: output, with: inputs)
    for i in inputs.indices {
      let row = tape.gradient(of: recorded[i])
      for j in inputs.indices {
        #expect(hessian[i][j] == hessian[j][i], "\(program)")
        #expect(hessian[i][j] == row[inputs[j]], "\(program)")
        let once = tangents(program.inputs, along: i)
        let twice = program.run(tangents(once, along: j)).d.d
        #expect(hessian[i][j] == twice, "\(program)")
      }
    }
  }

  @Test("third derivatives are those of nested forward mode", arguments: seeds.prefix(20))
  func thirdDerivatives(seed: UInt64) {
    let program = Program(seed: seed, count: 6)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs)
    let first = tape.recordGradient(of: output, with: inputs)[0]
    let second = tape.recordGradient(of: first, with: inputs)[1]
    let third = tape.gradient(of: second)[inputs[0]]
    let nested = tangents(
      tangents(tangents(program.inputs, along: 0), along: 1), along: 0)
    #expect(third == program.run(nested).d.d.d, "\(program)")
  }

  @Test("a replay is a recording at the new inputs", arguments: seeds)
  func replay(seed: UInt64) {
    let program = Program(seed: seed, count: 14)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs) { $1.applying($0) }
    let recorded = tape.recordGradient(of: output, with: inputs)
    var random = SplitMix64(seed: ~seed)
    let others = inputs.map { _ in random.rational() }
    for (input, value) in zip(inputs, others) { tape.set(input, to: value) }
    tape.replay()
    #expect(output.value == program.run(others), "\(program) at \(others)")
    for i in inputs.indices {
      let witness = program.run(tangents(others, along: i)).d
      #expect(recorded[i].value == witness, "\(program) at \(others)")
      #expect(tape.gradient(of: output)[inputs[i]] == witness, "\(program) at \(others)")
    }
  }

  @Test("gradients of polynomials are their difference quotients", arguments: seeds.prefix(20))
  func finiteDifferences(seed: UInt64) {
    let program = Program(seed: seed, count: 7, polynomial: true)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let gradient = tape.gradient(of: program.run(inputs))
    for i in inputs.indices {
      #expect(gradient[inputs[i]] == slope(of: program, by: i), "\(program)")
    }
  }

  /// The derivative of the polynomial through 129 values, which is the program's own: seven
  /// products make degree 2⁷ at most. Barycentric weights at whole numbers are binomials.
  func slope(of program: Program, by i: Int) -> Rational {
    let reach = 64
    let here = program.run(program.inputs)
    var (sum, ratio) = (Rational(0), Rational(1))
    for k in 1...reach {
      // The weights at k and at 0 have the ratio (-1)ᵏ (reach!)² / ((reach-k)! (reach+k)!).
      ratio = -ratio * Rational(reach - k + 1) / Rational(reach + k)
      for step in [k, -k] {
        var inputs = program.inputs
        inputs[i] = inputs[i] + Rational(step)
        sum = sum + ratio / Rational(step) * (here - program.run(inputs))
      }
    }
    return sum
  }

  func tangents<S: Scalar>(_ values: [S], along direction: Int) -> [Tangent<S>] {
    values.indices.map { index in
      Tangent(x: values[index], d: values[index].constant(index == direction ? 1 : 0))
    }
  }
}
