import Checking
import CommandLine
import Grading
import Reports
import WorkedExamples

/// The pages of one run: each is written while its sheet is graded, and none is kept.
struct GradingPages: Sendable {
  private let folder: OutputFolder
  private let showsAnswers: Bool
  /// The page of each file, as the page of the class calls it; files whose names look alike have
  /// none there.
  private let links: [String: String]

  private static let files = ["class.html", "grades.csv", "results.json"]

  /// Nil where nobody asked for pages.
  init?(_ arguments: Arguments, for items: [Intake.Item]) throws(Fault) {
    guard let path = arguments.value(of: Options.output)?.path else { return nil }
    showsAnswers = arguments.contains(Options.showAnswers)
    let names = items.flatMap { ["\(Self.stem($0)).html", "\(Self.stem($0)).md"] }
    folder = try OutputFolder(path, for: Self.files + names)
    links = Dictionary(grouping: items, by: \.path.text).compactMapValues { items in
      items.count == 1 ? "\(Self.stem(items[0])).html" : nil
    }
  }

  var problems: [Fault] { folder.problems }

  private static func stem(_ item: Intake.Item) -> String {
    "\(OutputFolder.pages)/\(item.page)"
  }

  /// What came of one file, and what of its pages could not be written.
  struct Outcome: Sendable {
    let result: Grader.Result
    let faults: [Fault]
  }

  /// Grades a file and writes its page.
  func grade(_ item: Intake.Item, by grader: Grader) -> Outcome {
    let stem = Self.stem(item)
    var faults: [Fault] = []
    let result = item.graded(by: grader) { finding, key, student in
      let page = StudentPage(finding, key: key, student: student, showsAnswers: showsAnswers)
      faults += folder.write("\(stem).html", page.html)
      faults += folder.write("\(stem).md", page.markdown)
    }
    if case .problem(let problems) = result {
      let page = ProblemPage(student: item.fallbackName, faults: problems)
      faults += folder.write("\(stem).html", page.html)
      faults += folder.write("\(stem).md", page.markdown)
    }
    return Outcome(result: result, faults: faults)
  }

  /// Writes what there is of all sheets together.
  func write(_ gradebook: Gradebook, status: ExitStatus, _ library: Library) -> [Fault] {
    folder.write("grades.csv", GradeCSV(gradebook).text)
      + folder.write(
        "results.json", JSONReports.document(status, JSONReports.gradebook(gradebook)))
      + folder.write(
        "class.html",
        ClassPage(gradebook, exercises: library.exercises, pages: links).html)
  }
}
