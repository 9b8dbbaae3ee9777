/// A drawing of bars that lie below each other, each with its name and its figure.
struct SVGBars {
  struct Bar {
    let label: String
    /// The part of the full width, from 0 to 1.
    let share: Double
    let figure: String
  }

  let bars: [Bar]

  /// The drawing, with a line below where there is something to say.
  func figure(title: String, id: String, caption: String? = nil) -> HTML {
    let labelWidth = min(170, Double(bars.map(\.label.count).max() ?? 0) * 7.2 + 10)
    let (barWidth, rowHeight) = (180.0, 22.0)
    let figureWidth = Double(bars.map(\.figure.count).max() ?? 0) * 7.4 + 14
    let width = labelWidth + barWidth + max(60, figureWidth)
    let height = Double(bars.count) * rowHeight + 8
    var shapes: [HTML] = []
    for (index, bar) in bars.enumerated() {
      let y = 4 + Double(index) * rowHeight
      let length = min(max(bar.share, 0), 1) * barWidth
      shapes += [
        .tag(
          "text",
          [
            "x": (labelWidth - 6).svg, "y": (y + 15).svg, "text-anchor": "end", "class": "label",
          ], bar.label.cut(to: 20)),
        .tag(
          "rect",
          [
            "class": "rest", "x": labelWidth.svg, "y": (y + 4).svg, "width": barWidth.svg,
            "height": "14", "rx": "2",
          ]),
        .tag(
          "rect",
          [
            "class": "bar", "x": labelWidth.svg, "y": (y + 4).svg, "width": length.svg,
            "height": "14", "rx": "2",
          ]),
        .tag("text", ["x": (labelWidth + barWidth + 6).svg, "y": (y + 15).svg], bar.figure),
      ]
    }
    let description = bars.map { "\($0.label): \($0.figure)" }.joined(separator: "; ")
    let picture = SVGPicture(
      width: width, height: height, title: title, description: description, id: id)
    guard let caption else { return .tag("figure", [picture.svg(shapes)]) }
    return picture.figure(shapes, caption: caption)
  }
}
