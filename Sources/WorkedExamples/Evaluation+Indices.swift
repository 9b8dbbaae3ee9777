import Notation
import Scalars

/// One evaluation for several values of the indices.
extension Evaluation {
  /// Gives indices other values: what does not depend on them stays, the rest is recorded anew
  /// when it is asked for, beside what is there.
  @specialized(where N == Rational)
  @specialized(where N == FormulaDegree)
  package func choose(_ indices: Point) {
    var isNew = false
    for (name, value) in indices where point[name] != value {
      point[name] = value
      isNew = true
    }
    guard isNew else { return }
    for position in indexed { defined[position] = nil }
    if N.self != Rational.self { exactTwin.choose(indices) }
  }

  /// The value of a name that is an index here, which needs no tape to be known.
  func index(named name: String, in frame: Frame) -> Quantity<Rational>? {
    switch frame.bindings[name] {
    case .index(let value): return Quantity(Rational(value))
    case .argument: return nil
    case nil: break
    }
    if frame.limit == scope.entities.count, bound[name] != nil { return nil }
    guard let position = scope.position(of: name, before: frame.limit),
      scope.entities[position].isIndex
    else { return nil }
    return point[name]
  }
}

extension Scope {
  /// The positions of the indices, and of all that is made of them.
  package var indexed: Set<Int> {
    var indexed: Set<Int> = []
    for (position, entity) in entities.enumerated() {
      let isIndexed =
        switch entity.meaning {
        case .variable: entity.isIndex
        case .definition(let body), .function(_, let body):
          !indexed.isEmpty && uses(body, before: position, oneOf: indexed)
        }
      if isIndexed { indexed.insert(position) }
    }
    return indexed
  }

  /// Whether a formula uses one of some entities.
  package func uses(_ formula: Formula, before limit: Int, oneOf positions: Set<Int>) -> Bool {
    (formula.names + formula.functions).contains { use in
      position(of: use.name, before: limit).map(positions.contains) ?? false
    }
  }

  /// Whether a formula names an entity, be it by way of definitions and functions.
  func mentions(_ position: Int, in formula: Formula, before limit: Int) -> Bool {
    var seen: Set<Int> = []
    func finds(_ formula: Formula, _ limit: Int) -> Bool {
      (formula.names + formula.functions).contains { use in
        guard let own = self.position(of: use.name, before: limit) else { return false }
        guard own != position else { return true }
        guard seen.insert(own).inserted else { return false }
        switch entities[own].meaning {
        case .definition(let body), .function(_, let body): return finds(body, own)
        case .variable: return false
        }
      }
    }
    return finds(formula, limit)
  }
}
