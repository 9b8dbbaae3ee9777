import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("tapes, gradients and patterns that are used again")
struct ReuseTests {
  @Test("a rewound tape keeps what came before the mark, and records as if nothing had been")
  func rewind() {
    let tape = Tape<Rational>(limit: 200)
    let x = tape.input(3)
    let square = x * x
    let mark = tape.mark
    for turn in 1...500 {
      tape.rewind(to: mark)
      let y = square * tape.constant(Rational(turn)) + x
      #expect(y.value == Rational(9 * turn + 3) && tape.count == 5)
      #expect(tape.gradient(of: y)[x] == Rational(6 * turn + 1))
    }
    while !tape.isExhausted { _ = square * square }
    tape.rewind(to: mark)
    #expect(!tape.isExhausted && (x + square).value == 12)
  }

  @Test("a gradient in place of another is that of its own output alone")
  func gradientInPlace() {
    let tape = Tape<Rational>()
    let (x, y) = (tape.input(2), tape.input(5))
    let product = x * y
    let sum = product + y
    let late = sum * sum
    var gradient = tape.gradient(of: sum)
    #expect(gradient[x] == 5 && gradient[y] == 3)
    tape.differentiate(late, into: &gradient)
    #expect(gradient[x] == 150 && gradient[y] == 90 && gradient.reaches(sum))
    tape.differentiate(x, into: &gradient)
    #expect(gradient[x] == 1 && gradient[y] == 0 && gradient[late] == 0)
    #expect(!gradient.reaches(y) && !gradient.reaches(product))
    tape.differentiate(product, into: &gradient)
    #expect(gradient[x] == 5 && gradient[y] == 2 && gradient[sum] == 0)
  }

  @Test("a Hessian in place of another leaves nothing of it", arguments: [[], [7], [Int](1...9)])
  func hessianInPlace(_ old: [Int]) {
    let tape = Tape<Rational>()
    let x = (1...3).map { tape.input(Rational($0)) }
    var entries = old.map { Rational($0) }
    let output = x[0] * x[1]
    let late = tape.input(4)
    tape.hessian(of: output, with: [x[0], x[1], late], into: &entries)
    #expect(entries == [0, 1, 0, 1, 0, 0, 0, 0, 0])
    tape.hessian(of: x[2] * x[2] * x[2], with: x, into: &entries)
    #expect(entries == [0, 0, 0, 0, 0, 0, 0, 0, 18])
  }

  @Test("data that come first have no derivative, and can be set anew")
  func data() throws {
    let tape = Tape<Rational>()
    let recordedData = tape.data([2, 7])
    let data = try #require(recordedData)
    let x = tape.input(3)
    let y = (x * data[0] + data[1]) * x
    #expect(tape.gradient(of: y)[x] == 19 && tape.gradient(of: y)[data[0]] == 0)
    tape.set(data[0], to: 10)
    tape.replay()
    let gradient = tape.gradient(of: y)
    #expect(y.value == 111 && gradient[x] == 67 && !gradient.reaches(data[1]))
    let recordedLater = tape.data([5])
    let later = try #require(recordedLater)
    let z = later[0] * x
    #expect(tape.gradient(of: z)[later[0]] == 3)
  }

