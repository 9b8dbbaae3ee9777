import JSONText
import TestSupport
import Testing
import WorkedExamples

@testable import Grading
@testable import Reports

@Suite("Gradebooks that are filled in")
struct GradebookFormTests {
  static let classroom = Classroom()

  private func sheet(_ file: String, by student: String) -> (name: String, text: String) {
    (file, Classroom.sheet(student: student, answers: [("z", "1.5"), ("L", "0.25")]))
  }

  private func form(_ text: String) throws -> GradebookForm {
    try GradebookForm(SourceText(name: "form.csv", text: text))
  }

  private func filled(
    _ text: String, _ files: [(name: String, text: String)], column: String? = nil
  ) throws -> (text: String, form: GradebookForm) {
    var form = try form(text)
    form.fill(
      Self.classroom.gradebook(files), Self.classroom.library, column: column)
    return (String(decoding: form.bytes, as: UTF8.self), form)
  }

  static let canvas =
    "Student,ID,SIS User ID,SIS Login ID,Section,A tiny net (31),Other (32),Final Score\r\n"
    + "    Points Possible,,,,,6,10,(read only)\r\n" + "\"Lee, Ann\",101,s1,ann,A,,1,50\r\n"
    + "\"Bo \"\"B\"\" Ray\",102,s2,bo,A,2,,\r\n" + "\"Student, Test\",103,,x,A,,,\r\n"

  @Test(
    "a student is found by ID, SIS ID, login, name, and the name of a downloaded file",
    arguments: [
      ("101.json", "Ann Lee"), ("s1.json", ""), ("ann.json", ""), ("Lee, Ann.json", ""),
      ("whatever.json", "ann lee"), ("whatever.json", "Lee,  Ann"), ("whatever.json", "101"),
      ("leeann_101_5005_tiny.json", ""), ("leeann_LATE_101_5005_tiny.json", ""),
    ])
  func canvasMatch(_ file: String, _ student: String) throws {
    let (text, form) = try filled(Self.canvas, [sheet(file, by: student)])
    #expect(text == Self.canvas.replacing("A,,1,50", with: "A,3,1,50"))
    #expect(form.problems.isEmpty && form.notes.isEmpty)
    #expect(form.summary == "1 row of form.csv filled in, 2 without a sheet")
  }

