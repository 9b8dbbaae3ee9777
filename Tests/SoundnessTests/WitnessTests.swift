import Notation
import Scalars
import Testing

@testable import Soundness

/// Witnesses against claims, and the spellings that must not need any.
@Suite struct WitnessTests {
  private func claim(_ text: String, above lower: Rational? = nil) throws -> MadeClaim {
    let bound = lower.map { FreeVariable.Bound(value: $0, isStrict: false) }
    let chain = try Chain.parse(text, vocabulary: Vocabulary())
    let names = Set(chain.members.flatMap(\.names).map(\.name)).sorted()
    return MadeClaim(
      left: chain.members[0], relation: chain.links[0], right: chain.members[1],
      variables: names.map { .init(name: $0, range: .real(lower: bound, upper: nil)) },
      origin: text, isTrue: false)
  }

  @Test(
    "where a claim fails is found, however thin the place",
    arguments: [
      ("(x - 3/10)^2 >= 10^-5", "x = 0.3"), ("1[x > 0.3] + 1[x < 0.3] = 1", "x = 0.3"),
      ("abs(3*x - 1) > 10^-30", "x = 1/3"), ("max(x, 0.7) > 0.7", nil),
      ("tanh(x) + 1e-70 = tanh(x)", nil),
      ("x*(x - 1)*(x + 1) = 0", nil), ("sqrt(x^2) = x", nil), ("x = y", nil),
      ("floor(x - 2/7) = ceil(x - 2/7) - 1", "x = 2/7"), ("sigma(x + 60) = 1", nil),
    ] as [(String, String?)])
  func found(text: String, place: String?) throws {
    var search = WitnessSearch(claim: try claim(text), random: SplitMix64(seed: 5))
    search.precision = 512
    let found = search.witness()
    let witness = try #require(found)
    #expect(!witness.isHalf)
    if let place { #expect(witness.place == place) }
  }

  @Test("a domain that is too small is a witness, a missing point is none")
  func domains() throws {
    var half = WitnessSearch(claim: try claim("ln(x^2) = 2*ln(x)"), random: SplitMix64(seed: 5))
    let halfWitness = half.witness()
    #expect(halfWitness?.isHalf == true)
    for text in ["x/x = 1", "abs(x)/x = sign(x)", "(x^2 - 1)/(x - 1) = x + 1"] {
      var search = WitnessSearch(claim: try claim(text), random: SplitMix64(seed: 5))
      let witness = search.witness()
      #expect(witness == nil, "\(text)")
    }
  }

  @Test("the range is kept to, its end too")
  func ranges() throws {
    var above = WitnessSearch(
      claim: try claim("abs(x - 1/3) = x - 1/3", above: Rational(1, over: 3)),
      random: SplitMix64(seed: 5))
    let aboveWitness = above.witness()
    #expect(aboveWitness == nil)
    var end = WitnessSearch(
      claim: try claim("1[x > 1/3] = 1", above: Rational(1, over: 3)), random: SplitMix64(seed: 5))
    let witness = end.witness()
    #expect(witness?.place == "x = 1/3")
  }

  @Test("derivatives at a kink are conventions, and witnesses of nothing")
  func conventions() throws {
    for text in ["der(abs(x), x) = sign(x)", "relu'(x) = 1[x >= 0]", "relu'(x) = 1[x > 0]"] {
      var search = WitnessSearch(claim: try claim(text), random: SplitMix64(seed: 5))
      let witness = search.witness()
      #expect(witness == nil, "\(text)")
    }
  }

  @Test("a true claim is true in every spelling", arguments: Spelling.allCases)
  func spellings(spelling: Spelling) throws {
    let maker = try ClaimMaker()
    var spelled = 0
    for number in 0..<150 {
      guard let claim = maker.claim(number, seed: 6).claim, claim.isTrue else { continue }
      var random = SplitMix64(seed: UInt64(number))
      guard let other = spelling.spelled(claim, using: &random) else { continue }
      var search = WitnessSearch(claim: other, random: random)
      let witness = search.witness(points: 3)
      #expect(witness == nil, "\(claim.command)\n\(other.command)")
      spelled += 1
    }
    // Each way to write a claim is one that many claims can be written in.
    #expect(spelled > 3)
  }
}
