import Scalars

/// A drawing of curves over one axis.
struct SVGPlot {
  struct Curve {
    let name: String
    /// `curve` or `second` of the style.
    let styleClass: String
    let points: [(x: Double, y: Double)]
  }

  struct Dot {
    let x: Double
    let y: Double
    let label: String
  }

  let curves: [Curve]
  var dots: [Dot] = []
  let xLabel: String

  private static let width = 380.0
  private static let height = 250.0
  private static let (left, right) = (52.0, 14.0)
  private static let (top, bottom) = (28.0, 38.0)

  /// The drawing with a line below.
  func figure(title: String, description: String, id: String, caption: String) -> HTML {
    drawn.figure(title: title, description: description, id: id, caption: caption)
  }

  /// A plot that was drawn, in which a place may be marked.
  struct Drawn: Sendable {
    fileprivate let shapes: [UInt8]
    fileprivate let dots: [UInt8]
    fileprivate let xs: Scale

    /// The mark is a vertical line.
    func figure(
      title: String, description: String, id: String, caption: String,
      mark: (x: Double, label: String)? = nil
    ) -> HTML {
      SVGPicture(
        width: width, height: height, title: title, description: .text(description), id: id
      ).figure(
        [.ready(shapes)] + (mark.map { marking($0.x, $0.label) } ?? []) + [.ready(dots)],
        caption: caption)
    }

    private func marking(_ place: Double, _ label: String) -> [HTML] {
      guard xs.range ~= place else { return [] }
      let x = xs(place)
      let isLate = x > width * 0.6
      return [
        .line("mark", x, top, x, height - bottom),
        .letters(label, x + (isLate ? -5 : 5), top + 12, "halo", anchor: isLate ? "end" : "start"),
      ]
    }
  }

  var drawn: Drawn {
    let all = curves.flatMap(\.points).filter { $0.y.isFinite }
    let xs = Scale(all.map(\.x), from: Self.left, to: Self.width - Self.right, isTight: true)
    let ys = Scale(all.map(\.y), from: Self.height - Self.bottom, to: Self.top)
    var shapes = grid(xs, ys)
    for (index, curve) in curves.enumerated() {
      shapes += lines(curve, xs, ys)
      shapes += legend(curve, at: Self.left + Double(index) * 170)
    }
    return Drawn(
      shapes: shapes.flatMap(\.bytes), dots: dots(xs, ys).flatMap(\.bytes), xs: xs)
  }

  private func dots(_ xs: Scale, _ ys: Scale) -> [HTML] {
    var shapes: [HTML] = []
    for dot in dots where xs.range ~= dot.x {
      let (x, y) = (xs(dot.x), ys(dot.y))
      let isLate = x > Self.width * 0.6
      shapes.append(.tag("circle", ["class": "dot", "cx": x.svg, "cy": y.svg, "r": "4"]))
      shapes.append(
        .tag(
          "text",
          [
            "class": "halo", "x": (x + (isLate ? -8 : 8)).svg, "y": (y - 7).svg,
            "text-anchor": isLate ? "end" : "start",
          ], dot.label))
    }
    return shapes
  }

  private func lines(_ curve: Curve, _ xs: Scale, _ ys: Scale) -> [HTML] {
    // A point without a value, and a jump, end a line.
    let leap = (ys.range.upperBound - ys.range.lowerBound) / 8
    var runs: [[(x: Double, y: Double)]] = []
    for (previous, point) in zip([nil] + curve.points, curve.points) where point.y.isFinite {
      if let previous, previous.y.isFinite, (point.y - previous.y).magnitude < leap {
        runs[runs.count - 1].append(point)
      } else {
        runs.append([point])
      }
    }
    return runs.map { run in
      let path = run.map { "\(xs($0.x).svg),\(ys($0.y).svg)" }.joined(separator: " ")
      return .tag("polyline", ["class": curve.styleClass, "points": path])
    }
  }

  private func legend(_ curve: Curve, at x: Double) -> [HTML] {
    [
      .tag(
        "line",
        ["class": curve.styleClass, "x1": x.svg, "x2": (x + 24).svg, "y1": "12", "y2": "12"]),
      .tag("text", ["x": (x + 30).svg, "y": "16"], curve.name),
    ]
  }

  private func grid(_ xs: Scale, _ ys: Scale) -> [HTML] {
    var shapes: [HTML] = []
    for tick in ys.ticks {
      let y = ys(tick)
      shapes.append(
        .tag(
          "line",
          [
            "class": "grid", "x1": Self.left.svg, "x2": (Self.width - Self.right).svg, "y1": y.svg,
            "y2": y.svg,
          ]))
      shapes.append(
        .tag(
          "text",
          ["class": "label", "x": (Self.left - 6).svg, "y": (y + 4).svg, "text-anchor": "end"],
          tick.shown))
    }
    for tick in xs.ticks {
      let x = xs(tick)
      shapes.append(
        .tag(
          "line",
          [
            "class": "grid", "x1": x.svg, "x2": x.svg, "y1": Self.top.svg,
            "y2": (Self.height - Self.bottom).svg,
          ]))
      shapes.append(
        .tag(
          "text",
          [
            "class": "label", "x": x.svg, "y": (Self.height - Self.bottom + 17).svg,
            "text-anchor": "middle",
          ],
          tick.shown))
    }
    shapes.append(
      .tag(
        "text",
        [
          "class": "label", "x": (Self.width - Self.right).svg, "y": (Self.height - 5).svg,
          "text-anchor": "end",
        ],
        xLabel))
    return shapes
  }

  /// From values to pixels, with round numbers at the ticks.
  struct Scale: Sendable {
    let range: ClosedRange<Double>
    let ticks: [Double]
    private let start: Double
    private let end: Double

    /// A tight scale ends where the values do, another at round numbers.
    init(_ values: [Double], from start: Double, to end: Double, isTight: Bool = false) {
      var (low, high) = (values.min() ?? 0, values.max() ?? 1)
      if high - low <= 1e-9 * max(high.magnitude, low.magnitude) || high == low {
        let reach = max(1, low.magnitude) / 2
        (low, high) = (low - reach, high + reach)
      }
      let step = Self.step(for: (high - low) / 5)
      let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
      let range = isTight ? low...high : first * step...last * step
      ticks = stride(from: first, through: last, by: 1).prefix(16).map { $0 * step }
        .filter { range.contains($0) }
      self.range = range
      (self.start, self.end) = (start, end)
    }

    /// 1, 2 or 5 times a power of ten, not below what is wanted.
    private static func step(for size: Double) -> Double {
      var power = 1.0
      while power * 10 <= size, power < 1e300 { power *= 10 }
      while power > size, power > 1e-300 { power /= 10 }
      for factor in [1.0, 2, 5] where factor * power >= size { return factor * power }
      return 10 * power
    }

    func callAsFunction(_ value: Double) -> Double {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      return start + min(max(share, 0), 1) * (end - start)
    }
  }
}

extension Double {
  /// The number in six digits, with a minus sign.
  var shown: String { shown(digits: 6) }

  func shown(digits: Int) -> String {
    guard isFinite, let exact = try? Rational(decimal: description) else { return "no value" }
    var text = exact.decimal(significantDigits: digits)
    // 3·0.1 is 0.30000000000000004, of which nobody wants to see 0.300000.
    if text.contains("."), !text.contains("e") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text.replacing("-", with: "−")
  }
}
