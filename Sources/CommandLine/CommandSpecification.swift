/// All that a command takes and says of itself: the one table behind the
/// parser, the help, the manual page and the completions of shells.
package struct CommandSpecification: Hashable, Sendable {
  package var name: String
  package var version: String
  /// One sentence.
  package var summary: String
  /// Each way to call it, without its name: `[EXERCISE [ANSWERS]]`.
  package var usage: [String]
  package var examples: [Entry]
  package var operands: [Entry]
  package var options: [OptionSpecification]
  /// What each exit status means.
  package var exitStatuses: [Entry]
  /// Words that shells offer as operands, besides files.
  package var operandWords: [String]

  package init(
    name: String, version: String, summary: String, usage: [String], examples: [Entry] = [],
    operands: [Entry] = [], options: [OptionSpecification] = [], exitStatuses: [Entry] = [],
    operandWords: [String] = []
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.usage = usage
    self.examples = examples
    self.operands = operands
    self.options = options
    self.exitStatuses = exitStatuses
    self.operandWords = operandWords
  }

  /// What stands on the left of a help screen, and what it means.
  package struct Entry: Hashable, Sendable {
    package var text: String
    package var meaning: String

    package init(_ text: String, _ meaning: String) {
      self.text = text
      self.meaning = meaning
    }
  }

  /// The options of the table, and those that every command has.
  package var allOptions: [OptionSpecification] {
    options + [.completion, .manPage, .help, .version]
  }
}

/// One option of a command; it stands for itself when its value is asked for.
package struct OptionSpecification: Hashable, Sendable {
  /// The name without its two dashes.
  package var name: String
  package var letter: Character?
  /// What its argument is called, such as `FILE`; nil where it takes none.
  package var placeholder: String?
  /// The only arguments that it takes; any, where there are none here.
  package var choices: [String]
  package var isRepeatable: Bool
  package var meaning: String

  package init(
    _ name: String, letter: Character? = nil, takes placeholder: String? = nil,
    choices: [String] = [], isRepeatable: Bool = false, _ meaning: String
  ) {
    self.name = name
    self.letter = letter
    self.placeholder = placeholder
    self.choices = choices
    self.isRepeatable = isRepeatable
    self.meaning = meaning
  }

  package static let completion = OptionSpecification(
    "generate-completion-script", takes: "SHELL", choices: Shell.allCases.map(\.rawValue),
    "Print a script that completes options in bash, zsh or fish.")
  package static let manPage = OptionSpecification(
    "generate-man-page", "Print the manual page, for man.")
  package static let help = OptionSpecification("help", letter: "h", "Show this help.")
  package static let version = OptionSpecification("version", "Show the version.")

  /// The long form, as it is typed.
  var flag: String { "--\(name)" }

  /// `-o, --output FILE`.
  var usage: String {
    let short = letter.map { "-\($0), " } ?? "    "
    return short + flag + (placeholder.map { " \($0)" } ?? "")
  }
}
