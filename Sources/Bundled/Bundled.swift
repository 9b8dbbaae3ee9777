/// The exercises and solutions of the project, as they were when the program was built.
package enum Bundled {
  package struct File: Sendable {
    /// As people know it: `Exercises/exercise5.json`.
    package let path: String
    package let text: String

    /// The name without folder and ending, which is the exercise's id.
    package var id: String {
      String(path.drop { $0 != "/" }.dropFirst().prefix { $0 != "." })
    }
  }

  package static let exercises = bundledExercises.map {
    File(path: "Exercises/\($0.name)", text: $0.text)
  }

  package static let solutions = bundledSolutions.map {
    File(path: "Solutions/\($0.name)", text: $0.text)
  }
}
