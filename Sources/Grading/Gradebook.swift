import Notation
import Scalars
import WorkedExamples

/// All that came of a folder of sheets: records of any number, and what is known of them together.
///
/// Records are read anew for each question, and none is kept.
package struct Gradebook: Sendable {
  fileprivate let records: any RecordSource
  fileprivate let rules: CourseRules
  /// Why a record does not count, by its place in the source.
  fileprivate let rejected: [Int: Fault]
  /// How many attempts there are for a record, by its place; 0 where another attempt counts.
  fileprivate let attempts: [Int: Int]
  fileprivate let problemsBefore: [Fault]
  fileprivate let problemsAfter: [Fault]
  /// Whether some sheet has answers that could not be used, or notes for a person.
  package let hasRemarks: Bool
  /// What was left out on purpose, and is told all the same.
  package let notes: [Fault]
  /// Exercises that have rows, in the order of their ids.
  package let groups: [Group]
  /// How many files could not be graded, or what else went wrong.
  package let problemFiles: Int
  /// How many of a person's marks could not be used.
  package let refusedMarks: Int
  package let problemCount: Int

  /// How many sheets do not count because another attempt of the student does.
  package var supersededCount: Int { attempts.values.count { $0 == 0 } }
  package var hasAttempts: Bool { !attempts.isEmpty }
  package var hasDeadline: Bool { rules.lateness != nil }
  package var hasPersonMarks: Bool { !rules.marks.isEmpty }

  package struct Group: Sendable {
    package let exercise: String
    /// How many sheets there are.
    package let count: Int
    /// The questions, with what they are worth.
    package let questions: [GradeRow.Mark]
    package let possible: Rational
  }

  package var sheetCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// Calls the body with each row that counts, and the name of its page: all of an exercise, or
  /// all in the order of their files.
  package func forEachRow(
    of exercise: String? = nil, _ body: (_ row: GradeRow, _ page: String?) -> Void
  ) {
    guard !groups.isEmpty else { return }
    var place = 0
    records.forEachRecord { record in
      if case .graded(let row) = record.content, rejected[place] == nil, attempts[place] != 0,
        exercise == nil || exercise == row.exercise
      {
        var row = row.following(rules)
        row.attemptCount = attempts[place] ?? 1
        body(row, record.page)
      }
      place += 1
    }
  }

  /// Calls the body with each row that counts, exercise by exercise.
  package func forEachRowByExercise(_ body: (GradeRow) -> Void) {
    if groups.count == 1 { return forEachRow { row, _ in body(row) } }
    for group in groups { forEachRow(of: group.exercise) { row, _ in body(row) } }
  }

  /// Calls the body with all that is wrong, and the page of the file that it is about.
  package func forEachProblem(_ body: (_ fault: Fault, _ page: String?) -> Void) {
    for fault in problemsBefore { body(fault, nil) }
    if problemCount > problemsBefore.count + rejected.count + problemsAfter.count {
      records.forEachRecord { record in
        if case .problem(let faults) = record.content {
          for fault in faults { body(fault, record.page) }
        }
      }
    }
    if !rejected.isEmpty {
      var place = 0
      records.forEachRecord { record in
        if let fault = rejected[place] { body(fault, record.page) }
        place += 1
      }
    }
    for fault in problemsAfter { body(fault, nil) }
  }
}

