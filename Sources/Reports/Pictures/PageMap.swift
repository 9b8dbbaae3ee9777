import Grading
import Notation
import WorkedExamples

/// How the steps of an exercise hang together, drawn once for all sheets; what came of each step is
/// filled in.
struct StepMap: Sendable {
  private struct Node: Sendable {
    /// Its place among the steps of the exercise.
    let position: Int
    /// What is said of it in words, before and behind what came of it.
    let words: (start: [UInt8], end: [UInt8])
    let boxes: [OutcomeKind: [UInt8]]
  }

  private let nodes: [Node]
  private let width: Double
  private let height: Double
  private let edges: [UInt8]

  /// Nil where hardly any step follows from another, or too many do.
  init?(_ exercise: Exercise) {
    let steps = exercise.steps
    let sources = Self.sources(of: steps)
    let used = Set(sources.flatMap(\.self))
    let kept = steps.indices.filter { used.contains($0) || !sources[$0].isEmpty }
    guard kept.count > 2, kept.count <= 80 else { return nil }
    let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    func node(_ position: Int, _ kind: OutcomeKind) -> SVGGraph.Node {
      SVGGraph.Node(
        label: kind.sign + steps[position].id.cut(to: 24), styleClass: kind.tone.styleClass,
        link: "#s\(position + 1)", sources: sources[position].compactMap { numbers[$0] })
    }
    // Each has room for a sign, so that the map looks the same however much is answered.
    let graph = SVGGraph(nodes: kept.map { node($0, .right) })
    let plan = graph.plan()
    width = plan.width
    height = plan.height
    edges = plan.edges.flatMap(\.bytes)
    nodes = zip(kept, plan.boxes).enumerated().map { number, place in
      let (position, box) = place
      let from = sources[position].map { steps[$0].id }
      let end = from.isEmpty ? "" : ", follows from \(listed(from))"
      return Node(
        position: position,
        words: (
          HTML.text("\(number > 0 ? "; " : "")\(steps[position].id): ").bytes, HTML.text(end).bytes
        ),
        boxes: Dictionary(
          uniqueKeysWithValues: OutcomeKind.allCases.map { kind in
            (kind, graph.shapes(of: node(position, kind), in: box).flatMap(\.bytes))
          }))
    }
  }

  /// The earlier steps that each step follows from.
  private static func sources(of steps: [Step]) -> [[Int]] {
    var places: [String: Int] = [:]
    return steps.enumerated().map { index, step in
      defer { places[step.id] = index }
      return Set(step.target?.via?.formula.names.compactMap { places[$0.name] } ?? []).sorted()
    }
  }

  /// The map with what came of a sheet, whose findings stand in the order of the steps.
  func figure(of findings: [StepFinding]) -> HTML {
    var (words, boxes): ([UInt8], [UInt8]) = ([], [])
    for node in nodes {
      let kind =
        findings.indices.contains(node.position) ? findings[node.position].outcome.kind : .open
      words += node.words.start
      words.append(markupOf: kind.word)
      words += node.words.end
      boxes += node.boxes[kind] ?? []
    }
    let title = "Map of the steps"
    return .tag(
      "details",
      [
        .tag("summary", "\(title): which follows from which"),
        SVGPicture(
          width: width, height: height, title: title, description: .ready(words), id: "map",
          isFluid: false, hasLinks: true
        ).figure(
          [.ready(edges), .ready(boxes)],
          caption:
            "✓ right or following from your own values, ✗ wrong, ! needs a look; no sign: open."),
      ])
  }
}

extension OutcomeKind {
  /// The sign before a step's name on a map; none where nothing is to be said.
  fileprivate var sign: String {
    switch tone {
    case .good: "✓ "
    case .bad: "✗ "
    case .doubtful: "! "
    case .quiet, .strong: ""
    }
  }
}
