import JSONText
import Notation
import Scalars
import TestSupport
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// Sheets that claim one's own numbers and are worked with others: nothing of them earns, and
/// nobody who is only wrong is taken for a copyist.
struct CopiedSheetTests {
  private static let classmates = (1...20).map { "s\(1000 + $0)" }

  /// One grader knows all that it knows of the class for every sheet.
  private static let shared = Result { try grader() }

  private static func exercise() throws -> Exercise {
    try #require(try Shelf.judges.get()["exercise5"]).key.exercise
  }

  private static func grader(_ students: [String] = classmates) throws -> Grader {
    var library = Library()
    library.add(try exercise().document.source)
    return Grader(library, students: { $0 == "exercise5" ? Set(students) : [] })
  }

  /// The right values of a student, or of the file, as a student writes them.
  private static func answers(of student: String?) throws -> [(step: String, json: String)] {
    let exercise = try exercise()
    let key = AnswerKey(try student.map { try exercise.dealt(to: $0) } ?? exercise)
    return exercise.steps.compactMap { step in
      key.values[step.id].map { value in
        let entries = value.exact.map {
          $0.decimalPlaces(within: 40) == nil ? "\"\($0)\"" : "\($0)"
        }
        return (
          step.id, entries.count == 1 ? entries[0] : "[\(entries.joined(separator: ", "))]"
        )
      }
    }
  }

  private static func grade(
    _ answers: [(step: String, json: String)], by student: String, claims: Bool = true,
    _ grader: Grader
  ) throws -> GradeRow {
    let body = answers.map { "\"\($0.step)\": \($0.json)" }.joined(separator: ",\n")
    let variant = claims ? #""variant": "\#(student)","# : ""
    let text =
      #"{"exercise": "exercise5", "student": "\#(student)", \#(variant) "answers": {"# + body + "}}"
    let content = grader.content(
      Submission(
        SourceText(name: "\(student).json", text: text),
        SubmissionPlace(owner: nil, fallbackName: student)))
    guard case .graded(let row) = content else {
      throw Shelf.MissingExercise()
    }
    return row
  }

  /// What of another's answers is right by the student's own numbers, too, and may be kept.
  private static func common(_ student: String, _ answers: [(step: String, json: String)]) throws
    -> Rational
  {
    let row = try grade(answers, by: student, try grader([]))
    return row.steps.reduce(Rational.zero) { sum, mark in
      mark.outcome == .right ? sum + mark.points : sum
    }
  }

  @Test(
    "the numbers of the file, or of a classmate, earn nothing for somebody else",
    arguments: [nil, "s1002", "s1017", "s1020"] as [String?], ["s1001", "s1013", "Zoë"])
  func copied(from owner: String?, by student: String) throws {
    let answers = try Self.answers(of: owner)
    let row = try Self.grade(answers, by: student, try Self.shared.get())
    #expect(row.points == (try Self.common(student, answers)))
    #expect(row.points * 5 < row.possible * 2)
    #expect(
      row.notes.map(\.message) == [
        "this sheet is worked with the numbers "
          + (owner.map { "of \($0)" } ?? "of the exercise's file")
      ])
    let codes = row.steps.filter { $0.outcome == .wrong }.map(\.slip)
    #expect(codes.count > 8 && Set(codes) == ["other-numbers"])
    #expect(!row.steps.contains { $0.outcome == .followsThrough })
  }

  @Test("a copy with a few changes is one, and so is half of one")
  func disguised() throws {
    var answers = try Self.answers(of: "s1002")
    for index in [0, 5, 9] { answers[index].json = "7.77" }
    let grader = try Self.shared.get()
    #expect(try Self.grade(answers, by: "s1001", grader).notes.count == 1)
    #expect(
      try Self.grade(Array(answers.dropFirst(2).prefix(14)), by: "s1001", grader).notes.count == 1)
    // Computations are no disguise.
    let written = try Self.answers(of: "s1002").map { answer in
      (
        answer.step,
        answer.json.hasPrefix("[") ? answer.json : "\"\(answer.json.filter { $0 != "\"" })\""
      )
    }
    #expect(try Self.grade(written, by: "s1001", grader).notes.count == 1)
  }

  @Test("one's own numbers are no one else's, also on a sheet that claims those of the file")
  func own() throws {
    let grader = try Self.shared.get()
    let own = try Self.answers(of: "s1003")
    let row = try Self.grade(own, by: "s1003", grader)
    #expect(row.notes.isEmpty)
    #expect(row.steps.allSatisfy { $0.outcome == .open || $0.points == $0.possible })
    #expect(
      try Self.grade(try Self.answers(of: nil), by: "s1003", claims: false, grader).notes.isEmpty)
    let unclaimed = try Self.grade(own, by: "s1003", claims: false, grader)
    #expect(unclaimed.notes.map(\.message) == ["this sheet is worked with the numbers of s1003"])
  }

  @Test("who makes mistakes of one's own keeps what follows from them")
  func honest() throws {
    let grader = try Self.shared.get()
    var generator = SplitMix64(seed: 20_261_124)
    var kept = Rational.zero
    for student in Self.classmates {
      var answers = try Self.answers(of: student)
      // One to six numbers are replaced, most by small ones, as the right ones are.
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<answers.count, using: &generator)
        guard !answers[place].json.hasPrefix("[") else { continue }
        answers[place].json = "\(Int.random(in: -9...9, using: &generator))"
      }
      let row = try Self.grade(answers, by: student, grader)
      #expect(row.notes.isEmpty, "\(student), seed 20261124")
      kept = kept + row.points
    }
    #expect(kept > 400)
  }

  @Test("a finding depends neither on the order of the sheets nor on who is graded with them")
  func order() throws {
    let sheets = try ["s1002", nil, "s1009", "s1018"].map { try Self.answers(of: $0) }
    let names = ["s1001", "s1004", "s1005", "s1006"]
    func rows(_ order: [Int], _ grader: Grader) throws -> [GradeRow] {
      try order.map { try Self.grade(sheets[$0], by: names[$0], grader) }
    }
    let whole = try rows([0, 1, 2, 3], try Self.grader())
    #expect(whole.allSatisfy { !$0.notes.isEmpty })
    #expect(
      try rows([3, 2, 1, 0], try Self.grader(Self.classmates.reversed())).reversed() == whole)
    for index in [0, 1] {
      #expect(try rows([index], try Self.grader()) == [whole[index]])
    }
    let parallel = Workers.map([0, 1, 2, 3, 0, 1, 2, 3]) { [grader = try Self.grader()] index in
      try? Self.grade(sheets[index], by: names[index], grader)
    }
    #expect(parallel == whole + whole)
  }

  @Test("the notes of a row are written in its record and read back")
  func records() throws {
    let row = try Self.grade(try Self.answers(of: "s1002"), by: "s1001", try Self.shared.get())
    let record = GradeRecord(index: 0, file: row.file, page: nil, .graded(row))
    let line = try RecordLine(
      JSONDocument(SourceText(name: "records", bytes: record.line.dropLast())))
    #expect(line == .record(record))
  }
}
