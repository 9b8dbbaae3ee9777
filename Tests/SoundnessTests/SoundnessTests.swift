import Checking
import Notation
import Testing

@testable import Soundness

/// The checker before a hostile witness: claims whose truth is known, in several spellings.
@Suite struct SoundnessTests {
  /// Each part makes claims of its own; the numbers say which, for `bench soundness --seed 2026`.
  static let seed: UInt64 = 2026
  static let parts = 8
  static let claimsOfPart = 250

  @Test("no false claim holds, no true one fails, and no spelling matters", arguments: 0..<parts)
  func isSound(part: Int) throws {
    let maker = try ClaimMaker()
    var tally = SoundnessTally()
    for number in (part * Self.claimsOfPart)..<((part + 1) * Self.claimsOfPart) {
      tally.add(SoundnessTrial(number, seed: Self.seed, spellings: 2, maker: maker))
    }
    let told = tally.findings.map(\.text).joined(separator: "\n")
    let isSound = tally.isSound(isTimed: false)
    #expect(isSound, "seed \(Self.seed)\n\(told)\n\(tally.summary)")
    #expect(tally.claims == Self.claimsOfPart)
  }

  @Test("a checker that believes everything is found out, and so is one that believes nothing")
  func foundOut() throws {
    let maker = try ClaimMaker()
    var believing = SoundnessTally()
    var doubting = SoundnessTally()
    for number in 0..<200 {
      believing.add(
        SoundnessTrial(number, seed: 1, spellings: 0, maker: maker) { _ in .holds(.exact) })
      doubting.add(
        SoundnessTrial(number, seed: 1, spellings: 0, maker: maker) { _ in
          .fails(.differs(entries: [0]))
        })
    }
    // Both kinds of claims are made often enough to be of use.
    #expect(believing.count(.falseHolds) > 60 && doubting.count(.falseFails) > 60)
    #expect(believing.count(.falseHolds) + doubting.count(.falseFails) == 200)
    let isSound = (believing.isSound(isTimed: false), doubting.isSound(isTimed: false))
    #expect(!isSound.0 && !isSound.1)
  }

  @Test("a verdict that hangs on letters is found out")
  func lettersMatter() throws {
    let maker = try ClaimMaker([RuleFamily("one", [Rule("u + v = v + u")])])
    var tally = SoundnessTally()
    for number in 0..<40 {
      tally.add(
        SoundnessTrial(number, seed: 1, spellings: 3, maker: maker) { claim in
          (claim.text.utf8.first ?? 0) % 2 == 0 ? .holds(.exact) : .undecided(.noCommonPoint)
        })
    }
    #expect(tally.claims == 40 && tally.count(.unequal) > 20)
    let isSound = tally.isSound(isTimed: false)
    #expect(!isSound)
  }

  @Test(
    "a wrong rule is contradicted",
    arguments: ["sqrt(u^2) = u", "1[x > c] + 1[x < c] = 1", "(x - c)^2 >= 10^-5", "A*B = B*A"])
  func wrongRule(text: String) throws {
    let maker = try ClaimMaker([RuleFamily("wrong", [Rule(text)])])
    let contradicted = (0..<40).reduce(0) { $0 + maker.claim($1, seed: 1).contradicted.count }
    // Where a range leaves no place for it, the rule is right.
    #expect(contradicted > 0)
  }

  @Test("the same number and seed make the same claim")
  func isRepeatable() throws {
    let maker = try ClaimMaker()
    for number in 0..<50 {
      let (first, second) = (maker.claim(number, seed: 3), maker.claim(number, seed: 3))
      #expect(first.claim?.command == second.claim?.command)
      #expect(first.claim?.command != maker.claim(number, seed: 4).claim?.command)
    }
  }
}
