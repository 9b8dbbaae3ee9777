import JSONText
import Scalars
import WorkedExamples

/// Records as JSON, a line for each (`Solutions/records.schema.json`).
///
/// Points are exact: a JSON number where the decimal expansion ends within 60 places, else a
/// fraction as a string, such as `"1/3"`.
extension GradeRecord {
  package static let version = 1

  /// The line of a record, with its end.
  package var line: [UInt8] {
    var line = JSONLine(kind: kind)
    line.add("index", index)
    line.add("file", file)
    line.add("page", page)
    switch content {
    case .problem(let faults): line.add("faults", faults)
    case .graded(let row): line.add(row)
    }
    return line.ended()
  }

  private var kind: String {
    switch content {
    case .graded: "sheet"
    case .problem: "problem"
    }
  }
}

/// One JSON object on a line, written as it comes.
package struct JSONLine {
  private var bytes: [UInt8] = []

  package init(kind: String) {
    bytes.reserveCapacity(4096)
    bytes += "{\"version\":\(GradeRecord.version),\"kind\":\"\(kind)\"".utf8
  }

  package consuming func ended() -> [UInt8] {
    bytes += "}\n".utf8
    return bytes
  }

  private mutating func key(_ key: StaticString) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes += $0 }
    bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
  }

  package mutating func add(_ name: StaticString, _ text: String) {
    key(name)
    JSONWriter.write(text, to: &bytes)
  }

  package mutating func add(_ name: StaticString, _ text: String?) {
    if let text { add(name, text) }
  }

  package mutating func add(_ name: StaticString, _ number: Int) {
    key(name)
    bytes += String(number).utf8
  }

  package mutating func add(_ name: StaticString, _ faults: [Fault]) {
    key(name)
    list(faults) { $0.add($1) }
  }

  private mutating func list<Item>(_ items: [Item], _ write: (inout JSONLine, Item) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, item)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func add(_ name: StaticString, _ texts: [String]) {
    key(name)
    list(texts) { JSONWriter.write($1, to: &$0.bytes) }
  }

  private mutating func add(_ name: StaticString, _ points: Rational) {
    key(name)
    let text = points.isInteger ? points.numerator.description : points.description
    if text.utf8.contains(UInt8(ascii: "/")) {
      JSONWriter.write(text, to: &bytes)
    } else {
      bytes += text.utf8
    }
  }

  private mutating func open() { bytes.append(UInt8(ascii: "{")) }
  private mutating func close() { bytes.append(UInt8(ascii: "}")) }

  mutating func add(_ row: GradeRow) {
    add("student", row.student)
    add("handles", row.handles)
    add("folder", row.folder)
    add("exercise", row.exercise)
    if let attempt = row.attempt { add("attempt", attempt) }
    add("submitted", row.submitted)
    add("questions", row.questions.map(\.question))
    key("steps")
    list(row.steps) { $0.add($1) }
    add("faults", row.strays)
    if !row.notes.isEmpty { add("notes", row.notes) }
  }

  private mutating func add(_ mark: GradeRow.StepMark) {
    open()
    add("id", mark.step)
    add("question", mark.question)
    add("outcome", mark.outcome.word)
    add("points", mark.points)
    add("possible", mark.possible)
    if mark.isProse { bytes += ",\"prose\":true".utf8 }
    if mark.isBonus { bytes += ",\"bonus\":true".utf8 }
    add("text", mark.text)
    add("slip", mark.slip)
    if !mark.origins.isEmpty {
      key("origins")
      list(mark.origins) { $0.add($1) }
    }
    if let note = mark.annotation {
      add("message", note.message)
      add("hint", note.hint)
      if let place = note.place {
        add("line", place.start.line)
        add("column", place.start.column)
        add("endLine", place.end.line)
        add("endColumn", place.end.column)
      }
    }
    close()
  }

  private mutating func add(_ origin: Origin) {
    open()
    add("step", origin.step)
    add("value", origin.value)
    add("slips", origin.slips)
    close()
  }

  private mutating func add(_ fault: Fault) {
    open()
    add("file", fault.file)
    add("message", fault.message)
    if let position = fault.position {
      add("line", position.line)
      add("column", position.column)
    }
    if let excerpt = fault.excerpt {
      add("excerpt", excerpt.line)
      add("from", excerpt.marked.lowerBound)
      add("to", excerpt.marked.upperBound)
    }
    add("help", fault.help)
    close()
  }
}
