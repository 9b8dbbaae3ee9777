import Notation
import Testing

@Suite("functions that are formulas")
struct ComposedFunctionTests {
  static let allNames = ComposedFunction.all.map(\.name)

  private static func function(_ name: String) throws -> ComposedFunction {
    try #require(ComposedFunction(named: name))
  }

  @Test(
    "each can be read, and is made of its parameters and of functions before it",
    arguments: allNames)
  func bodies(_ name: String) throws {
    let function = try Self.function(name)
    let body = try #require(function.body, "\(function.formula)")
    let known = Set(function.parameters).union(Vocabulary.constants)
    let bound = body.node.boundIndices
    for use in body.names where !bound.contains(use.name) {
      #expect(known.contains(use.name), "\(use.name)")
    }
    let before = try #require(Self.allNames.firstIndex(of: name))
    for use in body.functions {
      let place = Self.allNames.firstIndex(of: use.name)
      #expect(BuiltIn(named: use.name) != nil || place.map { $0 < before } == true, "\(use.name)")
    }
    #expect(body.calculus == nil)
    #expect(!function.meaning.isEmpty && !function.source.isEmpty)
  }

  @Test("no name is that of another function, and all names are in normal form")
  func names() throws {
    let all = ComposedFunction.all.flatMap(\.names)
    #expect(Set(all).count == all.count)
    for name in all {
      #expect(BuiltIn(named: name) == nil && Vocabulary.collision(of: name) == nil, "\(name)")
      let formula = try Formula.parse(name, vocabulary: Vocabulary())
      #expect(formula.node == .name(name), "alone, \(name) is a name like any other")
    }
  }

  @Test("another name is read as its own", arguments: ComposedFunction.all.flatMap(\.names))
  func otherNames(_ name: String) throws {
    let function = try Self.function(name)
    let arguments = function.parameters.joined(separator: ", ")
    let formula = try Formula.parse("\(name)(\(arguments))", vocabulary: Vocabulary())
    #expect(formula.functions.map(\.name) == [function.name])
  }

  @Test(
    "a function of the exercise's own has the name, whatever it is called here", arguments: allNames
  )
  func ownFunctions(_ name: String) throws {
    let own = try Definition.parse("\(name)(u, v) = u*v", vocabulary: Vocabulary())
    let vocabulary = Vocabulary([own.name: 2])
    let formula = try Formula.parse("\(name)(1, 2)", vocabulary: vocabulary)
    #expect(formula.functions.map(\.name) == [name])
  }
}

extension Formula.Node {
  /// The indices of the sums in it.
  fileprivate var boundIndices: Set<String> {
    var found: Set<String> = []
    if case .sum(let index, _, _) = self { found.insert(index) }
    forEachPart { found.formUnion($0.node.boundIndices) }
    return found
  }
}
