import Curvature
import Scalars
import Testing

@testable import Autodiff

/// What is plain bits takes ways of its own through memory: places are not set before their use.
@Suite("sweeps over plain numbers")
struct PlainNumberTests {
  @Test("Hessians of whole numbers in floating point are the exact ones", arguments: 1...200)
  func hessian(seed: Int) {
    let program = Program(seed: UInt64(seed), count: 10, polynomial: true)
    var random = SplitMix64(seed: UInt64(seed))
    let numbers = program.inputs.map { _ in random.random(in: -2...2) }
    let exact = Tape<Rational>()
    let exactInputs = numbers.map { exact.input(Rational($0)) }
    let exactOutput = program.run(exactInputs)
    // Then no sum of products in the sweeps comes near 2⁵³.
    guard
      (0..<exact.count).allSatisfy({ exact.value(at: $0).magnitude < Rational(1 << 9) })
    else { return }
    let tape = Tape<Double>()
    let inputs = numbers.map { tape.input(Double($0)) }
    let output = program.run(inputs)
    let expected = exact.hessian(of: exactOutput, with: exactInputs).map { $0.map { Double($0) } }
    #expect(tape.hessian(of: output, with: inputs) == expected, "\(program)")
    let pattern = tape.hessianPattern(of: output, with: inputs)
    for (entry, derivative) in zip(pattern.entries, tape.hessian(of: output, in: pattern)) {
      #expect(derivative == expected[entry.row][entry.column], "\(program)")
    }
  }

  /// Sums and products of what was computed just before them, which sweeps take several at a time.
  @Test("sums of products have exact gradients, whoever else uses their parts", arguments: 1...300)
  func sumsOfProducts(seed: Int) {
    func record<N: Recordable>(_ tape: borrowing Tape<N>, _ number: (Int) -> N) -> [Variable<N>] {
      var random = SplitMix64(seed: UInt64(seed))
      var values = tape.data([number(2), number(-1)]).map { Array($0) } ?? []
      for _ in 0..<3 { values.append(tape.input(number(random.random(in: -2...2)))) }
      for _ in 0..<9 {
        // Mostly one of the last two.
        func operand() -> Variable<N> {
          let isLate = random.random(in: 0...3) > 0
          return values[values.count - random.random(in: 1...(isLate ? 2 : values.count))]
        }
        let (a, b) = (operand(), operand())
        switch random.random(in: 0...2) {
        case 0: values.append(a + b)
        case 1: values.append(a * b)
        default: values.append(a.adding(b, times: operand()))
        }
      }
      return values
    }
    let exact = Tape<Rational>()
    let tape = Tape<Double>()
    let numbers = record(exact) { Rational($0) }
    let doubles = record(tape) { Double($0) }
    for output in numbers.indices.suffix(6) {
      let slopes = exact.gradient(of: numbers[output])
      let found = tape.gradient(of: doubles[output])
      // Then no sum of products comes near 2⁵³.
      let isSmall = numbers.indices.allSatisfy {
        numbers[$0].value.magnitude < Rational(1 << 9)
          && slopes[numbers[$0]].magnitude < Rational(1 << 40)
      }
      for place in numbers.indices where isSmall {
        #expect(
          found[doubles[place]] == Double(slopes[numbers[place]]), "node \(place) of \(output)")
        #expect(found.reaches(doubles[place]) == slopes.reaches(numbers[place]))
      }
    }
  }

  @Test("a row whose lanes are reached in part is 0 elsewhere, as often as memory is used again")
  func partsOfRows() {
    for turn in 1...50 {
      let tape = Tape<Double>()
      let x = (0..<11).map { tape.input(Double($0 + turn)) }
      // Each by its neighbour, so that rows of eleven lanes have three that are not 0.
      let products = zip(x, x.dropFirst()).map { $0 * $1 }
      let output = products.dropFirst().reduce(products[0], +)
      let hessian = tape.hessian(of: output, with: x)
      for row in x.indices {
        for column in x.indices {
          #expect(hessian[row][column] == (abs(row - column) == 1 ? 1 : 0))
        }
      }
    }
  }

  @Test("a derivative of -0 keeps its sign, also in a gradient that is used again")
  func signOfZero() {
    let tape = Tape<Double>()
    let (x, w) = (tape.inputs([1, 2, 3]), tape.inputs([-0.0, -0.0, 5]))
    guard let x, let w else { return }
    let (product, dot) = (x[0] * w[0], x.dot(w))
    var gradient = tape.gradient(of: product)
    #expect(gradient[x[0]].bitPattern == (-0.0).bitPattern)
    tape.differentiate(dot, into: &gradient)
    #expect(x.map { gradient[$0].bitPattern } == [-0.0, -0.0, 5].map(\.bitPattern))
    tape.differentiate(product, into: &gradient)
    #expect(gradient[x[0]].bitPattern == (-0.0).bitPattern && gradient[x[2]] == 0)
  }

  @Test("what is not reached stays 0 beside a slope without a value")
  func obstacle() {
    let tape = Tape<Double>()
    let (x, z, idle) = (tape.input(0), tape.input(3), tape.input(1))
    let output = x.applying(.sqrt) * z * z + idle * tape.constant(2)
    let hessian = tape.hessian(of: output, with: [x, z, idle])
    #expect(hessian[1][1] == 0 && hessian[2] == [0, 0, 0])
    #expect(!hessian[0][0].isFinite)
  }
}
