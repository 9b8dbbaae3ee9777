import Scalars
import WorkedExamples

/// What a course adds to what answers are worth: a person's marks, lateness, several attempts.
///
/// Rules are applied to records when reports are made of them, so that a record says what the
/// program found, whatever the course decides later.
package struct CourseRules: Sendable {
  package var marks = PersonMarks()
  package var lateness: LatePolicy?
  package var attempts = AttemptChoice.last

  package init() {}

  var changesRows: Bool { !marks.isEmpty || lateness != nil }
}

/// Which of a student's attempts at an exercise counts.
package enum AttemptChoice: String, CaseIterable, Sendable {
  /// The one with the most points; of equals the last.
  case best
  case last
  /// Each is a row of its own.
  case all
}

extension GradeRow {
  /// The row with a person's marks and what lateness costs.
  package func following(_ rules: CourseRules) -> GradeRow {
    guard rules.changesRows else { return self }
    var row = self
    if !rules.marks.isEmpty { row.steps = steps.map { marked($0, by: rules.marks) } }
    if let policy = rules.lateness {
      row.lateness = submitted.flatMap { Moment($0) }.flatMap { policy.lateness(of: $0) }
      row.isUndated = submitted == nil
    }
    row.count()
    return row
  }

  private func marked(_ step: StepMark, by marks: PersonMarks) -> StepMark {
    var step = step
    guard
      let mark = marks.mark(for: [student] + handles, exercise: exercise, step: step.step)
    else {
      // Where others have points for prose, having written none is worth 0.
      step.isCounted =
        step.isCounted
        || step.isProse && step.outcome == .open
          && marks.hasPoints(exercise: exercise, step: step.step)
      return step
    }
    step.comment = mark.comment
    switch mark.verdict {
    case .points(let points):
      step.found = StepMark.Found(outcome: step.outcome, points: step.points)
      (step.outcome, step.points, step.isCounted) = (.marked, points, !step.isBonus)
    case .excused:
      step.found = StepMark.Found(outcome: step.outcome, points: step.points)
      (step.outcome, step.points, step.isCounted) = (.excused, .zero, false)
    case .comment: break
    }
    return step
  }
}
