import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("the budget of a tape")
struct BudgetTests {
  @Test("what is recorded past the limit has no value, and its derivatives neither")
  func spill() {
    let census = Counted.Census()
    let tape = Tape<Counted>(limit: 4)
    let x = tape.input(Counted(2, in: census))
    let kept = x * x * x
    #expect(tape.count == 3 && !tape.isExhausted)
    let last = kept + x
    #expect(!tape.isExhausted && last.value.value == 10)
    let lost = last * x
    let later = tape.constant(Counted(1, in: census)) + tape.input(Counted(1, in: census))
    #expect(tape.isExhausted && tape.count == 5)
    #expect(lost == later && lost.applying(.sin) == lost && last.copy() == lost)
    #expect(lost.value.obstacle != nil)
    #expect(tape.gradient(of: lost)[x].obstacle != nil)
    #expect(tape.recordGradient(of: lost, with: [x])[0].value.obstacle != nil)
    #expect(tape.hessian(of: lost, with: [x])[0][0].obstacle != nil)
    #expect(tape.depends(lost, on: x) == true)
    // What came before the limit is as good as ever, but its derivatives can no
    // longer be recorded.
    #expect(tape.gradient(of: last)[x].value == 13)
    #expect(tape.recordGradient(of: last, with: [x])[0] == lost)
    tape.reset()
    #expect(!tape.isExhausted && tape.input(Counted(1, in: census)).value.value == 1)
  }

  @Test("a limit of nothing is a limit", arguments: [0, -5, Int.min])
  func nothing(limit: Int) {
    let tape = Tape<Rational>(limit: limit, capacity: limit)
    let x = tape.input(1)
    #expect(x.value.obstacle == .tooLarge && tape.isExhausted)
    #expect((x + x).applying(.relu).value.obstacle == .tooLarge)
  }

  @Test("growing numbers end in good time")
  func giants() {
    // The square of n words has 2n, so 12 squarings hold 2¹² words or so.
    let tape = Tape<Rational>(limit: 1000)
    var x = tape.input(Rational(Int.max) / 3)
    var turns = 0
    while !tape.isExhausted && turns < 100 {
      x = x * x
      turns += 1
    }
    #expect(turns < 12)
    #expect(x.value.obstacle == .tooLarge)
  }

  @Test("adjoints that outgrow the budget have no value", arguments: [250, 1000])
  func giantAdjoints(limit: Int) {
    // All values are 0 or of 2 words, 242 in all; but the adjoints, products of
    // one to sixty words, come to 60·61/2 words and more, and half of them to a quarter.
    let tape = Tape<Rational>(limit: limit)
    let x = tape.input(0)
    var (y, product) = (x, Rational(1))
    for k in 1...60 {
      let factor = Rational(Int.max - k)
      y = y * tape.constant(factor)
      product = product * factor
    }
    #expect(!tape.isExhausted && y.value == 0)
    let expected = limit == 250 ? Rational(.tooLarge) : product
    #expect(tape.gradient(of: y)[x] == expected)
    #expect(tape.hessian(of: y, with: [x])[0][0] == (limit == 250 ? expected : 0))
  }

  @Test("tangents that outgrow the budget have no value")
  func giantTangents() {
    // The gradient is 0 all along, but the tangents are products of up to 60 words.
    let tape = Tape<Rational>(limit: 310)
    let x = tape.input(0)
    var y = x
    for k in 1...60 { y = y * tape.constant(Rational(Int.max - k)) }
    y = y.power(2)
    #expect(!tape.isExhausted && tape.gradient(of: y)[x] == 0)
    #expect(tape.hessian(of: y, with: [x])[0][0].obstacle == .tooLarge)
  }

  @Test("a replay has the budget of a recording")
  func replay() {
    let tape = Tape<Rational>(limit: 64)
    let x = tape.input(1)
    var y = x
    for _ in 1...20 { y = y * y }
    #expect(y.value == 1 && !tape.isExhausted)
    tape.set(x, to: Rational(Int.max))
    tape.replay()
    #expect(y.value.obstacle == .tooLarge)
    tape.set(x, to: -1)
    tape.replay()
    #expect(y.value == 1)
  }
}
