import Testing

@testable import CommandLine

@Suite("Terminal")
struct TerminalTests {
  @Test(
    "--color beats NO_COLOR, which beats the terminal",
    arguments: [
      (ColorChoice.auto, true, [:], true), (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["TERM": "xterm"], true),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true), (.never, true, [:], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func decidesColor(
    _ choice: ColorChoice, _ isTerminal: Bool, _ variables: [String: String], _ isColored: Bool
  ) {
    let environment = Environment(variables)
    #expect(choice.usesColor(isTerminal: isTerminal, environment: environment) == isColored)
  }

  @Test(
    "a line is as wide as COLUMNS says, if that is a width",
    arguments: [
      ("100", 100), ("1", 1), ("10000", 10_000),
    ])
  func readsColumns(_ columns: String, _ width: Int) {
    #expect(Terminal.standardError.width(Environment(["COLUMNS": columns])) == width)
  }

  @Test("a width that is none counts as unset", arguments: ["0", "-5", "wide", "99999999999", ""])
  func refusesColumns(_ columns: String) {
    let unset = Terminal.standardOutput.width(Environment([:]))
    #expect(Terminal.standardOutput.width(Environment(["COLUMNS": columns])) == unset)
    #expect(unset > 0)
  }

  @Test("ink is put on, or not")
  func paints() {
    #expect(TextStyle(isColored: false).paint("no", .red, .bold) == "no")
    #expect(TextStyle(isColored: true).paint("no", .red, .bold) == "\u{1B}[31;1mno\u{1B}[0m")
    #expect(TextStyle(isColored: true).paint("", .red) == "")
  }

  @Test(
    "what a terminal obeys or hides is shown",
    arguments: [
      ("\u{1B}[2J", "\\u{1B}[2J"), ("a\nb\tc\rd", "a\\u{A}b\\u{9}c\\u{D}d"),
      ("\r\n", "\\u{D}\\u{A}"),
      ("\u{0}\u{7F}\u{9B}", "\\u{0}\\u{7F}\\u{9B}"), ("\u{202E}txt", "\\u{202E}txt"),
      ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"), ("\u{61C}\u{200E}", "\\u{61C}\\u{200E}"),
      ("a\u{200B}b\u{200D}c", "a\\u{200B}b\\u{200D}c"), ("\u{FEFF}{", "\\u{FEFF}{"),
      ("\u{AD}\u{2060}", "\\u{AD}\\u{2060}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
      ("\u{E0041}", "\\u{E0041}"), ("\u{3164}", "\\u{3164}"),
    ])
  func escapes(_ text: String, _ shown: String) {
    #expect(text.escapedForTerminal == shown)
  }

  @Test(
    "what is no character is shown by its number",
    arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
  func noncharacters(_ number: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(number))
    let shown = "\\u{\(String(number, radix: 16, uppercase: true))}"
    #expect("a\(scalar)".escapedForTerminal == "a\(shown)")
  }

  @Test(
    "all else stays as it is",
    arguments: [
      "", "x = 1/2", "ŷ σ ∂L/∂w ⊙ ≈", "e\u{301}", "漢字 한글", "🇳🇴 ❤\u{FE0F} 𝛼", "عربي", "\u{A0}",
    ])
  func keeps(_ text: String) {
    #expect(text.escapedForTerminal == text)
  }

  @Test(
    "columns are counted as terminals count them",
    arguments: [
      ("", 0), ("abc", 3), ("ŷ", 1), ("y\u{302}", 1), ("漢字", 4), ("한글", 4), ("ｆｕ", 4), ("🎉", 2),
      ("σ ≈ 𝛼", 5), ("\u{1112}\u{1161}\u{11AB}", 2), ("—…", 2), ("✓✗", 2), ("⊙", 1),
      ("a\u{200B}", 1),
    ])
  func counts(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
    #expect(text.padded(to: 8).displayWidth == 8)
    #expect(text.padded(to: 0) == text)
  }
}
