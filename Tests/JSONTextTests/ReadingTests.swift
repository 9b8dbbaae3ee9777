import Testing

@testable import JSONText

@Suite("Reading")
struct ReadingTests {
  @Test("every value keeps its literal, its order and its place")
  func keepsWhatWasWritten() throws {
    let text = #" {"b": [1.50, -0e+1], "a": {"\u0177": null}, "t": true} "#
    let document = try JSONDocument(name: "mine.json", text: text)
    #expect(document.root.members?.map(\.key) == ["b", "a", "t"])
    #expect(document.root["b"]?.elements?.compactMap(\.number) == ["1.50", "-0e+1"])
    #expect(document.root["a"]?["ŷ"]?.isNull == true)
    #expect(document.root["t"]?.boolean == true)
    let range = try #require(document.root["b"]?.elements?[1].range)
    #expect(document.source.text(in: range) == "-0e+1")
    #expect(document.source.position(of: range.lowerBound) == .init(line: 1, column: 15))
  }
}
