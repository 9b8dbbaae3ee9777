import Testing

@testable import JSONText

@Suite("Places")
struct PlaceTests {
  @Test(
    "lines end with LF, CR LF or CR, and columns count scalars",
    arguments: [
      (0, "1:1"), (1, "1:2"), (2, "1:2"), (3, "2:1"), (5, "2:2"), (6, "3:1"), (7, "3:2"),
      (8, "3:2"),
      (10, "3:3"), (11, "4:1"), (12, "4:2"), (99, "4:2"), (-1, "1:1"),
    ])
  func findsPlaces(_ offset: Int, _ place: String) {
    // 0 a, 1 CR, 2 LF, 3-4 ŷ, 5 LF, 6 b, 7-9 €, 10 CR, 11 c
    let source = SourceText(name: "mine.json", text: "a\r\nŷ\nb€\rc")
    #expect("\(source.position(of: offset))" == place)
  }

  @Test(
    "the line around a byte is shown without its break",
    arguments: [
      (0, "a"), (1, "a"), (3, "ŷ"), (5, "ŷ"), (6, "b€"), (9, "b€"), (10, "b€"), (11, "c"),
      (99, "c"),
    ])
  func findsLines(_ offset: Int, _ line: String) {
    let source = SourceText(name: "mine.json", text: "a\r\nŷ\nb€\rc")
    #expect(source.text(in: source.lineRange(around: offset)) == line)
  }

  @Test("places in a long text are those that are counted from its beginning")
  func countsFromMilestones() {
    let lines = ["a\r\n", "ŷ€", "\n", "\r", "🙂\n\n", String(repeating: "x", count: 5000)]
    let text = (0..<200).map { lines[($0 * $0 + $0 / 7) % lines.count] }.joined()
    let source = SourceText(name: "s", text: text)
    var expected = SourceText.Position(line: 1, column: 1)
    var offset = 0
    var places: [(Int, SourceText.Position)] = []
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if last == "\n" || last == "\r" && scalar != "\n" {
        expected = .init(line: expected.line + 1, column: 1)
      }
      places.append((offset, expected))
      if scalar != "\n", scalar != "\r" { expected.column += 1 }
      offset += UTF8.width(scalar)
      last = scalar
    }
    // Far ones first, then near ones.
    let wrong = places.reversed().first { source.position(of: $0.0) != $0.1 }
    #expect(wrong == nil)
  }

  @Test("a hundred thousand places in one text are found at once", .timeLimit(.minutes(1)))
  func manyPlaces() {
    let source = SourceText(name: "s", text: String(repeating: "s1,z1,one,x\n", count: 100_000))
    for line in 0..<100_000 {
      #expect(source.position(of: line * 12) == .init(line: line + 1, column: 1))
    }
    let long = SourceText(name: "s", text: String(repeating: "\"z\": 1, ", count: 100_000))
    for word in 0..<100_000 {
      #expect(long.lineRange(around: word * 8, reach: 100).count <= 200)
    }
  }

  @Test("of a long line only what is near is taken, and no character is cut")
  func reaches() {
    let source = SourceText(name: "s", text: "ab\n" + String(repeating: "€", count: 100) + "\nc")
    // 3 to 303 are the euros.
    #expect(source.lineRange(around: 153, reach: 10) == 141..<165)
    #expect(source.lineRange(around: 4, reach: 10) == 3..<15)
    #expect(source.lineRange(around: 300, reach: 10) == 288..<303)
    #expect(source.lineRange(around: 0, reach: 10) == 0..<2)
  }

  @Test("a place in a string's text is found in the file, escapes and all")
  func mapsThroughEscapes() throws {
    let text = #"{"k\n": "a\u0177\n=\ud835\udefcé\\𝛼!", "n": 1.50}"#
    let document = try JSONDocument(name: "mine.json", text: text)
    let value = try #require(document.root["k\n"])
    let decoded = try #require(value.string)
    #expect(decoded == "aŷ\n=𝛼é\\𝛼!")
    let written = [
      "a", #"\u0177"#, #"\n"#, "=", #"\ud835\udefc"#, "é", #"\\"#, "𝛼", "!",
    ]
    var offset = 0
    for (scalar, part) in zip(decoded.unicodeScalars, written) {
      let end = offset + UTF8.width(scalar)
      let range = document.sourceRange(of: offset..<end, inValueAt: value.range)
      #expect(document.source.text(in: range) == part)
      offset = end
    }
    #expect(document.sourceOffset(of: offset, inValueAt: value.range) == value.range.upperBound - 1)
    #expect(document.sourceOffset(of: 999, inValueAt: value.range) == value.range.upperBound - 1)
    #expect(document.sourceOffset(of: -1, inValueAt: value.range) == value.range.lowerBound + 1)
    let key = try #require(document.root.member("k\n")?.keyRange)
    #expect(document.source.text(in: document.sourceRange(of: 1..<2, inValueAt: key)) == #"\n"#)
    let number = try #require(document.root["n"]?.range)
    let fraction = document.sourceRange(of: 1..<4, inValueAt: number)
    #expect(document.source.text(in: fraction) == ".50")
    #expect(document.sourceRange(of: 0..<1, inValueAt: 500..<600).isEmpty)
  }

  @Test("every scalar of a random string maps to what it was written as", arguments: UInt64(1)...50)
  func mapsRandomStrings(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let string = String.random(using: &random)
    let writer = JSONWriter(.compact, endsLine: false)
    let document = try JSONDocument(name: "mine.json", text: writer.text(of: .string(string)))
    var offset = 0
    var parts = ""
    for scalar in string.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      let range = document.sourceRange(of: offset..<end, inValueAt: document.root.range)
      let part = document.source.text(in: range)
      let read = try JSONDocument(name: "part.json", text: "\"\(part)\"").root.string
      #expect(read == String(scalar), "seed \(seed)")
      parts += part
      offset = end
    }
    #expect("\"\(parts)\"" == document.source.text(in: document.root.range), "seed \(seed)")
  }

  @Test("every value stands where its range says", arguments: UInt64(1)...50)
  func rangesHoldTheirValues(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let value = JSONValue.random(depth: 4, using: &random)
    let document = try JSONDocument(name: "a.json", text: JSONWriter(.indented).text(of: value))
    var open = [document.root]
    while let value = open.popLast() {
      let text = document.source.text(in: value.range)
      #expect(try JSONDocument(name: "part.json", text: text).root == value, "seed \(seed)")
      for member in value.members ?? [] {
        let key = document.source.text(in: member.keyRange)
        #expect(try JSONDocument(name: "key.json", text: key).root.string == member.key)
        open.append(member.value)
      }
      open += value.elements ?? []
    }
  }
}
