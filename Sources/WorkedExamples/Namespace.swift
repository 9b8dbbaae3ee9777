import Notation

/// Names as they are introduced, statement by statement.
package struct Namespace: Sendable {
  package var scope = Scope()
  package private(set) var vocabulary = Vocabulary()
  /// The names that answers may use.
  package private(set) var visible: Set<String> = []
  /// Where the names of the innermost scope stand.
  private var origins: [String: String] = [:]

  package init() {}

  /// Begins a scope within this one, in which what has a meaning may be given another.
  package mutating func beginScope() { origins = [:] }

  /// Takes a name for the innermost scope; of two meanings there nobody would know which is meant.
  ///
  /// The origin says where the name stands, as the end of a message: "on line 3".
  package mutating func claim(
    _ name: String, from origin: String, at range: Range<Int>
  ) throws(Diagnostic) {
    if let first = origins[name] {
      throw Diagnostic(
        "\(name) is defined already, \(first)", at: range,
        help: "leave one of the two out, or give it a name of its own")
    }
    origins[name] = origin
  }

  /// Adds what `x : vector(3)`, `z1 = …` or `f(x) = …` introduces.
  package mutating func add(
    _ text: String, visible: Bool, from origin: String = "before this"
  ) throws(Diagnostic) {
    switch try Statement.parse(text, vocabulary: vocabulary) {
    case .declarations(let declarations):
      for declaration in declarations {
        try checkBounds(of: declaration)
        for name in declaration.names {
          try claim(name, from: origin, at: 0..<text.utf8.count)
          add(name, .variable(declaration.domain, declaration.bounds), visible: visible)
        }
      }
    case .definition(let definition):
      try claim(definition.name, from: origin, at: definition.range)
      // Name by name, since to collect all names for each definition takes time by its square.
      try definition.body.check(
        { scope.has($0) || definition.parameters.contains($0) },
        all: scope.allNames.union(definition.parameters), vocabulary: vocabulary)
      if definition.isFunction {
        add(
          definition.name,
          .function(parameters: definition.parameters, body: definition.body), visible: visible)
        vocabulary.define(definition.name, arity: definition.parameters.count)
      } else {
        add(definition.name, .definition(definition.body), visible: visible)
      }
    }
  }

  /// Refuses bounds that leave no number; what depends on sizes is looked at with them.
  private func checkBounds(of declaration: Declaration) throws(Diagnostic) {
    for bound in declaration.bounds {
      guard bound.value.names.allSatisfy({ Vocabulary.constants.contains($0.name) }) else { return }
    }
    _ = try Interval(declaration.bounds, isWhole: declaration.domain == .integer, in: scope)
  }

  private mutating func add(_ name: String, _ meaning: Scope.Meaning, visible isVisible: Bool) {
    scope.add(name, meaning)
    if isVisible { visible.insert(name) } else { visible.remove(name) }
  }

  /// Refuses names that nobody declared and that look like something else: `sinx` beside an x,
  /// `dL/do`.
  package func refuseMisread(in formulas: [Formula]) throws(Diagnostic) {
    let declared = scope.allNames
    var used: Set<String> = []
    for formula in formulas { formula.forEachName { used.insert($0.name) } }
    for formula in formulas {
      try formula.checkMisread(declared: declared, used: used, vocabulary: vocabulary)
    }
  }

  /// Takes names that nobody declared for free real numbers.
  package mutating func declareReals(in formulas: [Formula]) {
    for use in formulas.flatMap(\.names)
    where !scope.has(use.name) && !Vocabulary.constants.contains(use.name) {
      add(use.name, .variable(.real, []), visible: true)
    }
  }
}
