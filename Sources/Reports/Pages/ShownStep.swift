import Checking
import Grading
import Scalars
import WorkedExamples

/// All that a page shows of one student's step, besides what is the same on every page.
///
/// It is the key by which the text about a step is remembered, and all that the text is made from.
struct ShownStep: Hashable, Sendable {
  let finding: StepFinding
  /// What it earns, as the rules of the course have it.
  let outcome: OutcomeKind
  let points: Rational
  // Byte by byte: equal strings of Swift need not look the same.
  private let commentBytes: [UInt8]?
  private let writtenBytes: [UInt8]?
  /// The line of a file that could not be read, with its mark.
  let excerpt: [String]
  /// The student's own number that a picture shows.
  let argument: Double?

  init(
    _ finding: StepFinding, mark: GradeRow.StepMark, in sheet: AnswerSheet, argument: Double? = nil
  ) {
    self.finding = finding
    self.argument = argument
    outcome = mark.outcome
    points = mark.points
    commentBytes = mark.comment.map { Array($0.utf8) }
    writtenBytes = finding.written(in: sheet).map { Array($0.utf8) }
    if case .unreadable(let fault) = finding.outcome {
      excerpt = FaultReport(width: HTML.excerptWidth).excerpt(fault)
    } else {
      excerpt = []
    }
  }

  // One object stands for nearly all of it.
  func hash(into hasher: inout Hasher) { hasher.combine(finding) }

  var comment: String? { commentBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The answer as it was written, where it is no chain that could be read.
  var written: String? { writtenBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// Whether others may have the same: a person's words are for one student, and a fault shows a
  /// line of its own.
  var isShared: Bool {
    commentBytes == nil && excerpt.isEmpty && (!finding.step.isProse || writtenBytes == nil)
  }
}
