import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("builds")
struct BuildTests {
  /// FNV-1a over the bits of all results.
  struct Digest {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ number: Double) {
      var bits = number.bitPattern
      for _ in 0..<8 {
        state = (state ^ bits & 0xFF) &* 0x100_0000_01B3
        bits >>= 8
      }
    }
  }

  /// Only what IEEE 754 fixes to the last bit is used, so the digest is that of every build and
  /// every machine: an optimiser that reorders a sum, or fuses a product with it, changes it.
  @Test("debug and release builds, on any machine, come to the same bits")
  func bits() throws {
    var random = SplitMix64(seed: 2026)
    var digest = Digest()
    func number() -> Double { Double(Int64(bitPattern: random.next())) * 0x1p-62 }
    let tape = Tape<Double>()
    let recorded = tape.inputs((0..<60).map { _ in number() })
    let inputs = try #require(recorded)
    let dot = inputs[0..<30].dot(inputs[30..<60])
    let sum = inputs[1..<30].reduce(inputs[0]) { $0.adding($1, times: inputs[40]) - inputs[50] }
    let output = (dot * sum.applying(.relu) + dot / sum) * (sum - inputs[7]).power(2)
    let gradient = tape.gradient(of: output)
    digest.add(output.value)
    for input in inputs { digest.add(gradient[input]) }
    let pattern = tape.hessianPattern(of: output, with: Array(inputs))
    for entry in tape.hessian(of: output, in: pattern) { digest.add(entry) }
    for _ in 0..<100 {
      var lanes = Batch.Vector.zero
      for lane in lanes.indices { lanes[lane] = 10 * number() }
      for result in [Elementary.exp, .tanh, .sigmoid].map({ Batch(lanes).applying($0) }) {
        for lane in lanes.indices { digest.add(result.lanes[lane]) }
      }
    }
    #expect(digest.state == 17_423_934_004_613_610_842)
  }
}
