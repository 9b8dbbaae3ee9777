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

  init(_ path: Path, for items: [Intake.Item], showsAnswers: Bool) throws(FileError) {
    self.showsAnswers = showsAnswers
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

  /// Grades a file and writes its page.
  func grade(
    _ item: Intake.Item, by grader: Grader
  ) -> (result: Grader.Result, faults: [Fault]) {
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
    return (result, faults)
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
