/// A piece of a page: HTML in the syntax that XML reads, too.
indirect enum HTML {
  /// Text from anywhere: whatever it holds, it is shown and not obeyed.
  case text(String)
  case element(String, [Attribute], [HTML])
  /// Markup of our own, which is not escaped.
  case verbatim(StaticString)

  struct Attribute {
    let name: String
    let value: String
  }

  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ parts: [HTML] = []
  ) -> HTML {
    .element(name, attributes.map { Attribute(name: $0.key, value: $0.value) }, parts)
  }

  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String
  ) -> HTML {
    tag(name, attributes, [.text(text)])
  }

  /// The piece as it stands in a file.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += text.escapedForMarkup
    case .verbatim(let markup): output += "\(markup)"
    case .element(let name, let attributes, let parts):
      output += "<\(name)"
      for attribute in attributes {
        output += " \(attribute.name)=\"\(attribute.value.escapedForMarkup)\""
      }
      if parts.isEmpty, Self.void.contains(name) {
        output += "/>"
      } else {
        output += ">"
        for part in parts { part.write(to: &output) }
        output += "</\(name)>"
      }
      if Self.lines.contains(name) { output += "\n" }
    }
  }

  /// Elements of HTML that have no end tag, and shapes of SVG that have no content.
  private static let void: Set = ["meta", "br", "line", "rect", "path", "circle", "polyline"]

  /// Elements that end a line of the file, so that two runs can be compared by line.
  private static let lines: Set = [
    "meta", "title", "head", "header", "main", "body", "section", "h1", "h2", "h3", "p", "table",
    "thead", "tbody", "tr", "ul", "ol", "li", "figure", "figcaption", "svg", "details", "summary",
    "footer", "pre", "style", "div",
  ]
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}
