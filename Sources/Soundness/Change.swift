import Notation
import Scalars

/// One change to a claim that may make it false; a witness must tell whether it did.
extension Formula {
  /// The formula with one thing changed, in every way and at every place.
  func changes(names: (String) -> [String]) -> [Formula] {
    let own = ownChanges(names: names).map { Formula($0) }
    return own + changesOfParts(names: names)
  }

  private func ownChanges(names: (String) -> [String]) -> [Node] {
    switch node {
    case .number(let literal):
      return [literal.value + 1, literal.value * 2, literal.value * Rational(1001, over: 1000)]
        .map { Formula(number: $0).node }
    case .name(let name): return names(name).map { .name($0) }
    case .negative(let operand): return [operand.node]
    case .transpose(let operand): return [operand.node]
    case .binary(let operation, let left, let right):
      switch operation {
      case .plus: return [.binary(.minus, left, right), left.node]
      case .minus: return [.binary(.plus, left, right), .binary(.minus, right, left)]
      case .times: return [.binary(.plus, left, right), left.node, .binary(.times, right, left)]
      case .over: return [.binary(.times, left, right), .binary(.over, right, left)]
      case .power: return [left.node]
      default: return []
      }
    case .call(let name, let order, let arguments): return calls(name, order, arguments)
    case .indicator(let relation, let left, let right):
      let other: Relation =
        switch relation {
        case .greater: .greaterOrEqual
        case .greaterOrEqual: .greater
        case .less: .lessOrEqual
        case .lessOrEqual: .less
        case .equal, .approximately: .notEqual
        case .notEqual: .equal
        }
      return [.indicator(other, left, right), .indicator(relation, right, left)]
    case .vector(let parts) where parts.count > 1: return [.vector(parts.reversed())]
    case .entry, .sum, .vector, .matrix: return []
    }
  }

  private func calls(_ name: String, _ order: Int, _ arguments: [Formula]) -> [Node] {
    let others = [
      "sin": "cos", "cos": "sin", "max": "min", "min": "max", "floor": "ceil", "ceil": "floor",
      "tanh": "sigmoid", "sigmoid": "tanh", "sinh": "cosh", "cosh": "sinh", "softplus": "relu",
      "relu": "abs", "norm1": "norm2", "norm2": "norm1", "sqrt": "abs", "sign": "tanh",
    ]
    var changed: [Node] = others[name].map { [.call($0, order: order, arguments)] } ?? []
    if ["abs", "relu", "sqrt", "sign", "ln"].contains(name), order == 0 {
      changed.append(arguments[0].node)
    }
    return changed
  }

  private func changesOfParts(names: (String) -> [String]) -> [Formula] {
    var changed: [Formula] = []
    var count = 0
    _ = mappingParts { part in
      count += 1
      return part
    }
    for place in 0..<count {
      var part: Formula?
      var position = 0
      _ = mappingParts { candidate in
        if position == place { part = candidate }
        position += 1
        return candidate
      }
      // By what a derivative is taken must stay a name.
      if isCalculus, place > 0 { continue }
      for replacement in part?.changes(names: names) ?? [] {
        var position = 0
        changed.append(
          mappingParts { candidate in
            defer { position += 1 }
            return position == place ? replacement : candidate
          })
      }
    }
    return changed
  }

  private var isCalculus: Bool {
    guard case .call(let name, _, _) = node else { return false }
    return CalculusFunction(rawValue: name) != nil
  }
}

extension MadeClaim {
  /// The claim with one random change on one side, of the relation or of a declared bound.
  func changed(using random: inout SplitMix64) -> MadeClaim? {
    var claim = self
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where relation != .equal:
      let others: [Relation: Relation] = [
        .less: .greater, .greater: .less, .lessOrEqual: .less, .greaterOrEqual: .greater,
      ]
      claim.relation = others[relation, default: relation]
    case 1: return withOtherBound(using: &random)
    case 2, 3: claim.left = changed(left, using: &random)
    default: claim.right = changed(right, using: &random)
    }
    return claim.text == text ? nil : claim
  }

  private func changed(_ side: Formula, using random: inout SplitMix64) -> Formula {
    let changes = side.changes { name in
      guard let own = variables.first(where: { $0.name == name }) else { return [] }
      return variables.filter { $0.name != name && $0.isLike(own) }.map(\.name)
    }
    // Of numbers alone a decimal stands for all that it rounds, and is not wrong by a thousandth.
    let exact = variables.isEmpty ? changes.filter { !"\($0)".contains(".") } : changes
    return exact.randomElement(using: &random) ?? side
  }

  /// The claim with one end of a range taken away, or moved outwards by a little.
  private func withOtherBound(using random: inout SplitMix64) -> MadeClaim? {
    var claim = self
    guard let place = variables.indices.randomElement(using: &random),
      case .real(var lower, var upper) = variables[place].range
    else { return nil }
    let steps = [Rational(1, over: 1000), Rational(1, over: 1_000_000), 1]
    let step = steps.randomElement(using: &random) ?? 1
    switch Int.random(in: 0..<4, using: &random) {
    case 0: lower = nil
    case 1: upper = nil
    case 2: lower = lower.map { .init(value: $0.value - step, isStrict: $0.isStrict) }
    default: upper = upper.map { .init(value: $0.value + step, isStrict: $0.isStrict) }
    }
    claim.variables[place].range = .real(lower: lower, upper: upper)
    return claim.declarations == declarations ? nil : claim
  }

  /// The claim with a little more on the right side, so that it is wrong by a hair everywhere.
  func missed(using random: inout SplitMix64) -> MadeClaim? {
    guard relation == .equal else { return nil }
    var hairs = ["10^-30", "10^-12"]
    // A decimal among numbers alone stands for all that it rounds.
    if let variable = variables.first {
      hairs += ["1e-70", "1e-9"]
      if variable.count == 1 { hairs.append("10^-20*\(variable.name)") }
    }
    guard let hair = hairs.randomElement(using: &random),
      let hair = try? Formula.parse(hair, vocabulary: Vocabulary())
    else { return nil }
    var claim = self
    claim.right = Formula(.binary(Bool.random(using: &random) ? .plus : .minus, right, hair))
    return claim
  }
}
