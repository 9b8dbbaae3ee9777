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
    return value.entries.map { entry in
      tape.recordGradient(of: entry, with: inputs, powers: &powers).contains { derivative in
        let value = tape[derivative]
        // By an exponent a power changes, be its base so that it has no derivative: (-2)^n.
        return (value.constant(1) / value).obstacle == nil
          || value.obstacle == .outsideDomain("ln")
      }
    }
  }
}
