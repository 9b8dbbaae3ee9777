import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

@Suite("Long training runs")
struct LongRunTests {
  private static let points = [
    "X = (0.01, 0.38, 0.75, 0.15, 0.52, 0.89, 0.29, 0.66, 0.06, 0.43, 0.8, 0.2, 0.57, 0.94)",
    "Y = (0.01, 0.54, 0.18, 0.71, 0.35, 0.88, 0.52, 0.16, 0.69, 0.33, 0.86, 0.5, 0.14, 0.67)",
  ]

  private static func exponential(_ steps: Int, _ rest: String) -> Claim {
    // To the minimum at ln 2, where the loss is 2 - 2 ln 2 = 0.61370563888010938…
    Claim("descend(exp(w) - 2*w, w, 0.1, \(steps))[\(steps - 1)] \(rest)", "w = 1")
  }

  @Test("short ones are exact, or enclosed for certain")
  func certain() throws {
    #expect(
      try Claim("descend((w - 3)^2, w, 0.1, 4) = (9, 5.76, 3.6864, 2.359296)", "w = 0").judged()
        == .holds(.exact))
    #expect(try Self.exponential(200, "= 0.613705638880").judged() == .holds(.rounded))
    let regression = Claim(
      "descend(mean((w*X + b - Y).^2), (w, b), 0.1, 50)[0] = 0.1253",
      Self.points + ["w = 1", "b = 0"])
    #expect(try regression.judged().isHeld)
  }

  @Test("what no enclosure survives is computed, and said to be")
  func computed() throws {
    guard case .holds(.computed(let digits)) = try Self.exponential(12_000, "= 0.613706").judged()
    else {
      Issue.record("not computed")
      return
    }
    #expect((8...15).contains(digits))
    // What stands on it is computed, too.
    #expect(
      try Self.exponential(12_000, "+ 1 = 1.613706").judged() == .holds(.computed(digits: digits)))
  }

  @Test(
    "what is outside by far more than the two computations differ is refuted",
    arguments: ["= 0.613707", "= 0.6137056388", "< 0.6", "= 0.61371 + 10^-5"])
  func refuted(rest: String) throws {
    guard case .fails = try Self.exponential(12_000, rest).judged() else {
      Issue.record("not refuted")
      return
    }
  }

  @Test(
    "what the digits in common do not tell is undecided",
    arguments: ["= 0.6137056388801094", "= 2 - 2*ln(2) + 10^-15", "> 2 - 2*ln(2)"])
  func undecided(rest: String) throws {
    let verdict = try Self.exponential(12_000, rest).judged()
    guard case .undecided(.computed(let digits)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(digits < 16)
  }

  @Test("where both computations have parted, chance meetings tell nothing")
  func chaos() throws {
    // The logistic map, which doubles each error.
    for step in stride(from: 150, to: 900, by: 50) {
      let run = "descend(4/3*w^3 - 3/2*w^2, w, 1, 2000)"
      let names = ["w = 0.3"]
      for claim in ["\(run)[\(step)] < -10", "\(run)[\(step)] = -0.2"] {
        guard case .undecided = try Claim(claim, names).judged() else {
          Issue.record("\(claim) was decided")
          continue
        }
      }
    }
  }

  @Test("identities in free names are not computed")
  func free() throws {
    let verdict = try Claim(
      "descend(exp(w) - a*w, w, 0.1, 3000)[2999] = a", "a : real > 0", "w = 1"
    )
    .judged()
    if case .holds = verdict { Issue.record("\(verdict)") }
  }

  @Test("more work than is stated is not begun, and that is the reason")
  func tooMuch() throws {
    let claim = Claim("descend(sum(j, 1, 2000, j*exp(w)), w, 0, 100000)[1] = 3", "w = 1")
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try claim.judged() == .undecided(.tooMuchWork))
    // A slow machine with other work; the run itself would take hours.
    #expect(clock.now - start < .seconds(20))
  }
}
