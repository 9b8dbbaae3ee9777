import Checking
import JSONText
import Scalars
import Synchronization
import WorkedExamples

/// One file that somebody handed in.
package struct Submission: Sendable {
  package let source: SourceText
  /// What its place says of it; where that names nobody, the sheet says itself whose it is.
  package let place: SubmissionPlace

  package init(_ source: SourceText, _ place: SubmissionPlace) {
    self.source = source
    self.place = place
  }
}

/// What the names of a file and of its folders say of a sheet, whatever is typed in it.
package struct SubmissionPlace: Equatable, Sendable {
  /// Whose file or folder it is; nil where the names are nobody's.
  package var owner: String?
  /// What a sheet that nobody owns is called if it does not say: its file, or the folder it lies in.
  package var fallbackName: String
  /// What else its owner may be called in a gradebook.
  package var handles: [String] = []
  /// The folder that the file lies in, if it is not the one that is graded.
  package var folder: String?
  /// Which attempt it is; nil where nothing says so.
  package var attempt: Int?
  /// When it was handed in; nil where nothing says so.
  package var submitted: String?
  /// Whether the platform calls it late, without saying by how much.
  package var isLate = false

  package init(owner: String?, fallbackName: String) {
    self.owner = owner
    self.fallbackName = fallbackName
  }

  /// What its pages and its messages are called after.
  package var name: String { owner ?? fallbackName }
}

/// What was found out about a file, and whose it is.
package struct GradedSheet: Sendable {
  package let finding: SheetFinding
  package let key: AnswerKey
  let student: String
  let submission: Submission
  /// What is to be told of whose it is.
  let remarks: [Fault]

  /// Its marks, with what `annotations` say of each step; where prose is kept, a person can mark
  /// from the row alone.
  package func row(annotations: [Annotation?]? = nil, keepsProse: Bool = false) -> GradeRow {
    GradeRow(
      finding, student: student, place: submission.place, remarks: remarks, key: key.exercise,
      annotations: annotations, keepsProse: keepsProse)
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
  /// Whether a name is that of the owner of some file.
  private let isOwner: @Sendable (String) -> Bool

  /// `students` tells who else has a sheet with numbers of one's own for an exercise.
  package init(
    _ library: Library, only: String? = nil, decimalCommas: Bool = false,
    isOwner: @escaping @Sendable (String) -> Bool = { _ in false },
    students: @escaping KnownOthers.Students = { _ in [] }
  ) {
    self.isOwner = isOwner
    self.library = library
    self.only = only
    judges = KnownJudges(decimalCommas: decimalCommas)
    others = KnownOthers(students)
  }

  /// Grades a file.
  package func grade(_ submission: Submission) throws(Faults) -> GradedSheet {
    let source = submission.source
    let sheet = try AnswerSheet(source, expected: only)
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
    let place = submission.place
    let typed = sheet.student.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    let name = place.owner ?? typed ?? place.fallbackName
    let judge: SheetJudge
    do throws(Fault) {
      judge = try variants.judge(for: sheet, of: [name] + place.handles, base: base)
    } catch {
      throw Faults([error])
    }
    return GradedSheet(
      finding: judge.judge(sheet, among: others.numbers(besides: base)), key: judge.key,
      student: name, submission: submission, remarks: remarks(on: sheet, place, typed: typed))
  }

  /// File or folder owns; who types the name of another owner gets nothing by it, and takes nothing.
  private func remarks(
    on sheet: AnswerSheet, _ place: SubmissionPlace, typed: String?
  ) -> [Fault] {
    let root = sheet.document.root
    let source = sheet.document.source
    var remarks: [Fault] = []
    if let owner = place.owner, let typed, isOwner(typed),
      !([owner] + place.handles).contains(where: { LooseName($0) == LooseName(typed) })
    {
      remarks.append(
        Fault(
          "this says that it is by \(typed), and it is \(owner)'s by its place", in: source,
          at: root["student"]?.range ?? 0..<0,
          help: "it counts for \(owner): a typed name decides nothing"))
    }
    if place.isLate, place.submitted == nil {
      remarks.append(
        Fault(
          file: source.name, "this is late by its name, which does not say by how much",
          help: sheet.submitted == nil ? nil : "the time is the one that the sheet says"))
    }
    return remarks
  }
}

/// A name as people compare it at a glance: letters of either case, blanks and invisible
/// characters make no difference.
package struct LooseName: Hashable, Sendable {
  private let letters: String

  package init(_ name: String) {
    let visible = name.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
    letters = String(String.UnicodeScalarView(visible)).lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
