import Notation
import Synchronization

/// Formulas that were judged already: a class writes the same few.
///
/// - Invariant: at most `limit` are kept, so that memory does not grow with the class.
final class KnownFormulas: Sendable {
  private let limit = 4096
  private let known = Mutex<[String: FormulaFinding]>([:])

  /// Returns what is known of an answer, or finds it out.
  func finding(
    for answer: String, _ judge: () throws(Diagnostic) -> FormulaFinding
  ) throws(Diagnostic) -> FormulaFinding {
    if let finding = known.withLock({ $0[answer] }) { return finding }
    let finding = try judge()
    known.withLock { known in
      if known.count < limit { known[answer] = finding }
    }
    return finding
  }
}
