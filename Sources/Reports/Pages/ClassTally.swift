import Grading
import Scalars
import WorkedExamples

/// What a class did with one exercise, counted sheet by sheet.
struct ClassTally {
  let exercise: Exercise
  /// How many sheets there are.
  private(set) var count = 0
  private var counts = ClassCounts()
  /// How many sheets have each tenth of the points; the last one includes all points.
  private(set) var distribution = [Int](repeating: 0, count: 10)
  /// What happened at each step.
  private(set) var steps: [StepCount]
  /// How many made a mistake, and what the first of them was told.
  private var slipCounts: [SlipPlace: (count: Int, hint: String?)] = [:]
  /// The first sheets on which something waits for a person, each with what.
  private(set) var forPerson: [ForPerson] = []
  private(set) var forPersonCount = 0
  /// The first sheets on which only prose waits to be marked.
  private(set) var forMarker: [ForPerson] = []
  private(set) var forMarkerCount = 0
  /// The first sheets.
  private(set) var students: [Student] = []

  /// As many rows as a page of moderate size can hold; the rest is in the gradebook files.
  static let rowLimit = 300

  init(_ exercise: Exercise) {
    self.exercise = exercise
    steps = exercise.steps.map { StepCount(step: $0) }
  }

  var statistics: ClassStatistics { counts.statistics }

  struct StepCount {
    let step: Step
    var answered = 0
    /// Sheets whose first slip is here.
    var firstSlip = 0
    /// Sheets on which nothing after this is answered, though something is asked.
    var lastAnswer = 0
  }

  private struct SlipPlace: Hashable {
    let step: Int
    let code: String
  }

  struct SlipCount {
    let step: Step
    let code: String
    let hint: String
    let count: Int
  }

  struct ForPerson {
    let student: String
    let page: String?
    let reasons: String
  }

  struct Student {
    let name: String
    let page: String?
    let questions: [GradeRow.Mark]
    let points: Rational
    let share: Rational
  }

  mutating func add(_ row: GradeRow, page: String?) {
    count += 1
    counts.add(row)
    let tenth = Int((Double(row.share) * 10).rounded(.down))
    distribution[min(max(tenth, 0), 9)] += 1
    if row.steps.count == steps.count { countSteps(row) }
    for index in row.steps.indices {
      if let code = row.steps[index].slip {
        let hint = row.steps[index].annotation?.hint
        slipCounts[SlipPlace(step: index, code: code), default: (0, hint)].count += 1
      }
    }
    let (reasons, isOnlyProse) = Self.reasons(row)
    if !reasons.isEmpty {
      let sheet = ForPerson(student: row.student, page: page, reasons: reasons)
      if isOnlyProse {
        forMarkerCount += 1
        if forMarker.count < Self.rowLimit { forMarker.append(sheet) }
      } else {
        forPersonCount += 1
        if forPerson.count < Self.rowLimit { forPerson.append(sheet) }
      }
    }
    if students.count < Self.rowLimit {
      students.append(
        Student(
          name: row.student, page: page, questions: row.questions, points: row.points,
          share: row.share))
    }
  }

  private mutating func countSteps(_ row: GradeRow) {
    var last: Int?
    var hasSlip = false
    for index in row.steps.indices where row.steps[index].outcome != .open {
      steps[index].answered += 1
      last = index
      if !hasSlip, !row.steps[index].outcome.isSound {
        hasSlip = true
        steps[index].firstSlip += 1
      }
    }
    if let last, last < steps.count - 1 { steps[last].lastAnswer += 1 }
  }

  /// The listed mistakes that were made, the most frequent first.
  var slips: [SlipCount] {
    let order = slipCounts.sorted {
      ($1.value.count, $0.key.step, $0.key.code) < ($0.value.count, $1.key.step, $1.key.code)
    }
    let steps = exercise.steps
    return order.compactMap { place, made in
      guard steps.indices.contains(place.step) else { return nil }
      let step = steps[place.step]
      return SlipCount(
        step: step, code: place.code, hint: hint(for: place.code, of: step) ?? made.hint ?? "",
        count: made.count)
    }
  }

  /// What a mistake means, where that does not depend on who made it.
  private func hint(for code: String, of step: Step) -> String? {
    if code == Mistake.otherNumbers { return "right for the numbers of somebody else" }
    if let misshape = Misshape(rawValue: code), let words = misshape.words { return words }
    // Two that were made together have both codes.
    let codes = code.split(separator: "+")
    let hints = codes.compactMap { code in
      step.target?.slips.first { $0.code == code }?.hint
    }
    return hints.count == codes.count ? hints.joined(separator: "; and ") : nil
  }

  private static func reasons(_ row: GradeRow) -> (String, isOnlyProse: Bool) {
    var parts: [String] = []
    var waiting: [OutcomeKind: [String]] = [:]
    for place in row.steps.indices {
      switch row.steps[place].outcome {
      case .undecided, .unreadable, .awaitsMarker:
        waiting[row.steps[place].outcome, default: []].append(row.steps[place].step)
      default: break
      }
    }
    func count(_ words: String, _ outcome: OutcomeKind) {
      if let steps = waiting[outcome] {
        let shown = steps.prefix(6).joined(separator: ", ")
        parts.append("\(words): \(shown)\(steps.count > 6 ? " and \(steps.count - 6) more" : "")")
      }
    }
    count("undecided", .undecided)
    count("unreadable", .unreadable)
    count("to mark", .awaitsMarker)
    if !row.strays.isEmpty {
      parts.append(
        "not used: \(counted(row.strays.count, "answer or field", plural: "answers or fields"))")
    }
    for note in row.notes { parts.append(note.message) }
    return (parts.joined(separator: "; "), waiting[.awaitsMarker] != nil && parts.count == 1)
  }
}
