import JSONText
import Notation

/// Something wrong in a file, at a place that a person can find.
package struct Fault: Error, Hashable, Sendable {
  package let file: String
  package let position: SourceText.Position?
  /// The line with the place, and which of its characters are meant.
  package let excerpt: Excerpt?
  package let message: String
  package let help: String?
  /// What is mistaken in a formula that could be read.
  package let mistake: Diagnostic.Mistake?

  package struct Excerpt: Hashable, Sendable {
    package let line: String
    /// Unicode scalars of the line, from 0.
    package let marked: Range<Int>

    package init(line: String, marked: Range<Int>) {
      self.line = line
      self.marked = marked
    }
  }

  /// A fault that was written down somewhere.
  package init(
    file: String, position: SourceText.Position?, excerpt: Excerpt?, _ message: String,
    help: String?
  ) {
    self.file = file
    self.position = position
    self.excerpt = excerpt
    self.message = message
    self.help = help
    mistake = nil
  }

  /// A fault of a file as a whole.
  package init(file: String, _ message: String, help: String? = nil) {
    self.file = file
    self.message = message
    self.help = help
    mistake = nil
    position = nil
    excerpt = nil
  }

  /// A fault at bytes of a text.
  package init(
    _ message: String, in source: SourceText, at range: Range<Int>, help: String? = nil,
    mistake: Diagnostic.Mistake? = nil
  ) {
    file = source.name
    self.message = message
    self.help = help
    self.mistake = mistake
    let position = source.position(of: range.lowerBound)
    self.position = position
    let line = source.lineRange(around: range.lowerBound)
    let end = min(max(range.upperBound, range.lowerBound), line.upperBound)
    let length = source.text(in: range.lowerBound..<max(end, range.lowerBound)).unicodeScalars.count
    excerpt = Excerpt(
      source.text(in: line),
      marking: (position.column - 1)..<(position.column - 1 + max(1, length)))
  }

  package init(_ error: JSONError, in source: SourceText) {
    self.init(error.message, in: source, at: error.range, help: error.help)
  }
}

extension Fault.Excerpt {
  /// How many characters are kept on each side of a mark: more than any terminal shows.
  private static let reach = 2_000

  /// A line without what is far from the mark: a file may be one line of megabytes.
  init(_ line: String, marking marked: Range<Int>) {
    let scalars = line.unicodeScalars
    guard scalars.count > 3 * Self.reach else {
      self.init(line: line, marked: marked)
      return
    }
    let first = max(0, marked.lowerBound - Self.reach)
    let start = scalars.index(scalars.startIndex, offsetBy: first)
    let length = min(marked.upperBound, marked.lowerBound + Self.reach) + Self.reach - first
    let end = scalars.index(start, offsetBy: length, limitedBy: scalars.endIndex)
    self.init(
      line: String(scalars[start..<(end ?? scalars.endIndex)]),
      marked: (marked.lowerBound - first)..<(marked.upperBound - first))
  }
}

/// All that is wrong with a file, in the order of the file.
package struct Faults: Error, Sendable {
  package let all: [Fault]
}

/// A text inside a JSON document that is a formula, a statement or an answer.
package struct Inscription: Sendable {
  package let text: String
  /// Where the JSON string or number stands.
  package let place: Range<Int>

  package init(_ text: String, at place: Range<Int>) {
    self.text = text
    self.place = place
  }

  /// Whether nothing is written but white space.
  var isBlank: Bool {
    // Most texts begin with a letter or a digit.
    if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
    return text.allSatisfy(\.isWhitespace)
  }

  /// Moves a diagnostic about the text to its place in the file.
  package func fault(_ diagnostic: Diagnostic, in document: JSONDocument) -> Fault {
    Fault(
      diagnostic.message, in: document.source,
      at: document.sourceRange(of: diagnostic.range, inValueAt: place), help: diagnostic.help,
      mistake: diagnostic.mistake)
  }
}
