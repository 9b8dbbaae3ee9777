/// What GitHub's runner makes of the lines of a log, after its source (`ActionCommand.cs`).
struct RunnerOfWorkflows {
  struct Command: Equatable {
    var name: String
    var properties: [String: String]
    var message: String
  }

  private(set) var commands: [Command] = []
  /// What only people read.
  private(set) var log: [String] = []

  init(_ text: String) {
    var token: String?
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    {
      if let stop = token {
        if line == "::\(stop)::" { token = nil } else { log.append(line) }
      } else if let command = Self.command(line) {
        if command.name == "stop-commands" {
          token = command.message
        } else {
          commands.append(command)
        }
      } else {
        log.append(line)
      }
    }
  }

  private static func command(_ line: String) -> Command? {
    let text = Array(line.trimmed.unicodeScalars)
    guard text.starts(with: "::".unicodeScalars) else {
      // The old form is obeyed anywhere in a line.
      return line.utf8.firstRange(of: Array("##[".utf8)) != nil
        ? Command(name: "old form", properties: [:], message: line) : nil
    }
    guard
      let end = (2..<max(2, text.count - 1)).first(where: { text[$0] == ":" && text[$0 + 1] == ":" }
      )
    else { return nil }
    let head = text[2..<end].split(separator: " ", maxSplits: 1)
    var properties: [String: String] = [:]
    for pair in head.dropFirst().first?.split(separator: ",") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      properties[string(parts[0])] = unescaped(parts.count > 1 ? parts[1] : [], isProperty: true)
    }
    return Command(
      name: string(head.first ?? []), properties: properties,
      message: unescaped(text[(end + 2)...], isProperty: false))
  }

  /// By code units, as the runner does: characters of Swift may hold several.
  private static func unescaped(_ text: ArraySlice<Unicode.Scalar>, isProperty: Bool) -> String {
    let codes = ["25": "%", "0D": "\r", "0A": "\n"]
      .merging(isProperty ? ["3A": ":", "2C": ","] : [:]) { $1 }
    var result = ""
    var rest = text
    while let scalar = rest.popFirst() {
      if scalar == "%", let plain = codes[string(rest.prefix(2))] {
        result += plain
        rest = rest.dropFirst(2)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension String {
  fileprivate var trimmed: String {
    String(String.UnicodeScalarView(unicodeScalars.drop { $0.properties.isWhitespace }))
  }
}
