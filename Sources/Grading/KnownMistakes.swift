import Checking
import Notation
import Synchronization

/// What the mistakes of each step come to from the right values: the same for a whole class.
final class KnownMistakes: Sendable {
  struct Entry: Sendable {
    let candidate: GeneralSlips.Candidate
    /// Nil where it has no value.
    let value: RealQuantity?
    let names: Set<String>

    init(_ candidate: GeneralSlips.Candidate, value: RealQuantity?) {
      self.candidate = candidate
      self.value = value
      names = Set(candidate.formula.names.map(\.name))
    }
  }

  private let known = Mutex<[String: [Entry]]>([:])

  /// Returns the mistakes of a step, or finds them out.
  func candidates(of step: String, _ make: () -> [Entry]) -> [Entry] {
    if let entries = known.withLock({ $0[step] }) { return entries }
    let entries = make()
    known.withLock { $0[step] = entries }
    return entries
  }
}

extension Setting {
  /// Whether one of these names is bound here to something else than there.
  func differs(from other: Setting, in names: Set<String>) -> Bool {
    names.contains { name in
      guard let own = bindings[name] else { return false }
      guard let there = other.bindings[name] else { return true }
      return own.shape != there.shape || own.exact != there.exact || !own.isExact
    }
  }

  /// The same names, but those bound elsewhere as they are there.
  func overlaid(with other: Setting) -> Setting {
    var setting = self
    setting.bindings.merge(other.bindings) { _, own in own }
    return setting
  }
}
