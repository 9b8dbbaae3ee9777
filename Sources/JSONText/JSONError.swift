/// Why a text is not the JSON that is wanted: what, where, and what would help.
///
/// Messages are lower case, without a full stop and without type names.
package struct JSONError: Error, Hashable, Sendable {
  package var message: String
  /// UTF-8 offsets into the file; empty where something is missing.
  package var range: Range<Int>
  /// Certain advice only.
  package var help: String?

  package init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }

  package var offset: Int { range.lowerBound }
}
