/// What is wrong with a text, where, and what would help.
///
/// Messages are lower case, without a full stop and without type names.
package struct Diagnostic: Error, Hashable, Sendable {
  package var message: String
  /// UTF-8 offsets into the formula's text.
  package var range: Range<Int>
  /// Certain advice only: "did you mean sin(x)?"
  package var help: String?
  /// What is mistaken in a text that could be read; nil for all else.
  package var mistake: Mistake?
  /// Where it began, if that was in a definition that the text uses.
  package var origin: Origin?

  /// A mistake in a definition, told where the definition stands.
  ///
  /// Boxed: every function of the parser has room for a diagnostic on its stack.
  package indirect enum Origin: Hashable, Sendable {
    /// The place of the definition among all names, and the range in its text.
    case definition(position: Int, message: String, range: Range<Int>)
  }

  /// How a text can be well formed, and yet mean nothing.
  package enum Mistake: Hashable, Sendable {
    /// A name that nothing has.
    case name
    /// Operands whose shapes do not go together.
    case shape
    /// An index that nothing has.
    case range
  }

  package init(
    _ message: String, at range: Range<Int>, help: String? = nil, mistake: Mistake? = nil
  ) {
    self.message = message
    self.range = range
    self.help = help
    self.mistake = mistake
  }

  /// The message with the line it is about, the place underlined, and the help:
  ///
  ///     answer:1:5: error: y is not defined here
  ///     1 | x + y
  ///       |     ^
  ///       = help: …
  ///
  /// The range refers to `text`, which may have a name and begin at a later line than 1.
  package func rendered(in text: String, name: String? = nil, line: Int = 1) -> String {
    let excerpt = Excerpt(of: range, in: text, firstLine: line)
    let number = String(excerpt.line)
    let margin = String(repeating: " ", count: number.count)
    let place = (name.map { "\($0):" } ?? "") + "\(number):\(excerpt.column): "
    var lines = [
      "\(place)error: \(message)", "\(number) | \(excerpt.text)",
      "\(margin) | \(excerpt.underline)",
    ]
    if let help { lines.append("\(margin) = help: \(help)") }
    return lines.joined(separator: "\n")
  }
}
