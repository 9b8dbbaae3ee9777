import Checking
import Foundation
import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Reports

@Suite("Traces")
struct TraceTests {
  private static let tiny = #"""
    {"id": "tiny", "given": ["w = 3", "x = (0.5, 2)"],
     "definitions": ["f(t) = t^2", "z = w*x[0]", "same = z", "L = f(z - 1)/3 + tanh(z)", "k = 7"],
     "questions": [{"id": "1", "steps": [{"id": "z", "via": "w*x[0]"},
       {"id": "slope", "value": "der(L, w)"}]},
      {"id": "2", "given": ["a : real"], "definitions": ["free = 2*a"],
       "steps": [{"id": "g", "value": "a + 1", "in": ["a"]}, {"id": "why", "prose": true}]}]}
    """#

  private func trace(_ name: String?) throws -> Trace {
    try Trace(Sheets.key(Self.tiny).exercise, of: name)
  }

  @Test("the table is this one")
  func table() throws {
    #expect(
      TraceReport(try trace("(z - 1)^2 + z")).text == """
        tiny: (z - 1)^2 + z, as the tape records it
        forward, the value of each operation; backward, its adjoint: the derivative of
        (z - 1)^2 + z by it

        #  name  operation  value  adjoint
        0  w     3              3        1
        1  x[0]  0.5          0.5        6
        2  z     w × x[0]     1.5        2
        4        z − 1        0.5        1
        5        #4^2        0.25        1
        6        #5 + z      1.75        1

        """)
  }

  @Test(
    "values are those of the names, and adjoints those of der and grad",
    arguments: [
      ("exercise5", "risk_after"), ("exercise5", "L1"), ("problemset9", nil), ("homework3", nil),
    ] as [(String, String?)])
  func witnesses(_ id: String, _ output: String?) throws {
    let exercise = try #require(Sheets.library.exercises[id])
    let trace = try Trace(exercise, of: output)
    var seen = 0
    for question in exercise.questions {
      let setting = Setting(question.scope)
      var vocabulary = Vocabulary()
      for entity in question.scope.entities {
        if case .function(let parameters, _) = entity.meaning {
          vocabulary.define(entity.name, arity: parameters.count)
        }
      }
      func value(_ text: String) -> String? {
        (try? setting.evaluate(Formula.parse(text, vocabulary: vocabulary)))?.text
      }
      guard value(trace.output) == trace.rows.last?.value.text else { continue }
      for row in trace.rows {
        // A question may hide a name of the exercise behind one of its own.
        guard let name = row.name, let own = value(name) else { continue }
        #expect(row.value.text == own, "\(name)")
        let base = name.prefix { $0 != "[" }
        let derivative =
          base.count == name.count
          ? "der(\(trace.output), \(name))"
          : "grad(\(trace.output), \(base))\(name.dropFirst(base.count))"
        // Where the output depends on nothing but numbers there is nothing to differentiate.
        guard let adjoint = value(derivative) else { continue }
        #expect(row.adjoint.text == adjoint, "\(name)")
        seen += 1
      }
      break
    }
    #expect(seen > 0)
  }

  @Test("what is not rational shows its certain digits, all else is exact")
  func numbers() throws {
    let rows = try trace("L").rows
    #expect(rows.first { $0.operation == "tanh" }?.value.text == "0.905148253644…")
    #expect(rows.first { $0.name == "z" }?.value.text == "1.5")
    #expect(rows.last?.name == "L")
  }

  @Test("a name for a name has a row of its own, with its own adjoint")
  func copies() throws {
    let rows = try trace("z + 2*same").rows
    #expect(rows.first { $0.name == "same" }?.text == "z")
    #expect(rows.first { $0.name == "same" }?.adjoint.text == "2")
    #expect(rows.first { $0.name == "z" }?.adjoint.text == "3")
  }

  @Test("by default it is the last number that is computed, and not only given")
  func defaultOutput() throws {
    #expect(try trace(nil).output == "L")
    #expect(try trace("slope").output == "slope")
  }

  @Test(
    "what cannot be traced is named",
    arguments: [
      ("x", "x is not one number"), ("zz", "zz is not defined here"),
      ("z +", "expected a formula after +, found the end"), ("g", "g is no number"),
      ("why", "why is no number"), ("free", "a has no value here"), ("x[5]", "there is no entry 5"),
    ])
  func refusals(_ name: String, _ message: String) throws {
    let error = #expect(throws: Diagnostic.self) { try trace(name) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("the table is as wide as the terminal if it can be", arguments: ["risk", "risk_after"])
  func width(_ name: String) throws {
    let exercise = try #require(Sheets.library.exercises["exercise5"])
    for line in TraceReport(try Trace(exercise, of: name)).text.split(separator: "\n") {
      #expect(String(line).displayWidth <= 80)
    }
  }

  @Test("the document for programs keeps to the schema, and to the order of the tape")
  func document() throws {
    let schema = try #require(SchemaTests.schema as? [String: Any])
    let text = JSONReports.document(
      .right, [JSONMember("trace", TraceReport(try trace("L")).json)])
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(SchemaCheck(root: schema).problems(of: value, schema) == [])
    for row in try trace("L").rows { #expect(row.operands.allSatisfy { $0 < row.index }) }
    let hints = try #require(StepHints("z", key: try Sheets.key(Self.tiny)))
    let hint = JSONReports.document(
      .right,
      [
        JSONMember("hints", [HintReport(hints, number: 1).json]),
        JSONMember("faults", JSONReports.faults([])),
      ])
    let other = try JSONSerialization.jsonObject(with: Data(hint.utf8))
    #expect(SchemaCheck(root: schema).problems(of: other, schema) == [])
  }
}
