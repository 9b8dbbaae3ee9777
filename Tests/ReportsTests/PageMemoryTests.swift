import Bundled
import Checking
import Foundation
import Grading
import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Reports

/// What was written for one student serves for others, and nobody can tell.
@Suite("Pages of a class")
struct PageMemoryTests {
  /// A sheet that was judged, with its marks.
  struct Sheet: Sendable {
    let finding: SheetFinding
    let key: AnswerKey
    let row: GradeRow
  }

  private static let ids = ["exercise5", "homework3"]

  /// Answers as students write them: the worked ones, mistakes, numbers of their own, nothing, what
  /// cannot be read, and what is too long to be shown.
  static func answers(_ id: String, _ random: inout SplitMix64) throws -> [JSONMember] {
    let solution = try #require(Sheets.library.solution(id)?.document.root["answers"]?.members)
    // A few of these take all the room that a page has for formulas.
    let long = (10...90).map { "1.12345\($0)" }.joined(separator: " + ")
    return solution.map { member in
      let right = member.value["answer"] ?? member.value
      let wrong: [JSONValue] = [
        .null, "1", "2 = 3", "0.5", "((", .string("\(long) = \(long)"), ["1", "2", "3", "4", "5"],
        .string("\(Int.random(in: 0...9, using: &random)).5"), "1*2 = 2 = 3", "w0 = 1", "<b>&'\"",
      ]
      let isRight = Int.random(in: 0...2, using: &random) > 0
      return JSONMember(
        member.key, isRight ? right : wrong[Int.random(in: 0..<wrong.count, using: &random)])
    }
  }

