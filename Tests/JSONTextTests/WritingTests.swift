import Testing

@testable import JSONText

@Suite("Writing")
struct WritingTests {
  static let sheet: JSONValue = [
    "z1": "2*1 + 1 = 3", "a\"\\\u{1}\u{7F}\n": [1, true, [], [:]], "A": .null, "é": .number("1.50"),
  ]

  @Test("one line holds everything, in the order given")
  func writesCompact() {
    #expect(
      JSONWriter(.compact, endsLine: false).text(of: Self.sheet)
        == #"{"z1":"2*1 + 1 = 3","a\"\\\u0001\u007f\n":[1,true,[],{}],"A":null,"é":1.50}"#)
  }

  @Test("indented text has a line for each member, sorted by code points if asked")
  func writesIndented() {
    #expect(
      JSONWriter(.indented, sortsKeys: true).text(of: Self.sheet) == #"""
        {
          "A": null,
          "a\"\\\u0001\u007f\n": [
            1,
            true,
            [],
            {}
          ],
          "z1": "2*1 + 1 = 3",
          "é": 1.50
        }

        """#)
  }

  @Test(
    "a literal that is no JSON number is written as a string",
    arguments: [
      (".5", "\".5\""), ("", "\"\""), ("1 ", "\"1 \""), ("0x1", "\"0x1\""), ("-0", "-0"),
      ("1,\"a\":2", "\"1,\\\"a\\\":2\""),
    ])
  func writesOnlyJSON(_ literal: String, _ written: String) {
    #expect(JSONWriter(.compact, endsLine: false).text(of: .number(literal)) == written)
  }

  @Test("random values read back equal, byte for byte", arguments: UInt64(1)...200)
  func readsBack(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let value = JSONValue.random(depth: 5, using: &random)
    for layout in [JSONWriter.Layout.compact, .indented] {
      let writer = JSONWriter(layout)
      let text = writer.text(of: value)
      let read = try JSONDocument(name: "written.json", text: text).root
      #expect(read == value, "seed \(seed)")
      // `==` takes canonically equivalent strings for equal; bytes do not.
      #expect(writer.text(of: read).utf8.elementsEqual(text.utf8), "seed \(seed)")
      let sorted = JSONWriter(layout, sortsKeys: true)
      let once = sorted.text(of: read)
      #expect(sorted.text(of: try JSONDocument(name: "sorted.json", text: once).root) == once)
    }
  }
}
