/// One of the streams that a person may be looking at.
package enum Terminal: Int32, Sendable {
  case standardInput = 0
  case standardOutput = 1
  case standardError = 2

  /// Whether the stream is a terminal, and not a file or a pipe.
  package var isInteractive: Bool { System.isTerminal(rawValue) }

  /// The columns of a line: as `COLUMNS` says, as the terminal says, else 80.
  package func width(_ environment: Environment = .process) -> Int {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), 1...10_000 ~= columns {
      return columns
    }
    return System.columns(rawValue) ?? 80
  }

  /// The style of this stream: plain unless color is asked for, or seen.
  package func style(_ choice: ColorChoice, _ environment: Environment = .process) -> TextStyle {
    TextStyle(
      isColored: choice.usesColor(isTerminal: isInteractive, environment: environment))
  }
}

/// The variables that the surroundings set.
package struct Environment: Sendable {
  /// The process's own, where there is none.
  private let variables: [String: String]?

  package static let process = Environment(variables: nil)

  private init(variables: [String: String]?) { self.variables = variables }

  package init(_ variables: [String: String]) { self.init(variables: variables) }

  package subscript(name: String) -> String? {
    if let variables { variables[name] } else { System.variable(name) }
  }
}

/// What `--color` asks for.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never

  /// `--color` beats `NO_COLOR` (set and not empty), which beats the terminal.
  package func usesColor(isTerminal: Bool, environment: Environment = .process) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      isTerminal && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM", default: ""] != "dumb"
    }
  }
}

extension Environment {
  subscript(name: String, default text: String) -> String { self[name] ?? text }
}

/// Text in color, or as it is; color alone never carries meaning.
package struct TextStyle: Hashable, Sendable {
  package var isColored: Bool

  package init(isColored: Bool) { self.isColored = isColored }

  /// ECMA-48, select graphic rendition.
  package enum Ink: Int, Sendable {
    case bold = 1
    case faint = 2
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case cyan = 36
  }

  package func paint(_ text: String, _ inks: Ink...) -> String {
    guard isColored, !inks.isEmpty, !text.isEmpty else { return text }
    let codes = inks.map { String($0.rawValue) }.joined(separator: ";")
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }
}
