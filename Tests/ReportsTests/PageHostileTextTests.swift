import Foundation
import Testing
import WorkedExamples

@testable import Reports

/// Text that wants to be more than text.
@Suite("Hostile text on pages")
struct PageHostileTextTests {
  static let texts = [
    "<script>alert(1)</script>", "</pre></main><img src=x onerror=alert(1)>", "\" onclick=\"x",
    "' onfocus='x", "&lt;b&gt; & &amp; &#x3C;", "<!-- comment", "--> <!DOCTYPE html>",
    "]]><![CDATA[x", "<?xml version='1.0'?>", "javascript:alert(1)", "\u{0}\u{1}\u{8}\u{1F}\u{7F}",
    "\u{FFFE}\u{FFFF}", "\u{202E}desrever\u{2066}", "\u{200B}\u{FEFF}\u{AD}", "a\u{2028}b\u{2029}c",
    "\u{1B}[31mred\u{1B}[0m\u{9B}2J", "line\nbreak\r\ntab\t", "`code` ``` ~~~", "# heading",
    "[a](javascript:x) ![b](http://c)", "- list", "1. list", "| a | b |", "*em* _em_ **strong**",
    "<https://example.org> www.example.org @someone", "$x$ $$y$$", "\\`\\", "=1+1", "👩‍👩‍👧 e\u{301} ﷽",
    String(repeating: "Z\u{335}", count: 200), "", " ", "&", "<", "'",
  ]

  @Test("no text becomes an element, and all of it can be seen", arguments: texts)
  func html(_ text: String) throws {
    let page = try PageReader.read(
      HTML.tag("p", ["title": text], [.text(text)]).text)
    let paragraph = try #require(page.children.first)
    #expect(page.children.count == 1 && paragraph.children.isEmpty)
    let shown = text.escapedForMarkup
    // The reader gives back what was written, hazards as visible escapes.
    let expected = shown.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    #expect(paragraph.text == expected)
    #expect(paragraph.attributes["title"] == expected)
  }

  @Test(
    "a sheet of hostile text gives a well-formed page without foreign elements", arguments: texts)
  func sheet(_ text: String) throws {
    let quoted = String(
      decoding: try JSONEncoder().encode([text]).dropFirst().dropLast(), as: UTF8.self)
    let page = try Sheets.page(
      #"{"z1": \#(quoted), "learning_rate": \#(quoted), "g1": [\#(quoted), 1], "x\#(quoted.dropFirst().dropLast())": 1}"#,
      student: text)
    let html = try PageReader.read(page.html)
    let known: Set = [
      "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1",
      "h2", "h3", "p", "strong", "span", "code", "pre", "br", "a", "div", "table", "caption",
      "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "ol", "li", "figure",
      "figcaption",
      "svg", "desc", "rect", "path", "text", "line", "polyline", "circle", "math", "mrow", "mi",
      "mn", "mo", "msub", "msup", "mover", "mfrac",
    ]
    var names = Set<String>()
    func visit(_ element: Element) {
      names.insert(element.name)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      element.children.forEach(visit)
    }
    html.children.forEach(visit)
    #expect(names.subtracting(known) == [])
  }

  @Test(
    "what markup shows of a text, letter by letter",
    arguments: [
      ("a < b && 'c' > \"d\"", "a &lt; b &amp;&amp; &#39;c&#39; &gt; &quot;d&quot;"),
      ("∂L/∂w < ½", "∂L/∂w &lt; ½"), ("é – ﾾ﾿ 쾿", "é – ﾾ﾿ 쾿"), ("\u{FFFD}<", "\u{FFFD}&lt;"),
      ("a\u{FFFE}\u{FFFF}", #"a\u{FFFE}\u{FFFF}"#), ("\u{1FFFE}", #"\u{1FFFE}"#),
      ("\u{FFBF}\u{FFBE}\u{FFFD}", "\u{FFBF}\u{FFBE}\u{FFFD}"),
      ("\u{1}<", #"\u{1}&lt;"#), ("", ""),
    ])
  func markup(_ text: String, _ shown: String) {
    #expect(Array(text.escapedForMarkup.utf8) == Array(shown.utf8))
    #expect(HTML.text(text).bytes == Array(shown.utf8))
  }

  @Test(
    "what Markdown shows of a text, letter by letter",
    arguments: [
      ("plain – text", "plain – text"), ("-1 - 2", #"\-1 - 2"#), ("=a", #"\=a"#),
      ("see http://a.b//c ://", "see http:&#47;/a.b//c :&#47;/"), ("a:/b", "a:/b"),
      ("z_1*x <y> & @me", #"z\_1\*x &lt;y&gt; &amp; &#64;me"#), (#"\[a]"#, #"\\\[a\]"#),
      ("", ""),
    ])
  func markdown(_ text: String, _ shown: String) {
    #expect(Array(text.escapedForMarkdown.utf8) == Array(shown.utf8))
  }

  @Test("in Markdown no text makes a heading, a link or an element", arguments: texts)
  func markdown(_ text: String) throws {
    let shown = text.escapedForMarkdown
    #expect(!shown.contains("\n") && !shown.contains("<") && !shown.contains("://"))
    for sign in ["`", "*", "_", "[", "]", "#", "|"] {
      let bare = try Regex("(^|[^\\\\])(\\\\\\\\)*" + NSRegularExpression.escapedPattern(for: sign))
      let hits = shown.ranges(of: bare).filter { !shown[$0].hasSuffix("&#") }
      #expect(hits.isEmpty, "\(sign) in \(shown)")
    }
  }

  @Test(
    "code in Markdown ends where it should",
    arguments: ["a`b", "``", "`", "", "a", "```x", "a ` b `` c"])
  func code(_ text: String) {
    let code = text.asCode
    let fence = String(code.prefix { $0 == "`" })
    #expect(code.hasSuffix(fence))
    let inside = code.dropFirst(fence.count).dropLast(fence.count)
    // A run of as many backticks would end the code (CommonMark 0.31, 6.1).
    let runs = inside.split { $0 != "`" }.map(\.count)
    #expect(!runs.contains(fence.count))
    #expect(text.isEmpty || inside.contains(text))
  }
}
