import Autodiff
import Notation
import Scalars
import WorkedExamples

/// Both sides of a claim, recorded once for several choices of the indices, to be computed in any
/// number system.
///
/// Derivatives are added as they are asked for.
struct PairOperations {
  /// A number of one side: where it was recorded, and its place among the operations.
  struct Side {
    fileprivate let evaluation: Int
    fileprivate let node: Variable<FormulaDegree>
    let place: Int

    let degree: FormulaDegree
  }

  /// Two numbers that must be equal.
  struct Entry {
    let left: Side
    let right: Side
    /// The number of the choice of indices.
    let choice: Int

    var places: [Int] { [left.place, right.place] }
    var difference: FormulaDegree { left.degree - right.degree }
  }

  private(set) var operations = FormulaOperations()
  /// The places of all that is compared.
  var places: [Int] { entries.flatMap(\.places) + domains.flatMap { [$0.left, $0.right] } }
  private(set) var entries: [Entry] = []
  /// The places of two sides of which one may have a value where the other has none, if that matters.
  private(set) var domains: [(left: Int, right: Int, choice: Int)] = []
  /// Whether what was recorded may differ at single points: pivots, powers with whole exponents. What
  /// is seen there takes another evaluation; what is proven of it holds all around them.
  private(set) var isTied = false
  /// Whether something in them has a kink or a jump somewhere.
  private(set) var hasKinks = false
  /// Whether what is compared are numbers, and no arrays.
  private(set) var areNumbers = true
  private let names: [String]
  private var evaluations: [Evaluation<FormulaDegree>] = []
  private var known: [[Int]: [Entry]] = [:]

  /// Nil where sides differ in shape, or are made of more than fractions and variables.
  init?(
    _ pair: FunctionPair, domains written: FunctionPair?, _ sampler: Sampler,
    choices: [Sampler.Point]
  ) throws(Diagnostic) {
    names = sampler.variables.map(\.name)
    let point = sampler.point(of: sampler.origin)
    let (left, right) = (pair.left.setting, pair.right.setting)
    let sides: [[(shape: Shape, sides: [Side])]]
    if left.bindings.isEmpty, right.bindings.isEmpty, left.scope.isCopy(of: right.scope) {
      let own = [pair.left.formula, pair.right.formula]
      let other = written.map { [$0.left.formula, $0.right.formula] } ?? []
      // What is the same, or with its sides exchanged, is recorded once.
      let isKnown = other == own || other == own.reversed()
      let found = try record(isKnown ? own : own + other, left, sampler, point, choices)
      sides = found + (!isKnown ? [] : other == own ? found : found.reversed())
    } else {
      // Then what is compared is what was written.
      let own = try record([pair.left.formula], left, sampler, point, choices)
      let other = try record([pair.right.formula], right, sampler, point, choices)
      sides = own + other + own + other
    }
    guard sides.count > 1 else { return nil }
    for (choice, (left, right)) in zip(sides[0], sides[1]).enumerated() {
      guard left.shape == right.shape || left.sides.count == 1 && right.sides.count == 1 else {
        return nil
      }
      areNumbers = areNumbers && left.shape == .number && right.shape == .number
      entries += zip(left.sides, right.sides).map { Entry(left: $0, right: $1, choice: choice) }
    }
    isTied = isTied || sampler.variables.contains { $0.interval.isWhole }
    guard sides.count > 3 else { return }
    for (choice, (left, right)) in zip(sides[2], sides[3]).enumerated() {
      for (own, other) in zip(left.sides, right.sides) {
        domains.append((own.place, other.place, choice))
      }
    }
  }

  /// Records formulas, for each choice; none where one cannot be recorded for all number systems.
  private mutating func record(
    _ formulas: [Formula], _ setting: Setting, _ sampler: Sampler, _ point: Sampler.Point,
    _ choices: [Sampler.Point]
  ) throws(Diagnostic) -> [[(shape: Shape, sides: [Side])]] {
    let bindings = setting.bindings(of: formulas)
    guard bindings.allSatisfy(\.value.isExact) else { return [] }
    var (formulas, scope) = (formulas, setting.scope)
    if choices.count > 1 {
      var parts = SharedParts(setting)
      formulas = formulas.map { parts.taken(from: $0) }
      scope = parts.setting.scope
    }
    var values: [String: Quantity<FormulaDegree>] = [:]
    for (name, shape) in sampler.shapes {
      values[name] = Quantity(shape, Array(repeating: .variable, count: shape.count))
    }
    let first = point.merging(choices.first ?? [:]) { $1 }
    let evaluation = Evaluation<FormulaDegree>(scope, setting: (), at: first, values: values)
    for (name, value) in bindings {
      evaluation.bind(
        name, to: value.exactQuantity.map { FormulaDegree($0, in: ()) },
        exactly: value.exactQuantity)
    }
    var results: [[Quantity<Variable<FormulaDegree>>]] = formulas.map { _ in [] }
    for choice in choices {
      evaluation.choose(choice)
      for (side, formula) in formulas.enumerated() {
        results[side].append(try evaluation.nodes(of: formula))
      }
    }
    guard !evaluation.countsByVariables else { return [] }
    isTied = isTied || evaluation.isTiedToPoint
    hasKinks = hasKinks || evaluation.hasKinks
    evaluations.append(evaluation)
    guard let sides = try sides(results.flatMap { $0.flatMap(\.entries) }, evaluations.count - 1)
    else { return [] }
    var rest = sides[...]
    return results.map { side in
      side.map { result in
        defer { rest = rest.dropFirst(result.entries.count) }
        return (result.shape, Array(rest.prefix(result.entries.count)))
      }
    }
  }

  private mutating func sides(_ nodes: [Variable<FormulaDegree>], _ evaluation: Int)
    throws(Diagnostic) -> [Side]?
  {
    let places = try operations.add(nodes, of: evaluations[evaluation], variables: names)
    guard let places else { return nil }
    let degrees = evaluations[evaluation].values(of: Quantity(.vector(nodes.count), nodes)).entries
    return nodes.indices.map {
      Side(evaluation: evaluation, node: nodes[$0], place: places[$0], degree: degrees[$0])
    }
  }

  /// The derivatives of both sides by each entry of the variables, or those of their logarithms; nil
  /// where these cannot be computed in all number systems.
  mutating func partials(of entry: Entry, logarithmic: Bool) throws(Diagnostic) -> [Entry]? {
    let key = [
      entry.left.evaluation, entry.left.node.index, entry.right.evaluation, entry.right.node.index,
      logarithmic ? 1 : 0,
    ]
    if let known = known[key] { return known }
    func partials(_ side: Side) throws(Diagnostic) -> [Variable<FormulaDegree>] {
      let evaluation = evaluations[side.evaluation]
      return logarithmic
        ? try evaluation.logarithmicPartials(of: side.node, by: names)
        : try evaluation.partials(of: side.node, by: names)
    }
    let (left, right) = (try partials(entry.left), try partials(entry.right))
    guard let own = try sides(left, entry.left.evaluation),
      let other = try sides(right, entry.right.evaluation)
    else { return nil }
    let found = zip(own, other).map { Entry(left: $0, right: $1, choice: entry.choice) }
    known[key] = found
    return found
  }
}
