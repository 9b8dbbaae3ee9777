import Scalars

/// The functions that a formula may apply: those built in, and those that an exercise defines.
package struct Vocabulary: Hashable, Sendable {
  /// Numbers with names of their own: Euler's and the circle's.
  package static let constants: Set<String> = ["e", "pi"]

  /// How many arguments each function of the exercise takes.
  package private(set) var defined: [String: Int]

  package init(_ functions: [String: Int] = [:]) {
    defined = functions
  }

  package mutating func define(_ function: String, arity: Int) {
    defined[function] = arity
  }

  /// What is known of a function where it is applied.
  package struct Function {
    /// Without aliases: `sigma` is `sigmoid`.
    package let name: String
    let arity: ClosedRange<Int>
    /// Whether `f'` has a meaning.
    let hasDerivative: Bool
  }

  func function(named name: String) -> Function? {
    if let arity = defined[name] {
      return Function(name: name, arity: arity...arity, hasDerivative: arity == 1)
    }
    return BuiltIn(named: name).map {
      Function(name: $0.name, arity: $0.arity, hasDerivative: $0.hasDerivative)
    }
  }

  /// What is known of a function where it is applied: those that are composed are names elsewhere.
  package func applied(named name: String) -> Function? {
    if let function = function(named: name) { return function }
    return ComposedFunction(named: name).map {
      let count = $0.parameters.count
      return Function(
        name: $0.name, arity: count...count, hasDerivative: $0.parameters == ["x"])
    }
  }

  /// What a new name would collide with, as in "e is a constant".
  package static func collision(of name: String) -> String? {
    if constants.contains(name) { return "\(name) is a constant" }
    if name == "T" { return "T is the transpose" }
    if name == "sum" || BuiltIn(named: name) != nil { return "\(name) is a built-in function" }
    return nil
  }

  /// All names of functions, for suggestions.
  var functionNames: [String] {
    let builtIn = BuiltIn.allCases.map(\.name) + Elementary.otherNames.keys + ["sum"]
    return builtIn + ComposedFunction.all.flatMap(\.names) + defined.keys
  }
}
