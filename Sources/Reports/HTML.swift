/// A piece of a page: HTML in the syntax that XML reads, too.
indirect enum HTML {
  /// Text from anywhere: whatever it holds, it is shown and not obeyed.
  case text(String)
  case element(String, [Attribute], [HTML])
  /// Markup of our own, which is not escaped.
  case verbatim(StaticString)
  /// What was written before, for another page or for this one.
  case ready([UInt8])

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
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func write(to output: inout [UInt8]) {
    switch self {
    case .text(let text): output.append(markupOf: text)
    case .verbatim(let markup): markup.withUTF8Buffer { output += $0 }
    case .ready(let bytes): output += bytes
    case .element(let name, let attributes, let parts):
      output.append(UInt8(ascii: "<"))
      output += name.utf8
      for attribute in attributes {
        output.append(UInt8(ascii: " "))
        output += attribute.name.utf8
        output += "=\"".utf8
        output.append(markupOf: attribute.value)
        output.append(UInt8(ascii: "\""))
      }
      if parts.isEmpty, Self.void.contains(name) {
        output += "/>".utf8
      } else {
        output.append(UInt8(ascii: ">"))
        for part in parts { part.write(to: &output) }
        output += "</".utf8
        output += name.utf8
        output.append(UInt8(ascii: ">"))
      }
      if Self.lines.contains(name) { output.append(UInt8(ascii: "\n")) }
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
