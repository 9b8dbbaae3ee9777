import Checking
import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Grading

/// What is written of a file is read again, byte for byte.
@Suite("Records")
struct RecordTests {
  private func read(_ line: [UInt8]) throws -> RecordLine {
    try RecordLine(JSONDocument(SourceText(name: "r.jsonl", bytes: line)))
  }

  private func read(_ text: String) throws -> RecordLine { try read(Array(text.utf8)) }

  @Test("records of any content come back as they were", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = RandomRecords(seed: seed)
    let record = random.record()
    let line = record.line
    #expect(line.count { $0 == 0x0A } == 1, "seed \(seed)")
    #expect(try read(line) == .record(record), "seed \(seed)")
    guard case .record(let again) = try read(line) else { return }
    #expect(again.line == line, "seed \(seed)")
  }

  @Test("a run's first and last line come back, too")
  func frame() throws {
    let run = RecordRun(
      id: "1f", files: 9, shard: 2, shards: 3, problems: [Fault(file: "a", "no", help: "yes")],
      notes: [Fault(file: "b", "left out")])
    #expect(try read(run.line) == .run(run))
    #expect(try read(RecordRun.endLine(count: 4)) == .end(count: 4))
  }

  @Test(
    "points are exact",
    arguments: [
      (Rational(3), "3"), (Rational(7) / 4, "1.75"), (Rational(1) / 3, "\"1/3\""),
      (Rational(22) / 7, "\"22/7\""), (.zero, "0"),
    ])
  func points(_ points: Rational, _ text: String) throws {
    let record = Self.record(points: points)
    let line = String(decoding: record.line, as: UTF8.self)
    #expect(line.contains("\"points\":\(text),"))
    #expect(try read(line) == .record(record))
  }

  static func record(points: Rational) -> GradeRecord {
    let mark = GradeRow.StepMark(
      step: "s", question: "1", outcome: .partly, points: points, possible: 4, slip: nil,
      annotation: nil, isProse: false, text: nil)
    return GradeRecord(
      index: 0, file: "a.json",
      .graded(
        GradeRow(
          student: "a", handles: [], folder: nil, file: "a.json", exercise: "e",
          questions: ["1"], steps: [mark], strays: [])))
  }

  static let line = String(decoding: record(points: 1).line, as: UTF8.self)

  @Test(
    "a line that is not as it should be is refused at its place",
    arguments: [
      ("\"version\":1", "\"version\":2", "records of version 1 are read"),
      ("\"kind\":\"sheet\"", "\"kind\":\"page\"", "a line of records is"),
      ("\"student\":\"a\",", "", "the key \"student\" is missing"),
      ("\"student\"", "\"pupil\"", "nobody knows what \"pupil\" means here"),
      ("\"outcome\":\"partly right\"", "\"outcome\":\"good\"", "there is no such outcome"),
      ("\"points\":1", "\"points\":-1", "points are from 0 to 1000000"),
      ("\"points\":1", "\"points\":\"1/0\"", "points are from 0 to 1000000"),
      ("\"points\":1", "\"points\":\"x\"", "points are from 0 to 1000000"),
      ("\"points\":1", "\"points\":true", "expected a number of points, found true"),
      ("\"index\":0", "\"index\":-1", "this number must be from 0"),
      ("\"index\":0", "\"index\":0.5", "expected a whole number"),
      ("\"index\":0", "\"index\":0,\"page\":\"../x\"", "a page is named by small letters"),
      ("\"question\":\"1\"", "\"question\":\"2\"", "there is no question 2"),
      ("\"possible\":4", "\"possible\":4,\"hint\":\"x\"", "the key \"message\" is missing"),
      ("\"faults\":[]", "\"faults\":[{\"file\":\"a\"}]", "the key \"message\" is missing"),
      (
        "\"faults\":[]", "\"faults\":[{\"file\":\"a\",\"message\":\"m\",\"from\":1}]",
        "the key \"excerpt\" is missing"
      ),
      (
        "\"faults\":[]",
        "\"faults\":[{\"file\":\"a\",\"message\":\"m\",\"excerpt\":\"x\",\"from\":2,\"to\":1}]",
        "the mark ends before it begins"
      ),
    ])
  func refusals(_ right: String, _ wrong: String, _ message: String) throws {
    let text = Self.line.replacing(right, with: wrong)
    #expect(text != Self.line)
    do {
      let line = try read(text)
      Issue.record("read as \(line)")
    } catch let error as JSONError {
      #expect(error.message.hasPrefix(message), "\(error.message)")
    }
  }
}

/// Records of all that may stand in one.
private struct RandomRecords {
  private var generator: SplitMix64
  /// What only a person decides is in no record.
  private static let outcomes = OutcomeKind.allCases.filter { $0 != .marked && $0 != .excused }

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    number(0...1) == 0 ? nil : value(&self)
  }

  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "B", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "e\u{301}",
      "\u{202E}", "\u{FEFF}", "\u{FFFF}", "😀", "\u{2028}", "{", "}", "[", ",", ":", " ",
    ].flatMap(\.unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<number(0...12) { text.append(scalars[number(0...(scalars.count - 1))]) }
    return String(text)
  }

  private mutating func points() -> Rational {
    Rational(number(0...5000)) / Rational(number(1...60))
  }

  private mutating func position() -> SourceText.Position {
    SourceText.Position(line: number(1...999), column: number(1...99_999))
  }

  private mutating func fault() -> Fault {
    let position = maybe { $0.position() }
    let start = number(0...50)
    let excerpt = position.map { _ in
      Fault.Excerpt(line: text(), marked: start..<(start + number(0...9)))
    }
    return Fault(
      file: text(), position: position, excerpt: excerpt, text(), help: maybe { $0.text() })
  }

  private mutating func mark(_ questions: [String]) -> GradeRow.StepMark {
    let annotation = maybe { random in
      Annotation(
        random.text(), hint: random.maybe { $0.text() },
        at: random.maybe { Annotation.Place(start: $0.position(), end: $0.position()) })
    }
    return GradeRow.StepMark(
      step: text(), question: questions[number(0...(questions.count - 1))],
      outcome: Self.outcomes[number(0...(Self.outcomes.count - 1))],
      points: points(), possible: points(), slip: maybe { $0.text() }, annotation: annotation,
      isProse: number(0...3) == 0, text: maybe { $0.text() })
  }

  mutating func record() -> GradeRecord {
    let file = text()
    let content: GradeRecord.Content
    if number(0...3) == 0 {
      content = .problem((0..<number(0...3)).map { _ in fault() })
    } else {
      let questions = (0..<number(1...4)).map { "\($0)" + text() }
      content = .graded(
        GradeRow(
          student: text(), handles: (0..<number(0...2)).map { _ in text() },
          folder: maybe { $0.text() }, file: file, exercise: text(),
          attempt: maybe { $0.number(1...9) }, submitted: maybe { $0.text() },
          questions: questions, steps: (0..<number(0...5)).map { _ in mark(questions) },
          strays: (0..<number(0...2)).map { _ in fault() }))
    }
    return GradeRecord(
      index: number(0...100_000), file: file, page: maybe { "p\($0.number(0...99))-x_y" }, content)
  }
}
