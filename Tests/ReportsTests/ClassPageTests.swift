import JSONText
import TestSupport
import Testing
import WorkedExamples

@testable import Grading
@testable import Reports

/// The pages of a class: small, whatever the class; and nobody else's markup, whoever is in it.
@Suite("Pages of a class")
struct ClassPageTests {
  private func gradebook(
    _ sheets: [(exercise: String, student: String, answers: String)], _ exercises: [String]
  ) -> (Gradebook, Library) {
    var library = Library()
    for (index, text) in exercises.enumerated() {
      library.add(SourceText(name: "e\(index).json", text: text))
    }
    let grader = Grader(library)
    let results = sheets.enumerated().map { index, sheet in
      let student = JSONWriter(.compact).text(of: .string(sheet.student)).trimmingBlanks
      return grader.content(
        Submission(
          SourceText(
            name: "\(sheet.student)\(index).json",
            text:
              #"{"exercise": "\#(sheet.exercise)", "student": \#(student), "answers": \#(sheet.answers)}"#
          ), SubmissionPlace(owner: nil, fallbackName: "s\(index)")))
    }
    return (Gradebook(results), library)
  }

  private func exercise(_ id: String, steps: Int, perQuestion: Int = 1) -> String {
    let questions = (0..<steps / perQuestion).map { question in
      let steps = (0..<perQuestion).map { step in
        let id = "step_\(question)_\(step)"
        return
          #"{"id": "\#(id)", "ask": "\#(String(repeating: "long ", count: 60))", "value": "1", "slips": [{"code": "slip-\#(id)", "value": "2", "hint": "\#(String(repeating: "hint ", count: 60))"}]}"#
      }.joined(separator: ",")
      return #"{"id": "question \#(question)", "steps": [\#(steps)]}"#
    }.joined(separator: ",")
    return #"{"id": "\#(id)", "title": "T", "questions": [\#(questions)]}"#
  }

  @Test(
    "no page of a class is too large, however many students, questions and mistakes there are",
    arguments: [(40, 40, 1), (400, 3, 3), (150, 90, 1), (2, 300, 1)])
  func size(students: Int, steps: Int, perQuestion: Int) throws {
    let names = (0..<steps / perQuestion).flatMap { question in
      (0..<perQuestion).map { "\"step_\(question)_\($0)\": 2" }
    }
    let answers = "{\(names.joined(separator: ", "))}"
    let sheets = (0..<students).flatMap { student in
      ["wide", "other"].map {
        ($0, "\(student) \(String(repeating: "<\"&>", count: 40))", answers)
      }
    }
    let broken = (0..<students).map { ("none\($0)", "x", "{}") }
    let (gradebook, library) = gradebook(
      sheets + broken,
      [
        exercise("wide", steps: steps, perQuestion: perQuestion),
        exercise("other", steps: steps, perQuestion: perQuestion),
      ])
    let page = ClassPage(gradebook, library) { "students/\($0).html" }
    let index = page.html { "class-\($0).html" }
    #expect(page.exercises == ["other", "wide"])
    let texts = [index] + page.exercises.compactMap { page.html(of: $0, home: "class.html") }
    #expect(texts.count == 3)
    for text in texts {
      #expect(text.utf8.count <= ClassPage.byteLimit)
      _ = try PageReader.read(text)
    }
    let links = try PageReader.read(index).all("a").compactMap { $0.attributes["href"] }
    #expect(links.contains("class-wide.html") && links.contains("class-other.html"))
    // What is left out is said to be.
    if students > 300 {
      #expect(texts.allSatisfy { $0.contains("more are in grades.csv and results.json.") })
    }
  }

  @Test("an XML reader gets every student's name and file back, and no element of theirs")
  func hostile() throws {
    func names(_ element: Element) -> Set<String> {
      element.children.reduce(into: [element.name]) { $0.formUnion(names($1)) }
    }
    func page(_ students: [String]) throws -> Element {
      let sheets = students.flatMap { student in
        [("tiny", student, #"{"p": 1}"#), ("none", student, "{}"), ("tiny", student + "2", "{}")]
      }
      let (gradebook, library) = gradebook(sheets, [ClassTests.exercise])
      return try PageReader.read(ClassPage(gradebook, library) { _ in nil }.html())
    }
    let harmless = names(try page(["harmless", "another"]))
    // Two normal forms of one name are one student.
    var seen: Set<String> = []
    let texts = NaughtyStrings.all.filter {
      !$0.allSatisfy(\.isWhitespace) && seen.insert($0).inserted
    }
    for start in stride(from: 0, to: texts.count, by: 50) {
      let some = Array(texts[start..<min(start + 50, texts.count)])
      let page = try page(some)
      #expect(names(page).isSubset(of: harmless))
      let cells = page.all("th").map { HostileTextTests.plain($0.allText) }
      for text in some {
        let shown = HostileTextTests.plain(text.cut(to: 80))
        #expect(
          cells.contains { HostileTextTests.same($0, shown) }, "\(text.debugDescription)")
      }
    }
  }
}
