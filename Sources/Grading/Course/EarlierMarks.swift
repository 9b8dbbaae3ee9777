import JSONText
import Scalars
import WorkedExamples

/// The marks of an earlier run: its `results.json`, its JSON lines or its records.
package struct EarlierMarks: Sendable {
  package struct Key: Hashable, Sendable {
    package let exercise: String
    package let student: String
    /// Nil where only one attempt of a student counts.
    package var attempt: Int?
  }

  package struct Sheet: Sendable {
    var attempt: Int
    package fileprivate(set) var points: String
    package fileprivate(set) var steps: [String: Step] = [:]
  }

  /// What is compared is what was written: reports round to four places.
  package struct Step: Equatable, Sendable {
    package let outcome: String
    package let points: String

    package init(outcome: String, points: String) {
      self.outcome = outcome
      self.points = points
    }
  }

  package private(set) var sheets: [Key: Sheet] = [:]
  private let attempts: AttemptChoice

  private static let limits = JSONLimits(bytes: 1 << 30)

  /// Reads a file; where it has all attempts, as records do, one of them counts.
  package init(_ source: SourceText, attempts: AttemptChoice = .last) throws(Fault) {
    self.attempts = attempts
    do throws(JSONError) {
      let document = try Self.document(source)
      if let sheets = document?.root["sheets"] {
        for sheet in try sheets.requireElements() { try add(sheet) }
        return
      }
    } catch {
      throw Fault(error, in: source)
    }
    try readLines(source)
  }

  /// The file as one document; nil where it is one of lines.
  private static func document(_ source: SourceText) throws(JSONError) -> JSONDocument? {
    let end = source.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
    let first = SourceText(name: source.name, bytes: Array(source.bytes[..<end]))
    if let line = try? JSONDocument(first, limits: limits), line.root["kind"] != nil { return nil }
    let document = try JSONDocument(source, limits: limits)
    guard document.root["sheets"] != nil else {
      throw JSONError(
        "these are no marks of an earlier run", at: 0..<1,
        help: "name a results.json, or what --format json or records printed")
    }
    return document
  }

  private mutating func readLines(_ source: SourceText) throws(Fault) {
    var number = 0
    var start = 0
    let bytes = source.bytes
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = SourceText(
        name: number == 1 ? source.name : "\(source.name), line \(number)",
        bytes: Array(bytes[start..<end]))
      start = end + 1
      do throws(JSONError) {
        let root = try JSONDocument(line, limits: Self.limits).root
        guard try root.require("kind").requireString() == "sheet" else { continue }
        try add(root)
      } catch {
        throw Fault(error, in: line)
      }
    }
  }

  package func key(of row: GradeRow) -> Key {
    Key(
      exercise: row.exercise, student: row.student,
      attempt: attempts == .all ? row.attempt ?? 1 : nil)
  }

  private mutating func add(_ value: JSONValue) throws(JSONError) {
    let attempt = try value["attempt"].map { (value) throws(JSONError) in
      try value.requireInteger()
    }
    var sheet = Sheet(attempt: attempt ?? 1, points: "")
    let key = Key(
      exercise: try value.require("exercise").requireString(),
      student: try value.require("student").requireString(),
      attempt: attempts == .all ? sheet.attempt : nil)
    var total = Rational.zero
    for step in try value.require("steps").requireElements() {
      let points = try step.require("points").requirePoints()
      total = total + points
      sheet.steps[try step.require("id").requireString()] = Step(
        outcome: try step.require("outcome").requireString(), points: Marks.text(points))
    }
    // Records say no total; a report's may be less than its steps for a sheet that came late.
    sheet.points =
      if let said = value["points"] { Marks.text(try said.requirePoints()) } else {
        Marks.text(total)
      }
    if let other = sheets[key], !sheet.counts(before: other, attempts) { return }
    sheets[key] = sheet
  }
}

extension EarlierMarks.Sheet {
  /// Whether this attempt counts, and not another.
  fileprivate func counts(before other: Self, _ choice: AttemptChoice) -> Bool {
    let (own, others) = (Rational(points: points), Rational(points: other.points))
    return choice == .best && own != others ? own > others : attempt >= other.attempt
  }
}

extension Rational {
  /// Points as reports write them.
  package init(points text: String) { self = (try? Rational(decimal: text)) ?? .zero }
}
