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
      output.append(bytesOf: name)
      for attribute in attributes {
        output.append(UInt8(ascii: " "))
        output.append(bytesOf: attribute.name)
        output.append(UInt8(ascii: "="))
        output.append(UInt8(ascii: "\""))
        output.append(markupOf: attribute.value)
        output.append(UInt8(ascii: "\""))
      }
      if parts.isEmpty, Self.isVoid(name) {
        output.append(UInt8(ascii: "/"))
        output.append(UInt8(ascii: ">"))
      } else {
        output.append(UInt8(ascii: ">"))
        for part in parts { part.write(to: &output) }
        output.append(UInt8(ascii: "<"))
        output.append(UInt8(ascii: "/"))
        output.append(bytesOf: name)
        output.append(UInt8(ascii: ">"))
      }
      if Self.endsLine(name) { output.append(UInt8(ascii: "\n")) }
    }
  }

  /// Elements of HTML that have no end tag, and shapes of SVG that have no content.
  private static func isVoid(_ name: String) -> Bool {
    switch name {
    case "meta", "br", "line", "rect", "path", "circle", "polyline": true
    default: false
    }
  }

  /// Elements that end a line of the file, so that two runs can be compared by line.
  ///
  /// By their length first: a page has a thousand elements, and to hash their names took as long as
  /// to write them.
  private static func endsLine(_ name: String) -> Bool {
    switch (name.utf8.count, name) {
    case (1, "p"): true
    case (2, "h1"), (2, "h2"), (2, "h3"), (2, "tr"), (2, "ul"), (2, "ol"), (2, "li"): true
    case (3, "div"), (3, "svg"), (3, "pre"): true
    case (4, "main"), (4, "body"), (4, "head"), (4, "meta"): true
    case (5, "table"), (5, "tbody"), (5, "thead"), (5, "title"), (5, "style"): true
    case (6, "header"), (6, "footer"), (6, "figure"): true
    case (7, "section"), (7, "details"), (7, "summary"): true
    default: name == "figcaption"
    }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}
