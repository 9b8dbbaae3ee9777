import Autodiff
import Notation
import WorkedExamples

/// The numbers of an exercise that are differentiated, as a Swift program: a function for each,
/// and what comes of them at the exercise's numbers.
package struct SwiftListing {
  /// The whole program; it says so where there is nothing to differentiate.
  package let text: String
  package let functionCount: Int

  package init(_ exercise: Exercise) {
    var functions: [(name: String, variables: [String], source: StraightLineSource, call: String)] =
      []
    for question in exercise.questions {
      for gradient in Self.gradients(in: question) {
        guard let (source, call) = Self.source(of: gradient, in: question.scope) else { continue }
        // The same in another question is no other function.
        if functions.contains(where: { $0.source.function == source.function }) { continue }
        functions.append((gradient.name, gradient.variables, source, call))
      }
    }
    functionCount = functions.count
    var text = """
      // \(exercise.id): \(exercise.title)
      // The formulas of the exercise, operation by operation: first the values, then backwards
      // the derivative of the result by each of them. Compile it with `swiftc -O`.

      import Foundation

      """
    var helpers: [String] = []
    for helper in functions.flatMap(\.source.helpers) where !helpers.contains(helper) {
      helpers.append(helper)
    }
    for helper in helpers { text += "\n\(helper)\n" }
    for (place, function) in functions.enumerated() {
      let names = function.variables.joined(separator: ", ")
      text += "\nenum Computation\(place + 1) {\n"
      text += "  /// \(function.name), and its derivatives by \(names).\n"
      let lines = "static \(function.source.function)".split(
        separator: "\n", omittingEmptySubsequences: false)
      text += lines.dropLast().map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
      text += "\n}\n"
    }
    if functions.isEmpty { text += "\n// Nothing in this exercise is differentiated by a name.\n" }
    for (place, function) in functions.enumerated() {
      text += """

        do {
          var slopes = [Double](repeating: 0, count: \(function.source.derivativeCount))
          var derivatives = slopes.mutableSpan
          let value = Computation\(place + 1).\(function.call)
          print("\(function.name)", value, slopes)
        }

        """
    }
    self.text = text
  }

  private static func source(of gradient: Gradient, in scope: Scope)
    -> (source: StraightLineSource, call: String)?
  {
    func source(keepsNumbers: Bool) -> (source: StraightLineSource, call: String)? {
      try? Evaluation<Double>.source(
        of: gradient.formula, named: gradient.name, by: gradient.variables, in: scope,
        keepsNumbers: keepsNumbers)
    }
    return source(keepsNumbers: false) ?? source(keepsNumbers: true)
  }

  /// What is differentiated, and by which names.
  private struct Gradient {
    let formula: Formula
    let name: String
    var variables: [String]
  }

  /// All that is differentiated in a question by names; under the step's name if it has none.
  private static func gradients(in question: Question) -> [Gradient] {
    var found: [Gradient] = []
    func add(_ formula: Formula, _ variable: String, in step: Step) {
      let place = found.firstIndex { $0.formula == formula }
      if let place {
        if !found[place].variables.contains(variable) { found[place].variables.append(variable) }
      } else {
        let name = if case .name(let name) = formula.node { name } else { "for_\(step.id)" }
        found.append(Gradient(formula: formula, name: name, variables: [variable]))
      }
    }
    for step in question.steps {
      func visit(_ formula: Formula) {
        if case .call(let function, _, let arguments) = formula.node,
          function == "grad" || function == "der", arguments.count == 2,
          case .name(let variable) = arguments[1].node
        {
          add(arguments[0], variable, in: step)
        }
        formula.node.forEachPart(visit)
      }
      (step.target?.value.formula).map(visit)
    }
    return found
  }
}
