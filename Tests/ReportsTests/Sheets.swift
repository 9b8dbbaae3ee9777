import Bundled
import Checking
import Foundation
import Grading
import JSONText
import WorkedExamples

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reports

/// Sheets to make pages of.
enum Sheets {
  static let exercise5: Exercise? = library.exercise("exercise5")
  static let library = (try? Library(addingFolder: nil)) ?? Library()
  static let key = exercise5.map { AnswerKey($0) }

  struct Missing: Error {}

  /// The page of a sheet, whose answers are given as JSON.
  static func page(
    _ answers: String, student: String = "s1", showsAnswers: Bool = false, key: AnswerKey? = key
  ) throws -> StudentPage {
    guard let key else { throw Missing() }
    let text = #"{"exercise": "\#(key.exercise.id)", "answers": \#(answers)}"#
    let sheet = try AnswerSheet(SourceText(name: "in/a.json", text: text))
    let finding = SheetJudge(key).judge(sheet)
    return StudentPage(
      finding, key: key, row: GradeRow(finding, student: student, key: key.exercise),
      showsAnswers: showsAnswers)
  }

  /// An exercise of one's own.
  static func key(_ json: String) throws -> AnswerKey {
    AnswerKey(try Exercise(JSONDocument(SourceText(name: "e.json", text: json))))
  }

  static let mixed = #"""
    {"z1": "1*2 + 1*1 + 0 = 3", "h1": 3, "yhat1": "w3*h1 + w4 = 1*3 + 0 = 4", "z2": -1, "h2": -1,
     "yhat2": "w3*h2 + w4 = -1", "L1": "(4 - 1.3)^2 = 2.7^2 = 7.29", "L2": "((1.9", "risk": 3,
     "dw0": "delta_h*x[1]", "g1": [6.8, 3.4, 3.4, "3*3.4 = 10.3", 3.4],
     "learning_rate": "It scales the step.", "zz": 1, "theta_new": [[1, 2], [3, 4]]}
    """#
}

/// An element of a page as an independent reader understands it.
final class Element {
  let name: String
  let attributes: [String: String]
  var children: [Element] = []
  var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    (self.name, self.attributes) = (name, attributes)
  }

  /// All elements below of a name.
  func all(_ name: String) -> [Element] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  /// All text below, in order of the elements.
  var allText: String { text + children.map(\.allText).joined() }
}

/// Reads a page with Foundation's XML parser, which knows nothing of how it was written.
final class PageReader: NSObject, XMLParserDelegate {
  private var open: [Element] = [Element("page", [:])]
  private(set) var complaint: String?

  static func read(_ page: String) throws -> Element {
    // The five entities of XML are all that a page uses; the declaration is HTML's.
    let body = page.replacing("<!DOCTYPE html>", with: "")
    let parser = XMLParser(data: Data(body.utf8))
    let reader = PageReader()
    parser.delegate = reader
    guard parser.parse(), reader.complaint == nil else {
      throw NotWellFormed(
        line: parser.lineNumber,
        why: reader.complaint ?? "\(String(describing: parser.parserError))")
    }
    return reader.open[0]
  }

  struct NotWellFormed: Error {
    let line: Int
    let why: String
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let element = Element(name, attributes)
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { complaint = "\(error)" }
}
