import Checking

/// A function and its slope, drawn once; a place of a student's own may be marked.
struct FunctionDrawing: Sendable {
  private let name: String
  private let plot: SVGPlot.Drawn
  private let examples: String

  init(_ curve: FunctionCurve) {
    name = curve.name
    func clipped(_ y: Double) -> Double { y.isFinite && y.magnitude <= 4.5 ? y : .nan }
    plot =
      SVGPlot(
        curves: [
          .init(
            name: curve.name, styleClass: "curve",
            points: curve.points.map { (x: $0.x, y: clipped($0.value)) }),
          .init(
            name: "slope", styleClass: "second",
            points: curve.points.map { (x: $0.x, y: clipped($0.slope)) }),
        ], xLabel: curve.variable
      ).drawn
    let points = curve.points
    examples = stride(from: 0, to: points.count, by: max(1, (points.count - 1) / 4)).map { index in
      let point = points[index]
      return "At \(point.x.shown): value \(point.value.shown), slope \(point.slope.shown)."
    }.joined(separator: " ")
  }

  func figure(id: String, caption: String? = nil, mark: (x: Double, label: String)? = nil) -> HTML {
    var words = caption ?? "\(name) and its slope."
    if let mark { words += " Here \(mark.label) is \(mark.x.shown)." }
    return plot.figure(
      title: "\(name) and its derivative", description: "\(words) \(examples)", id: id,
      caption: words, mark: mark)
  }
}
