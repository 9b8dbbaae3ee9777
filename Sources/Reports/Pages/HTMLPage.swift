/// The frame of a page: one file, which needs no other, no script and no network.
struct HTMLPage {
  let title: String
  let header: [HTML]
  let main: [HTML]
  let footer: String

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    // As much as most pages take.
    bytes.reserveCapacity(96 << 10)
    bytes += "<!DOCTYPE html>\n".utf8
    HTML.tag(
      "html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"],
      [
        .tag("head", [Self.policies, .tag("title", title), Self.style]),
        .tag(
          "body",
          [
            Self.skip, .tag("header", header), .tag("main", ["id": "main"], main),
            .tag("footer", [.tag("p", footer)]),
          ]),
      ]
    ).write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  // The same on every page, and so written once.

  private static let policies = HTML.ready(
    [
      .tag("meta", ["charset": "utf-8"]),
      .tag(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content":
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        ]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("meta", ["name": "referrer", "content": "no-referrer"]),
      .tag("meta", ["name": "robots", "content": "noindex"]),
      .tag("meta", ["name": "generator", "content": "Backcheck"]),
    ].flatMap { (piece: HTML) in piece.bytes })

  private static let style = HTML.ready(HTML.tag("style", [.verbatim(HTMLStyle.rules)]).bytes)

  private static let skip = HTML.ready(
    HTML.tag("a", ["class": "skip", "href": "#main"], "Skip to the content").bytes)
}

extension HTML {
  /// A table with a header row; the first cell of each row is its header. In one of figures, which
  /// may be large, all other cells are numbers.
  static func table(
    _ headers: [String], caption: String? = nil, numeric: Set<Int> = [], words: Set<Int> = [],
    _ rows: [[HTML]], isFigures: Bool = false
  ) -> HTML {
    let head = HTML.tag(
      "tr",
      headers.enumerated().map { column, header in
        numeric.contains(column)
          ? .tag("th", ["scope": "col", "class": "number"], header)
          : .tag("th", ["scope": "col"], header)
      })
    let body = rows.map { row -> HTML in
      .tag(
        "tr",
        row.enumerated().map { column, cell -> HTML in
          if column == 0 { return .tag("th", ["scope": "row"], [cell]) }
          if !isFigures, numeric.contains(column) { return .tag("td", ["class": "number"], [cell]) }
          return words.contains(column)
            ? .tag("td", ["class": "words"], [cell]) : .tag("td", [cell])
        })
    }
    let title = caption.map { [HTML.tag("caption", $0)] } ?? []
    return .tag(
      "div",
      ["class": "wide", "tabindex": "0", "role": "group", "aria-label": caption ?? "table"],
      [
        .tag(
          "table", isFigures ? ["class": "figures"] : [:],
          title + [.tag("thead", [head]), .tag("tbody", body)])
      ])
  }

  static func tag(_ name: String, _ parts: [HTML]) -> HTML { tag(name, [:], parts) }

  static func tag(_ name: String, _ text: String) -> HTML { tag(name, [:], [.text(text)]) }

  static func code(_ text: String) -> HTML { tag("code", text) }

  /// What only a screen reader says.
  static func spoken(_ text: String) -> HTML { tag("span", ["class": "spoken"], text) }

  /// What somebody wrote, letter by letter; long lines can be moved, also by keys.
  static func written(_ parts: [HTML], _ label: String) -> HTML {
    .tag("pre", ["tabindex": "0", "role": "group", "aria-label": label], parts)
  }

  /// Letters of a line around its mistake: as many as a phone shows without moving it.
  static let excerptWidth = 36

  /// A line of a file, with the mark under its mistake.
  static func excerpt(_ lines: [String]) -> HTML {
    written(
      lines.enumerated().flatMap { $0 == 0 ? [.text($1)] : [.tag("br"), .text($1)] },
      "the place in your file")
  }
}
