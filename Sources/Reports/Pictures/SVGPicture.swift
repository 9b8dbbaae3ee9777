/// The frame of every drawing: it has a name, and says in words what it shows.
struct SVGPicture {
  let width: Double
  let height: Double
  let title: String
  let description: HTML
  /// Distinguishes the drawings of a page.
  let id: String
  /// Whether it shrinks with the window; what has many small letters is moved instead.
  var isFluid = true
  /// Whether parts of it lead elsewhere, and must be reached one by one.
  var hasLinks = false

  func svg(_ shapes: [HTML]) -> HTML {
    var attributes = [
      HTML.Attribute(name: "role", value: hasLinks ? "group" : "img"),
      HTML.Attribute(name: "aria-labelledby", value: "\(id)t \(id)d"),
      HTML.Attribute(name: "width", value: width.svg),
      HTML.Attribute(name: "height", value: height.svg),
      HTML.Attribute(name: "viewBox", value: "0 0 \(width.svg) \(height.svg)"),
    ]
    if isFluid { attributes.append(HTML.Attribute(name: "class", value: "fluid")) }
    let words: [HTML] = [
      .tag("title", ["id": "\(id)t"], title), .tag("desc", ["id": "\(id)d"], [description]),
    ]
    return .element("svg", attributes, words + shapes)
  }

  /// The drawing with a line below; one that does not shrink can be moved, also by keys.
  func figure(_ shapes: [HTML], caption: String) -> HTML {
    let drawing = svg(shapes)
    let frame: HTML =
      isFluid
      ? drawing
      : .tag(
        "div", ["class": "wide", "tabindex": "0", "role": "group", "aria-label": title],
        [drawing])
    return .tag("figure", [frame, .tag("figcaption", caption)])
  }
}

extension HTML {
  static func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> HTML {
    .tag("line", ["class": name, "x1": x1.svg, "x2": x2.svg, "y1": y1.svg, "y2": y2.svg])
  }

  /// Letters of a drawing; `anchor` is `start`, `middle` or `end`.
  static func letters(
    _ text: String, _ x: Double, _ y: Double, _ name: String = "", anchor: String = "start"
  ) -> HTML {
    var attributes: [Attribute] = []
    if !name.isEmpty { attributes.append(Attribute(name: "class", value: name)) }
    attributes += [
      Attribute(name: "x", value: x.svg), Attribute(name: "y", value: y.svg),
    ]
    if anchor != "start" { attributes.append(Attribute(name: "text-anchor", value: anchor)) }
    return .element("text", attributes, [.text(text)])
  }
}
