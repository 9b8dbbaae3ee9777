import Grading
import JSONText
import TestSupport
import Testing
import WorkedExamples

@testable import Reports

/// An exercise of three questions, worth 6 points that a program gives, and sheets for it.
struct Classroom {
  static let source = #"""
    {"id": "tiny", "title": "A tiny net", "given": ["w = 3", "x = 0.5"],
     "definitions": ["z = w*x", "L = (z - 1)^2"],
     "questions": [
       {"id": "1", "steps": [{"id": "z", "ask": "Pre-activation", "via": "w*x", "points": 2},
                             {"id": "L", "ask": "Loss", "via": "(z - 1)^2"}]},
       {"id": "2", "steps": [{"id": "dw", "ask": "Derivative", "value": "der(L, w)",
                              "via": "2*(z - 1)*x", "points": 3,
                              "slips": [{"code": "inner", "value": "2*(z - 1)",
                                         "hint": "the inner derivative is missing"}]}]},
       {"id": "3", "steps": [{"id": "why", "ask": "Why?", "prose": true, "points": 4}]}
     ]}
    """#

  let library: Library

  init() {
    var library = Library()
    library.add(SourceText(name: "tiny.json", text: Self.source))
    self.library = library
  }

  var exercise: Exercise {
    get throws { try #require(library.exercise("tiny")) }
  }

  /// The sheet of a student who wrote the same thing everywhere.
  static func sheet(student: String, answers: [(String, JSONValue)]) -> String {
    JSONWriter(.compact).text(
      of: [
        "exercise": "tiny", "student": .string(student),
        "answers": .object(answers.map { JSONMember($0.0, $0.1) }),
      ])
  }

  /// Grades texts under the names of their files; a file's stem is its owner's handle.
  func gradebook(_ files: [(name: String, text: String)]) -> Gradebook {
    let grader = Grader(library)
    return Gradebook(
      files.map { file in
        let name = file.name.hasSuffix(".json") ? String(file.name.dropLast(5)) : file.name
        var place = SubmissionPlace(owner: nil, fallbackName: name)
        place.handles = [name]
        return grader.content(
          Submission(
            SourceText(name: file.name, text: file.text),
            place)
        ) { $0.finding.annotations($0.key) }
      })
  }

  /// Ann is right but for the words, Bo's loss follows from a wrong start, Cy cannot be read.
  var mixed: Gradebook {
    gradebook([
      (
        "ann.json",
        Self.sheet(
          student: "Ann",
          answers: [
            ("z", "3*0.5 = 1.5"), ("L", "0.25"), ("dw", "0.5"), ("why", "because"),
          ])
      ),
      (
        "bo.json",
        "{\"exercise\": \"tiny\", \"student\": \"Bo\", \"answers\": {\n  \"z\": \"1.5 = 2.5\",\n"
          + "  \"L\": 2.25, \"dw\": \"1)\"\n}}"
      ),
      ("cy.json", "{"),
    ])
  }
}