  /// Students of several exercises, a person's marks for some of them; all of an exercise are judged
  /// by one judge, so that they share what it found.
  static func course(of size: Int, seed: UInt64) throws -> [Sheet] {
    var random = SplitMix64(seed: seed)
    var rules = CourseRules()
    let keys = try ids.map { AnswerKey(try #require(Sheets.library.exercise($0))) }
    for student in stride(from: 0, to: size, by: 5) {
      let exercise = keys[student % keys.count].exercise
      let marks = [
        PersonMark(.comment, comment: "well, s\(student)"), PersonMark(.points(.one)),
        PersonMark(.excused),
      ]
      for (step, mark) in zip(exercise.steps, marks) {
        try rules.marks.add(
          PersonMarks.Entry(
            student: "s\(student)", exercise: exercise.id, step: step.id, mark: mark,
            fault: { message, _ in Fault(file: "marks.csv", message) }))
      }
    }
    let judges = keys.map { SheetJudge($0) }
    return try (0..<size).map { student in
      let judge = judges[student % judges.count]
      let text = JSONWriter(.compact).text(
        of: [
          "exercise": .string(judge.key.exercise.id),
          "answers": .object(try answers(judge.key.exercise.id, &random)),
        ])
      let finding = judge.judge(
        try AnswerSheet(SourceText(name: "in/s\(student).json", text: text)))
      let row = GradeRow(finding, student: "s\(student)", key: judge.key.exercise)
      return Sheet(finding: finding, key: judge.key, row: row.following(rules))
    }
  }

  private struct Written: Equatable, Sendable {
    let html: String
    let markdown: String

    init(_ page: StudentPage) {
      let texts = page.written
      html = String(decoding: texts.html, as: UTF8.self)
      markdown = String(decoding: texts.markdown, as: UTF8.self)
    }
  }

  @Test(
    "a page is the same whoever came before, however much is remembered, on one core or several",
    arguments: [false, true])
  func same(showsAnswers: Bool) throws {
    let sheets = try Self.course(of: showsAnswers ? 10 : 24, seed: 11)
    @Sendable func page(_ sheet: Sheet, _ memory: PageMemory) -> Written {
      Written(StudentPage(sheet.finding, key: sheet.key, row: sheet.row, memory: memory))
    }
    let alone = sheets.map { page($0, PageMemory(showsAnswers: showsAnswers)) }
    /// The students whose page is another.
    func changed(_ pages: [Written]) -> [Int] { alone.indices.filter { pages[$0] != alone[$0] } }
    for limit in [8 << 20, 1 << 17, 0] {
      let memory = PageMemory(showsAnswers: showsAnswers, limit: limit)
      #expect(changed(sheets.reversed().map { page($0, memory) }.reversed()) == [], "\(limit)")
      // Once more: now much of it has been written before.
      #expect(changed(sheets.map { page($0, memory) }) == [], "again, \(limit)")
      #expect((memory.load.count > 0) == (limit > 0))
    }
    let memory = PageMemory(showsAnswers: showsAnswers, limit: 1 << 18)
    let together = Workers.map(sheets) { page($0, memory) }
    #expect(changed(together) == [])
  }

  @Test("what fits on one page is shortened on another that has no room left for it")
  func room() throws {
    let key = try #require(Sheets.key)
    let judge = SheetJudge(key)
    let steps = ["z1", "h1", "yhat1", "z2", "h2", "yhat2"]
    // Three of them fit on a page, beside what the exercise gives.
    let long = (10...90).map { "1.1234567\($0)" }.joined(separator: " + ")
    let sheets = (steps.map { [$0] } + [steps]).map { steps in
      "{\(steps.map { "\"\($0)\": \"\(long) = 1\"" }.joined(separator: ", "))}"
    }
    func pages(_ sheets: [String], _ memory: PageMemory?) throws -> [Written] {
      try sheets.map { answers in
        let text = #"{"exercise": "exercise5", "answers": \#(answers)}"#
        let finding = judge.judge(try AnswerSheet(SourceText(name: "a.json", text: text)))
        return Written(
          StudentPage(
            finding, key: key, row: GradeRow(finding, student: "s", key: key.exercise),
            memory: memory ?? PageMemory(showsAnswers: false)))
      }
    }
    let alone = try pages(sheets + sheets, nil)
    let memory = PageMemory(showsAnswers: false)
    let shared = try pages(sheets + sheets, memory)
    let reversed = try pages((sheets + sheets).reversed(), PageMemory(showsAnswers: false))
    #expect(alone.indices.filter { shared[$0] != alone[$0] } == [])
    #expect(alone.indices.filter { reversed.reversed()[$0] != alone[$0] } == [])
    // The last steps of the full sheet are cut, and those of the others are not.
    let cut = try alone.map { page in
      try PageReader.read(page.html).all("code").count { $0.text.hasSuffix("…") }
    }
    #expect(cut == [0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 3])
  }

  @Test("what is kept of a judge that is gone is never taken for what another finds")
  func newJudges() throws {
    let memory = PageMemory(showsAnswers: false)
    for answer in ["3", "4", "5", "3", "2 + 1 = 3"] + (0..<20).map({ "\($0)" }) {
      // The objects of each judge may take the place of the last one's in memory.
      let key = try #require(Sheets.key)
      for student in 0..<3 {
        let sheet = try AnswerSheet(
          SourceText(
            name: "a.json", text: #"{"exercise": "exercise5", "answers": {"z1": "\#(answer)"}}"#))
        let finding = SheetJudge(key).judge(sheet)
        let row = GradeRow(finding, student: "s\(student)", key: key.exercise)
        let page = Written(StudentPage(finding, key: key, row: row, memory: memory))
        let alone = Written(StudentPage(finding, key: key, row: row, showsAnswers: false))
        #expect(page == alone, "\(answer)")
      }
    }
  }

  @Test("a class whose answers are all different takes no more memory than there is for it")
  func bounded() throws {
    let limit = 1 << 18
    let memory = PageMemory(showsAnswers: false, limit: limit)
    let key = try #require(Sheets.key)
    let judge = SheetJudge(key)
    var greatest = 0
    for student in 0..<120 {
      let answers = ["z1", "h1", "yhat1", "L1", "L2", "risk"].map { #""\#($0)": "\#(student).25""# }
      let sheet = try AnswerSheet(
        SourceText(
          name: "a.json",
          text: #"{"exercise": "exercise5", "answers": {\#(answers.joined(separator: ", "))}}"#))
      let finding = judge.judge(sheet)
      let row = GradeRow(finding, student: "s\(student)", key: key.exercise)
      _ = StudentPage(finding, key: key, row: row, memory: memory).written
      greatest = max(greatest, memory.load.size)
    }
    #expect(greatest <= limit)
    // There was more than had room.
    #expect(greatest > limit / 4)
  }

  @Test("what somebody says of one student is on no other's page")
  func comments() throws {
    let sheets = try Self.course(of: 10, seed: 5)
    let memory = PageMemory(showsAnswers: false)
    for (student, sheet) in sheets.enumerated() {
      let page = Written(
        StudentPage(sheet.finding, key: sheet.key, row: sheet.row, memory: memory))
      for text in [page.html, page.markdown] {
        #expect(text.contains("well, s\(student)") == student.isMultiple(of: 5))
        let others = (0..<10).filter { $0 != student && text.contains("well, s\($0)") }
        #expect(others.isEmpty)
      }
    }
  }

  @Test("the map of the steps looks the same however much is answered")
  func map() throws {
    func map(_ answers: String) throws -> Element {
      let page = try PageReader.read(try Sheets.page(answers).html)
      return try #require(
        page.all("svg").first { $0.all("title").first?.text == "Map of the steps" })
    }
    let (empty, mixed) = (try map("{}"), try map(Sheets.mixed))
    func places(_ map: Element) -> [[String?]] {
      map.all("rect").map { box in ["x", "y", "width"].map { box.attributes[$0] } }
    }
    #expect(places(empty) == places(mixed))
    #expect(
      empty.all("path").map { $0.attributes["d"] } == mixed.all("path").map { $0.attributes["d"] })
    // What came of each step is in its own box, and in the words.
    let labels = mixed.all("text").map(\.text)
    #expect(labels.contains("✓ z1") && labels.contains("✗ yhat1") && labels.contains("! L2"))
    #expect(labels.contains("delta_h1"))
    let words = try #require(mixed.all("desc").first?.text)
    #expect(words.hasPrefix("z1: right; h1: right, follows from z1; yhat1: wrong, follows from h1"))
    #expect(words.contains("; L2: unreadable, follows from yhat2; "))
    for (box, label) in zip(mixed.all("rect"), labels) {
      let tone = ["✓": "good", "✗": "bad", "!": "doubtful"][label.prefix(1)] ?? "quiet"
      #expect(box.attributes["class"] == "node \(tone)", "\(label)")
    }
  }

  @Test("a computation is drawn from its inputs in the order in which they are written")
  func inputs() throws {
    let key = try #require(Sheets.key)
    let page = try PageReader.read(ExercisePage(key: key, checks: [], solution: nil).html)
    let words = try #require(
      page.all("svg").first { $0.all("title").first?.text == "The computation of z1" }?
        .all("desc").first?.text)
    let inputs = words.split(separator: "; ").prefix(5).map { $0.prefix { $0 != ":" } }
    #expect(inputs == ["w0", "x1[0]", "x1[1]", "w1", "w2"])
  }
}
