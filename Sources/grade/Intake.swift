import Checking
import CommandLine
import Grading
import JSONText
import WorkedExamples

/// The files that are to be graded, found and named.
struct Intake {
  /// A file and whose it is, if it does not say itself.
  struct Item: Sendable {
    let path: Path
    let fallbackName: String
    let folder: String?
    /// The name of its page, without an ending.
    var page = ""

    /// Reads and grades the file; only its marks are kept.
    func graded(
      by grader: Grader, report: (SheetFinding, AnswerKey, String) -> Void = { _, _, _ in }
    ) -> Grader.Result {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try path.isStandardInput ? Path.readStandardInput() : path.read()
      } catch {
        return .problem([Fault(file: path.text, error.message)])
      }
      return grader.grade(
        Submission(
          SourceText(name: path.text, bytes: bytes), fallbackName: fallbackName, folder: folder),
        report: report)
    }
  }

  private(set) var items: [Item] = []
  private(set) var problems: [Fault] = []
  private let exercises: Set<String>
  private let output: Path?

  /// Finds the files; those in the `output` folder are our own, and nobody's answers.
  init(_ operands: [Argument], exercises: Set<String>, output: Path? = nil) {
    self.exercises = exercises
    self.output = output
    var known: Set<Path> = []
    for operand in operands where !operand.isStandardInput {
      add(operand.path, &known)
    }
    if operands.contains(where: \.isStandardInput) {
      items.append(Item(path: .standardInput, fallbackName: "standard input", folder: nil))
    }
    var names = PageNames()
    for index in items.indices {
      let item = items[index]
      let stem = String(decoding: item.path.name, as: UTF8.self).dropLast(".json".count)
      items[index].page = names.name(
        for: [item.fallbackName, item.fallbackName == stem ? "" : String(stem)])
    }
  }

  private mutating func add(_ path: Path, _ known: inout Set<Path>) {
    do throws(FileError) {
      guard try path.kind() == .folder else {
        if known.insert(path).inserted { items.append(item(path, in: nil)) }
        return
      }
      let walk = try FolderWalk(path, suffix: ".json")
      let files = walk.files.filter { file in
        !file.hasSuffix(".schema.json") && !(output.map(file.isReallyInside) ?? false)
      }
      if files.isEmpty {
        problems.append(Fault(file: path.text, "there are no .json files in this folder"))
      }
      for file in files where known.insert(file).inserted {
        items.append(item(file, in: path))
      }
      for skipped in walk.skipped where skipped.reason != .hidden {
        problems.append(Fault(file: skipped.path.text, skipped.message))
      }
    } catch {
      problems.append(Fault(file: error.path.text, error.message))
    }
  }

  /// `s1001.json` is by s1001, and so is `s1001/exercise5.json`.
  private func item(_ path: Path, in root: Path?) -> Item {
    let name = String(decoding: path.name, as: UTF8.self)
    let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    let parent = String(decoding: path.folder.name, as: UTF8.self)
    let hasOwnFolder = root.map { path.folder != $0 } ?? exercises.contains(stem)
    return Item(
      path: path,
      fallbackName: exercises.contains(stem) && !parent.isEmpty && parent != "." ? parent : stem,
      folder: hasOwnFolder ? parent : nil)
  }
}

extension Path {
  var isStandardInput: Bool { self == .standardInput }
}
