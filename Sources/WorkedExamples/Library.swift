import JSONText
import Notation
import Synchronization

/// Exercises and their worked solutions, by id.
///
/// What comes with the program is read when it is asked for: most runs need one exercise.
package struct Library: Sendable {
  private var exercises: [String: Deferred<Exercise>] = [:]
  private var solutions: [String: Deferred<AnswerSheet>] = [:]
  private var bundled: Set<String> = []
  private var bundledSolutions: Set<String> = []
  /// What is wrong with exercises that cannot be used, by their ids: the first fault.
  private var faulty: [String: Fault] = [:]
  /// Files that could not be used, and why.
  package private(set) var faults: [Fault] = []

  package init() {}

  package var ids: [String] { exercises.keys.sorted() }

  /// The exercises that have a solution, or should be there.
  package var solutionIDs: [String] { solutions.keys.sorted() }

  package func has(_ id: String) -> Bool { exercises[id] != nil }

  /// Whether an exercise comes with the program.
  package func isBundled(_ id: String) -> Bool { bundled.contains(id) }

  package func exercise(_ id: String) -> Exercise? { exercises[id]?.value }

  package func solution(_ id: String) -> AnswerSheet? { solutions[id]?.value }

  /// Adds an exercise of our own, known to be one.
  package mutating func add(exercise id: String, _ source: @escaping @Sendable () -> SourceText) {
    exercises[id] = Deferred { try? Exercise(JSONDocument(source())) }
    solutions[id] = nil
    bundled.insert(id)
  }

  /// Adds a solution of our own, known to be one.
  package mutating func add(solution id: String, _ source: @escaping @Sendable () -> SourceText) {
    solutions[id] = Deferred { try? AnswerSheet(source()) }
    bundledSolutions.insert(id)
  }

  /// Adds a file; an object with `questions` is an exercise, one with `answers` a solution.
  ///
  /// A later exercise takes the place of an earlier one with the same id, and of the solution that
  /// comes with the program; so does one with faults, which nobody can be marked by.
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
        let id = document.root["id"]?.string
        if let id { makeRoom(for: id) }
        do throws(Faults) {
          let exercise = try Exercise(document)
          exercises[exercise.id] = Deferred { exercise }
        } catch {
          if let id { faulty[id] = error.all.first }
          throw error
        }
      } else if document.root["answers"] != nil {
        let solution = try AnswerSheet(document)
        solutions[solution.exercise] = Deferred { solution }
        bundledSolutions.remove(solution.exercise)
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

  private mutating func makeRoom(for id: String) {
    exercises[id] = nil
    faulty[id] = nil
    bundled.remove(id)
    if bundledSolutions.remove(id) != nil { solutions[id] = nil }
  }

  /// What to say where an exercise is asked for that cannot be used: nobody knows it, or it has
  /// faults itself, at a place that is named.
  package func absence(of id: String) -> (message: String, help: String) {
    guard let fault = faulty[id] else {
      return ("there is no exercise \(id)", suggestion(for: id))
    }
    let place = fault.position.map { "\(fault.file):\($0)" } ?? fault.file
    return ("the exercise \(id) has faults itself", "see \(place): \(fault.message)")
  }

  private func suggestion(for id: String) -> String {
    if let near = Nearest.name(to: id, among: ids) { return "did you mean \(near)?" }
    return ids.isEmpty ? "there are no exercises" : "known are \(ids.joined(separator: ", "))"
  }
}

/// Something that is read once, when it is first asked for.
private final class Deferred<Value: Sendable>: Sendable {
  private let read: @Sendable () -> Value?
  private let known = Mutex<Value??>(nil)

  init(_ read: @escaping @Sendable () -> Value?) { self.read = read }

  var value: Value? {
    known.withLock { known in
      if let value = known { return value }
      let value = read()
      known = .some(value)
      return value
    }
  }
}
