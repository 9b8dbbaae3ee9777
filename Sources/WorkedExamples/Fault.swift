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
  /// Whether something could not be decided, which is no mistake, and does not hold either.
  package private(set) var isUndecided = false

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
    self.message = message.abridged
    self.help = help?.abridged
    mistake = nil
  }

  /// A fault of a file as a whole.
  package init(file: String, _ message: String, help: String? = nil) {
    self.file = file
    self.message = message.abridged
    self.help = help?.abridged
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
    self.message = message.abridged
    self.help = help?.abridged
    self.mistake = mistake
    position = source.position(of: range.lowerBound)
    excerpt = Excerpt(of: range, in: source)
  }

  /// Something that could not be decided, and why.
  package static func undecided(
    _ message: String, in source: SourceText, at range: Range<Int>
  ) -> Fault {
    var fault = Fault(message, in: source, at: range)
    fault.isUndecided = true
    return fault
  }

  package init(_ error: JSONError, in source: SourceText) {
    self.init(error.message, in: source, at: error.range, help: error.help)
  }
}

extension String {
  /// The text without its middle where it is too long to be read: messages quote names, and a name
  /// may be as long as a file.
  fileprivate var abridged: String {
    let half = 480
    guard utf8.count > 2 * half, unicodeScalars.count > 2 * half else { return self }
    var text = String(unicodeScalars.prefix(half))
    text += "…"
    text.unicodeScalars.append(contentsOf: unicodeScalars.suffix(half))
    return text
  }
}

extension Fault.Excerpt {
  /// How many bytes are kept on each side of a mark: more than any terminal shows.
  private static let reach = 4_000

  /// The line of a place, without what is far from the mark: a file may be one line of megabytes,
  /// and have a fault in each word of it.
  init(of range: Range<Int>, in source: SourceText) {
    let start = source.characterStart(range.lowerBound)
    let line = source.lineRange(around: start, reach: Self.reach)
    let end = max(min(range.upperBound, line.upperBound), range.lowerBound)
    let before = source.text(in: line.lowerBound..<max(start, line.lowerBound)).unicodeScalars.count
    let length = source.text(in: range.lowerBound..<end).unicodeScalars.count
    self.init(line: source.text(in: line), marked: before..<(before + max(1, length)))
  }
}

/// All that is wrong with a file, in the order of the file.
package struct Faults: Error, Sendable {
  package let all: [Fault]

  package init(_ all: [Fault]) { self.all = all }
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
