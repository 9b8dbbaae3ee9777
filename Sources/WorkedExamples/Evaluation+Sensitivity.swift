import Autodiff
import Notation
import Scalars

extension Evaluation {
  /// Tells for each entry of a formula whether it certainly changes with one of the bound names.
  ///
  /// That is: whether its derivative by an entry of one of them is certainly not 0.
  package func sensitivity(of formula: Formula, to names: [String]) throws(Diagnostic) -> [Bool] {
    let inputs = names.flatMap { nodes(boundTo: $0)?.entries ?? [] }
    return try nodes(of: formula).entries.map { entry in
      tape.recordGradient(of: entry, with: inputs).contains { derivative in
        let value = derivative.value
        return (value.constant(1) / value).obstacle == nil
      }
    }
  }
}
