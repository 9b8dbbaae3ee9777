import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("gradients")
struct GradientTests {
  /// Exercise 5 of INF 264: one relu unit, two samples, a mean of squares.
  func exercise5(
    _ theta: [Variable<Rational>], _ tape: borrowing Tape<Rational>
  ) -> Variable<Rational> {
    func loss(_ x: [Rational], _ y: Rational) -> Variable<Rational> {
      let z = theta[0] * tape.constant(x[0]) + theta[1] * tape.constant(x[1]) + theta[2]
      let error = theta[3] * z.applying(.relu) + theta[4] - tape.constant(y)
      return error.power(2)
    }
    return (loss([2, 1], 13 / 10) + loss([-3, 2], 19 / 10)) / tape.constant(2)
  }

  @Test("exercise 5 comes to the published gradient, exactly")
  func published() {
    // The pre-activations are 3 and -1. A rule that multiplies by relu(z) for
    // relu'(z), as one published library did, gives 10.2 first.
    let tape = Tape<Rational>()
    let theta = [1, 1, 0, 1, 0].map { tape.input($0) }
    let risk = exercise5(theta, tape)
    let expected: [Rational] = [34 / 10, 17 / 10, 17 / 10, 51 / 10, -2 / 10]
    let gradient = tape.gradient(of: risk)
    #expect(theta.map { gradient[$0] } == expected)
    #expect(tape.recordGradient(of: risk, with: theta).map(\.value) == expected)
  }

  @Test("a step of gradient descent replayed is a step recorded")
  func descent() {
    let tape = Tape<Rational>()
    let theta = [1, 1, 0, 1, 0].map { tape.input($0) }
    let risk = exercise5(theta, tape)
    let slopes = tape.recordGradient(of: risk, with: theta)
    for _ in 1...3 {
      let stepped = zip(theta, slopes).map { $0.value - $1.value / 100 }
      for (parameter, value) in zip(theta, stepped) { tape.set(parameter, to: value) }
      tape.replay()
      let fresh = Tape<Rational>()
      let inputs = stepped.map { fresh.input($0) }
      let gradient = fresh.gradient(of: exercise5(inputs, fresh))
      #expect(slopes.map(\.value) == inputs.map { gradient[$0] })
    }
  }

  @Test("a copy has an adjoint of its own")
  func copies() {
    // With h = x, L = h·x: along h alone the slope is x, in all it is 2x.
    let tape = Tape<Rational>()
    let x = tape.input(7)
    let h = x.copy()
    let loss = h * x
    let gradient = tape.gradient(of: loss)
    #expect(gradient[h] == 7)
    #expect(gradient[x] == 14)
    #expect(tape.recordGradient(of: loss, with: [h, x]).map(\.value) == [7, 14])
    #expect(tape.recordGradient(of: loss, with: [h]).map(\.value) == [7])
    #expect(tape.hessian(of: loss, with: [x]) == [[2]])
  }

  @Test("a variable that a loop reassigns keeps each of its values")
  func loops() {
    let tape = Tape<Rational>()
    let w = (1...4).map { tape.input(Rational($0)) }
    var row = w
    // Each pass overwrites the row that the next one reads: cumulative sums.
    for _ in 1...3 {
      for i in 1..<4 { row[i] = row[i - 1] + row[i] }
    }
    // Three passes give w₃'s sum the binomials (5 over 2), (4 over 2), (3 over 2), 1.
    let gradient = tape.gradient(of: row[3])
    #expect(w.map { gradient[$0] } == [10, 6, 3, 1])
  }

  @Test("a chain of 100,000 operations needs no deep stack")
  func deepChain() {
    let census = Counted.Census()
    let tape = Tape<Counted>()
    let x = tape.input(Counted(1, in: census))
    var y = x
    for _ in 1...50_000 { y = -(y + x) + x }
    #expect(tape.count == 150_001)
    #expect(tape.gradient(of: y)[x].value == 1)
    #expect(tape.recordGradient(of: y, with: [x])[0].value.value == 1)
    #expect(tape.hessian(of: y, with: [x])[0][0].value == 0)
    tape.replay()
    #expect(y.value.value == 1)
  }

  @Test("a node without influence does no harm, though it has no value")
  func unrelatedObstacles() {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    let pole = tape.constant(1) / x
    let y = x + tape.constant(3)
    #expect(pole.value.obstacle == .divisionByZero)
    #expect(tape.gradient(of: y)[x] == 1)
    #expect(tape.hessian(of: y, with: [x]) == [[0]])
    #expect(tape.gradient(of: pole)[x].obstacle == .divisionByZero)
  }

