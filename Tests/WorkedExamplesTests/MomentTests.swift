import Testing

@testable import WorkedExamples

@Suite("Points in time")
struct MomentTests {
  @Test(
    "a time is read in the usual forms",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T01:00:00+01:00", 0), ("1970-01-02T00:00Z", 86_400),
      ("2026-11-20 18:00:00Z", 1_795_197_600), ("2026-11-20T18:00:00.75z", 1_795_197_600),
      ("2026-11-20T13:00:00-05:00", 1_795_197_600), ("1969-12-31T23:59:59Z", -1),
    ])
  func reading(_ text: String, _ seconds: Int) throws {
    #expect(try #require(Moment(text)).seconds == seconds)
  }

  @Test(
    "what is no time, or leaves the zone open, is none",
    arguments: [
      "", "today", "2026-11-20", "2026-11-20T18:00:00", "2026-13-20T18:00:00Z",
      "2026-02-30T18:00:00Z", "2026-11-20T25:00:00Z", "20.11.2026 18:00Z", "T", " ", "Z", "T+",
      "2026-11-20T18:00:00.Z5Z", "2026-11-20T18:00:00+1:00:00:00:00:00:00:00:00:00:00:00",
      "٢٠٢٦-11-20T18:00:00Z",
    ])
  func nonsense(_ text: String) {
    #expect(Moment(text) == nil)
  }
}
