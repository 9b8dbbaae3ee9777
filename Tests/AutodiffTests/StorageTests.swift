import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("what a tape stores, it frees")
struct StorageTests {
  @Test("no number outlives its tape, gradients and Hessians included")
  func noLeak() {
    let census = Counted.Census()
    do {
      let tape = Tape<Counted>(capacity: 1)
      for _ in 1...3 {
        let x = tape.input(Counted(0.5, in: census))
        var y = x * x
        for _ in 1...20 { y = y.applying(.tanh) * x + y.copy() }
        let gradient = tape.gradient(of: y)
        let recorded = tape.recordGradient(of: y, with: [x])
        let hessian = tape.hessian(of: y, with: [x])
        let second = tape.gradient(of: recorded[0])[x].value
        #expect(recorded[0].value.value == gradient[x].value)
        // Each of some 200 roundings is at most 2^-53 of a term below 2^6 times the sum.
        #expect(abs(hessian[0][0].value - second) <= abs(second) * 0x1p-38)
        tape.set(x, to: Counted(0.25, in: census))
        tape.replay()
        #expect(census.alive > tape.count)
        tape.reset()
      }
      #expect(census.alive == 0)
      _ = tape.input(Counted(1, in: census))
    }
    #expect(census.alive == 0)
  }

  @Test("a variable is good to the end of its tape's scope, however late it is read")
  func scope() {
    let census = Counted.Census()
    let tape = Tape<Counted>()
    let x = tape.input(Counted(3, in: census))
    let y = x * x
    let values = (1...100).map { _ in y.value.value }
    #expect(values.allSatisfy { $0 == 9 } && census.alive == 2)
  }

  #if DEBUG
    @Test("debug builds stop at a variable that outlives its tape")
    func stale() async {
      await #expect(processExitsWith: .failure) {
        func escaping() -> Variable<Rational> {
          let tape = Tape<Rational>()
          return tape.input(1)
        }
        _ = escaping().value
      }
    }
  #endif

  @Test("every build stops at variables of two tapes in one operation")
  func foreign() async {
    await #expect(processExitsWith: .failure) {
      let first = Tape<Rational>()
      let second = Tape<Rational>()
      _ = first.input(1) + second.input(2)
    }
  }

  @Test("every build stops at any operand of another tape, and at its output")
  func foreignOperands() async {
    await #expect(processExitsWith: .failure) {
      let first = Tape<Double>()
      let second = Tape<Double>()
      let x = first.input(1)
      _ = x.adding(x, times: second.input(3))
    }
    await #expect(processExitsWith: .failure) {
      let first = Tape<Double>()
      let second = Tape<Double>()
      let x = first.input(1)
      _ = second.gradient(of: x + x)
    }
    await #expect(processExitsWith: .failure) {
      let first = Tape<Double>()
      let second = Tape<Double>()
      _ = first.input(1)
      first.set(second.input(2), to: 3)
    }
  }

  /// Hands over a run of two, the second of which the tape has forgotten.
  private static func withForgottenEnd(_ use: (borrowing Tape<Double>, Run<Double>) -> Void) {
    let tape = Tape<Double>()
    let x = tape.input(1)
    let mark = tape.mark
    guard let run = Run([x, tape.input(2)]) else { return }
    tape.rewind(to: mark)
    use(tape, run)
  }

  @Test("every build stops at a run whose end its tape has forgotten")
  func forgottenRuns() async {
    await #expect(processExitsWith: .failure) {
      StorageTests.withForgottenEnd { _, run in _ = run.dot(run) }
    }
    await #expect(processExitsWith: .failure) {
      StorageTests.withForgottenEnd { tape, run in tape.set(run, to: [1, 2]) }
    }
  }

  @Test("every build stops at a variable that its tape has forgotten")
  func forgotten() async {
    await #expect(processExitsWith: .failure) {
      let tape = Tape<Double>()
      let x = tape.input(1)
      tape.reset()
      _ = x.value
    }
    await #expect(processExitsWith: .failure) {
      let tape = Tape<Double>()
      let x = tape.input(1)
      let mark = tape.mark
      let y = x + x
      tape.rewind(to: mark)
      _ = y * x
    }
  }
}
