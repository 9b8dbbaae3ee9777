import Foundation
import Grading
import JSONText
import TestSupport
import Testing

@testable import Reports

/// The documents for programs, against the schema that the project publishes.
@Suite("Schema of results")
struct SchemaTests {
  static let classroom = Classroom()
  static var schema: Any? { schema("results") }

  private static func schema(_ name: String) -> Any? {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Solutions/\(name).schema.json")
    return (try? Data(contentsOf: url)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
  }

  private func problems(_ text: String) throws -> [String] {
    let schema = try #require(Self.schema as? [String: Any])
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return SchemaCheck(root: schema).problems(of: value, schema)
  }

  @Test("every line of a file of records keeps to its schema")
  func records() throws {
    let schema = try #require(Self.schema("records") as? [String: Any])
    let run = RecordRun(
      id: "1", files: 3, shard: 1, shards: 1, problems: Self.classroom.mixed.problems)
    var lines = [run.line, RecordRun.endLine(count: 3)]
    for (index, row) in Self.classroom.mixed.rows.enumerated() {
      lines.append(GradeRecord(index: index, file: row.file, page: "p", .graded(row)).line)
    }
    lines.append(
      GradeRecord(index: 2, file: "cy.json", .problem(Self.classroom.mixed.problems)).line)
    for line in lines {
      let value = try JSONSerialization.jsonObject(with: Data(line))
      #expect(SchemaCheck(root: schema).problems(of: value, schema) == [])
      let changed = try JSONSerialization.jsonObject(
        with: Data(
          String(decoding: line, as: UTF8.self).replacing("\"kind\"", with: "\"sort\"").utf8))
      #expect(SchemaCheck(root: schema).problems(of: changed, schema) != [])
    }
  }

  private var gradebook: String {
    JSONGradebook(Self.classroom.mixed, status: .failed).text
  }

  @Test("a gradebook and each of its lines keep to the schema")
  func gradebooks() throws {
    #expect(try problems(gradebook) == [])
    for line in JSONLines(Self.classroom.mixed, status: .failed).text.split(separator: "\n") {
      #expect(try problems(String(line)) == [])
    }
  }

  @Test(
    "the schema refuses what is not so",
    arguments: [
      ("\"version\": 1", "\"version\": 2"), ("\"status\": \"error\"", "\"status\": \"fine\""),
      ("\"student\": \"Ann\"", "\"student\": 7"), ("\"student\"", "\"pupil\""),
      ("\"points\": 3", "\"points\": \"3\""), ("\"outcome\": \"right\"", "\"outcome\": \"ok\""),
      ("\"line\": 2", "\"line\": 0"),
    ])
  func refusals(_ right: String, _ wrong: String) throws {
    let text = gradebook.replacing(right, with: wrong)
    #expect(text != gradebook)
    #expect(try problems(text) != [])
  }
}

/// As much of JSON Schema (2020-12) as the project's schema makes use of.
struct SchemaCheck {
  let root: [String: Any]

  func problems(of value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
    var found: [String] = []
    for (key, rule) in schema {
      switch (key, rule) {
      case ("$schema", _), ("title", _), ("description", _), ("$defs", _), ("properties", _): break
      case ("$ref", let name as String):
        let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
        let target = definitions[String(name.dropFirst("#/$defs/".count))]
        found += target.map { problems(of: value, $0, at: path) } ?? ["no definition \(name)"]
      case ("anyOf", let choices as [[String: Any]]):
        if !choices.contains(where: { problems(of: value, $0, at: path).isEmpty }) {
          found.append("\(path): none of the choices")
        }
      case ("const", _), ("enum", _):
        let allowed = rule as? [Any] ?? [rule]
        if !allowed.contains(where: { ($0 as? NSObject) == (value as? NSObject) }) {
          found.append("\(path): not allowed")
        }
      case ("type", let name as String):
        if !isOf(value, name) { found.append("\(path): no \(name)") }
      case ("minimum", let least as Double):
        if (value as? Double).map({ $0 < least }) ?? false { found.append("\(path): too small") }
      case ("items", let items as [String: Any]):
        for (index, element) in (value as? [Any] ?? []).enumerated() {
          found += problems(of: element, items, at: "\(path)/\(index)")
        }
      case ("required", let names as [String]):
        let keys = (value as? [String: Any])?.keys
        found += names.filter { keys?.contains($0) == false }.map { "\(path): no \($0)" }
      case ("additionalProperties", _):
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for (name, member) in value as? [String: Any] ?? [:] {
          guard let rule = properties[name] else {
            found.append("\(path): unknown \(name)")
            continue
          }
          found += problems(of: member, rule, at: "\(path)/\(name)")
        }
      default: found.append("the checker does not know \(key)")
      }
    }
    return found
  }

  private func isOf(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "number": value is Double
    case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
    case "boolean": value is Bool
    default: false
    }
  }
}
