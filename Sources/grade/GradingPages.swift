import Checking
import CommandLine
import Grading
import Reports
import WorkedExamples

/// The pages of one run: each is written while its sheet is graded, and none is kept.
struct GradingPages: Sendable {
  private let folder: OutputFolder
  private let memory: PageMemory
  private let rules: CourseRules
  private let isForced: Bool

  private static let files = ["class.html", "grades.csv", OutputFolder.results]
  /// The pages of exercises, by their ids.
  private let exercisePages: [String: String]

  /// The folder for the pages of some files, all shards of them; nil where nobody asked for pages.
  init?(
    _ arguments: Arguments, for intake: Intake?, _ rules: CourseRules, _ exercises: [String]
  ) throws(Fault) {
    guard let path = arguments.value(of: Options.output)?.path else { return nil }
    memory = PageMemory(showsAnswers: arguments.contains(Options.showAnswers))
    self.rules = rules
    var pages = PageNames()
    exercisePages = Dictionary(
      uniqueKeysWithValues: exercises.map { ($0, "class-\(pages.name(for: [$0])).html") })
    // The stem with its point is what the names of both pages begin with.
    var stems = PathList()
    var names = PageNames()
    for index in 0..<(intake?.count ?? 0) {
      let page = names.name(for: intake?.item(index).nameParts ?? [])
      stems.append(Path("\(OutputFolder.pages)/\(page)."))
    }
    var files = PathList()
    for name in Self.files { files.append(Path(name)) }
    for stem in stems.sorted() {
      files.append(Path(bytes: stem.bytes + Array("html".utf8)))
      files.append(Path(bytes: stem.bytes + Array("md".utf8)))
    }
    isForced = arguments.contains(Options.force)
    folder = try OutputFolder(path, for: files, isForced: isForced)
  }

  var problems: [Fault] { folder.problems }

  /// Writes the page of a sheet; returns what could not be written.
  func write(_ sheet: GradedSheet, _ row: GradeRow, as page: String) -> [Fault] {
    write(
      StudentPage(sheet.finding, key: sheet.key, row: row.following(rules), memory: memory).written,
      as: page)
  }

  /// Writes the page for a file that could not be graded.
  func write(_ problems: [Fault], of student: String, as page: String) -> [Fault] {
    let problem = ProblemPage(student: student, faults: problems)
    return write((Array(problem.html.utf8), Array(problem.markdown.utf8)), as: page)
  }

  private func write(_ texts: (html: [UInt8], markdown: [UInt8]), as page: String) -> [Fault] {
    folder.writePage("\(page).html", texts.html) + folder.writePage("\(page).md", texts.markdown)
  }

  /// Writes what there is of all sheets together.
  func write(_ gradebook: Gradebook, status: ExitStatus, _ library: Library) -> [Fault] {
    @Sendable func write(_ name: String, _ report: some GradeReport) -> [Fault] {
      folder.write(name) { writer in
        var stream = writer
        report.write(to: &stream)
      }
    }
    @Sendable func page() -> ClassPage {
      ClassPage(gradebook, library) { name in
        folder.hasPage(name) ? "\(OutputFolder.pages)/\(name).html" : nil
      }
    }
    var files: [@Sendable () -> [Fault]] = [
      { write(OutputFolder.results, JSONGradebook(gradebook, status: status)) },
      { folder.write("class.html") { $0.write(page().html { exercisePages[$0] ?? "" }) } },
      { write("grades.csv", GradeCSV(gradebook)) },
    ]
    let exercises = page().exercises.compactMap { id in
      exercisePages[id].map { (id: id, page: $0) }
    }
    // The records of a large class are read from a file, on all cores anyway; side by side that
    // only takes more memory.
    func run(_ files: [@Sendable () -> [Fault]]) -> [Fault] {
      gradebook.sheetCount > 2_000
        ? files.flatMap { $0() } : Workers.map(files) { $0() }.flatMap(\.self)
    }
    guard !exercises.isEmpty else { return run(files) }
    // Which there are is known only now: what stands in the list is what is written.
    var names = PathList()
    for name in exercises.map(\.page).sorted() { names.append(Path(name)) }
    let more: OutputFolder
    do throws(Fault) {
      more = try OutputFolder(folder.path, for: names, isForced: isForced)
    } catch {
      return [error] + run(files)
    }
    for exercise in exercises {
      files.append {
        page().html(of: exercise.id, home: "class.html").map { html in
          more.write(exercise.page) { $0.write(html) }
        } ?? []
      }
    }
    return more.problems + run(files)
  }
}
