import Grading
import Notation
import Scalars
import WorkedExamples

/// The words for each form in which an answer may be asked for: a new form finds all of them here.
extension Target {
  /// What an answer must look like, as far as a mark depends on it.
  var wordsOfForm: [String] {
    var parts: [String] = []
    let names = self.names.map { $0.isEmpty ? "" : " in \(listed($0))" } ?? ""
    switch form {
    case .numbers:
      if isExact {
        parts.append("the exact value")
      } else if precision != .digits(3) {
        parts.append("\(precision.amount) or more")
      }
      if isPercentage { parts.append("a percentage") }
    case .formula: parts.append("a formula\(names)")
    case .equation: parts.append("an equation\(names)")
    case .derivation(let derivation):
      var words = "a chain of formulas\(names)"
      if derivation.links > 1 { words += ", with \(derivation.links) links or more" }
      if derivation.relation != .equal {
        words += ", joined by = and \(derivation.relation.rawValue)"
      }
      parts.append(words)
    }
    if !indices.isEmpty {
      parts.append("for \(indices.count == 1 ? "any" : "all") \(listed(indices))")
    }
    if let functions {
      let names = functions.map { $0 == "1[]" ? "indicators" : $0 }
      parts.append(names.isEmpty ? "no functions" : "functions: \(names.joined(separator: ", "))")
    }
    return parts
  }

  /// What kind of thing is asked for; `shape` is that of its value, if it has one.
  func askedFor(_ shape: Shape?) -> String {
    switch form {
    case .equation: return "an equation is asked for, with one ="
    case .derivation(let derivation):
      let (start, end) = (derivation.start.formula, value.formula)
      let links =
        derivation.links > 1
        ? ", with at least \(derivation.links) links between different formulas" : ""
      return
        "a chain is asked for that leads from \(start) to \(end), in either direction\(links)"
    case .formula:
      let names = (names ?? []) + indices
      let using = functions.map { "; it may use \(listed($0))" } ?? ""
      return names.isEmpty
        ? "a formula is asked for\(using)" : "a formula in \(listed(names)) is asked for\(using)"
    case .numbers:
      let exactness =
        isExact ? "exactly" : "exactly, or rounded to \(precision.amount) or more"
      guard let shape, shape != .number else {
        return "a number is asked for, worked out: \(exactness)"
      }
      return "a \(shape) is asked for, each entry worked out: \(exactness)"
    }
  }

  /// What an answer that is a formula should be.
  var rightFormula: String {
    switch form {
    case .equation: "\(value.formula) = 0"
    case .numbers, .formula, .derivation: (via ?? value).formula.description
    }
  }

  /// Formulas that are the answer, or the whole way to it; the ends of a derivation are no secret.
  var tellingFormulas: [Formula] {
    switch form {
    case .derivation: []
    case .formula, .equation: [value.formula] + (via.map { [$0.formula] } ?? [])
    case .numbers: via.flatMap { $0.formula.height > 1 ? [$0.formula] : nil } ?? []
    }
  }
}
