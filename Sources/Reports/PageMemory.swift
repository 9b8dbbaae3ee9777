import Checking
import Grading
import Notation
import Scalars
import Synchronization

/// What was written for one student and serves for others: a class gives the same answers again and
/// again.
///
/// A page is the same with it and without it. What only one student has is soon forgotten.
///
/// - Invariant: what is kept about steps takes about `limit` bytes at most, besides what was found
///   out about them; and the parts of at most 64 exercises are kept. Memory does not grow with the
///   class.
package final class PageMemory: Sendable {
  let showsAnswers: Bool

  /// `limit` is in bytes.
  package init(showsAnswers: Bool, limit: Int = 4 << 20) {
    self.showsAnswers = showsAnswers
    // There are two generations.
    texts = Shelves(limit: limit / 2)
  }

  // MARK: Exercises

  /// An exercise, and whose numbers it has.
  private struct Version: Hashable {
    let exercise: String
    let variant: String?
  }

  private let exercises = Mutex<[Version: PageParts]>([:])

  func parts(for key: AnswerKey) -> PageParts {
    let version = Version(exercise: key.exercise.id, variant: key.exercise.variant)
    if let known = exercises.withLock({ $0[version] }) { return known }
    let parts = PageParts(key, showsAnswers: showsAnswers)
    return exercises.withLock { known in
      if let first = known[version] { return first }
      if known.count >= 64 { known.removeAll() }
      known[version] = parts
      return parts
    }
  }

  // MARK: Steps

  /// By what the text about a step is found.
  enum Key: Hashable {
    case finding(Circumstances)
    case words(Signature, mark: UInt64?)

    fileprivate var size: Int {
      if case .words(let signature, _) = self { signature.size } else { 0 }
    }
  }

  /// What was found out about a step, and what that earns: the quick way to its text.
  struct Circumstances: Hashable {
    /// One object stands for what was found out and for the words of the answer.
    let result: ObjectIdentifier
    let credit: Rational
    let isCapped: Bool
    let outcome: OutcomeKind
    let points: Rational
    /// The answer as it was written, where that is shown.
    let written: [UInt8]?
    /// The bits of the student's own number that a picture shows.
    let mark: UInt64?

    func hash(into hasher: inout Hasher) { hasher.combine(result) }
  }

  /// All words of a text, byte by byte: equal strings of Swift need not look the same.
  struct Signature: Hashable {
    private var bytes: [UInt8] = []
    private var formulas: [Formula] = []

    init(_ step: StepParts) {
      add(step.exercise)
      add(step.variant)
      add(step.position)
    }

    /// Formulas take more memory than their letters.
    fileprivate var size: Int { bytes.count + 256 * formulas.count }

    mutating func add(_ formula: Formula) { formulas.append(formula) }

    // All bytes at once; an array hashes one after the other.
    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(formulas.count)
    }

    mutating func add(_ text: String?) {
      // Neither byte occurs in UTF-8.
      bytes += text?.utf8.map(\.self) ?? [0xFE]
      bytes.append(0xFF)
    }

    mutating func add(_ number: Int) { add(String(number)) }
  }

  /// What a page says of a step.
  struct Text: Sendable {
    let html: PagePiece
    let markdown: [UInt8]
    /// What it was found by; as long as it is here, no other object takes its place in memory.
    var result: StepFinding.Result?

    /// With about what it takes to be kept.
    var size: Int { html.html.count + markdown.count + 256 }
  }

  private let texts: Shelves<Key, Text>

  /// How many texts are kept now, and about how many bytes they take together.
  var load: (count: Int, size: Int) {
    (texts.sum { _, _ in 1 }, texts.sum { $1.size + $0.size })
  }

  /// `position` is the step's among all of its exercise.
  func recall(_ key: Key, at position: Int) -> Text? {
    texts.at(position) { texts in
      if let text = texts.young[key] { return text }
      guard let text = texts.old[key] else { return nil }
      texts.keep(text, for: key, size: text.size + key.size)
      return text
    }
  }

  func keep(_ text: Text, for key: Key, at position: Int) {
    let size = text.size + key.size
    // One long answer must not push out many that others give, too.
    guard size <= texts.limit / 8 else { return }
    texts.at(position) { $0.keep(text, for: key, size: size) }
  }
}
