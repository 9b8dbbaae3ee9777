/// A piece of work to be measured, found by its name.
///
/// To add one, write `static let` values in an extension and name them in `Workload.all`.
struct Workload: Sendable {
  let name: String
  let summary: String
  let goals: [Goal]
  /// Makes the workload ready to run; nothing of it is measured.
  let prepare: @Sendable () -> Trial

  init(
    _ name: String, _ summary: String, goals: [Goal] = [], prepare: @escaping @Sendable () -> Trial
  ) {
    (self.name, self.summary, self.goals, self.prepare) = (name, summary, goals, prepare)
  }
}

/// What is to be reached, and by which figure it is judged.
struct Goal: Sendable {
  enum Figure: Sendable {
    /// The time over that of hand-written Swift.
    case ratio
    case nanosecondsPerOperation
    case bytesPerOperation
    /// The time of one run in microseconds.
    case microseconds
  }

  let figure: Figure
  let most: Double

  static func ratio(_ most: Double) -> Self { Self(figure: .ratio, most: most) }
  static func nanosecondsPerOperation(_ most: Double) -> Self {
    Self(figure: .nanosecondsPerOperation, most: most)
  }
  static func bytesPerOperation(_ most: Double) -> Self {
    Self(figure: .bytesPerOperation, most: most)
  }
  static func microseconds(_ most: Double) -> Self { Self(figure: .microseconds, most: most) }
  static func seconds(_ most: Double) -> Self { .microseconds(most * 1e6) }
}

/// A workload that is ready to run.
struct Trial {
  /// Does the work so many times.
  let run: (Int) -> Void
  /// Hand-written Swift of the same mathematics; nil where there is none.
  var anchor: ((Int) -> Void)?
  /// The arithmetic operations and functions of one run; nil where they are not counted.
  var operations: Int?
  /// The storage of one run.
  var bytes: Int?
  /// Whether one run takes so long that a few must do, as those of whole programs.
  var isLong = false
  /// How other results for the same differ from what is right; nil where they do not.
  var comparison: ([Double]) -> String? = { _ in nil }
  /// How what came out differs from what is right; nil where it does not.
  var mistake: () -> String? = { nil }
}
