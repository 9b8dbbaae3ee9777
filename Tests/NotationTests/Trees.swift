import Scalars

@testable import Notation

/// The structure of a formula with every parenthesis, as a witness that is not the printer.
func tree(_ formula: Formula) -> String {
  func list(_ head: String, _ parts: [Formula]) -> String {
    "(" + ([head] + parts.map(tree)).joined(separator: " ") + ")"
  }
  switch formula.node {
  case .number(let literal): return literal.text
  case .name(let name): return name
  case .negative(let operand): return list("neg", [operand])
  case .binary(let operation, let left, let right): return list(operation.rawValue, [left, right])
  case .transpose(let operand): return list("transpose", [operand])
  case .call(let name, let order, let arguments):
    return list(name + String(repeating: "'", count: order), arguments)
  case .vector(let parts): return list("vector", parts)
  case .matrix(let rows): return "(matrix " + rows.map { list("row", $0) }.joined() + ")"
  case .entry(let base, let subscripts):
    let places = subscripts.map { if case .position(let place) = $0 { tree(place) } else { ":" } }
    return "(entry \(tree(base)) \(places.joined(separator: " ")))"
  case .sum(let index, nil, let body): return list("sum \(index)", [body])
  case .sum(let index, let bounds?, let body):
    return list("sum \(index)", [bounds.lower, bounds.upper, body])
  case .indicator(let relation, let left, let right):
    return list("1 \(relation.rawValue)", [left, right])
  }
}

/// The functions that an exercise of these tests defines.
let vocabulary = Vocabulary(["phi": 1, "pre": 2])

/// The structure of what is written, or what is said of it.
func reading(_ text: String, of variable: String? = nil) -> String {
  do throws(Diagnostic) {
    return tree(try Formula.parse(text, vocabulary: vocabulary, of: variable))
  } catch {
    return error.rendered(in: text)
  }
}

/// What is said of a text that is no formula.
func complaint(_ text: String, of variable: String? = nil) -> String {
  do throws(Diagnostic) {
    return
      "no complaint, but \(tree(try Formula.parse(text, vocabulary: vocabulary, of: variable)))"
  } catch {
    return error.rendered(in: text)
  }
}

/// Messages that are separated by empty lines.
func blocks(_ text: String) -> [String] {
  text.split(separator: "\n\n").map(String.init)
}

/// The text that a message shows, which must be short and of one line.
func subject(of message: String) -> String {
  String(message.split(separator: "\n", omittingEmptySubsequences: false)[1].dropFirst(4))
}
