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

/// What was found out about a file, and whose it is.
package struct GradedSheet: Sendable {
  package let finding: SheetFinding
  package let key: AnswerKey
  let student: String
  let handles: [String]
  let submission: Submission

  /// Its marks, with what `annotations` say of each step; where prose is kept, a person can mark
  /// from the row alone.
  package func row(annotations: [Annotation?]? = nil, keepsProse: Bool = false) -> GradeRow {
    GradeRow(
      finding, student: student, handles: handles, folder: submission.folder,
      attempt: submission.attempt, key: key.exercise, annotations: annotations,
      keepsProse: keepsProse)
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

  /// `students` tells who else has a sheet with numbers of one's own for an exercise.
  package init(
    _ library: Library, only: String? = nil, decimalCommas: Bool = false,
    students: @escaping KnownOthers.Students = { _ in [] }
  ) {
    self.library = library
    self.only = only
    judges = KnownJudges(decimalCommas: decimalCommas)
    others = KnownOthers(students)
  }

  /// Grades a file.
  package func grade(_ submission: Submission) throws(Faults) -> GradedSheet {
    let source = submission.source
    let sheet = try AnswerSheet(source)
    guard let base = judges.judge(of: sheet.exercise, in: library) else {
      let place = sheet.document.root["exercise"]?.range ?? 0..<0
      let absence = library.absence(of: sheet.exercise)
      throw Faults([Fault(absence.message, in: source, at: place, help: absence.help)])
    }
    if let only, only != sheet.exercise {
      let place = sheet.document.root["exercise"]?.range ?? 0..<0
      throw Faults([
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
      throw Faults([error])
    }
    return GradedSheet(
      finding: judge.judge(sheet, among: others.numbers(besides: base)), key: judge.key,
      student: name, handles: handles, submission: submission)
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
