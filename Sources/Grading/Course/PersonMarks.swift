import Scalars
import WorkedExamples

/// What a person says of a step of somebody's sheet; nothing automatic overrides it.
package struct PersonMark: Equatable, Sendable {
  package enum Verdict: Equatable, Sendable {
    case points(Rational)
    /// The step does not count for this student.
    case excused
    /// The mark stays as it is; only something is said.
    case comment
  }

  package let verdict: Verdict
  package let comment: String?

  package init(_ verdict: Verdict, comment: String? = nil) {
    self.verdict = verdict
    self.comment = comment
  }
}

/// A person's marks for a class, by what sheets call their owners.
package struct PersonMarks: Sendable {
  package struct Entry: Sendable {
    package let student: String
    package let exercise: String
    package let step: String
    package let mark: PersonMark
    /// Where it stands, for what is to be said of it.
    package let fault: @Sendable (_ message: String, _ help: String?) -> Fault

    package init(
      student: String, exercise: String, step: String, mark: PersonMark,
      fault: @escaping @Sendable (_ message: String, _ help: String?) -> Fault
    ) {
      self.student = student
      self.exercise = exercise
      self.step = step
      self.mark = mark
      self.fault = fault
    }
  }

  private struct Place: Hashable {
    let exercise: String
    let step: String
  }

  private var marks: [String: [Place: PersonMark]] = [:]
  /// Steps for which somebody has points: there an open answer counts, and is worth 0.
  private var marked: Set<Place> = []
  private var entries: [Entry] = []

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }
  package var students: Set<String> { Set(marks.keys) }

  /// Adds a mark; two for one step of one student are a fault of the second.
  package mutating func add(_ entry: Entry) throws(Fault) {
    let place = Place(exercise: entry.exercise, step: entry.step)
    guard marks[entry.student]?[place] == nil else {
      throw entry.fault("\(entry.student) has a mark for \(entry.step) already", "keep one line")
    }
    marks[entry.student, default: [:]][place] = entry.mark
    if case .points = entry.mark.verdict { marked.insert(place) }
    entries.append(entry)
  }

  /// What is said of a step, whichever of its names the sheet's owner goes by.
  package func mark(for names: [String], exercise: String, step: String) -> PersonMark? {
    let place = Place(exercise: exercise, step: step)
    for name in names {
      if let mark = marks[name]?[place] { return mark }
    }
    return nil
  }

  /// Whether any student has points from a person for a step.
  package func hasPoints(exercise: String, step: String) -> Bool {
    marked.contains(Place(exercise: exercise, step: step))
  }

  /// What is wrong with marks of students who have no sheet, one fault for each of them.
  package func faults(known: Set<String>, suggest: (String) -> String?) -> [Fault] {
    var named: Set<String> = []
    return entries.compactMap { entry in
      guard !known.contains(entry.student), named.insert(entry.student).inserted else {
        return nil
      }
      return entry.fault(
        "there is no sheet of \(entry.student)",
        suggest(entry.student).map { "did you mean \($0)?" })
    }
  }
}
