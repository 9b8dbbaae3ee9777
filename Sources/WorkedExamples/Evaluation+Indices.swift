import Notation
import Scalars

/// One evaluation for several values of the indices.
extension Evaluation {
  /// Gives indices other values: what does not depend on them stays, the rest is recorded anew
  /// when it is asked for, beside what is there.
  package func choose(_ indices: Point) {
    guard indices.contains(where: { point[$0] != $1 }) else { return }
    point.merge(indices) { $1 }
    for position in scope.indexed { defined[position] = nil }
    if N.self != Rational.self { exactTwin.choose(indices) }
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
}
