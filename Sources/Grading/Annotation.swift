import JSONText
import WorkedExamples

/// What is said of one answer beyond its mark: why it earns that, and where it stands.
package struct Annotation: Hashable, Sendable {
  /// On one line.
  package let message: String
  package let hint: String?
  package let place: Place?

  /// A part of a line of the answer sheet.
  package struct Place: Hashable, Sendable {
    package let start: SourceText.Position
    /// Behind the last character.
    package let end: SourceText.Position

    package init(start: SourceText.Position, end: SourceText.Position) {
      self.start = start
      self.end = end
    }
  }

  package init(_ message: String, hint: String? = nil, at place: Place? = nil) {
    self.message = message
    self.hint = hint
    self.place = place
  }
}

extension Fault {
  /// The marked part of the line; nil for a fault of a file as a whole.
  package var place: Annotation.Place? {
    guard let start = position else { return nil }
    var end = start
    end.column += excerpt?.marked.count ?? 1
    return Annotation.Place(start: start, end: end)
  }
}
