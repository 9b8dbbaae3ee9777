import Notation
import Scalars
import WorkedExamples
import Checking

/// A claim of which it is known whether it holds.
package struct MadeClaim: Sendable {
  var left: Formula
  var relation: Relation
  var right: Formula
  var variables: [FreeVariable]
  /// From which rule it comes.
  package var origin: String
  package var isTrue: Bool
  /// Where it fails, in words; empty for a claim that holds.
  package var witness = ""
  /// Whether a side lacks values on more than single points: a term moved over makes another claim
  /// then, as `ln(x) = ln(x)` says nothing of -1, and `ln(x) - ln(x) = 0` says something false.
  var isPartial = false

  package var text: String { "\(left) \(relation.rawValue) \(right)" }

  /// What has to be declared.
  package var declarations: [String] { variables.compactMap(\.declaration) }

  /// The call of `verify` that judges it again.
  package var command: String {
    let lets = declarations.map { "--let '\($0)' " }.joined()
    return "verify \(lets)--claim '\(text)'"
  }

  var takesDerivatives: Bool { left.takesDerivatives || right.takesDerivatives }

  /// Whether all free names are numbers and no array is written, so that products commute.
  var isScalar: Bool {
    let hasArrays = { (formula: Formula) in
      formula.contains {
        switch $0.node {
        case .vector, .matrix, .transpose: true
        case .call(let name, _, _):
          ["softmax", "grad", "jacobian", "hessian", "eye", "ones", "zeros", "onehot", "diag"]
            .contains(name)
        default: false
        }
      }
    }
    return !hasArrays(left) && !hasArrays(right)
      && variables.allSatisfy {
        switch $0.range {
        case .real, .whole, .index: true
        case .vector, .matrix: false
        }
      }
  }

  /// The verdict as `verify --claim` comes to it.
  package func judged(by judge: Judge = Judge()) throws(Diagnostic) -> Verdict {
    var names = Namespace()
    for declaration in declarations { try names.add(declaration, visible: true) }
    let chain = try Chain.parse(text, vocabulary: names.vocabulary)
    return try judge.check(claim: chain, names: names).verdict
  }
}
