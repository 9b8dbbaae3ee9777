import Notation
import Scalars

@testable import WorkedExamples

/// Names, and formulas in them, evaluated in both number systems.
struct Names {
  var namespace = Namespace()
  var point: [String: Quantity<Rational>] = [:]

  init(_ statements: [String] = [], change: (inout Namespace) -> Void = { _ in }) throws(Diagnostic)
  {
    change(&namespace)
    for statement in statements { try namespace.add(statement, visible: true) }
  }

  func formula(_ text: String) throws(Diagnostic) -> Formula {
    let formula = try Formula.parse(text, vocabulary: namespace.vocabulary)
    try formula.check(names: namespace.scope.allNames, vocabulary: namespace.vocabulary)
    return formula
  }

  func exact(_ text: String) throws(Diagnostic) -> Quantity<Rational> {
    let evaluation = Evaluation<Rational>(namespace.scope, setting: (), at: point)
    return try evaluation.value(of: formula(text))
  }

  func enclosure(_ text: String, precision: Int = 128) throws(Diagnostic) -> Quantity<Ball> {
    let evaluation = Evaluation<Ball>(namespace.scope, setting: precision, at: point)
    return try evaluation.value(of: formula(text))
  }

  /// What is wrong with a formula, in the order in which it would be met; nil if nothing is.
  func complaint(_ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      let exact = try self.exact(text)
      let balls = try enclosure(text)
      return exact.shape == balls.shape ? nil : Diagnostic("two shapes", at: 0..<0)
    } catch {
      return error
    }
  }
}

extension Quantity where Entry == Rational {
  /// `3/2`, `(1, 2)`, `[1, 2; 3, 4]`; an obstacle where there is no value.
  var text: String {
    let words = entries.map { $0.obstacle.map { "\($0)" } ?? "\($0)" }
    switch shape {
    case .number: return words[0]
    case .vector: return "(\(words.joined(separator: ", ")))"
    case .matrix(_, let columns):
      let rows = stride(from: 0, to: words.count, by: columns).map {
        words[$0..<($0 + columns)].joined(separator: ", ")
      }
      return "[\(rows.joined(separator: "; "))]"
    }
  }
}
