import Checking
import JSONText
import Scalars
import WorkedExamples

/// One file that somebody handed in.
package struct Submission: Sendable {
  package let source: SourceText
  /// What a sheet without a name is called: its file, or the folder it lies in.
  package let fallbackName: String
  /// The folder that the file lies in, if it is not the one that is graded.
  package let folder: String?

  package init(_ source: SourceText, fallbackName: String, folder: String?) {
    self.source = source
    self.fallbackName = fallbackName
    self.folder = folder
  }
}

/// Grades files against a library of exercises, each by itself.
package struct Grader: Sendable {
  let library: Library
  let judges: [String: SheetJudge]
  private let variants = VariantKeys()
  /// The only exercise that is graded; all, where there is none.
  let only: String?
  let annotate: Annotation.Author?

  package init(
    _ library: Library, only: String? = nil, decimalCommas: Bool = false,
    annotate: Annotation.Author? = nil
  ) {
    self.library = library
    self.only = only
    self.annotate = annotate
    judges = library.exercises.mapValues { SheetJudge(AnswerKey($0), decimalCommas: decimalCommas) }
  }

  package enum Result: Sendable {
    case graded(GradeRow, folder: String?)
    case problem([Fault])
  }

  /// Grades a file; what was found out is shown to `report` before it is let go.
  package func grade(
    _ submission: Submission, report: (SheetFinding, AnswerKey, String) -> Void = { _, _, _ in }
  ) -> Result {
    let source = submission.source
    let sheet: AnswerSheet
    do throws(Faults) {
      sheet = try AnswerSheet(source)
    } catch {
      return .problem(error.all)
    }
    guard let base = judges[sheet.exercise] else {
      let place = sheet.document.root["exercise"]?.range ?? 0..<0
      return .problem([
        Fault(
          "there is no exercise \(sheet.exercise)", in: source, at: place,
          help: library.suggestion(for: sheet.exercise))
      ])
    }
    if let only, only != sheet.exercise {
      let place = sheet.document.root["exercise"]?.range ?? 0..<0
      return .problem([
        Fault("this sheet answers \(sheet.exercise), not \(only)", in: source, at: place)
      ])
    }
    let name =
      sheet.student.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? submission.fallbackName
    let handles = [submission.fallbackName, submission.folder].compactMap(\.self)
    let judge: SheetJudge
    do throws(Fault) {
      judge = try variants.judge(for: sheet, of: name, base: base)
    } catch {
      return .problem([error])
    }
    let finding = judge.judge(sheet)
    report(finding, judge.key, name)
    return .graded(
      GradeRow(
        finding, student: name, handles: handles, key: judge.key.exercise,
        annotate: annotate),
      folder: submission.folder)
  }
}

extension Gradebook {
  /// Sorts results into rows and problems; of several files of one student for one exercise only
  /// the one in the student's own folder counts, and all are named.
  package init(_ results: [Grader.Result]) {
    self.init()
    var graded: [(row: GradeRow, folder: String?)] = []
    for result in results {
      switch result {
      case .graded(let row, let folder): graded.append((row, folder))
      case .problem(let faults): problems += faults
      }
    }
    let claims = Dictionary(grouping: graded.indices) { index in
      Claim(student: graded[index].row.student, exercise: graded[index].row.exercise)
    }
    for index in graded.indices {
      let (row, folder) = graded[index]
      let rivals = claims[Claim(student: row.student, exercise: row.exercise)] ?? []
      let owned = rivals.filter { graded[$0].folder == graded[$0].row.student }
      guard rivals.count == 1 || (owned.count == 1 && folder == row.student) else {
        let others = rivals.filter { $0 != index }.map { graded[$0].row.file }
        problems.append(
          Fault(
            file: row.file,
            "\(row.student) has another sheet for \(row.exercise) in \(others.joined(separator: ", "))",
            help: owned.count == 1
              ? "the one in the student's own folder is graded" : "neither is graded: keep one"))
        continue
      }
      rows.append(row)
    }
  }

  private struct Claim: Hashable {
    let student: String
    let exercise: String
  }
}
