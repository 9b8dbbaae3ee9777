import CommandLine
import JSONText
import WorkedExamples

extension Library {
  /// The project's own exercises, then those of a folder: there, a file with `questions` is an
  /// exercise and one with `answers` its solution.
  package init(addingFolder folder: Path?) throws(FileError) {
    self.init()
    for file in Bundled.exercises {
      add(exercise: file.id) { SourceText(name: file.path, text: file.text) }
    }
    for file in Bundled.solutions {
      add(solution: file.id) { SourceText(name: file.path, text: file.text) }
    }
    guard let folder else { return }
    let walk = try FolderWalk(folder, suffix: ".json", except: ".schema.json")
    for file in walk.files {
      add(SourceText(name: file.text, saved: try file.read()))
    }
  }
}
