import Notation
import Scalars

/// The names that a formula may use, in the order in which they were introduced.
///
/// A definition sees only what stands before it, so names cannot be circular; a later scope (that
/// of a question) may give an old name a new meaning without changing what was defined before.
package struct Scope: Sendable {
  package enum Meaning: Sendable {
    /// A name with a formula; evaluated, it is a node of its own.
    case definition(Formula)
    case function(parameters: [String], body: Formula)
    /// A free variable, sampled within its bound.
    case variable(Declaration.Domain, [Declaration.Bound])
  }

  package struct Entity: Sendable {
    package let name: String
    package let meaning: Meaning

    var isIndex: Bool { if case .variable(.index, _) = meaning { true } else { false } }
  }

  package struct Variable: Sendable {
    package let name: String
    package let domain: Declaration.Domain
    package let bounds: [Declaration.Bound]
  }

  package private(set) var entities: [Entity] = []
  private var positions: [String: [Int]] = [:]
  package var conventions = Conventions()
  /// What the named sizes come to, such as d = 2.
  package var sizes: [String: Int] = [:]
  /// Other sizes, at which identities must hold, too.
  package var otherSizes: [[String: Int]] = []

  /// All choices of the named sizes, the first one first.
  package var allSizes: [[String: Int]] { [sizes] + otherSizes }

  package init() {}

  /// Whether two scopes are known to be the same, being copies of one; few others are compared.
  package func isCopy(of other: Scope) -> Bool {
    entities.withUnsafeBufferPointer { own in
      other.entities.withUnsafeBufferPointer {
        own.baseAddress == $0.baseAddress && own.count == $0.count
      }
    } && sizes == other.sizes && conventions == other.conventions
  }

  package mutating func add(_ name: String, _ meaning: Meaning) {
    positions[name, default: []].append(entities.count)
    entities.append(Entity(name: name, meaning: meaning))
  }

  /// Gives the entity at a position another formula, for all that use it.
  mutating func redefine(at position: Int, as formula: Formula) {
    guard entities.indices.contains(position) else { return }
    entities[position] = Entity(name: entities[position].name, meaning: .definition(formula))
  }

  /// Returns the position of the latest entity of that name before a limit.
  package func position(of name: String, before limit: Int) -> Int? {
    positions[name]?.last { $0 < limit }
  }

  package func meaning(of name: String) -> Meaning? {
    position(of: name, before: entities.count).map { entities[$0].meaning }
  }

  /// All names that have a meaning here, sizes among them.
  package var allNames: Set<String> { Set(positions.keys).union(sizes.keys) }

  /// Whether a name has a meaning here.
  package func has(_ name: String) -> Bool { positions[name] != nil || sizes[name] != nil }

  /// The names that formulas are made of, those behind their definitions too.
  ///
  /// The index of a sum is not among them: it takes its own values.
  package func ancestry(of formulas: [Formula]) -> Set<String> {
    var found: Set<String> = []
    func collect(_ formula: Formula) {
      formula.forEachName { found.insert($0.name) }
      formula.forEachFunction { found.insert($0.name) }
    }
    formulas.forEach(collect)
    for entity in entities.reversed() where found.contains(entity.name) {
      switch entity.meaning {
      case .definition(let body), .function(_, let body):
        collect(body)
      case .variable: continue
      }
    }
    return found
  }

  /// The free variables, in order of introduction.
  package var variables: [Variable] {
    entities.indices.compactMap { index in
      guard case .variable(let domain, let bounds) = entities[index].meaning,
        position(of: entities[index].name, before: entities.count) == index
      else { return nil }
      return Variable(name: entities[index].name, domain: domain, bounds: bounds)
    }
  }
}

/// What the documents differ in.
package struct Conventions: Hashable, Sendable {
  /// The first index: 0 or 1.
  package var firstIndex = 0
  package var vectors = Shape.Orientation.column

  package init() {}
}
