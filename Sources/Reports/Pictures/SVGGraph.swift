/// A drawing of a graph that flows downwards: each node below all that it comes from.
///
/// The layers are those of Sugiyama, Tagawa and Toda (1981): longest paths, stand-ins where an edge
/// crosses a layer, and an order by the means of the neighbours.
struct SVGGraph {
  struct Node {
    var label: String
    var styleClass = ""
    /// Written beside the edges that leave the node.
    var forward = ""
    var backward = ""
    var link: String?
    /// Nodes before this one.
    var sources: [Int]
  }

  let nodes: [Node]

  private struct Place {
    /// Nil for a stand-in; these come after all nodes.
    var node: Int?
    var layer: Int
    var width: Double
    var x = 0.0
    var above: [Int] = []
    var below: [Int] = []
  }

  private let gap = 18.0
  private let boxHeight = 26.0
  private var layerHeight: Double {
    nodes.contains { !$0.forward.isEmpty } ? 82 : 58
  }

  /// The drawing, with what it shows in words.
  func figure(title: String, description: String, id: String, caption: String) -> HTML {
    let plan = plan()
    return SVGPicture(
      width: plan.width, height: plan.height, title: title, description: .text(description), id: id,
      isFluid: false, hasLinks: nodes.contains { $0.link != nil }
    ).figure(
      plan.edges + zip(nodes, plan.boxes).flatMap { node, box in shapes(of: node, in: box) },
      caption: caption)
  }

  /// Where everything stands, whatever is written into the boxes.
  struct Plan {
    let width: Double
    let height: Double
    let edges: [HTML]
    /// One for each node.
    let boxes: [Box]
  }

  struct Box {
    /// Of its middle.
    let x: Double
    /// Of its upper side.
    let y: Double
    let width: Double
  }

  func plan() -> Plan {
    let (places, layers) = layout()
    let left = places.map { $0.x - $0.width / 2 }.min() ?? 0
    let right = places.map { $0.x + $0.width / 2 }.max() ?? 1
    var edges: [HTML] = []
    for (index, place) in places.enumerated() where place.node != nil {
      for target in place.below {
        edges.append(edge(from: index, to: target, places, left))
      }
    }
    return Plan(
      width: right - left + 16,
      height: Double(layers.count) * layerHeight - (layerHeight - boxHeight) + 16, edges: edges,
      boxes: places.prefix(nodes.count).map { place in
        Box(x: place.x - left + 8, y: top(place.layer), width: place.width - gap)
      })
  }

  // MARK: Shapes

  private func top(_ layer: Int) -> Double { 8 + Double(layer) * layerHeight }

  private func edge(from start: Int, to next: Int, _ places: [Place], _ left: Double) -> HTML {
    var current = start
    var target = next
    var path = ""
    var (x, y) = (places[current].x - left + 8, top(places[current].layer) + boxHeight)
    path = "M\(x.svg) \(y.svg)"
    while true {
      let newX = places[target].x - left + 8
      let newY = top(places[target].layer)
      let middle = (y + newY) / 2
      path +=
        "C\(x.svg) \(middle.svg) \(newX.svg) \(middle.svg) \(newX.svg) \(newY.svg)"
      (x, y) = (newX, newY)
      guard places[target].node == nil, let following = places[target].below.first else { break }
      // Straight past the layer that it crosses.
      y += boxHeight
      path += "V\(y.svg)"
      (current, target) = (target, following)
    }
    return .tag("path", ["class": "edge", "d": path])
  }

  /// A node in its box, with what is written beside its edges.
  func shapes(of node: Node, in box: Box) -> [HTML] {
    let (x, y, width) = (box.x, box.y, box.width)
    let name = node.styleClass.isEmpty ? "node" : "node \(node.styleClass)"
    let shape: [HTML] = [
      .tag(
        "rect",
        [
          "class": name, "x": (x - width / 2).svg, "y": y.svg, "width": width.svg,
          "height": boxHeight.svg, "rx": "6",
        ]),
      .tag(
        "text", ["x": x.svg, "y": (y + 17).svg, "text-anchor": "middle"], node.label),
    ]
    var parts =
      node.link.map { [HTML.tag("a", ["href": $0], shape)] } ?? shape
    if !node.forward.isEmpty {
      parts.append(
        .tag(
          "text",
          ["class": "forward halo", "x": (x - 5).svg, "y": (y + 42).svg, "text-anchor": "end"],
          node.forward))
    }
    if !node.backward.isEmpty {
      parts.append(
        .tag(
          "text", ["class": "backward halo", "x": (x + 5).svg, "y": (y + 42).svg], node.backward))
    }
    return parts
  }

  // MARK: Layout

