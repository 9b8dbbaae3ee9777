import Scalars
import WorkedExamples

/// All that came of a folder of sheets: records of any number, and what is known of them together.
///
/// Records are read anew for each question, and none is kept.
package struct Gradebook: Sendable {
  fileprivate let records: any RecordSource
  /// Why a record does not count, by its place in the source.
  fileprivate let rejected: [Int: Fault]
  fileprivate let problemsBefore: [Fault]
  fileprivate let problemsAfter: [Fault]
  /// Exercises that have rows, in the order of their ids.
  package let groups: [Group]
  /// How many files could not be graded, or what else went wrong.
  package let problemFiles: Int
  package let problemCount: Int

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
      if case .graded(let row) = record.content, rejected[place] == nil,
        exercise == nil || exercise == row.exercise
      {
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

  package init() {}

  package mutating func note(_ record: GradeRecord) {
    switch record.content {
    case .problem(let faults): note(faults)
    case .graded(let row):
      exercises[row.exercise, default: (0, row)].count += 1
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
    of records: any RecordSource, problemsBefore: [Fault] = [], problemsAfter: [Fault] = []
  ) -> Gradebook {
    let rejected = suspects.isEmpty ? [:] : self.rejected(records)
    note(problemsBefore)
    note(rejected.values.map(\.fault))
    note(problemsAfter)
    var counts = exercises.mapValues(\.count)
    for entry in rejected.values { counts[entry.exercise, default: 0] -= 1 }
    return Gradebook(
      records: records, rejected: rejected.mapValues(\.fault), problemsBefore: problemsBefore,
      problemsAfter: problemsAfter,
      groups: exercises.sorted { $0.key < $1.key }.compactMap { exercise, known in
        guard let count = counts[exercise], count > 0 else { return nil }
        return Gradebook.Group(
          exercise: exercise, count: count, questions: known.first.questions,
          possible: known.first.possible)
      },
      problemFiles: problemFiles.count, problemCount: problemCount)
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
    let isInOwnFolder: Bool
  }

  /// How many other files a message names.
  private static let nameLimit = 8

  private func rejected(_ records: any RecordSource) -> [Int: (exercise: String, fault: Fault)] {
    var rivals: [Claim: [Rival]] = [:]
    var place = 0
    records.forEachRecord { record in
      if case .graded(let row) = record.content {
        let claim = Claim(row)
        if suspects.contains(claim.hashValue) {
          rivals[claim, default: []].append(
            Rival(place: place, file: row.file, isInOwnFolder: row.folder == row.student))
        }
      }
      place += 1
    }
    var rejected: [Int: (exercise: String, fault: Fault)] = [:]
    for (claim, files) in rivals where files.count > 1 {
      let isOwned = files.count { $0.isInOwnFolder } == 1
      for file in files where !(isOwned && file.isInOwnFolder) {
        var others = files.lazy.filter { $0.place != file.place }.prefix(Self.nameLimit)
          .map(\.file).joined(separator: ", ")
        if files.count - 1 > Self.nameLimit {
          others += " and \(files.count - 1 - Self.nameLimit) more"
        }
        rejected[file.place] = (
          claim.exercise,
          Fault(
            file: file.file,
            "\(claim.student) has another sheet for \(claim.exercise) in \(others)",
            help: isOwned
              ? "the one in the student's own folder is graded" : "neither is graded: keep one")
        )
      }
    }
    return rejected
  }
}
