/// What a command line asks for.
package enum Invocation: Hashable, Sendable {
  case run(Arguments)
  case help
  case version
  case completion(Shell)
  case manPage
}

/// The options and operands of one call.
package struct Arguments: Hashable, Sendable {
  package fileprivate(set) var operands: [Argument] = []
  private var given: [String: [Argument]] = [:]

  /// Whether the option was given.
  package func contains(_ option: OptionSpecification) -> Bool { given[option.name] != nil }

  /// The argument of an option; nil where it was not given.
  package func value(of option: OptionSpecification) -> Argument? { values(of: option).last }

  /// The arguments of a repeatable option, in order.
  package func values(of option: OptionSpecification) -> [Argument] { given[option.name] ?? [] }

  fileprivate mutating func insert(_ value: Argument?, for option: OptionSpecification) {
    given[option.name, default: []] += value.map { [$0] } ?? []
  }
}

/// A mistake on the command line, in words that follow the command's name.
package struct UsageError: Error, Hashable, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message }
}

extension CommandSpecification {
  /// Reads a command line without the command's name.
  ///
  /// Options and operands may mix; `--` ends the options, and `-` is an operand.
  /// A request for help is answered even where something else is wrong.
  package func parse(_ arguments: [Argument]) throws(UsageError) -> Invocation {
    var parser = ArgumentParser(options: allOptions, rest: arguments[...])
    do throws(UsageError) {
      return try parser.parse()
    } catch {
      let options = parser.rest.prefix { $0 != "--" }
      if options.contains(where: { $0 == "--help" || $0 == "-h" }) { return .help }
      throw error
    }
  }
}

private struct ArgumentParser {
  let options: [OptionSpecification]
  var rest: ArraySlice<Argument>
  var arguments = Arguments()

  mutating func parse() throws(UsageError) -> Invocation {
    while let argument = rest.popFirst() {
      if argument == "--" {
        arguments.operands += rest
        break
      }
      if argument.bytes.starts(with: "--".utf8) {
        try parseLong(argument)
      } else if argument.bytes.count > 1, argument.bytes.first == UInt8(ascii: "-") {
        try parseShort(argument)
      } else {
        arguments.operands.append(argument)
      }
      if arguments.contains(.help) { return .help }
      if arguments.contains(.version) { return .version }
      if arguments.contains(.manPage) { return .manPage }
      if let shell = arguments.value(of: .completion).flatMap({ Shell(rawValue: $0.text) }) {
        return .completion(shell)
      }
    }
    return .run(arguments)
  }

  /// Reads `--name`, `--name=value` or `--name value`.
  private mutating func parseLong(_ argument: Argument) throws(UsageError) {
    let parts = argument.bytes.dropFirst(2).split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: parts.first ?? [], as: UTF8.self)
    guard let option = options.first(where: { $0.name == name }) else {
      throw unknown("--\(name)")
    }
    let attached = parts.count > 1 ? Argument(bytes: Array(parts[1])) : nil
    if attached != nil, option.placeholder == nil {
      throw UsageError("\(option.flag) takes no value")
    }
    try add(option, written: option.flag, attached: attached)
  }

  /// Reads `-q`, `-qv`, `-o value` or `-ovalue`.
  private mutating func parseShort(_ argument: Argument) throws(UsageError) {
    var letters = argument.text.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.letter == letter }) else {
        // `-json` is `--json` with a dash too few.
        let isName = options.contains { "-" + $0.flag.dropFirst(2) == argument.text }
        throw unknown(isName ? argument.text : "-\(letter)")
      }
      var attached: Argument?
      if option.placeholder != nil, !letters.isEmpty {
        attached = Argument(bytes: argument.bytes.suffix(letters.utf8.count))
        letters = ""
      }
      try add(option, written: "-\(letter)", attached: attached)
    }
  }

  private mutating func add(
    _ option: OptionSpecification, written: String, attached: Argument?
  ) throws(UsageError) {
    if arguments.contains(option), !option.isRepeatable {
      throw UsageError("\(written) is given twice")
    }
    guard let placeholder = option.placeholder else {
      return arguments.insert(nil, for: option)
    }
    guard let value = attached ?? nextValue() else {
      throw UsageError("\(written) needs a value: \(written) \(placeholder)")
    }
    if !option.choices.isEmpty, !option.choices.contains(value.text) {
      throw UsageError(
        "\(written) takes \(list(option.choices)), not \(value.text.escapedForTerminal)"
          + suggestion(for: value.text, among: option.choices))
    }
    arguments.insert(value, for: option)
  }

  /// The next argument, unless it is an option: a formula may begin with a dash.
  private mutating func nextValue() -> Argument? {
    guard let next = rest.first, next != "--" else { return nil }
    let name = next.text.prefix { $0 != "=" }
    let isOption = options.contains { $0.flag == name || $0.letter.map { "-\($0)" } == next.text }
    return isOption ? nil : rest.popFirst()
  }

  private func unknown(_ written: String) -> UsageError {
    UsageError(
      "unknown option \(written.escapedForTerminal)"
        + suggestion(for: written, among: options.map(\.flag)))
  }

  private func suggestion(for written: String, among names: [String]) -> String {
    names.nearest(to: written).map { "; did you mean \($0)?" } ?? ""
  }

  private func list(_ choices: [String]) -> String {
    guard let last = choices.last, choices.count > 1 else { return choices.joined() }
    return choices.dropLast().joined(separator: ", ") + " or " + last
  }
}
