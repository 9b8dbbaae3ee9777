import Autodiff
import Notation
import Scalars

extension Evaluation<Double> {
  /// Writes the computation of a number and of its derivatives as a Swift function.
  ///
  /// Definitions that are plain numbers, as what is given mostly is, become its arguments.
  ///
  /// - Parameters:
  ///   - formula: What is differentiated.
  ///   - name: What the function is called.
  ///   - variables: The names by which.
  ///   - scope: What the names mean.
  ///   - keepsNumbers: Whether plain numbers stay constants; they must where one is a size.
  /// - Returns: The function, and how it is called with the numbers of the exercise; nil where
  ///   the formula is no number.
  /// - Throws: What hinders the evaluation.
  package static func source(
    of formula: Formula, named name: String, by variables: [String], in scope: Scope,
    keepsNumbers: Bool = false
  ) throws(Diagnostic) -> (source: StraightLineSource, call: String)? {
    let numbers = Evaluation(scope, setting: ())
    let evaluation = Evaluation(scope, setting: ())
    var leaves: [(name: String, value: Quantity<Double>, nodes: Quantity<Node>)] = []
    for (position, entity) in scope.entities.enumerated() {
      guard case .definition(let formula) = entity.meaning, formula.names.isEmpty,
        scope.position(of: entity.name, before: scope.entities.count) == position,
        !keepsNumbers || variables.contains(entity.name)
      else { continue }
      let value = try numbers.value(of: Formula(.name(entity.name)))
      leaves.append((entity.name, value, evaluation.vary(entityAt: position, from: value)))
    }
    let result = try evaluation.nodes(of: formula)
    guard let output = result.number, !evaluation.tape.isExhausted else {
      return nil
    }
    let isUsed = evaluation.tape.ancestors(of: output)
    leaves.removeAll { leaf in
      !leaf.nodes.entries.contains { $0.index <= output.index && isUsed[$0.index] }
    }
    var differentiated: [Int] = []
    for variable in variables {
      differentiated += try evaluation.nodes(of: Formula(.name(variable))).entries.map(\.index)
    }
    let function = label(name)
    let source = StraightLineSource(
      function, of: output, on: evaluation.tape,
      parameters: leaves.map {
        .init(label($0.name), $0.nodes.entries.map(\.index), isNumber: $0.value.isNumber)
      }, differentiated: differentiated, names: evaluation.labels, literal: { "\($0)" })
    let arguments = leaves.map { leaf in
      let numbers = leaf.value.entries.map { "\($0)" }.joined(separator: ", ")
      return "\(label(leaf.name)): \(leaf.value.isNumber ? numbers : "[\(numbers)]")"
    }
    let list = (arguments + ["into: &derivatives"]).joined(separator: ", ")
    return (source, "\(function)(\(list))")
  }

  /// The nodes of all names, each under a word of Swift.
  private var labels: [Int: String] {
    var labels: [Int: String] = [:]
    for (position, value) in defined {
      let name = Self.label(scope.entities[position].name)
      for (place, node) in value.entries.enumerated() {
        let entry: String
        switch value.shape {
        case .number: entry = name
        case .vector: entry = "\(name)_\(place + scope.conventions.firstIndex)"
        case .matrix(_, let columns):
          let (row, column) = place.quotientAndRemainder(dividingBy: max(1, columns))
          let first = scope.conventions.firstIndex
          entry = "\(name)_\(row + first)_\(column + first)"
        }
        labels[node.index] = entry
      }
    }
    return labels
  }

  /// A name as a word of Swift that is none of the writer's own.
  private static func label(_ name: String) -> String {
    let word = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map {
          $0.properties.isXIDContinue ? $0 : "_"
        }))
    let taken: Set = [
      "derivatives", "pow", "max", "print", "let", "var", "func", "in", "is", "as", "if", "else",
      "for", "while", "do", "return", "switch", "case", "default", "init", "self", "Self", "true",
      "false", "nil", "try", "throw", "import", "class", "struct", "enum",
    ]
    let isTaken =
      taken.contains(word) || Elementary.allCases.contains { $0.swiftName == word }
      || word.first.map { ($0 == "t" && word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)) }
        == true
      || word.hasPrefix("d_")
    return isTaken ? word + "_" : word
  }
}
