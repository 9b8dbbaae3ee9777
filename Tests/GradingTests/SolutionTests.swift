import JSONText
import Scalars
import TestSupport
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// A solution must be right, and what it says of its source, too.
struct SolutionTests {
  private static let exercise = #"""
    {"id": "e", "given": ["a = 1.7", "u = (1, 2)"], "questions": [{"id": "1", "steps": [
      {"id": "s", "value": "a^2"}, {"id": "t", "value": "a^2 + 1/3", "via": "s + 1/3"},
      {"id": "v", "value": "2*u"}, {"id": "p", "prose": true},
      {"id": "q", "value": "(a^2 + 1/3)^2", "via": "t^2"}]}]}
    """#

  /// The complaints about a solution whose other answers are right.
  private func complaints(_ answers: [String: String]) throws -> [String] {
    var all = [
      "s": "2.89", "t": #""a^2 + 1/3 = 967/300""#, "v": "[2, 4]", "p": #""text""#,
      "q": #""(967/300)^2""#,
    ]
    for (step, answer) in answers { all[step] = answer }
    let body = all.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
      .map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
    let exercise = try Exercise(JSONDocument(name: "x.json", text: Self.exercise))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "e", "answers": {\#(body)}}"#))
    return SheetJudge(AnswerKey(exercise)).check(sheet).faults.map(\.message)
  }

  private static func erratum(_ printed: String, _ kind: String, link: Int? = nil, answer: String)
    -> String
  {
    let place = link.map { #", "link": \#($0)"# } ?? ""
    return
      #"{"printed": \#(printed), "answer": \#(answer), "erratum": {"kind": "\#(kind)"\#(place), "why": "w"}}"#
  }

  @Test("a right solution has nothing to complain of")
  func right() throws {
    #expect(try complaints([:]) == [])
  }

  @Test(
    "what is wrong with an answer is told",
    arguments: [
      ("s", "", "s: the solution does not answer this step"),
      ("s", "2.88", "s: this answer does not earn full marks"),
      ("s", "\"2.9\"", "s: this answer does not earn full marks"),
      ("s", "\"1.7^2 = 3.4 = 2.89\"", "s: this answer does not earn full marks"),
      ("s", "\"2 +\"", "expected a formula after +, found the end"),
      ("z", "3", "e has no step z"),
    ])
  func answers(step: String, answer: String, message: String) throws {
    #expect(try complaints([step: answer]).first == message)
  }

  @Test(
    "an erratum says what is wrong, and nothing else",
    arguments: [
      ("s", erratum(#""1.7^2 = 2.98""#, "value", link: 1, answer: "2.89"), nil),
      ("s", erratum(#""1.7^2 = 2.98""#, "value", answer: "2.89"), nil),
      (
        "s", erratum(#""1.7^2 = 1.7*1.7 = 2.98""#, "value", link: 1, answer: "2.89"),
        "s: the first link that fails is not link 1"
      ),
      ("s", erratum(#""1.7^2 = 2.98""#, "value", link: 4, answer: "2.89"), "s: there is no link 4"),
      ("s", erratum(#""1.7^2 = 3.4 = 2.89""#, "value", link: 1, answer: "2.89"), nil),
      (
        "s", erratum(#""1.7^2 = 2.89""#, "value", link: 1, answer: "2.89"),
        "s: the first link that fails is not link 1"
      ),
      (
        "s", erratum("2.89", "value", answer: "2.89"),
        "s: the erratum says that this is wrong, and it holds"
      ),
      (
        "s", erratum("2.98", "note", answer: "2.89"),
        "s: a note is for what is printed rounded, and this is not"
      ),
      (
        "s", erratum("2.98", "rounded early", answer: "2.89"),
        "s: what is printed is not rounded early"
      ),
      ("t", erratum(#""3.22""#, "note", answer: #""967/300""#), nil),
      ("t", erratum(#""a^2 + 1/3 = 3.22""#, "note", link: 1, answer: #""967/300""#), nil),
      (
        "t", erratum(#""967/300""#, "note", answer: #""967/300""#),
        "t: a note is for what is printed rounded, and this is not"
      ),
      (
        "t", erratum(#""2.89 + 1/3 = 967/300 = 3.22""#, "note", link: 1, answer: #""967/300""#),
        "t: link 1 is exact"
      ),
      ("t", erratum("3.23", "value", answer: #""967/300""#), nil),
      ("v", erratum("[2, 4, 6]", "shape", answer: "[2, 4]"), nil),
      ("v", erratum("[2, 5]", "shape", answer: "[2, 4]"), "v: what is printed has the right shape"),
      (
        "v", erratum("[2, 4, 6]", "value", answer: "[2, 4]"),
        "v: what is printed has another shape, and the erratum does not say so"
      ),
      ("v", erratum("null", "value", answer: "[2, 4]"), nil),
      ("v", erratum(#""(2, ""#, "form", answer: "[2, 4]"), "unreadable"),
      (
        "s", #"{"printed": 2.98, "answer": 2.89}"#,
        "s: what is printed does not hold, and no erratum says so"
      ),
      ("s", #"{"printed": "1.7^2 = 2.89", "answer": 2.89}"#, nil),
    ] as [(String, String, String?)])
  func errata(step: String, answer: String, message: String?) throws {
    let found = try complaints([step: answer])
    if message == "unreadable" {
      #expect(found.count == 1)
    } else {
      #expect(found == (message.map { [$0] } ?? []))
    }
  }

  @Test("what follows from a printed rounding is rounded early, and no wrong value")
  func inherited() throws {
    // t = 3.2233… is printed as 3.223; its square is 10.3877…, and 10.389… is right.
    let printed = Self.erratum(#""3.223""#, "note", answer: #""967/300""#)
    let early = Self.erratum("10.387729", "rounded early", answer: #""(967/300)^2""#)
    #expect(try complaints(["t": printed, "q": early]) == [])
    let wrong = Self.erratum("10.387729", "value", answer: #""(967/300)^2""#)
    #expect(
      try complaints(["t": printed, "q": wrong]) == ["q: what is printed is only rounded early"])
    #expect(try complaints(["q": early]) == ["q: what is printed is not rounded early"])
  }
}

/// A folder of sheets becomes rows and problems, and no sheet is lost.
struct GradebookTests {
  private static let exercise = #"""
    {"id": "e", "given": ["a = 1.7"], "questions": [
      {"id": "1", "steps": [{"id": "s", "value": "a^2"}]},
      {"id": "2", "steps": [{"id": "t", "value": "2*a", "points": 3}, {"id": "p", "prose": true, "points": 4}]}]}
    """#

  private func book(_ files: [(path: String, owner: String?, folder: String?, text: String)])
    -> Gradebook
  {
    var library = Library()
    library.add(SourceText(name: "e.json", text: Self.exercise))
    let owners = Set(files.compactMap(\.owner))
    let grader = Grader(library, isOwner: { owners.contains($0) })
    return Gradebook(
      files.map { file in
        var place = SubmissionPlace(owner: file.owner, fallbackName: "file")
        place.handles = file.owner.map { [$0] } ?? []
        place.folder = file.folder
        return grader.content(Submission(SourceText(name: file.path, text: file.text), place))
      })
  }

  private static func sheet(_ student: String?, _ answers: String = #""s": 2.89"#) -> String {
    let name = student.map { #""student": "\#($0)", "# } ?? ""
    return #"{"exercise": "e", \#(name)"answers": {\#(answers)}}"#
  }

  @Test("points are summed by question, without what a person marks")
  func marks() throws {
    let book = book([("s1.json", "s1", nil, Self.sheet(nil, #""s": 2.89, "t": 5, "p": "x""#))])
    let row = try #require(book.rows.first)
    #expect(row.student == "s1")
    #expect(row.questions.map(\.points) == [1, 0])
    #expect(row.questions.map(\.possible) == [1, 3])
    #expect(row.share == Rational(1) / 4)
  }

  @Test(
    "a sheet is its owner's, whatever it says",
    arguments: [nil, "", "  ", "\\t", "ann"] as [String?])
  func unnamed(student: String?) throws {
    #expect(book([("s1.json", "s1", nil, Self.sheet(student))]).rows.map(\.student) == ["s1"])
  }

  @Test("of two sheets of one student, the one in the student's own folder counts")
  func ownFolder() {
    let book = book([
      ("all/ann.json", "ann", "all", Self.sheet("ann")),
      ("ann/e.json", "ann", "ann", Self.sheet("ann")),
      ("bob.json", "bob", nil, Self.sheet(nil)),
    ])
    #expect(book.rows.map(\.file) == ["ann/e.json", "bob.json"])
    #expect(book.problems.map(\.file) == ["all/ann.json"])
    #expect(book.problems.map(\.message) == ["ann has another sheet for e in ann/e.json"])
    #expect(book.problems.map(\.help) == ["the one in the student's own folder is graded"])
  }

  @Test("of two sheets of one student elsewhere, neither counts and both are named")
  func neither() {
    let book = book([
      ("x.json", nil, nil, Self.sheet("ann")), ("y.json", nil, nil, Self.sheet("ann")),
    ])
    #expect(book.rows.isEmpty)
    #expect(
      book.problems.map(\.message) == [
        "ann has another sheet for e in y.json", "ann has another sheet for e in x.json",
      ])
    let help = "neither is graded: keep one, or name attempts as in ann-2.json"
    #expect(book.problems.allSatisfy { $0.help == help })
  }

  @Test("who types the name of another owner takes nothing, and voids nothing")
  func typedNames() {
    let book = book([
      ("ann.json", "ann", nil, Self.sheet(nil)), ("eve.json", "eve", nil, Self.sheet("ann")),
      ("mine.json", nil, nil, Self.sheet("ann")), ("bob.json", "bob", nil, Self.sheet("Bob B.")),
    ])
    #expect(book.rows.map(\.student) == ["ann", "eve", "bob"])
    #expect(book.problems.map(\.file) == ["mine.json"])
    #expect(
      book.problems.map(\.help) == ["the student's own is graded: a typed name decides nothing"])
    #expect(
      book.rows.map { $0.notes.map(\.message) } == [
        [], ["this says that it is by ann, and it is eve's by its place"], [],
      ])
  }

  @Test("three sheets, two of them in the own folder: none counts")
  func three() {
    let book = book([
      ("x.json", nil, nil, Self.sheet("ann")), ("ann/a.json", "ann", "ann", Self.sheet("ann")),
      ("ann/b.json", "ann", "ann", Self.sheet("ann")),
    ])
    #expect(book.rows.isEmpty)
    #expect(book.problems.count == 3)
  }

  @Test(
    "a file that is no sheet is a problem with its place, and the rest goes on",
    arguments: [
      ("", "1:1"), ("{", "1:2"), ("not json", "1:1"), ("[]", "1:1"), ("{}", "1:1"),
      (#"{"exercise": "f", "answers": {}}"#, "1:14"), (#"{"exercise": "e"}"#, "1:1"),
      (#"{"exercise": "e", "answers": {"s": 1, "s": 2}}"#, "1:39"), ("\u{FEFF}{}", "1:1"),
    ])
  func problems(text: String, place: String) {
    let book = book([("bad.json", "bad", nil, text), ("ok.json", "ok", nil, Self.sheet(nil))])
    #expect(book.rows.map(\.student) == ["ok"])
    #expect(book.problems.first?.file == "bad.json")
    #expect(book.problems.first?.position.map { "\($0)" } == place)
  }

  @Test("work done on all cores comes back in order")
  func workers() {
    let numbers = Array(0..<500)
    #expect(Workers.map(numbers) { $0 * $0 } == numbers.map { $0 * $0 })
    #expect(Workers.map([Int]()) { $0 } == [])
  }
}
