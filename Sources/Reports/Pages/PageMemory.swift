import Checking
import Grading
import WorkedExamples

/// What was written for one student and serves for others: a class gives the same answers again and
/// again.
///
/// - Invariant: what is kept about steps takes about `limit` bytes at most, besides what was found
///   out about them; and the parts of at most 128 exercises are kept. Memory does not grow with the
///   class.
package final class PageMemory: Sendable {
  let showsAnswers: Bool
  /// What a page says of a step.
  let texts: Memo<ShownStep, Text>
  private let parts = Memo<Version, PageParts>(limit: 64, parts: 1)

  /// `limit` is in bytes.
  package init(showsAnswers: Bool, limit: Int = 4 << 20) {
    self.showsAnswers = showsAnswers
    // There are two generations.
    texts = Memo(limit: limit / 2) { $0.size }
  }

  /// An exercise, and whose numbers it has.
  private struct Version: Hashable {
    let exercise: String
    let variant: String?
  }

  func parts(for key: AnswerKey) -> PageParts {
    parts.value(for: Version(exercise: key.exercise.id, variant: key.exercise.variant)) {
      PageParts(key, showsAnswers: showsAnswers)
    }
  }

  struct Text: Sendable {
    let html: PagePiece
    let markdown: [UInt8]

    /// About how many bytes it takes to be kept.
    var size: Int { html.html.count + markdown.count + 256 }
  }

  /// How many texts are kept now, and about how many bytes they take together.
  var load: (count: Int, size: Int) {
    (texts.sum { _, _ in 1 }, texts.sum { _, text in text.size })
  }
}
