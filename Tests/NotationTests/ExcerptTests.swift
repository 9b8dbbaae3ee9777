import Testing

@testable import Notation

@Suite("Showing a place in a text")
struct ExcerptTests {
  @Test("a message has its line, its place and its help")
  func whole() {
    let diagnostic = Diagnostic("y is not defined here", at: 11..<12, help: "did you mean x?")
    #expect(
      diagnostic.rendered(in: "a = 2\nb = x+y\n", name: "mine.txt", line: 9) == """
        mine.txt:10:6: error: y is not defined here
        10 | b = x+y
           |      ^
           = help: did you mean x?
        """)
  }

  @Test("columns count characters, not bytes")
  func characters() {
    let text = "ŷ₁ + 🙂e\u{301}z"
    let start = text.utf8.count - 1
    let excerpt = Excerpt(of: start..<start + 1, in: text)
    #expect(excerpt.column == 8)
    #expect(excerpt.underline == "       ^")
  }

  @Test("an underline stays within its line")
  func lines() {
    let excerpt = Excerpt(of: 4..<12, in: "ab\ncde\nfghij")
    #expect(excerpt.line == 2 && excerpt.column == 2)
    #expect(excerpt.text == "cde" && excerpt.underline == " ^~")
  }

  @Test(
    "a place at or beyond the end is after the last character",
    arguments: [3..<3, 3..<9, 7..<9, Int.max - 1..<Int.max])
  func end(_ range: Range<Int>) {
    let excerpt = Excerpt(of: range, in: "abc")
    #expect(excerpt.column == 4 && excerpt.underline == "   ^")
  }

  @Test("what would disturb a terminal is replaced, one for one")
  func harmless() {
    let excerpt = Excerpt(of: 0..<1, in: "a\tb\u{1B}[31m\u{202E}c")
    #expect(excerpt.text == "a b\u{FFFD}[31m\u{FFFD}c")
  }

  @Test("of a long line the surroundings are shown", arguments: [0, 10, 24, 25, 500, 950, 999])
  func long(_ offset: Int) {
    let text =
      String(repeating: "x", count: offset) + "?" + String(repeating: "y", count: 999 - offset)
    let excerpt = Excerpt(of: offset..<offset + 1, in: text)
    #expect(excerpt.column == offset + 1)
    #expect(excerpt.text.count == Excerpt.widthLimit)
    let place = excerpt.underline.count - 1
    #expect(Array(excerpt.text)[place] == "?")
    #expect(excerpt.text.hasPrefix("…") == (offset > 25))
  }
}
