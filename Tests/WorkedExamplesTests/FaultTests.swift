import Testing
import WorkedExamples

struct FaultTests {
  @Test("a message that quotes a name of any length keeps its beginning and its end")
  func abridged() {
    let name = String(repeating: "é", count: 100_000)
    let fault = Fault(file: "a.json", "no exercise \(name) here", help: "not \(name)?")
    #expect(fault.message.hasPrefix("no exercise é") && fault.message.hasSuffix("é here"))
    #expect(fault.message.contains("…") && fault.message.utf8.count < 2_000)
    #expect((fault.help ?? "").utf8.count < 2_000)
    let short = String(repeating: "é", count: 900)
    #expect(Fault(file: "a.json", short).message == short)
  }
}
