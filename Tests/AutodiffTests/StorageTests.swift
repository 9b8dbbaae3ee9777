import Autodiff
import Scalars
import Testing

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
        for _ in 1...20 { y = y.tanh * x + y.copy() }
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
}
