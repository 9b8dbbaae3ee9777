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
    // One path for all bars: a page may have hundreds.
    var (rests, lengths) = ("", "")
    var names: [HTML] = []
    var figures: [HTML] = []
    for (index, bar) in bars.enumerated() {
      let y = 4 + Double(index) * rowHeight
      let length = min(max(bar.share, 0), 1) * barWidth
      rests += Self.bar(labelWidth, y + 4, barWidth)
      if length > 0 { lengths += Self.bar(labelWidth, y + 4, length) }
      names.append(
        .tag("text", ["x": (labelWidth - 6).svg, "y": (y + 15).svg], bar.label.cut(to: 20)))
      figures.append(
        .tag("text", ["x": (labelWidth + barWidth + 6).svg, "y": (y + 15).svg], bar.figure))
    }
    let shapes: [HTML] = [
      .tag("path", ["class": "rest", "d": rests]), .tag("path", ["class": "bar", "d": lengths]),
      .tag("g", ["class": "names"], names), .tag("g", figures),
    ]
    let description = bars.map { "\($0.label): \($0.figure)" }.joined(separator: "; ")
    let picture = SVGPicture(
      width: width, height: height, title: title, description: .text(description), id: id)
    guard let caption else { return .tag("figure", [picture.svg(shapes)]) }
    return picture.figure(shapes, caption: caption)
  }

  private static func bar(_ x: Double, _ y: Double, _ width: Double) -> String {
    "M\(x.svg) \(y.svg)h\(width.svg)v14h-\(width.svg)z"
  }
}