  @Test("a file of one student with the name of another goes to neither")
  func disagreement() throws {
    let (text, form) = try filled(Self.canvas, [sheet("s1.json", by: "bo")])
    #expect(text == Self.canvas)
    #expect(
      form.problems.map(\.message) == [
        "the file is of Lee, Ann (row 3), but the sheet says that it is by Bo \"B\" Ray (row 4)"
      ])
  }

  @Test("nobody's sheet, and two sheets for one row, are named and not entered")
  func lost() throws {
    let (text, form) = try filled(
      Self.canvas, [sheet("eve.json", by: ""), sheet("s1.json", by: ""), sheet("ann.json", by: "")])
    #expect(text == Self.canvas)
    #expect(form.problems.map(\.file) == ["eve.json", "s1.json", "ann.json"])
  }

  @Test("a column is chosen by header, title or number, or is new")
  func column() throws {
    for name in ["Other (32)", "Other", "32"] {
      let (text, form) = try filled(Self.canvas, [sheet("s1.json", by: "")], column: name)
      #expect(text == Self.canvas.replacing("A,,1,50", with: "A,,3,50"))
      #expect(form.notes.map(\.message) == ["Other (32) is out of 10, the exercise of 6"])
    }
    let (text, _) = try filled(Self.canvas, [sheet("s1.json", by: "")], column: "New, one")
    #expect(
      text
        == Self.canvas.replacing("Final Score", with: "Final Score,\"New, one\"")
        .replacing("(read only)", with: "(read only),6").replacing("1,50", with: "1,50,3"))
    let (same, form) = try filled(Self.canvas, [sheet("s1.json", by: "")], column: "Final Score")
    #expect(same == Self.canvas)
    #expect(form.problems.map(\.message) == ["the column Final Score is read only"])
  }

  @Test("who is excused stays so")
  func excused() throws {
    let text = Self.canvas.replacing("A,,1,50", with: "A,EX,1,50")
    let (same, form) = try filled(text, [sheet("s1.json", by: "")])
    #expect(same == text)
    #expect(form.notes.count == 1 && form.problems.isEmpty)
    #expect(form.summary == "0 rows of form.csv filled in, 1 excused, 2 without a sheet")
  }

  static let worksheet =
    "\u{FEFF}Identifier,Full name,Email address,Status,Grade,Maximum grade,"
    + "Last modified (grade),Feedback comments\n"
    + "Participant 17,Ann Lee,a@x.y,\"Submitted, late\",,6.00,-,\"<p>so\nso</p>\"\n"
    + "Participant 18,Bo,b@x.y,,\"1,50\",6.00,-,\n"

  @Test(
    "a worksheet of Moodle is filled by participant, address and name",
    arguments: [
      "Ann Lee_17_assignsubmission_file_.json", "Participant 17.json", "a@x.y.json", "Ann Lee.json",
    ])
  func worksheet(_ file: String) throws {
    let (text, form) = try filled(Self.worksheet, [sheet(file, by: "")])
    #expect(text == Self.worksheet.replacing("late\",,", with: "late\",3,"))
    #expect(form.problems.isEmpty && form.notes.isEmpty)
  }

  /// As sites in German, French and Polish write it; the words are Moodle's own.
  static let foreignWorksheets = [
    "Teilnehmer/in,\"Vollständiger Name\",E-Mail-Adresse,Status,Bewertung,Bestwertung,"
      + "\"Zuletzt geändert (Bewertung)\",Feedback\n"
      + "Teilnehmer/in17,Ann Lee,a@x.y,Abgegeben,|,\"6,00\",-,\"a\nb\"\n"
      + "Teilnehmer/in18,Bo,b@x.y,,\"1,50\",\"6,00\",-,\n",
    "\u{FEFF}Identifiant,\"Nom complet\",\"Adresse de courriel\",Statut,Note,\"Note maximale\","
      + "\"Dernière modification (note)\"\r\nParticipant 17,Ann Lee,a@x.y,Remis,|,\"6,00\",-\r\n",
    "Identyfikator,\"Imię i nazwisko\",Status,Ocena,\"Maksymalna ocena\",Komentarz\n"
      + "Uczestnik 17,Ann Lee,-,|,6.00,\nUczestnik 18,Bo,-,-,6.00,",
  ]

  @Test(
    "a worksheet in another language is told by what stands in its columns",
    arguments: foreignWorksheets, ["Ann Lee_17_assignsubmission_file_.json", "Ann Lee.json"])
  func foreignWorksheet(_ text: String, _ file: String) throws {
    let (filled, form) = try filled(text.replacing("|", with: ""), [sheet(file, by: "")])
    #expect(filled == text.replacing("|", with: "3"))
    #expect(form.problems.isEmpty && form.notes.isEmpty)
  }

  @Test("where two columns may be the greatest mark, a person must say which is meant")
  func ambiguousWorksheet() throws {
    let text = "Deltaker,Navn,A,B,C,D\nDeltaker 1,Ann,,6,,6\nDeltaker 2,Bo,,6,,6\n"
    let (same, form) = try filled(text, [sheet("Ann.json", by: "")])
    #expect(same == text)
    #expect(form.problems.map(\.message) == ["there is no column Grade"])
    #expect(
      form.problems.first?.help
        == "name that of the marks with --column: Deltaker, Navn, A, B, C and D")
    let (other, _) = try filled(text, [sheet("Ann.json", by: "")], column: "C")
    #expect(other == text.replacing("Ann,,6,,6", with: "Ann,,6,3,6"))
  }

  @Test("a decimal comma in a mark gives way to a point")
  func decimalComma() throws {
    let (text, _) = try filled(Self.worksheet, [sheet("b@x.y.json", by: "")])
    #expect(text == Self.worksheet.replacing("\"1,50\"", with: "3"))
  }

  @Test(
    "another file is no form, and is said to be none", arguments: ["", "a,b\n", "ID,Student\n"])
  func foreign(_ text: String) {
    #expect(throws: Fault.self) { try form(text) }
  }
}
