/// What is wrong with a text, where, and what would help.
///
/// Messages are lower case, without a full stop and without type names.
package struct Diagnostic: Error, Hashable, Sendable {
  package var message: String
  /// UTF-8 offsets into the formula's text.
  package var range: Range<Int>
  /// Certain advice only: "did you mean `sin(x)`?"
  package var help: String?

  package init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}
