import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Grading
@testable import Reports

@Suite("A person's marks")
struct MarksCSVTests {
  private static let exercise = """
    {"id": "tiny", "given": ["w = 3"], "questions": [{"id": "1", "steps": [
      {"id": "z", "value": "w*2", "points": 2}, {"id": "why", "prose": true, "points": 3}]}]}
    """
  private static let other = """
    {"id": "other", "given": ["w = 3"], "questions": [{"id": "1", "steps": [
      {"id": "z", "value": "w", "points": 1}]}]}
    """

  private func marks(_ text: String, _ exercises: [String] = [Self.exercise]) throws -> MarksCSV {
    var read: [Exercise] = []
    for exercise in exercises {
      let source = SourceText(name: "x.json", text: exercise)
      read.append(try Exercise(try JSONDocument(source)))
    }
    return try MarksCSV(SourceText(name: "marks.csv", text: text), exercises: read)
  }

  @Test("points, excuses and comments are read, in columns of any order")
  func reading() throws {
    let file = try marks(
      """
      Step,student,comment,points
      why,anna,well argued,2.5
      z,anna,,excused
      why,"ben, the second",see me,
      z,ben;,,"1,5"

      """)
    #expect(file.faults.isEmpty)
    func mark(_ student: String, _ step: String) -> PersonMark? {
      file.marks.mark(for: ["nobody", student], exercise: "tiny", step: step)
    }
    let argued = PersonMark(.points(Rational(5, over: 2)), comment: "well argued")
    #expect(mark("anna", "why") == argued)
    #expect(mark("anna", "z") == PersonMark(.excused))
    #expect(mark("ben, the second", "why") == PersonMark(.comment, comment: "see me"))
    #expect(mark("ben;", "z") == PersonMark(.points(Rational(3, over: 2))))
    #expect(mark("carl", "z") == nil)
    #expect(file.marks.hasPoints(exercise: "tiny", step: "why"))
  }

  @Test(
    "a line that cannot be used is named, and the others count",
    arguments: [
      ("anna,why,4,", "2:10", "why has 3 points, and these are 4"),
      ("anna,z,2.001,", "2:8", "z has 2 points, and these are 2.001"),
      ("anna,wy,1,", "2:6", "there is no step wy"), ("anna,,1,", "2:6", "this line names no step"),
      (",why,1,", "2:1", "this line names no student"),
      ("anna,why,many,", "2:10", "points are a number from 0, or excused; this is many"),
      ("anna,why,-1,", "2:10", "points are a number from 0, or excused; this is -1"),
      ("anna,why,,", "2:10", "this line says nothing of why"),
      ("anna,why", "2:1", "this line says nothing of why"),
      ("ben,why,1,\nanna,z,1,\nanna,z,2,", "4:1", "anna has a mark for z already"),
    ])
  func lineFaults(_ lines: String, _ place: String, _ message: String) throws {
    let file = try marks("student,step,points,comment\n\(lines)\nzoe,z,1,\n")
    #expect(file.faults.map(\.message) == [message])
    #expect(file.faults.first?.position?.description == place)
    #expect(file.marks.mark(for: ["zoe"], exercise: "tiny", step: "z") != nil)
  }

  @Test(
    "a head that does not say what stands below is refused",
    arguments: [
      ("", "this file is empty"), ("student,step\n", "there is no column points"),
      ("student,step,points,grade\n", "there is no column grade"),
      ("student,step,points,step\n", "the column step stands here twice"),
    ])
  func headFaults(_ text: String, _ message: String) {
    #expect { try marks(text) } throws: { ($0 as? Fault)?.message == message }
  }

  @Test("a step of several exercises needs the exercise's name")
  func severalExercises() throws {
    let both = [Self.exercise, Self.other]
    let vague = try marks("student,step,points\nanna,z,1\nanna,why,1\n", both)
    #expect(vague.faults.map(\.message) == ["z is a step of tiny and other"])
    let named = try marks(
      "student,exercise,step,points\nanna,other,z,1\nanna,tiny,z,2\nanna,teny,z,1\n", both)
    #expect(named.faults.map(\.message) == ["there is no exercise teny"])
    #expect(
      named.marks.mark(for: ["anna"], exercise: "other", step: "z")
        == PersonMark(.points(Rational(1))))
  }

  @Test("students without a sheet are named, each once")
  func unknownStudents() throws {
    let file = try marks("student,step,points\nana,z,1\nana,why,1\nben,z,1\n")
    let faults = file.marks.faults(known: ["anna", "ben"]) { _ in "anna" }
    #expect(faults.map(\.message) == ["there is no sheet of ana"])
    #expect(faults.first?.help == "did you mean anna?")
    #expect(faults.first?.position?.description == "2:1")
  }
}
