import CommandLine

/// How words are set off in a report; plain unless a terminal shows colour.
///
/// Colour never carries meaning alone: each word says the same without it.
package struct Ink: Sendable {
  enum Tone: Sendable {
    case good, bad, doubtful, quiet, strong
  }

  private let style: TextStyle

  package init(_ style: TextStyle) {
    self.style = style
  }

  package static let plain = Ink(TextStyle(isColored: false))

  func callAsFunction(_ text: String, _ tone: Tone?) -> String {
    switch tone {
    case nil: text
    case .good: style.paint(text, .green)
    case .bad: style.paint(text, .red)
    case .doubtful: style.paint(text, .yellow)
    case .quiet: style.paint(text, .faint)
    case .strong: style.paint(text, .bold)
    }
  }
}