  @Test("of a run that begins in the data, what comes behind them has its derivatives")
  func runBeyondData() throws {
    let tape = Tape<Rational>()
    let recordedData = tape.data([2, 7])
    let recordedInputs = tape.inputs([3, 5, 11, 13, 17])
    let (data, inputs) = (try #require(recordedData), try #require(recordedInputs))
    let both = try #require(Run(Array(data) + Array(inputs[0..<1])))
    let gradient = tape.gradient(of: both.dot(inputs[2..<5]))
    #expect(gradient[inputs[0]] == 17 && gradient[inputs[2]] == 2 && gradient[inputs[4]] == 3)
    #expect(gradient[data[0]] == 0 && !gradient.reaches(data[1]))
  }

  @Test("numbers of a run are set at once, and derivatives by it read at once")
  func wholeRuns() throws {
    let tape = Tape<Rational>()
    let recorded = tape.inputs([1, 2, 3])
    let inputs = try #require(recorded)
    let output = inputs[0] * inputs[1] + inputs[2].power(2)
    tape.set(inputs, to: [5, 7])
    tape.replay()
    #expect(output.value == 44)
    var derivatives = [Rational](repeating: -1, count: 5)
    tape.gradient(of: output).copy(inputs, to: &derivatives, from: 1)
    #expect(derivatives == [-1, 7, 5, 6, -1])
  }

  @Test("derivatives by inputs are summed over the batches of a step")
  func summed() throws {
    let tape = Tape<Rational>()
    let recordedData = tape.data([1])
    let data = try #require(recordedData)
    let (x, y) = (tape.input(3), tape.input(4))
    let output = (x * data[0] + y) * x
    var gradient = tape.gradient(of: output)
    var expected = gradient[x]
    for number in [2, 5, 11] as [Rational] {
      tape.set(data[0], to: number)
      tape.replay()
      tape.differentiate(output, into: &gradient, isAdded: true)
      expected = expected + tape.gradient(of: output)[x]
    }
    #expect(gradient[x] == expected && gradient[y] == 12 && gradient[output] == 1)
    tape.differentiate(output, into: &gradient)
    #expect(gradient[y] == 3)
  }

  @Test("a Hessian in its found pattern is the whole Hessian", arguments: PropertyTests.seeds)
  func sparse(seed: UInt64) {
    let program = Program(seed: seed, count: 12)
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let output = program.run(inputs)
    let pattern = tape.hessianPattern(of: output, with: inputs)
    var rows = inputs.map { _ in inputs.map { _ in Rational(0) } }
    for (entry, derivative) in zip(pattern.entries, tape.hessian(of: output, in: pattern)) {
      rows[entry.row][entry.column] = derivative
    }
    #expect(rows == tape.hessian(of: output, with: inputs), "\(program)")
  }

  @Test("Rosenbrock's function has three diagonals, and three directions do for any length")
  func tridiagonal() {
    let tape = Tape<Rational>()
    let x = (0..<90).map { tape.input(Rational($0 % 5)) }
    let terms = zip(x, x.dropFirst()).map { (a, b) in
      (b - a * a).power(2) * tape.constant(100) + (tape.constant(1) - a).power(2)
    }
    let output = terms.dropFirst().reduce(terms[0], +)
    let pattern = tape.hessianPattern(of: output, with: x)
    #expect(pattern.groupCount == 3 && pattern.entries.count == 3 * 90 - 2)
    #expect(pattern.entries.allSatisfy { abs($0.row - $0.column) <= 1 })
    for (entry, derivative) in zip(pattern.entries, tape.hessian(of: output, in: pattern)) {
      let (a, place) = (x[entry.row].value, entry.row)
      let expected: Rational
      if entry.row == entry.column {
        let inner =
          place < 89 ? a * a * Rational(1200) - x[place + 1].value * Rational(400) + 2 : 0
        expected = inner + (place > 0 ? 200 : 0)
      } else {
        expected = -x[min(entry.row, entry.column)].value * Rational(400)
      }
      #expect(derivative == expected, "row \(entry.row), column \(entry.column)")
    }
  }

  @Test("more groups than one sweep carries are served in turn")
  func manyGroups() {
    let tape = Tape<Rational>()
    let x = (1...70).map { tape.input(Rational($0)) }
    let product = x.dropFirst().reduce(x[0], +).power(2)
    let pattern = tape.hessianPattern(of: product, with: x)
    #expect(pattern.groupCount == 70 && pattern.entries.count == 4900)
    #expect(tape.hessian(of: product, in: pattern).allSatisfy { $0 == 2 })
  }
}
