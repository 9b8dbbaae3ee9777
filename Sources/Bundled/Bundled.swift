/// The exercises and solutions of the project, as they were when the program was built.
package enum Bundled {
  package struct File: Sendable {
    /// As people know it: `Exercises/exercise5.json`.
    package let path: String
    /// The exercise that it is, or solves.
    package let id: String
    package let text: String
  }

  package static let exercises = bundledExercises.map {
    File(path: "Exercises/\($0.name)", id: $0.id, text: $0.text)
  }

  package static let solutions = bundledSolutions.map {
    File(path: "Solutions/\($0.name)", id: $0.id, text: $0.text)
  }
}
