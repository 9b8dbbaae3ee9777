import Checking
import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Grading
@testable import Reports

@Suite("CSV files that are filled in")
struct CSVDocumentTests {
  private func document(_ text: String) throws -> CSVDocument {
    try CSVDocument(SourceText(name: "x.csv", text: text))
  }

  @Test(
    "cells are read as RFC 4180 says",
    arguments: [
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a\rb\r", [["a"], ["b"]]), ("\"a\"\"b\",\"c,d\r\ne\"\n", [["a\"b", "c,d\r\ne"]]),
      (",\n\n,", [["", ""], [""], ["", ""]]), ("\u{FEFF}a;b,c;d\n", [["a", "b,c", "d"]]),
      ("a\tb\n", [["a", "b"]]), ("\"\"", [[""]]), ("", []), ("a\"b,c\n", [["a\"b", "c"]]),
      ("\"a,b,c\";d;e\n", [["a,b,c", "d", "e"]]),
    ])
  func reading(_ text: String, _ rows: [[String]]) throws {
    #expect(try document(text).rows.map { $0.map(\.text) } == rows)
  }

  @Test(
    "what cannot be read is named with its place",
    arguments: [
      ("a,\"b\nc", "1:3", "the quote that opens this cell is not closed"),
      ("a\n\"b\"c\n", "2:4", "expected the end of the cell after its closing quote"),
    ])
  func faults(_ text: String, _ place: String, _ message: String) throws {
    do throws(Fault) {
      _ = try CSVDocument(SourceText(name: "x.csv", text: text))
      Issue.record("this was read: \(text)")
    } catch {
      #expect(error.position?.description == place)
      #expect(error.message == message)
    }
  }

  @Test("UTF-16 is refused with advice")
  func wideText() {
    #expect(throws: Fault.self) {
      try CSVDocument(SourceText(name: "x.csv", bytes: [0xFF, 0xFE, 0x41, 0]))
    }
  }

  @Test("what is filled in changes, and no other byte")
  func filling() throws {
    let text = "\u{FEFF}\"a\" ,b\r\n\"x\"\"y\", 1 \n\n\"p\",q,r"
    // The blank behind a closing quote is no part of a cell.
    #expect(throws: Fault.self) { try document(text) }
    var form = try document(text.replacing("\" ,", with: "\","))
    form.fill(1, 1, with: "48")
    form.fill(0, 3, with: "a,b")
    form.fill(1, 3, with: "=1")
    form.fill(1, 4, with: "7")
    form.fill(3, 1, with: "")
    #expect(
      String(decoding: form.bytes, as: UTF8.self)
        == "\u{FEFF}\"a\",b,,\"a,b\"\r\n\"x\"\"y\",48,,'=1,7\n\n\"p\",,r")
  }

  @Test("reading any bytes ends, and what is not filled comes back")
  func anyBytes() {
    var random = SplitMix64(seed: 7)
    let alphabet = Array("a,;\"\r\n\t".utf8) + [0x00, 0xFF, 0xC3, 0xA9]
    for round in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &random)]
      }
      guard let form = try? CSVDocument(SourceText(name: "x", bytes: bytes)) else { continue }
      #expect(form.bytes == bytes, "seed 7, round \(round)")
      #expect(form.rows.allSatisfy { !$0.isEmpty })
    }
  }
}
