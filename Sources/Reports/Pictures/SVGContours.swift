import Checking

/// A drawing of a quadratic loss in the plane and of what a penalty does to its minimizer: contour
/// ellipses, the circle of the penalty, and the way of the minimizer as the penalty grows.
struct SVGContours {
  let shrinkage: Shrinkage

  private let side = 300.0
  private let left = 44.0
  private let top = 14.0
  var width: Double { left + side + 16 }
  var height: Double { top + side + 30 }

  /// The centre of what is shown, and how far it reaches to each side.
  private let centre: (x: Double, y: Double)
  private let reach: Double

  init(_ shrinkage: Shrinkage) {
    self.shrinkage = shrinkage
    let points = [[0, 0], shrinkage.minimizer, shrinkage.shrunk]
    let (xs, ys) = (points.map { $0[0] }, points.map { $0[1] })
    let (low, high) = ((xs.min() ?? 0, ys.min() ?? 0), (xs.max() ?? 0, ys.max() ?? 0))
    centre = ((low.0 + high.0) / 2, (low.1 + high.1) / 2)
    let extent = max(high.0 - low.0, high.1 - low.1)
    reach = extent > 0 ? extent * 0.8 : 1
  }

  private func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let scale = side / (2 * reach)
    return (left + side / 2 + (x - centre.x) * scale, top + side / 2 - (y - centre.y) * scale)
  }

  func shapes(id: String) -> [HTML] {
    let frame: HTML = .tag(
      "rect",
      [
        "class": "axis", "x": left.svg, "y": top.svg, "width": side.svg, "height": side.svg,
      ])
    let clip = HTML.tag(
      "clipPath", ["id": "\(id)c"],
      [
        .tag(
          "rect", ["x": left.svg, "y": top.svg, "width": side.svg, "height": side.svg])
      ])
    let curves = axes + levels.map { ellipse($0) } + [circle, way]
    return [clip] + grid + [.tag("g", ["clip-path": "url(#\(id)c)"], curves), frame] + points
  }

  // MARK: Curves

  private func loss(_ w: [Double]) -> Double {
    shrinkage.directions.reduce(0) { sum, direction in
      let along = zip(direction.vector, w).reduce(0) { $0 + $1.0 * $1.1 } - direction.component
      return sum + direction.eigenvalue * along * along / 2
    }
  }

  /// The losses at the new minimizer and at 0, and two between.
  private var levels: [Double] {
    let (low, high) = (loss(shrinkage.shrunk), loss([0, 0]))
    guard low > 0, high > low else { return [low, high].filter { $0 > 0 } }
    let ratio = high / low
    return [low, low * ratio.squareRoot().squareRoot(), low * ratio.squareRoot(), high]
  }

  private func path(_ points: [(x: Double, y: Double)], _ name: String) -> HTML {
    let text = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
    return .tag("polyline", ["class": name, "points": text])
  }

  private func ellipse(_ level: Double) -> HTML {
    let axes = shrinkage.directions.map { direction -> (x: Double, y: Double) in
      // Where the loss is flat the ellipse never closes; far outside is as good.
      let radius =
        direction.eigenvalue > 0
        ? min((2 * level / direction.eigenvalue).squareRoot(), 1000 * reach) : 1000 * reach
      return (radius * direction.vector[0], radius * direction.vector[1])
    }
    let count = 144
    let points = (0...count).map { step -> (x: Double, y: Double) in
      let (cosine, sine) = Self.turn(Double(step) / Double(count))
      return place(
        shrinkage.minimizer[0] + cosine * axes[0].x + sine * axes[1].x,
        shrinkage.minimizer[1] + cosine * axes[0].y + sine * axes[1].y)
    }
    return path(near(points), "contour")
  }

  /// What is far outside only makes the file longer.
  private func near(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    func isFar(_ point: (x: Double, y: Double)) -> Bool {
      (point.x - left - side / 2).magnitude > 2 * side
        || (point.y - top - side / 2).magnitude > 2 * side
    }
    return points.indices.filter { index in
      !(isFar(points[index]) && isFar(points[max(0, index - 1)])
        && isFar(points[min(points.count - 1, index + 1)]))
    }.map { points[$0] }
  }

  /// A point of the unit circle, without trigonometry: the half-angle form for each half.
  private static func turn(_ share: Double) -> (cosine: Double, sine: Double) {
    // From −1 to 1 on each of the two halves, which meet at the ends of the first axis' normal.
    let isSecond = share > 0.5
    let t = (isSecond ? share - 0.5 : share) * 4 - 1
    let square = t * t
    let (cosine, sine) = ((1 - square) / (1 + square), 2 * t / (1 + square))
    return isSecond ? (-cosine, -sine) : (cosine, sine)
  }

  /// The points that the penalty holds equal to the new minimizer; the ellipse touches it there.
  private var circle: HTML {
    let radius = shrinkage.shrunk.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let origin = place(0, 0)
    return .tag(
      "circle",
      [
        "class": "second", "cx": origin.x.svg, "cy": origin.y.svg,
        "r": (radius * side / (2 * reach)).svg,
      ])
  }

  /// Where the minimizer goes as the penalty grows from nothing.
  private var way: HTML {
    let count = 120
    let points = (0...count).map { step -> (x: Double, y: Double) in
      // μ over all magnitudes, from a millionth of the given one to a million times it, each
      // between two powers of ten linearly: no other way is the same on every machine.
      var penalty = shrinkage.penalty
      let exponent = Double(step - count / 2) / 10
      for _ in 0..<Int(exponent.magnitude) { penalty *= exponent < 0 ? 0.1 : 10 }
      let rest = exponent.magnitude - exponent.magnitude.rounded(.down)
      penalty *= 1 + (exponent < 0 ? -0.9 : 9) * rest
      var (x, y) = (0.0, 0.0)
      for direction in shrinkage.directions {
        let part =
          direction.component * direction.eigenvalue / (direction.eigenvalue + penalty)
        x += part * direction.vector[0]
        y += part * direction.vector[1]
      }
      return place(x, y)
    }
    return path(points, "mark")
  }

  private var axes: [HTML] {
    shrinkage.directions.map { direction in
      let (dx, dy) = (3 * reach * direction.vector[0], 3 * reach * direction.vector[1])
      let start = place(shrinkage.minimizer[0] - dx, shrinkage.minimizer[1] - dy)
      let end = place(shrinkage.minimizer[0] + dx, shrinkage.minimizer[1] + dy)
      return .line("edge dead", start.x, start.y, end.x, end.y)
    }
  }

  // MARK: Points and grid

  private var points: [HTML] {
    let shown = [
      ("0", [0.0, 0.0]), ("w*", shrinkage.minimizer), ("with penalty", shrinkage.shrunk),
    ]
    return shown.flatMap { label, w -> [HTML] in
      let point = place(w[0], w[1])
      let isLate = point.x > left + side * 0.6
      return [
        .tag("circle", ["class": "dot", "cx": point.x.svg, "cy": point.y.svg, "r": "4"]),
        .letters(
          label, point.x + (isLate ? -8 : 8), point.y - 8, "halo",
          anchor: isLate ? "end" : "start"),
      ]
    }
  }

  private var grid: [HTML] {
    func ticks(_ middle: Double) -> [Double] {
      SVGPlot.Scale([middle - reach, middle + reach], from: 0, to: 1, isTight: true).ticks
    }
    let bottom = top + side
    return ticks(centre.x).flatMap { tick -> [HTML] in
      let x = place(tick, 0).x
      return [
        .line("grid", x, top, x, bottom),
        .letters(tick.shown, x, bottom + 16, "label", anchor: "middle"),
      ]
    }
      + ticks(centre.y).flatMap { tick -> [HTML] in
        let y = place(0, tick).y
        return [
          .line("grid", left, y, left + side, y),
          .letters(tick.shown, left - 6, y + 4, "label", anchor: "end"),
        ]
      }
  }
}
