import Scalars
import Testing

@testable import WorkedExamples

@Suite("A bounded cache")
struct MemoTests {
  @Test("what is recent is what is young", arguments: UInt64(1)...50)
  func recent(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var generations = Generations<String, Int>(limit: 40)
    for turn in 0..<600 {
      // More keys than are recent at a time, and than a generation holds.
      let key = "key \(Int.random(in: 0...Int(seed) + 5, using: &random))"
      if Int.random(in: 0...2, using: &random) == 0 {
        generations.keep(turn, for: key)
        #expect(generations.youngValue(of: key) == turn, "seed \(seed), turn \(turn)")
      } else {
        let found = generations.youngValue(of: key)
        #expect(found == generations.young[key], "seed \(seed), turn \(turn)")
      }
      #expect(generations.recent.count <= 16)
      #expect(generations.recent.allSatisfy { generations.young[$0.key] == $0.value })
    }
  }
}
