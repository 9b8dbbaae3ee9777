import Grading
import Scalars
import WorkedExamples

/// What a class did with one exercise, counted.
struct ClassTally {
  let exercise: Exercise
  let rows: [GradeRow]
  let statistics: ClassStatistics

  init(_ rows: [GradeRow], _ exercise: Exercise) {
    self.rows = rows
    self.exercise = exercise
    statistics = ClassStatistics(rows)
  }

  /// How many sheets have each tenth of the points; the last one includes all points.
  var distribution: [Int] {
    var counts = [Int](repeating: 0, count: 10)
    for row in rows {
      let tenth = Int((Double(row.share) * 10).rounded(.down))
      counts[min(max(tenth, 0), 9)] += 1
    }
    return counts
  }

  struct StepCount {
    let step: Step
    var answered = 0
    /// Sheets whose first slip is here.
    var firstSlip = 0
    /// Sheets on which nothing after this is answered, though something is asked.
    var lastAnswer = 0
  }

  /// What happened at each step, counted in one pass over the sheets.
  var steps: [StepCount] {
    var counts = exercise.steps.map { StepCount(step: $0) }
    for row in rows where row.steps.count == counts.count {
      var last: Int?
      var hasSlip = false
      for (index, mark) in row.steps.enumerated() {
        if case .open = mark.outcome { continue }
        counts[index].answered += 1
        last = index
        if !hasSlip, !mark.outcome.isSound {
          hasSlip = true
          counts[index].firstSlip += 1
        }
      }
      if let last, last < counts.count - 1 { counts[last].lastAnswer += 1 }
    }
    return counts
  }

  struct SlipCount {
    let step: Step
    let code: String
    let hint: String
    let count: Int
  }

  /// The listed mistakes that were made, the most frequent first.
  var slips: [SlipCount] {
    struct Place: Hashable {
      let step: Int
      let code: String
    }
    var counts: [Place: Int] = [:]
    for row in rows {
      for (index, mark) in row.steps.enumerated() {
        if let code = mark.slip { counts[Place(step: index, code: code), default: 0] += 1 }
      }
    }
    let order = counts.sorted {
      ($1.value, $0.key.step, $0.key.code) < ($0.value, $1.key.step, $1.key.code)
    }
    let steps = exercise.steps
    return order.compactMap { place, count in
      guard steps.indices.contains(place.step) else { return nil }
      let step = steps[place.step]
      let hint = step.target?.slips.first { $0.code == place.code }?.hint ?? ""
      return SlipCount(step: step, code: place.code, hint: hint, count: count)
    }
  }

  /// Sheets on which something waits for a person, each with what.
  var forPerson: [(row: GradeRow, reasons: String)] {
    rows.compactMap { row in
      var parts: [String] = []
      func count(_ words: String, where matches: (Outcome) -> Bool) {
        let steps = row.steps.filter { matches($0.outcome) }.map(\.step)
        if !steps.isEmpty {
          let shown = steps.prefix(6).joined(separator: ", ")
          parts.append("\(words): \(shown)\(steps.count > 6 ? " and \(steps.count - 6) more" : "")")
        }
      }
      count("undecided") { if case .undecided = $0 { true } else { false } }
      count("unreadable") { if case .unreadable = $0 { true } else { false } }
      count("to mark") { if case .awaitsMarker = $0 { true } else { false } }
      if !row.strays.isEmpty { parts.append(counted(row.strays.count, "answer") + " to no step") }
      return parts.isEmpty ? nil : (row, parts.joined(separator: "; "))
    }
  }
}
