import Foundation
import Grading
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reports

/// JUnit XML against the schema that its readers have in common, which `xmllint --schema` and
/// others can apply as well.
@Suite("Schema of JUnit XML")
struct JUnitSchemaTests {
  private static func schema() throws -> XMLSchema {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "ProgramTests/Fixtures/junit.xsd")
    return XMLSchema(try PageReader.read(String(decoding: Data(contentsOf: url), as: UTF8.self)))
  }

  private func problems(_ text: String) throws -> [String] {
    try Self.schema().problems(of: PageReader.read(text).children[0])
  }

  static let classroom = Classroom()

  @Test("a class and hostile texts keep to the schema")
  func keeps() throws {
    let mixed = JUnitXML("grade", TestSuites(Self.classroom.mixed)).text
    #expect(try problems(mixed) == [])
    for hostile in HostileTextTests.cases {
      let text = JUnitXML("grade", TestSuites(hostile.gradebook)).text
      #expect(try problems(text) == [], "\(hostile.text.debugDescription)")
    }
  }

  @Test(
    "the schema refuses what is not so",
    arguments: [
      ("tests=\"9\"", "tests=\"nine\""), ("classname=", "class="), (" tests=", " checks="),
      ("<skipped message=\"open\"/>", "<skipped/><failure/>"), ("<testsuites", "<suites"),
      ("<testcase name=\"z\"", "<testcase"),
    ])
  func refuses(_ right: String, _ wrong: String) throws {
    let text = JUnitXML("grade", TestSuites(Self.classroom.mixed)).text
    var changed = text.replacing(right, with: wrong)
    if right == "<testsuites" { changed = changed.replacing("</testsuites", with: "</suites") }
    #expect(changed != text)
    #expect(try problems(changed) != [])
  }
}

/// As much of XML Schema 1.0 as that file makes use of.
struct XMLSchema {
  private let root: Element

  init(_ document: Element) { root = document.children[0] }

  private func declaration(_ kind: String, _ name: String?) -> Element? {
    root.children.first { $0.name == kind && $0.attributes["name"] == name }
  }

  func problems(of element: Element) -> [String] {
    guard let rule = declaration("xs:element", element.name) else {
      return ["no element \(element.name)"]
    }
    return problems(of: element, rule)
  }

  private func problems(of element: Element, _ rule: Element) -> [String] {
    let type = rule.attributes["type"]
    if type == "xs:string" {
      return element.children.map { "\(element.name) holds \($0.name)" }
    }
    guard
      let complex = rule.children.first(where: { $0.name == "xs:complexType" })
        ?? declaration("xs:complexType", type)
    else { return ["\(element.name) has no type"] }
    let content = complex.children.first { $0.name == "xs:simpleContent" }
    let attributes = content?.children.first ?? complex
    var found = self.attributes(of: element, attributes)
    if content != nil {
      found += element.children.map { "\(element.name) holds \($0.name)" }
    } else {
      var rest = element.children[...]
      let particles = complex.children.first { $0.name == "xs:sequence" }?.children ?? []
      for particle in particles { found += match(particle, &rest) }
      found += rest.map { "\($0.name) does not belong into \(element.name) here" }
    }
    return found
  }

  private func attributes(of element: Element, _ rule: Element) -> [String] {
    let rules = rule.children.filter { $0.name == "xs:attribute" }
    var found: [String] = []
    for (name, value) in element.attributes {
      guard let rule = rules.first(where: { $0.attributes["name"] == name }) else {
        found.append("\(element.name) has no attribute \(name)")
        continue
      }
      if rule.attributes["type"] == "xs:nonNegativeInteger",
        value.isEmpty || !value.allSatisfy({ "0"..."9" ~= $0 })
      {
        found.append("\(name) is no number: \(value)")
      }
    }
    for rule in rules where rule.attributes["use"] == "required" {
      let name = rule.attributes["name"] ?? ""
      if element.attributes[name] == nil { found.append("\(element.name) lacks \(name)") }
    }
    return found
  }

  /// Takes the children that a particle of a sequence allows.
  private func match(_ particle: Element, _ rest: inout ArraySlice<Element>) -> [String] {
    let choices = particle.name == "xs:choice" ? particle.children : [particle]
    let most = particle.attributes["maxOccurs"] == "unbounded" ? Int.max : 1
    var count = 0
    var found: [String] = []
    while count < most, let next = rest.first,
      let choice = choices.first(where: {
        ($0.attributes["ref"] ?? $0.attributes["name"]) == next.name
      })
    {
      found += choice.attributes["ref"] == nil ? problems(of: next, choice) : problems(of: next)
      rest.removeFirst()
      count += 1
    }
    if count == 0, particle.attributes["minOccurs"] != "0" { found.append("something is missing") }
    return found
  }
}