  private func layout() -> (places: [Place], layers: [[Int]]) {
    var places: [Place] = []
    let levels = self.levels()
    for (index, node) in nodes.enumerated() {
      let label = Double(max(2, node.label.count)) * 7.4 + 14
      let notes = Double(2 * max(node.forward.count, node.backward.count)) * 6.8 + 6
      places.append(
        Place(node: index, layer: levels[index], width: max(label, notes) + gap))
    }
    for (index, node) in nodes.enumerated() {
      for source in Set(node.sources).sorted() {
        connect(source, index, &places)
      }
    }
    var layers = [[Int]](repeating: [], count: (levels.max() ?? 0) + 1)
    for index in places.indices { layers[places[index].layer].append(index) }
    order(&layers, places)
    arrange(layers, &places)
    return (places, layers)
  }

  private func levels() -> [Int] {
    var levels = [Int](repeating: 0, count: nodes.count)
    var lowest = [Int](repeating: Int.max, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      levels[index] = (node.sources.map { levels[$0] }.max() ?? -1) + 1
    }
    // What comes from nothing stands just above where it is used first.
    for (index, node) in nodes.enumerated() {
      for source in node.sources { lowest[source] = min(lowest[source], levels[index] - 1) }
    }
    for (index, node) in nodes.enumerated() where node.sources.isEmpty && lowest[index] < Int.max {
      levels[index] = lowest[index]
    }
    return levels
  }

  private func connect(_ source: Int, _ target: Int, _ places: inout [Place]) {
    var last = source
    for layer in stride(from: places[source].layer + 1, to: places[target].layer, by: 1) {
      places.append(Place(node: nil, layer: layer, width: 14))
      let next = places.count - 1
      places[last].below.append(next)
      places[next].above.append(last)
      last = next
    }
    places[last].below.append(target)
    places[target].above.append(last)
  }

  private func order(_ layers: inout [[Int]], _ places: [Place]) {
    func sort(_ layer: Int, by neighbours: (Place) -> [Int], in reference: Int) {
      let rank = Dictionary(
        uniqueKeysWithValues: layers[reference].enumerated().map { ($1, Double($0)) })
      let keyed = layers[layer].enumerated().map { position, place -> (Double, Int, Int) in
        let ranks = neighbours(places[place]).compactMap { rank[$0] }
        let mean = ranks.isEmpty ? Double(position) : ranks.reduce(0, +) / Double(ranks.count)
        return (mean, position, place)
      }
      layers[layer] = keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
    for _ in 0..<6 {
      for layer in layers.indices.dropFirst() { sort(layer, by: \.above, in: layer - 1) }
      for layer in layers.indices.dropLast().reversed() { sort(layer, by: \.below, in: layer + 1) }
    }
  }

  /// Gives each place its x: near its neighbours, and apart from those beside it.
  private func arrange(_ layers: [[Int]], _ places: inout [Place]) {
    for layer in layers { spread(layer, towards: layer.map { _ in 0 }, &places) }
    for round in 0..<8 {
      let downwards = round % 2 == 0
      for layer in downwards ? layers : layers.reversed() {
        let wishes = layer.map { index -> Double in
          let near = downwards ? places[index].above : places[index].below
          guard !near.isEmpty else { return places[index].x }
          return near.map { places[$0].x }.reduce(0, +) / Double(near.count)
        }
        spread(layer, towards: wishes, &places)
      }
    }
  }

  /// Moves a layer's places as near to their wishes as their order and widths allow: blocks that
  /// would overlap are joined, and stand at the mean of what they wish.
  private func spread(_ layer: [Int], towards wishes: [Double], _ places: inout [Place]) {
    struct Block {
      var members: [(index: Int, offset: Double)]
      var wish: Double
      var width: Double
      /// The left end.
      var start: Double { wish - width / 2 }
    }
    var blocks: [Block] = []
    for (index, wish) in zip(layer, wishes) {
      var block = Block(
        members: [(index, places[index].width / 2)], wish: wish, width: places[index].width)
      while let last = blocks.last, last.start + last.width > block.start {
        blocks.removeLast()
        let (a, b) = (Double(last.members.count), Double(block.members.count))
        let start =
          (last.start * a + (block.start - last.width) * b) / (a + b)
        let width = last.width + block.width
        block = Block(
          members: last.members + block.members.map { ($0.index, $0.offset + last.width) },
          wish: start + width / 2, width: width)
      }
      blocks.append(block)
    }
    for block in blocks {
      for member in block.members { places[member.index].x = block.start + member.offset }
    }
  }
}

extension Double {
  /// The number for a drawing: a tenth of a pixel is enough, and the same on every machine.
  var svg: String {
    guard isFinite, magnitude < 1e7 else { return "0" }
    let tenths = Int((self * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
  }
}