/// What is noted of records as they pass, to make a gradebook of them in the end.
///
/// - Invariant: it grows by a word for each sheet, and by whole names only where two files are of
///   one student.
package struct GradebookIndex {
  private var exercises: [String: (count: Int, first: GradeRow)] = [:]
  /// Students with their exercises, as hashes: equal ones are looked at again.
  private var claims: Set<Int> = []
  private var suspects: Set<Int> = []
  private var problemCount = 0
  private var problemFiles: Set<Int> = []
  private var hasRemarks = false

  private let rules: CourseRules
  /// Names of owners, where a person's marks have to be matched with them.
  private var owners: Set<String> = []

  package init(rules: CourseRules = CourseRules()) {
    self.rules = rules
  }

  package mutating func note(_ record: GradeRecord) {
    switch record.content {
    case .problem(let faults): note(faults)
    case .graded(let row):
      let row = row.following(rules)
      hasRemarks = hasRemarks || !row.strays.isEmpty || !row.notes.isEmpty
      exercises[row.exercise, default: (0, row)].count += 1
      // Prose that somebody has marked is possible for all.
      if let first = exercises[row.exercise]?.first, row.possible > first.possible {
        exercises[row.exercise]?.first = row
      }
      if !rules.marks.isEmpty { owners.formUnion([row.student] + row.handles) }
      let claim = Claim(row).hashValue
      if !claims.insert(claim).inserted { suspects.insert(claim) }
    }
  }

  private mutating func note(_ faults: some Sequence<Fault>) {
    for fault in faults {
      problemCount += 1
      problemFiles.insert(fault.file.hashValue)
    }
  }

  /// Makes the gradebook of all records that were noted.
  ///
  /// Of several files of one student for one exercise only the one in the student's own folder
  /// counts, and all are named.
  package consuming func gradebook(
    of records: any RecordSource, problemsBefore: [Fault] = [], refusedMarks: [Fault] = [],
    problemsAfter: [Fault] = [], notes: [Fault] = []
  ) -> Gradebook {
    let settled = suspects.isEmpty ? Settlement() : settlement(records)
    note(problemsBefore)
    let refusedMarks = refusedMarks + strangers
    let problemsBefore = problemsBefore + refusedMarks
    problemCount += refusedMarks.count
    note(settled.rejected.values)
    note(problemsAfter)
    var counts = exercises.mapValues(\.count)
    for exercise in settled.losses { counts[exercise, default: 0] -= 1 }
    return Gradebook(
      records: records, rules: rules, rejected: settled.rejected, attempts: settled.attempts,
      problemsBefore: problemsBefore,
      problemsAfter: problemsAfter, hasRemarks: hasRemarks, notes: notes,
      groups: exercises.sorted { $0.key < $1.key }.compactMap { exercise, known in
        guard let count = counts[exercise], count > 0 else { return nil }
        return Gradebook.Group(
          exercise: exercise, count: count, questions: known.first.questions,
          possible: known.first.possible)
      },
      problemFiles: problemFiles.count, refusedMarks: refusedMarks.count,
      problemCount: problemCount)
  }

  /// Marks of a person for students of whom there is no sheet.
  private var strangers: [Fault] {
    rules.marks.faults(known: owners) { Nearest.name(to: $0, among: owners) }
  }

  // MARK: Several files of one student

  private struct Claim: Hashable {
    let student: String
    let exercise: String

    init(_ row: GradeRow) {
      student = row.student
      exercise = row.exercise
    }
  }

  private struct Rival {
    let place: Int
    let file: String
    /// How surely it is the student's: by the folder, by the file's name, or by what is typed.
    let ownership: Int
    let attempt: Int
    let points: Rational
  }

  /// What became of files that are of one student and one exercise.
  private struct Settlement {
    var rejected: [Int: Fault] = [:]
    var attempts: [Int: Int] = [:]
    /// The exercises of records that do not count.
    var losses: [String] = []
  }

  /// How many other files a message names.
  private static let nameLimit = 8

  private func settlement(_ records: any RecordSource) -> Settlement {
    var rivals: [Claim: [Rival]] = [:]
    var place = 0
    records.forEachRecord { record in
      if case .graded(let row) = record.content {
        let claim = Claim(row)
        if suspects.contains(claim.hashValue) {
          rivals[claim, default: []].append(
            Rival(
              place: place, file: row.file,
              ownership: row.folder == row.student ? 2 : row.handles.contains(row.student) ? 1 : 0,
              attempt: row.attempt ?? 1, points: row.following(rules).points))
        }
      }
      place += 1
    }
    var settlement = Settlement()
    for (claim, files) in rivals where files.count > 1 {
      // Who only types a name takes nothing from whom a file belongs to.
      let owned = files.filter { $0.ownership > 0 }
      let rest = owned.isEmpty ? files : owned
      if rest.count < files.count {
        reject(files, of: claim, &settlement, except: rest)
      }
      if Set(rest.map(\.attempt)).count == rest.count {
        if rest.count > 1 { choose(among: rest, of: claim, &settlement) }
      } else {
        let best = rest.map(\.ownership).max() ?? 0
        let own = rest.filter { $0.ownership == best }
        reject(rest, of: claim, &settlement, except: own.count == 1 ? own : [])
      }
    }
    return settlement
  }

  private func choose(among files: [Rival], of claim: Claim, _ settlement: inout Settlement) {
    let ordered = files.sorted { $0.attempt < $1.attempt }
    var winner = ordered[ordered.count - 1]
    if rules.attempts == .best {
      for file in ordered.reversed() where file.points > winner.points { winner = file }
    }
    for file in files {
      let counts = rules.attempts == .all || file.place == winner.place
      settlement.attempts[file.place] = counts ? files.count : 0
      if !counts { settlement.losses.append(claim.exercise) }
    }
  }

  /// Files that say to be the same attempt, of which only those that are surely the student's count.
  private func reject(
    _ files: [Rival], of claim: Claim, _ settlement: inout Settlement, except kept: [Rival]
  ) {
    let places = Set(kept.map(\.place))
    for file in files where !places.contains(file.place) {
      var others = files.lazy.filter { $0.place != file.place }.prefix(Self.nameLimit)
        .map(\.file).joined(separator: ", ")
      if files.count - 1 > Self.nameLimit {
        others += " and \(files.count - 1 - Self.nameLimit) more"
      }
      settlement.losses.append(claim.exercise)
      settlement.rejected[file.place] = Fault(
        file: file.file,
        "\(claim.student) has another sheet for \(claim.exercise) in \(others)",
        help: kept.isEmpty
          ? "neither is graded: keep one, or name attempts as in \(claim.student)-2.json"
          : file.ownership == 0
            ? "the student's own is graded: a typed name decides nothing"
            : "the one in the student's own folder is graded")
    }
  }
}
