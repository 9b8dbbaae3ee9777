import JSONText
import Notation

/// Exercises and their worked solutions, by id.
package struct Library: Sendable {
  package private(set) var exercises: [String: Exercise] = [:]
  package private(set) var solutions: [String: AnswerSheet] = [:]
  /// Files that could not be used, and why.
  package private(set) var faults: [Fault] = []

  package init() {}

  package var ids: [String] { exercises.keys.sorted() }

  /// Adds a file; an object with `questions` is an exercise, one with `answers` a solution.
  ///
  /// A later exercise takes the place of an earlier one with the same id, and of its solution.
  package mutating func add(_ source: SourceText) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(source)
    } catch {
      faults.append(Fault(error, in: source))
      return
    }
    do throws(Faults) {
      if document.root["questions"] != nil {
        let exercise = try Exercise(document)
        exercises[exercise.id] = exercise
        solutions[exercise.id] = nil
      } else if document.root["answers"] != nil {
        let solution = try AnswerSheet(document)
        solutions[solution.exercise] = solution
      } else {
        faults.append(
          Fault(
            "this is neither an exercise nor a solution", in: source,
            at: document.root.range.prefix,
            help: "an exercise has \"questions\", a solution has \"answers\""))
      }
    } catch {
      faults += error.all
    }
  }

  /// What to say where nobody knows an exercise of that name.
  package func suggestion(for id: String) -> String {
    if let near = Nearest.name(to: id, among: ids) { return "did you mean \(near)?" }
    return ids.isEmpty ? "there are no exercises" : "known are \(ids.joined(separator: ", "))"
  }
}
