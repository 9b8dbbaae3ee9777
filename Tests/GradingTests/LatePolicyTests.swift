import Scalars
import Testing
import WorkedExamples

@testable import Grading

@Suite("Sheets that come late")
struct LatePolicyTests {
  private func loss(_ penalty: String, _ submitted: String) throws -> Rational? {
    let (share, unit) = try #require(LatePolicy.penalty(penalty))
    let policy = LatePolicy(
      deadline: try #require(Moment("2026-11-20T18:00:00Z")), penalty: share, unit: unit)
    return policy.lateness(of: try #require(Moment(submitted)))?.loss
  }

  @Test(
    "each unit that has begun costs its part, and no sheet loses more than all",
    arguments: [
      ("10%/day", "2026-11-20T18:00:00Z", nil), ("10%/day", "2026-11-20T18:00:01Z", "1/10"),
      ("10%/day", "2026-11-21T18:00:00Z", "1/10"), ("10%/day", "2026-11-21T18:00:01Z", "2/10"),
      ("10%/day", "2027-11-21T18:00:01Z", "1"), ("5%/hour", "2026-11-20T20:30:00Z", "15/100"),
      ("20%", "2026-11-25T00:00:00Z", "1/5"), ("12.5%", "2026-11-25T00:00:00Z", "1/8"),
      ("10%/day", "2026-11-20T19:30:00+02:00", nil),
    ])
  func losses(_ penalty: String, _ submitted: String, _ expected: String?) throws {
    let parts = expected?.split(separator: "/").map { try? Rational(decimal: String($0)) }
    let share = try parts.map {
      try #require($0[0]) / ($0.count == 2 ? try #require($0[1]) : Rational.one)
    }
    #expect(try loss(penalty, submitted) == share)
  }

  @Test(
    "what is no penalty is none",
    arguments: ["", "10", "%", "-5%", "101%", "10%/week", "10%/day/day", "1e9%", "x%", "10 %"])
  func nonsense(_ text: String) {
    #expect(LatePolicy.penalty(text) == nil)
  }
}
