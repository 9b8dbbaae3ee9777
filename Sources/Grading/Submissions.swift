import Checking
import JSONText
import Scalars
import Synchronization
import WorkedExamples

/// One file that somebody handed in.
package struct Submission: Sendable {
  package let source: SourceText
  /// What a sheet without a name is called: its file, or the folder it lies in.
  package let fallbackName: String
  /// The folder that the file lies in, if it is not the one that is graded.
  package let folder: String?
  /// Which attempt the file's name says it is; nil where it does not.
  package let attempt: Int?

  package init(
    _ source: SourceText, fallbackName: String, folder: String?, attempt: Int? = nil
  ) {
    self.source = source
    self.fallbackName = fallbackName
    self.folder = folder
    self.attempt = attempt
  }
}

/// Grades files against a library of exercises, each by itself.
package struct Grader: Sendable {
  let library: Library
  private let judges: KnownJudges
  private let others: KnownOthers
  private let variants = VariantKeys()
  /// The only exercise that is graded; all, where there is none.
  let only: String?
  let annotate: Annotation.Author?
  /// Whether records hold what a person is to mark.
  let keepsProse: Bool

  /// `students` tells who else has a sheet with numbers of one's own for an exercise.
  package init(
    _ library: Library, only: String? = nil, decimalCommas: Bool = false,
    annotate: Annotation.Author? = nil, keepsProse: Bool = false,
    students: @escaping KnownOthers.Students = { _ in [] }
  ) {
    self.library = library
    self.only = only
    self.annotate = annotate
    self.keepsProse = keepsProse
    judges = KnownJudges(decimalCommas: decimalCommas)
    others = KnownOthers(students)
  }

  /// Grades a file; what was found out is shown to `report` before it is let go.
  package func grade(
    _ submission: Submission, report: (SheetFinding, AnswerKey, GradeRow) -> Void = { _, _, _ in }
  ) -> GradeRecord.Content {
    let source = submission.source
    let sheet: AnswerSheet
    do throws(Faults) {
      sheet = try AnswerSheet(source)
    } catch {
      return .problem(error.all)
    }
    guard let base = judges.judge(of: sheet.exercise, in: library) else {
      let place = sheet.document.root["exercise"]?.range ?? 0..<0
      let absence = library.absence(of: sheet.exercise)
      return .problem([Fault(absence.message, in: source, at: place, help: absence.help)])
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
    let finding = judge.judge(sheet, among: others.numbers(besides: base))
    let row = GradeRow(
      finding, student: name, handles: handles, folder: submission.folder,
      attempt: submission.attempt, key: judge.key.exercise, annotate: annotate,
      keepsProse: keepsProse)
    report(finding, judge.key, row)
    return .graded(row)
  }
}

/// Whose numbers the sheets of an exercise may be worked with.
package final class KnownOthers: Sendable {
  package typealias Students = @Sendable (_ exercise: String) -> Set<String>

  private let students: Students
  private let known = Mutex<[String: OtherNumbers]>([:])

  init(_ students: @escaping Students) {
    self.students = students
  }

  /// Nil where everybody has the same numbers.
  func numbers(besides base: SheetJudge) -> OtherNumbers? {
    let exercise = base.key.exercise
    guard exercise.variants != nil else { return nil }
    let students = self.students
    return known.withLock { known in
      if let found = known[exercise.id] { return found }
      let numbers = OtherNumbers(base) { students(exercise.id) }
      known[exercise.id] = numbers
      return numbers
    }
  }
}

/// Answer keys, made when the first sheet of their exercise comes.
private final class KnownJudges: Sendable {
  private let known = Mutex<[String: SheetJudge]>([:])
  private let decimalCommas: Bool

  init(decimalCommas: Bool) {
    self.decimalCommas = decimalCommas
  }

  func judge(of id: String, in library: Library) -> SheetJudge? {
    known.withLock { known in
      if let judge = known[id] { return judge }
      guard let exercise = library.exercise(id) else { return nil }
      let judge = SheetJudge(AnswerKey(exercise), decimalCommas: decimalCommas)
      known[id] = judge
      return judge
    }
  }
}
