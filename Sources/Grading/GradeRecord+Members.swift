import JSONText
import Scalars
import WorkedExamples

/// A place in a sheet, as some members say it.
struct PlaceMembers {
  private var line: Int?
  private var column: Int?
  private var endLine: Int?
  private var endColumn: Int?

  var isEmpty: Bool { line == nil && column == nil && endLine == nil && endColumn == nil }

  /// Takes a member that belongs to it; false where it is another.
  mutating func read(_ member: JSONMember) throws(JSONError) -> Bool {
    switch member.key {
    case "line": line = try member.value.requireNatural(from: 1)
    case "column": column = try member.value.requireNatural(from: 1)
    case "endLine": endLine = try member.value.requireNatural(from: 1)
    case "endColumn": endColumn = try member.value.requireNatural(from: 1)
    default: return false
    }
    return true
  }

  func annotationPlace(_ value: JSONValue) throws(JSONError) -> Annotation.Place? {
    guard let start = try start(value) else { return nil }
    return Annotation.Place(
      start: start,
      end: SourceText.Position(
        line: try endLine.required("endLine", value),
        column: try endColumn.required("endColumn", value)))
  }

  func start(_ value: JSONValue) throws(JSONError) -> SourceText.Position? {
    if isEmpty { return nil }
    return SourceText.Position(
      line: try line.required("line", value), column: try column.required("column", value))
  }
}

// MARK: - Members

extension Optional {
  func required(_ key: String, _ value: JSONValue) throws(JSONError) -> Wrapped {
    guard let self else { throw value.isMissing(key) }
    return self
  }
}

extension JSONMember {
  var isUnknown: JSONError {
    JSONError("nobody knows what \"\(key)\" means here", at: keyRange)
  }
}

extension JSONValue {
  func isMissing(_ key: String) -> JSONError {
    JSONError(
      "the key \"\(key)\" is missing",
      at: range.lowerBound..<min(range.lowerBound + 1, range.upperBound))
  }

  /// A whole number that is written in digits alone, below 10⁹.
  func requireNatural(from least: Int = 0) throws(JSONError) -> Int {
    let number = try requireInteger()
    guard number >= least, number < 1_000_000_000 else {
      throw JSONError("this number must be from \(least) to 999999999", at: range)
    }
    return number
  }

  func requireStrings() throws(JSONError) -> [String] {
    var strings: [String] = []
    for element in try requireElements() { strings.append(try element.requireString()) }
    return strings
  }

  /// A name that stands for a page, and leads nowhere else.
  func requirePage() throws(JSONError) -> String {
    let name = try requireString()
    let isSafe = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isSafe, !name.isEmpty, name.utf8.count <= 200 else {
      throw JSONError("a page is named by small letters, digits, - and _", at: range)
    }
    return name
  }

  /// A number of points, exact: a decimal, or a fraction as a string.
  func requirePoints() throws(JSONError) -> Rational {
    let points: Rational?
    switch kind {
    case .number(let literal): points = try? Rational(decimal: literal)
    case .string(let text):
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let isFraction =
        parts.count == 2 && parts.allSatisfy { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
      points =
        isFraction
        ? (try? Rational(decimal: parts[0])).flatMap { top in
          (try? Rational(decimal: parts[1])).flatMap { $0.isZero ? nil : top / $0 }
        } : nil
    default: throw mismatch("a number of points")
    }
    guard let points, points >= .zero, points <= 1_000_000 else {
      throw JSONError("points are from 0 to 1000000: 1.5, or \"1/3\"", at: range)
    }
    return points
  }

  func requireFaults() throws(JSONError) -> [Fault] {
    var faults: [Fault] = []
    for element in try requireElements() { faults.append(try element.requireFault()) }
    return faults
  }

  private func requireFault() throws(JSONError) -> Fault {
    var file: String?
    var message: String?
    var excerpt: String?
    var from: Int?
    var to: Int?
    var help: String?
    var place = PlaceMembers()
    for member in try requireMembers() {
      let value = member.value
      switch member.key {
      case "file": file = try value.requireString()
      case "message": message = try value.requireString()
      case "excerpt": excerpt = try value.requireString()
      case "from": from = try value.requireNatural()
      case "to": to = try value.requireNatural()
      case "help": help = try value.requireString()
      case "endLine", "endColumn": throw member.isUnknown
      default: if try !place.read(member) { throw member.isUnknown }
      }
    }
    var marked: Fault.Excerpt?
    if let excerpt {
      let start = try from.required("from", self)
      let end = try to.required("to", self)
      guard start <= end else {
        throw JSONError("the mark ends before it begins", at: self["to"]?.range ?? range)
      }
      marked = Fault.Excerpt(line: excerpt, marked: start..<end)
    } else if from != nil || to != nil {
      throw isMissing("excerpt")
    }
    return Fault(
      file: try file.required("file", self), position: try place.start(self), excerpt: marked,
      try message.required("message", self), help: help)
  }
}
