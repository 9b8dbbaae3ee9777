import Autodiff
import Notation
import Scalars

extension Evaluation {
  /// Tells for each entry of a formula whether it certainly changes with one of the bound names.
  ///
  /// That is: whether its derivative by an entry of one of them is certainly not 0.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func sensitivity(of formula: Formula, to names: [String]) throws(Diagnostic) -> [Bool] {
    let inputs = names.flatMap { nodes(boundTo: $0)?.entries ?? [] }
    let value = try nodes(of: formula)
    return try value.entries.map { entry throws(Diagnostic) in
      let isExponent = try hasFrozenExponent(
        Quantity(entry), on: Quantity(.vector(inputs.count), inputs), at: formula.range)
      return isExponent
        || tape.recordGradient(of: entry, with: inputs).contains { derivative in
          let value = derivative.value
          return (value.constant(1) / value).obstacle == nil
        }
    }
  }
}
