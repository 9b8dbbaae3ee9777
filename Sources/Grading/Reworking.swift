import Checking
import Notation
import WorkedExamples

/// Steps worked anew after mistakes in earlier ones.
///
/// Each formula is recorded once and computed for all mistakes before it; what one mistake, or two,
/// come to in a step is computed once for all steps that follow from it.
final class Reworking {
  private let order: StepOrder
  /// For each step that asks for numbers, those that it is worked out from, directly or not.
  private let sources: [[Int]]
  private var recorded: [Place: RecordedFormula] = [:]
  private let right: Way

  /// A formula of a step.
  private struct Place: Hashable {
    let position: Int
    /// Which of its slips; nil for how it follows.
    let slip: Int?
  }

  /// What stands in the steps: all that is right, or what follows from mistakes.
  private final class Way {
    /// The last mistake: where it is, what it comes to, and what stands without it.
    let last: (position: Int, value: RealQuantity, before: Way)?
    let mistake: Mistake?
    let steps: Set<String>
    /// What was worked out for steps; nil where they have no value.
    var worked: [Int: RealQuantity?]
    /// Where another mistake leads; nil where it has no value.
    var next: [Place: Way?] = [:]

    init(right values: [Int: RealQuantity]) {
      (last, mistake, steps) = (nil, nil, [])
      worked = values
    }

    init(
      after before: Way, _ mistake: Mistake, in step: String, at position: Int,
      _ value: RealQuantity
    ) {
      last = (position, value, before)
      self.mistake = before.mistake.map { $0 + mistake } ?? mistake
      steps = before.steps.union([step])
      worked = [position: value]
    }
  }

  /// No more are tried, so that a long way does not take long.
  private static let limit = 400

  init(_ key: AnswerKey, _ order: StepOrder) {
    self.order = order
    var sources: [Set<Int>] = []
    var values: [Int: RealQuantity] = [:]
    for (position, place) in order.steps.enumerated() {
      values[position] = key.values[place.step.id]
      let direct = order.positions(of: place.viaNames).filter {
        $0 < position && order.steps[$0].step.target?.isFormula == false
      }
      sources.append(direct.reduce(direct) { $0.union(sources[$1]) })
    }
    self.sources = sources.map { $0.sorted() }
    right = Way(right: values)
  }

  /// What a mistake of an earlier step comes to in this one.
  func carried(to step: Step) -> [KnownSlips.Candidate] {
    guard let end = order.positions[step.id] else { return [] }
    return ways(to: end).compactMap { way in
      guard let mistake = way.mistake, let value = worked(end, on: way) else { return nil }
      return .init(mistake, value: value, steps: way.steps)
    }
  }

  /// What a mistake of an earlier step and another one come to in this one.
  func carriedPairs(to step: Step) -> [KnownSlips.Candidate] {
    guard let end = order.positions[step.id], let target = step.target, target.via != nil else {
      return []
    }
    var pairs: [KnownSlips.Candidate] = []
    func add(_ first: Mistake, _ second: Mistake?, _ value: RealQuantity?, _ way: Way) {
      guard pairs.count < Self.limit, let value else { return }
      pairs.append(.init(first, second, value: value, steps: way.steps))
    }
    for way in ways(to: end) where pairs.count < Self.limit {
      guard let earlier = way.mistake, let last = way.last else { continue }
      for (index, slip) in target.slips.enumerated() where pairs.count < Self.limit {
        add(
          earlier, Mistake(code: slip.code, hint: slip.hint),
          value(of: Place(position: end, slip: index), on: way), way)
      }
      let carried = worked(end, on: way)
      for change in GeneralSlips.likely {
        add(earlier, change.mistake, carried.flatMap { change.apply($0) }, way)
      }
      for later in sources[end] where later > last.position {
        for both in ways(from: later, after: way) where pairs.count < Self.limit {
          if let mistake = both.mistake { add(mistake, nil, worked(end, on: both), both) }
        }
      }
    }
    return pairs
  }

  // MARK: Ways

  /// All single mistakes on the way to a step.
  private func ways(to end: Int) -> some Sequence<Way> {
    sources[end].lazy.flatMap { self.ways(from: $0, after: self.right) }.prefix(Self.limit)
  }

  private func ways(from position: Int, after before: Way) -> some Sequence<Way> {
    (order.steps[position].step.target?.slips ?? []).indices.lazy.compactMap {
      self.way(Place(position: position, slip: $0), after: before)
    }
  }

  private func way(_ place: Place, after before: Way) -> Way? {
    if let known = before.next[place] { return known }
    let step = order.steps[place.position].step
    var way: Way?
    if let slip = place.slip.flatMap({ step.target?.slips[$0] }),
      let value = value(of: place, on: before)
    {
      way = Way(
        after: before,
        Mistake(code: "\(step.id).\(slip.code)", hint: "\(step.id): \(slip.hint)"), in: step.id,
        at: place.position, value)
    }
    before.next[place] = .some(way)
    return way
  }

  // MARK: Values

  /// What stands for a step; where it cannot be worked out, what stood before the last mistake.
  private func standing(_ position: Int, on way: Way) -> RealQuantity? {
    guard let last = way.last else { return way.worked[position] ?? nil }
    return worked(position, on: way) ?? standing(position, on: last.before)
  }

  /// What a step comes to where it is worked out from what stands before it.
  private func worked(_ position: Int, on way: Way) -> RealQuantity? {
    if let known = way.worked[position] { return known }
    guard let last = way.last else { return nil }
    let value =
      sources[position].contains(last.position)
      ? value(of: Place(position: position, slip: nil), on: way)
      : worked(position, on: last.before)
    way.worked[position] = .some(value)
    return value
  }

  private func value(of place: Place, on way: Way) -> RealQuantity? {
    let here = order.steps[place.position]
    guard let target = here.step.target,
      let formula = place.slip.map({ target.slips[$0].value.formula }) ?? target.via?.formula
    else { return nil }
    let recorded =
      recorded[place] ?? RecordedFormula(formula, in: here.question.scope)
    self.recorded[place] = recorded
    return recorded.value { name in
      guard let position = order.positions[name], here.question.sees(name) else { return nil }
      return standing(position, on: way)
    }
  }
}
