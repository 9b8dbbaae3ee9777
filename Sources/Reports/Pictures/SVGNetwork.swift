import Checking

/// A drawing of a network, from its inputs down to the loss: in each unit its value and what the
/// loss asks of it, and on each edge what passes forward and backward.
struct SVGNetwork {
  let layers: [NetworkLayer]
  /// The number of a vector's first entry.
  let firstIndex: Int

  private let boxWidth = 116.0
  private let boxHeight = 42.0
  private let gap = 14.0
  private let rowHeight = 112.0
  /// More edges between two layers would hide each other's labels.
  private let greatestLabels = 4

  private var widest: Int { layers.map(\.values.count).max() ?? 1 }
  var width: Double { max(300, Double(widest) * (boxWidth + gap) + 60) }
  var height: Double { Double(layers.count - 1) * rowHeight + boxHeight + 16 }

  private func name(_ unit: Int, _ layer: NetworkLayer) -> String {
    layer.isVector ? "\(layer.name)[\(unit + firstIndex)]" : layer.name
  }

  private func x(_ unit: Int, of layer: NetworkLayer) -> Double {
    width / 2 + (Double(unit) - Double(layer.values.count - 1) / 2) * (boxWidth + gap)
  }

  private func top(_ layer: Int) -> Double { 8 + Double(layer) * rowHeight }

  /// The network in words, for those who do not see it.
  var description: String {
    layers.flatMap { layer in
      layer.values.indices.map { unit in
        let value = "\(name(unit, layer)): value \(layer.values[unit].shown)"
        return value + ", derivative of the loss by it \(layer.adjoints[unit].shown)"
      }
    }.joined(separator: "; ")
  }

  var shapes: [HTML] {
    var shapes: [HTML] = []
    var labels: [HTML] = []
    for index in layers.indices.dropFirst() {
      let edges = self.edges(into: index)
      for edge in edges {
        shapes.append(line(edge, index))
        if edges.count <= greatestLabels { labels += notes(edge, index) }
      }
    }
    for (index, layer) in layers.enumerated() {
      for unit in layer.values.indices { labels += box(unit, layer, y: top(index)) }
    }
    return shapes + labels
  }

  // MARK: Edges

  private struct Edge {
    let from: Int
    let to: Int
    let derivative: Double
  }

  /// The edges into a layer. Where nothing passes into a unit at all, as into a relu below 0, one
  /// still sees where it would come from.
  private func edges(into index: Int) -> [Edge] {
    let layer = layers[index]
    let before = layers[index - 1].values.count
    return layer.derivatives.enumerated().flatMap { unit, row -> [Edge] in
      let isDead = row.allSatisfy { $0 == 0 }
      return row.indices.compactMap { source in
        let isOwn = before != layer.values.count || source == unit
        guard row[source] != 0 || (isDead && isOwn) else { return nil }
        return Edge(from: source, to: unit, derivative: row[source])
      }
    }
  }

  private func line(_ edge: Edge, _ index: Int) -> HTML {
    .line(
      edge.derivative == 0 ? "edge dead" : "edge",
      x(edge.from, of: layers[index - 1]), top(index - 1) + boxHeight,
      x(edge.to, of: layers[index]), top(index))
  }

  private func notes(_ edge: Edge, _ index: Int) -> [HTML] {
    let (start, end) = (x(edge.from, of: layers[index - 1]), x(edge.to, of: layers[index]))
    let x = (start + end) / 2
    let y = (top(index - 1) + boxHeight + top(index)) / 2
    let back = layers[index].adjoints[edge.to] * edge.derivative
    return [
      .letters("×\(edge.derivative.brief)", x - 6, y, "forward halo", anchor: "end"),
      .letters("\(back.brief)", x + 6, y + 12, "backward halo"),
    ]
  }

  // MARK: Units

  private func box(_ unit: Int, _ layer: NetworkLayer, y: Double) -> [HTML] {
    let x = x(unit, of: layer)
    let left = x - boxWidth / 2
    return [
      .tag(
        "rect",
        [
          "class": "node", "x": left.svg, "y": y.svg, "width": boxWidth.svg,
          "height": boxHeight.svg, "rx": "6",
        ]),
      .letters(name(unit, layer).cut(to: 15), x, y + 16, anchor: "middle"),
      .letters(layer.values[unit].brief, left + 7, y + 34, "forward"),
      .letters(
        layer.adjoints[unit].brief, left + boxWidth - 7, y + 34, "backward", anchor: "end"),
    ]
  }
}