  @Test("no dependence and a slope of 0 are told apart")
  func dependence() {
    let tape = Tape<Rational>()
    let (x, unused) = (tape.input(-2), tape.input(5))
    let y = x.applying(.step)
    let later = x * x
    let gradient = tape.gradient(of: y)
    #expect(gradient[x] == 0 && gradient[unused] == 0 && gradient[later] == 0)
    #expect(gradient.reaches(x) && !gradient.reaches(unused) && !gradient.reaches(later))
    #expect(tape.depends(y, on: x) && tape.depends(y, on: y))
    #expect(!tape.depends(y, on: unused) && !tape.depends(y, on: later))
    let recorded = tape.recordGradient(of: y, with: [x, unused, later])
    #expect(recorded.map(\.value) == [0, 0, 0])
  }

  @Test("a recorded derivative grows with the computation, not with its paths")
  func recordedSize() {
    let tape = Tape<Rational>()
    let x = tape.input(0)
    let constants = (1...30).map { tape.constant(Rational($0)) }
    var y = x
    // 2³⁰ paths lead from x to y, and 30 products with constants aside.
    for constant in constants { y = (y + y) * constant - y }
    let before = tape.count
    _ = tape.recordGradient(of: y, with: [x])
    // At most: a product, a negation, and three sums a turn; and the seed.
    #expect(tape.count - before <= 30 * 5 + 1)
  }

  @Test("a Hessian of more inputs than one sweep carries is whole")
  func largeHessian() {
    // For the sum of xᵢ²·xᵢ₊₁: 2xᵢ₊₁ on the diagonal, 2xᵢ beside it.
    let tape = Tape<Rational>()
    let x = (1...70).map { tape.input(Rational($0)) }
    let terms = zip(x, x.dropFirst()).map { $0 * $0 * $1 }
    let y = terms.dropFirst().reduce(terms[0], +)
    let later = tape.input(1)
    let hessian = tape.hessian(of: y, with: x + [later])
    for i in 0...70 {
      for j in 0...70 {
        let expected: Rational =
          if i == 70 || j == 70 {
            0
          } else if i == j {
            i < 69 ? x[i + 1].value * 2 : 0
          } else {
            abs(i - j) == 1 ? x[min(i, j)].value * 2 : 0
          }
        #expect(hessian[i][j] == expected, "row \(i), column \(j)")
      }
    }
  }

  @Test("a factor without slope does no harm to derivatives by others")
  func verticalSlope() {
    let tape = Tape<Rational>()
    let (x, z) = (tape.input(0), tape.input(3))
    let y = x.applying(.sqrt) * z.power(2)
    let recorded = tape.recordGradient(of: y, with: [z])[0]
    let hessian = tape.hessian(of: y, with: [x, z])
    #expect(hessian[1][1] == 0 && tape.gradient(of: recorded)[z] == 0)
    #expect(hessian[0][1].obstacle == .divisionByZero)
    #expect(tape.gradient(of: recorded)[x].obstacle == .divisionByZero)
  }

  @Test("only what leads to the variables asked for is recorded")
  func pruning() {
    let tape = Tape<Rational>()
    let inputs = (1...30).map { tape.input(Rational($0)) }
    let y = inputs.dropFirst().reduce(inputs[0]) { $0 * $1.applying(.tanh) }
    let before = tape.count
    _ = tape.recordGradient(of: y, with: [inputs[29]])
    // The seed, its product with the other factor, and 1 - tanh² (three nodes)
    // times that.
    #expect(tape.count - before == 6)
  }

  @Test("derivatives of derivatives use the variables of the first")
  func nested() {
    let tape = Tape<Rational>()
    let x = tape.input(2)
    var derivative = x.power(5)
    for factor in [80, 160, 240, 240, 120, 0] as [Rational] {
      derivative = tape.recordGradient(of: derivative, with: [x])[0]
      #expect(derivative.value == factor)
    }
  }

  @Test("a tape lists what was recorded")
  func listing() {
    let tape = Tape<Rational>()
    let x = tape.input(3)
    let y = (x * tape.constant(2) - x.copy()).power(4).applying(.relu)
    let kinds = (0..<tape.count).map { tape[$0].kind }
    #expect(
      kinds == [
        .input, .constant, .product, .copy, .difference, .power, .elementary(.relu),
      ])
    #expect(kinds.map(\.arity) == [0, 0, 2, 1, 2, 1, 1])
    #expect(tape[4].left == 2 && tape[4].right == 3)
    #expect(tape[5].left == 4 && tape[5].exponent == 4)
    #expect(y == tape.variable(at: 6) && y.index == 6 && y.value == 81)
    #expect(tape.value(at: 4) == 3)
  }
}
