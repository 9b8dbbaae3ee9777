/// What kind of value some free names stand for: `alpha : real < 1`, `W : matrix(dh, d)`.
package struct Declaration: Hashable, Sendable {
  package enum Domain: Hashable, Sendable {
    case real
    case integer
    /// Sizes are formulas in named sizes.
    case vector(Formula)
    case matrix(rows: Formula, columns: Formula)
    /// The whole numbers that number a vector's entries.
    case index(Formula)
  }

  /// A hypothesis on a number: `> 0`.
  package struct Bound: Hashable, Sendable {
    package var relation: Relation
    package var value: Formula

    package init(_ relation: Relation, _ value: Formula) {
      self.relation = relation
      self.value = value
    }
  }

  package var names: [String]
  package var domain: Domain
  package var bounds: [Bound]

  package init(names: [String], domain: Domain, bounds: [Bound] = []) {
    self.names = names
    self.domain = domain
    self.bounds = bounds
  }

  /// Reads `x, y : real`, or several: `k : index(m), j : index(dh)`.
  package static func parse(
    _ text: String, vocabulary: Vocabulary
  ) throws(Diagnostic) -> [Declaration] {
    var parser = try Parser(text, vocabulary: vocabulary, variable: nil)
    return try parser.declarations()
  }
}

extension Declaration: CustomStringConvertible {
  package var description: String {
    let kind =
      switch domain {
      case .real: "real"
      case .integer: "integer"
      case .vector(let size): "vector(\(size))"
      case .matrix(let rows, let columns): "matrix(\(rows), \(columns))"
      case .index(let size): "index(\(size))"
      }
    let hypotheses = bounds.map { " \($0.relation.rawValue) \($0.value)" }.joined()
    return "\(names.joined(separator: ", ")) : \(kind)\(hypotheses)"
  }
}

extension Parser {
  mutating func declarations() throws(Diagnostic) -> [Declaration] {
    var declarations: [Declaration] = []
    var known: Set<String> = []
    repeat {
      let declaration = try declaration(apartFrom: &known)
      declarations.append(declaration)
    } while skip(.comma)
    try expectEnd()
    return declarations
  }

  private mutating func declaration(
    apartFrom known: inout Set<String>
  ) throws(Diagnostic) -> Declaration {
    var names: [String] = []
    repeat {
      let place = current.range
      let name = try newName()
      guard known.insert(name).inserted else {
        throw Diagnostic("\(name) stands here twice", at: place)
      }
      names.append(name)
    } while skip(.comma)
    guard skip(.colon) else { throw expected(":") }
    let domain = try domain()
    var bounds: [Declaration.Bound] = []
    while case .relation(let relation) = current.kind {
      guard domain == .real || domain == .integer else {
        throw Diagnostic("only a real or an integer has bounds", at: current.range)
      }
      guard relation != .equal, relation != .approximately else {
        throw Diagnostic(
          "\(relation.rawValue) is not a bound", at: current.range,
          help: "what is equal by definition is a definition: y = 2*x")
      }
      advance()
      bounds.append(.init(relation, try expression()))
    }
    return Declaration(names: names, domain: domain, bounds: bounds)
  }

  private mutating func domain() throws(Diagnostic) -> Declaration.Domain {
    guard case .name(let kind) = current.kind else { throw unknownDomain }
    let start = position
    switch kind {
    case "real":
      advance()
      return .real
    case "integer":
      advance()
      return .integer
    case "vector", "matrix", "index":
      advance()
      guard current.kind == .open else { throw expected("a size in parentheses") }
      advance()
      let sizes = try formulas(closing: start + 1)
      let count = kind == "matrix" ? 2 : 1
      guard sizes.count == count else {
        throw Diagnostic(
          "\(kind) takes \(count) \(count == 1 ? "size" : "sizes"), found \(sizes.count)",
          at: tokens[start].range.lowerBound..<tokens[position - 1].range.upperBound)
      }
      switch kind {
      case "vector": return .vector(sizes[0])
      case "index": return .index(sizes[0])
      default: return .matrix(rows: sizes[0], columns: sizes[1])
      }
    default:
      throw unknownDomain
    }
  }

  private var unknownDomain: Diagnostic {
    var diagnostic = expected("real, integer, vector, matrix or index")
    if case .name(let name) = current.kind {
      diagnostic.help = Nearest.name(
        to: name, among: ["real", "integer", "vector", "matrix", "index"]
      )
      .map { "did you mean \($0)?" }
    }
    return diagnostic
  }
}
