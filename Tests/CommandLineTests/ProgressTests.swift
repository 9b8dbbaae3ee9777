import Testing

@testable import CommandLine

@Suite("Progress")
struct ProgressTests {
  @Test(
    "the line says how far it is, how fast, and how long it will take",
    arguments: [
      (1_200, 10_000, 3.0, "1200 of 10000 sheets, 400 a second, 22 s left"),
      (1, 100, 2.0, "1 of 100 sheets, 30 a minute, 4 min left"),
      (1, 10_000, 10.0, "1 of 10000 sheets, 6 a minute, 28 h left"),
      (0, 5, 2.0, "0 of 5 sheets, 0 a minute, 84 min left"),
      (0, Int.max, 1.0, "0 of 9223372036854775807 sheets, 0 a minute, a long time left"),
    ])
  func text(_ done: Int, _ total: Int, _ seconds: Double, _ text: String) {
    #expect(
      ProgressLine.text(done: done, of: total, "sheets", after: .seconds(seconds)) == text)
    #expect(text.displayWidth < 80)
  }
}
