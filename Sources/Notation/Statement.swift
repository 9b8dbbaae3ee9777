/// A line of an exercise: a definition, or declarations.
package enum Statement: Hashable, Sendable {
  case definition(Definition)
  case declarations([Declaration])

  /// Reads either; a colon makes the difference.
  package static func parse(
    _ text: String, vocabulary: Vocabulary
  ) throws(Diagnostic) -> Statement {
    var parser = try Parser(text, vocabulary: vocabulary, variable: nil)
    return parser.hasOuterColon
      ? .declarations(try parser.declarations()) : .definition(try parser.definition())
  }
}

extension Parser {
  /// Whether a colon stands outside all brackets.
  fileprivate var hasOuterColon: Bool {
    var depth = 0
    for token in tokens {
      switch token.kind {
      case .open, .openBracket: depth += 1
      case .close, .closeBracket: depth -= 1
      case .colon where depth == 0: return true
      default: break
      }
    }
    return false
  }
}
