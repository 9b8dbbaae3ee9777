import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Computes both sides at points, quickly (with 64 bits), for several choices of the indices.
struct Probe {
  /// What is seen at a point for one choice of the indices.
  enum Sight {
    /// Both sides have a value, and nothing speaks against their being the same.
    case common
    case different
    /// Only one side has a value, it seems.
    case oneSided
    case nothing
    /// A sign or a step jumps here, which does not count.
    case jump
    case shapes(Shape, Shape)
  }

  static let precision = 64

  private let pair: FunctionPair
  private let choices: [Sampler.Point]
  private let sampler: Sampler
  /// Both sides as operations; nil where they must be evaluated point by point.
  private let sides: PairOperations?
  private let jumps: [[Int]]
  private let tape: SharedTape?
  private var recordings: [Recordings<Ball>?]
  /// Whether points at which something jumps are looked at, too.
  var countsJumps: Bool

  init(
    _ pair: FunctionPair, _ sampler: Sampler, _ choices: [Sampler.Point], _ sides: PairOperations?
  ) {
    self.pair = pair
    self.choices = choices
    self.sampler = sampler
    countsJumps = pair.countsJumps
    recordings = choices.map { _ in nil }
    guard let sides else {
      (self.sides, jumps, tape) = (nil, [], nil)
      return
    }
    self.sides = sides
    jumps = choices.indices.map { choice in
      sides.operations.structure(
        of: sides.entries.filter { $0.choice == choice }.flatMap(\.places)
      ).jumps
    }
    tape = SharedTape(
      sides.operations.tape(
        Self.precision, at: sampler.origin.map { Ball($0, in: Self.precision) }))
  }

  /// The sight of each choice.
  mutating func look(at numbers: [Rational]) throws(Diagnostic) -> [Sight] {
    if let sides, let tape {
      let sights = sights(at: numbers, sides, tape)
      // What is tied to another point is right where it has a value; elsewhere it has to be recorded.
      let isSure = sights.allSatisfy { if case .common = $0 { true } else { false } }
      if !sides.isTied || isSure { return sights }
    }
    let point = sampler.point(of: numbers)
    var sights: [Sight] = []
    for choice in choices.indices { sights.append(try look(at: point, choice)) }
    return sights
  }

  private func sights(
    at numbers: [Rational], _ sides: PairOperations, _ tape: SharedTape
  ) -> [Sight] {
    sides.operations.move(tape.tape, to: numbers.map { Ball($0, in: Self.precision) })
    var sights = [Sight](repeating: .common, count: choices.count)
    for entry in sides.entries {
      let left = tape.tape.value(at: entry.left.place)
      let right = tape.tape.value(at: entry.right.place)
      let sight = Self.sight(left, right)
      if case .oneSided = sight {
        sights[entry.choice].add(.nothing)
      } else {
        sights[entry.choice].add(sight)
      }
    }
    for (left, right, choice) in sides.domains {
      guard case .nothing = sights[choice] else { continue }
      let values = (tape.tape.value(at: left), tape.tape.value(at: right))
      if case .oneSided = Self.sight(values.0, values.1) { sights[choice] = .oneSided }
    }
    if !countsJumps {
      for (choice, places) in jumps.enumerated() {
        let isAtJump = places.contains { place in
          let value = tape.tape.value(at: place)
          return (value.constant(1) / value).obstacle != nil
        }
        if isAtJump { sights[choice] = .jump }
      }
    }
    return sights
  }

  private mutating func look(at point: Sampler.Point, _ choice: Int) throws(Diagnostic) -> Sight {
    let point = point.merging(choices[choice]) { own, _ in own }
    let recordings = try record(point, choice)
    let (left, right) = (recordings.left.values, recordings.right.values)
    guard left.shape == right.shape || left.entries.count == 1 && right.entries.count == 1 else {
      return .shapes(left.shape, right.shape)
    }
    let names = sampler.variables.map(\.name)
    if !countsJumps {
      for side in [recordings.left, recordings.right]
      where try side.evaluation.isAtJump(varying: names) {
        return .jump
      }
    }
    var sight = Sight.common
    for (a, b) in zip(left.entries, right.entries) { sight.add(Self.sight(a, b)) }
    return sight
  }

  private mutating func record(_ point: Sampler.Point, _ choice: Int) throws(Diagnostic)
    -> Recordings<Ball>
  {
    if let known = recordings[choice], known.move(to: point) { return known }
    let new = try Recordings<Ball>(pair, precision: Self.precision, at: point)
    recordings[choice] = new
    return new
  }

  /// What it takes to compute both sides at a point, in products.
  mutating func effort(at numbers: [Rational], _ choice: Int) throws(Diagnostic) -> Int {
    let point = sampler.point(of: numbers).merging(choices[choice]) { own, _ in own }
    let recordings = try record(point, choice)
    return recordings.left.evaluation.effort + recordings.right.evaluation.effort
  }

  private static func sight(_ left: Ball, _ right: Ball) -> Sight {
    switch (left.obstacle, right.obstacle) {
    case (nil, nil): left.overlaps(right) ? .common : .different
    case (nil, let obstacle?), (let obstacle?, nil): obstacle.isCertain ? .oneSided : .nothing
    case (_?, _?): .nothing
    }
  }

  /// Whether the right side is the left one with rows and columns exchanged, here and at other
  /// points.
  func isTransposed(at numbers: [Rational], _ choice: Int) throws(Diagnostic) -> Bool {
    let vectors = pair.left.setting.scope.conventions.vectors
    let point = sampler.point(of: numbers).merging(choices[choice]) { own, _ in own }
    let recordings = try Recordings<Ball>(pair, precision: Self.precision, at: point)
    let shapes = (recordings.left.values.shape, recordings.right.values.shape)
    let (rows, columns) = shapes.0.layout(vectors)
    guard shapes.1.layout(vectors) == (columns, rows), shapes.0.count > 1 else { return false }
    func agree() -> Bool {
      let (a, b) = (recordings.left.values.entries, recordings.right.values.entries)
      return a.indices.allSatisfy { place in
        a[place].overlaps(b[(place % columns) * rows + place / columns])
      }
    }
    guard agree() else { return false }
    var sampler = sampler
    return (1..<4).allSatisfy { round in
      recordings.move(to: sampler.point(round: round).merging(choices[choice]) { own, _ in own })
        && agree()
    }
  }
}

extension Probe.Sight {
  /// Takes the sight of another entry into account: one that differs decides.
  fileprivate mutating func add(_ other: Probe.Sight) {
    switch (self, other) {
    case (.different, _), (_, .common): break
    case (_, .different), (.common, _), (.nothing, .oneSided): self = other
    default: break
    }
  }
}

/// A tape that copies of a probe share.
private final class SharedTape {
  let tape: Tape<Ball>

  init(_ tape: consuming Tape<Ball>) { self.tape = tape }
}
