import Scalars
import Testing

@testable import Checking

/// Every number in the stated chance of error counts.
struct ErrorBoundTests {
  private func bound(
    towers: Int, vanishing: Double, accidents: Double? = nil, patternBits: Int = 0
  ) -> ErrorBound {
    var bound = ErrorBound()
    for _ in 0..<towers {
      bound.add(vanishing: vanishing, accidents: accidents, patternBits: patternBits)
    }
    return bound
  }

  @Test("one tower is never enough, however small its chance")
  func towers() {
    #expect(!bound(towers: 1, vanishing: -500).isMet)
    #expect(bound(towers: 2, vanishing: -32).isMet)
    #expect(!bound(towers: 2, vanishing: -31.5).isMet)
  }

  @Test("a tower that says nothing adds nothing")
  func certainty() {
    #expect(bound(towers: 3, vanishing: 4).exponent == 0)
    #expect(!bound(towers: 8, vanishing: 0).isMet)
  }

  @Test("each pattern may err")
  func patterns() {
    #expect(bound(towers: 2, vanishing: -36, patternBits: 8).isMet)
    #expect(!bound(towers: 2, vanishing: -36, patternBits: 9).isMet)
    // The most bits of any tower.
    var mixed = bound(towers: 1, vanishing: -36, patternBits: 9)
    mixed.add(vanishing: -36, accidents: nil, patternBits: 0)
    #expect(!mixed.isMet)
  }

  @Test("accidents with signs count, and the sum of two chances is above both")
  func accidents() {
    #expect(!bound(towers: 2, vanishing: -60, accidents: -31).isMet)
    #expect(!bound(towers: 2, vanishing: -60, accidents: -32.5).isMet)
    #expect(bound(towers: 2, vanishing: -60, accidents: -33).isMet)
    #expect(!bound(towers: 2, vanishing: -32, accidents: -60).isMet)
  }

  /// A tower over small primes errs often enough to be counted.
  @Test("differences vanish no more often than is stated", arguments: [8, 9, 10])
  func observed(bits: Int) throws {
    // (x - 1)(x - 2)…(x - k) is 0 at k of all values.
    for degree in [1, 3, 6] {
      var zeros = 0
      let draws = 4000
      for seed in 0..<draws {
        let tower = try #require(ResidueTower(depth: 0, seed: UInt64(seed), bits: bits))
        let x = tower.variable()
        let product = (1...degree).reduce(x.constant(1)) { $0 * (x - x.constant($1)) }
        if product.isZero { zeros += 1 }
      }
      let x = FormulaDegree.variable
      let stated = (1...degree).reduce(x.constant(1)) { $0 * (x - x.constant($1)) }
        .vanishing(bits: bits - 1)
      // 2^stated, for what is below 0.
      #expect(
        Double(zeros) / Double(draws) <= Double(sign: .plus, exponent: Int(stated), significand: 1))
      #expect(zeros > 0, "with \(bits) bits and degree \(degree)")
    }
  }
}
