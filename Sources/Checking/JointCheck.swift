import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Compares two formulas for several choices of the indices at once: all that most identities
/// take.
///
/// Both sides are recorded once. What they are made of is computed with 64 bits at a few points,
/// then in random prime fields. Whatever takes more (kinks one by one, derivatives, points at
/// which only one side has a value) is left to a ``FunctionCheck`` of each choice.
struct JointCheck {
  enum Finding {
    case held(Evidence)
    case seen(Sight)
    case nothing
  }

  /// What was seen where it does not decide.
  struct Sight {
    /// In so many rounds nothing spoke against the identity.
    var rounds = 0
    /// For each choice a point at which both sides have a value.
    var commonPoints: [Sampler.Point?]
    /// Whether in the next round the first choice differs for certain, in its only entry.
    var isRefuted = false
    /// Whether residues differ, free signs for those at kinks.
    var differs = false
  }

  /// How many choices are looked at together.
  static let greatestCount = 16

  private let pair: FunctionPair
  private let seed: UInt64
  private var sampler: Sampler

  init(_ pair: FunctionPair, sampler: Sampler, seed: UInt64) {
    self.pair = pair
    self.sampler = sampler
    self.seed = seed
  }

  consuming func finding(_ choices: ArraySlice<Sampler.Point>) -> Finding {
    guard !sampler.shapes.isEmpty, !pair.relation.isOrder else { return .nothing }
    let first = sampler
    var numbers = sampler.numbers(round: 0)
    guard
      let sides = try? JointSides(pair, sampler.shapes, at: first.point(of: numbers), choices)
    else { return .nothing }
    var sight = Sight(commonPoints: Array(repeating: nil, count: choices.count))
    let skipsJumps = !pair.countsJumps
    let precision = Probe.precision
    let tape = sides.operations.tape(precision, at: numbers.map { Ball($0, in: precision) })
    for round in 0..<FunctionCheck.probes {
      if round > 0 {
        numbers = sampler.numbers(round: round)
        sides.operations.move(tape, to: numbers.map { Ball($0, in: precision) })
      }
      for (number, side) in sides.choices.enumerated() {
        if skipsJumps, side.jumps.contains(where: { tape.isZero(at: $0) }) { continue }
        var isCommon = true
        for (left, right) in side.entries {
          let (a, b) = (tape.variable(at: left).value, tape.variable(at: right).value)
          switch (a.obstacle, b.obstacle) {
          case (nil, nil):
            guard a.overlaps(b) else {
              sight.isRefuted = number == 0 && side.entries.count == 1
              return .seen(sight)
            }
          case (nil, _?), (_?, nil): return .seen(sight)
          case (_?, _?): isCommon = false
          }
        }
        if isCommon, sight.commonPoints[number] == nil {
          sight.commonPoints[number] = first.point(of: numbers)
            .merging(sides.indices[number]) { $1 }
        }
      }
      sight.rounds += 1
    }
    guard sight.commonPoints.allSatisfy({ $0 != nil }) else { return .seen(sight) }
    var proof = JointProof(sides, sampler: first, seed: seed)
    switch proof.attempt() {
    case .exact: return .held(.exact)
    case .proven(let proof):
      // Signs are free there, but for 0, and values at jumps are looked at one by one.
      if skipsJumps || sides.choices.allSatisfy(\.jumps.isEmpty) { return .held(.proven(proof)) }
    case .different: sight.differs = true
    case .open: break
    }
    return .seen(sight)
  }
}

extension Tape<Ball> {
  /// Whether a number may be 0, or has no value.
  fileprivate borrowing func isZero(at index: Int) -> Bool {
    let value = variable(at: index).value
    return (value.constant(1) / value).obstacle != nil
  }
}

/// Both sides of an identity for several choices of the indices, recorded for all number systems.
struct JointSides {
  struct Choice {
    /// The places of what must be equal.
    let entries: [(left: Int, right: Int)]
    let degrees: [(left: FormulaDegree, right: FormulaDegree)]
    /// The places of the arguments of signs and steps that may jump.
    let jumps: [Int]
  }

  private(set) var operations = FormulaOperations()
  let indices: [Sampler.Point]
  private(set) var choices: [Choice] = []

  /// Nil where sides differ in shape, are made of more than fractions and variables, or may be
  /// recorded otherwise at another point.
  init?(
    _ pair: FunctionPair, _ variables: [(name: String, shape: Shape)], at point: Sampler.Point,
    _ indices: ArraySlice<Sampler.Point>
  ) throws(Diagnostic) {
    self.indices = Array(indices)
    let (left, right) = (pair.left.setting, pair.right.setting)
    let sides: [[Side]]
    if left.bindings.isEmpty, right.bindings.isEmpty, left.scope.isCopy(of: right.scope) {
      sides = try record([pair.left.formula, pair.right.formula], left, variables, at: point)
    } else {
      sides =
        try record([pair.left.formula], left, variables, at: point)
        + record([pair.right.formula], right, variables, at: point)
    }
    guard sides.count == 2 else { return nil }
    for (left, right) in zip(sides[0], sides[1]) {
      let count = left.places.count
      guard left.shape == right.shape || (count == 1 && right.places.count == 1) else {
        return nil
      }
      choices.append(
        Choice(
          entries: Array(zip(left.places, right.places)),
          degrees: Array(zip(left.degrees, right.degrees)),
          jumps: operations.jumps(of: Array(left.places) + right.places)))
    }
  }

  private typealias Side = (shape: Shape, places: ArraySlice<Int>, degrees: [FormulaDegree])

  /// Records formulas, for each choice; none where one cannot be recorded for all number systems.
  private mutating func record(
    _ formulas: [Formula], _ setting: Setting, _ variables: [(name: String, shape: Shape)],
    at point: Sampler.Point
  ) throws(Diagnostic) -> [[Side]] {
    let bindings = setting.bindings(of: formulas)
    guard bindings.allSatisfy({ $0.value.isExact }) else { return [] }
    var (formulas, scope) = (formulas, setting.scope)
    if indices.count > 1 {
      var parts = SharedParts(setting)
      formulas = formulas.map { parts.taken(from: $0) }
      scope = parts.setting.scope
    }
    var values: [String: Quantity<FormulaDegree>] = [:]
    for (name, shape) in variables {
      values[name] = Quantity(shape, Array(repeating: .variable, count: shape.count))
    }
    let first = point.merging(indices[0]) { $1 }
    let evaluation = Evaluation<FormulaDegree>(scope, setting: (), at: first, values: values)
    for (name, value) in bindings {
      evaluation.bind(
        name, to: value.exactQuantity.map { FormulaDegree($0, in: ()) },
        exactly: value.exactQuantity)
    }
    var results: [[Quantity<Variable<FormulaDegree>>]] = formulas.map { _ in [] }
    for choice in indices {
      evaluation.choose(choice)
      for (side, formula) in formulas.enumerated() {
        results[side].append(try evaluation.nodes(of: formula))
      }
    }
    guard !evaluation.isTiedToPoint else { return [] }
    let nodes = results.flatMap { $0.flatMap(\.entries) }
    let places = try operations.add(nodes, of: evaluation, variables: variables.map { $0.name })
    guard var rest = places?[...] else { return [] }
    return results.map { side in
      side.map { result in
        let count = result.entries.count
        defer { rest = rest.dropFirst(count) }
        return (result.shape, rest.prefix(count), result.entries.map { $0.value })
      }
    }
  }
}
