import Checking
import Notation
import WorkedExamples

/// What of an answer that is right in value is not as it was asked for.
package enum FormComplaint: Equatable, Sendable {
  case shape(Misshape)
  /// A rounding was written where only the exact value will do.
  case rounded
  case noEquation
  /// The cases of a proof overlap, or leave something out.
  case cases
  /// A derivation that does not lead from one formula to the other.
  case ends(Formula, Formula)
  /// Links of a derivation that do not add up to what is to be shown.
  case relation(Formula, Relation, Formula)
  case tooFewLinks(wanted: Int)
  /// A function of which no member makes use.
  case notThrough(String)
  case function(String, allowed: [String])
  case operations(OperationExcess)
}
