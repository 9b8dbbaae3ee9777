import Notation
import Scalars

/// `{x1}` in the text of a question: a place for the numbers that are given.
///
/// In braces stands a formula of names that are given; other braces (`1{x > 0}`, `{0, 1}`) are
/// text. Only exercises whose numbers are drawn have such places.
struct Placeholder {
  /// In UTF-8 offsets into the text, with the braces.
  let range: Range<Int>
  let formula: Formula

  /// The places of a text, in their order; `complain` hears of names that are not given.
  static func all(
    in text: String, given: Set<String>, complain: (Diagnostic) -> Void = { _ in }
  ) -> [Placeholder] {
    let bytes = Array(text.utf8)
    var found: [Placeholder] = []
    var open: Int?
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "{"): open = offset
      case UInt8(ascii: "}"):
        guard let start = open else { continue }
        open = nil
        let content = String(decoding: bytes[(start + 1)..<offset], as: UTF8.self)
        guard let formula = try? Formula.parse(content, vocabulary: Vocabulary()) else { continue }
        let names = formula.names
        guard !names.isEmpty else { continue }
        if let unknown = names.first(where: { !given.contains($0.name) }) {
          complain(
            Diagnostic(
              "\(unknown.name) is not given here", at: (start + 1)..<offset,
              help: Nearest.name(to: unknown.name, among: given).map { "did you mean \($0)?" }
                ?? "where numbers are drawn, {…} in a text shows what is given; write ( and ) else"
            ))
        } else {
          found.append(Placeholder(range: start..<(offset + 1), formula: formula))
        }
      default: break
      }
    }
    return found
  }

  /// What stands there; nil where it is not exactly known.
  func text(in scope: Scope) -> String? {
    if case .name(let name) = formula.node, case .definition(let body) = scope.meaning(of: name),
      body.names.isEmpty, body.usedFunctions.isEmpty
    {
      return body.description
    }
    guard let value = Self.value(of: formula, in: scope) else { return nil }
    let entries = value.entries.map(\.description)
    switch value.shape {
    case .number: return entries[0]
    case .vector: return "(\(entries.joined(separator: ", ")))"
    case .matrix(_, let columns):
      let rows = stride(from: 0, to: entries.count, by: max(1, columns)).map {
        "[\(entries[$0..<min($0 + columns, entries.count)].joined(separator: ", "))]"
      }
      return "[\(rows.joined(separator: ", "))]"
    }
  }

  private static func value(of formula: Formula, in scope: Scope) -> Quantity<Rational>? {
    guard let value = try? Evaluation<Rational>(scope, setting: ()).value(of: formula),
      value.entries.allSatisfy({ $0.obstacle == nil })
    else { return nil }
    return value
  }
}

extension Question {
  /// Writes the numbers that are given into what is asked.
  mutating func fillPlaceholders() {
    ask = filled(ask)
    for index in steps.indices { steps[index].ask = filled(steps[index].ask) }
  }

  private func filled(_ text: String) -> String {
    guard text.contains("{") else { return text }
    var bytes = Array(text.utf8)
    for place in Placeholder.all(in: text, given: visible).reversed() {
      guard let numbers = place.text(in: scope) else { continue }
      bytes.replaceSubrange(place.range, with: numbers.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
