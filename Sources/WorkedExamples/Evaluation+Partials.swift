import Autodiff
import Notation
import Scalars

/// Derivatives of values by the free variables, and what is seen of kinks.
extension Evaluation {
  /// Records the derivatives of a node by every entry of some variables.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func partials(of node: Node, by names: [String]) throws(Diagnostic) -> [Node] {
    var inputs: [Node] = []
    for name in names { inputs += try variable(name).entries }
    return tape.recordGradient(of: node, with: inputs, powers: &powers)
  }

  /// Whether a node is computed from one of some variables.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func depends(_ node: Node, on names: [String]) throws(Diagnostic) -> Bool {
    try dependents(on: names, upTo: node)[node.index]
  }

  /// Marks the nodes up to one that are computed from one of some variables.
  private func dependents(on names: [String], upTo node: Node) throws(Diagnostic) -> [Bool] {
    var inputs: [Node] = []
    for name in names { inputs += try variable(name).entries }
    return tape.dependents(on: inputs, upTo: node)
  }

  /// Records the derivatives of a node's logarithm, that is, those of the node over it.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func logarithmicPartials(of node: Node, by names: [String]) throws(Diagnostic) -> [Node] {
    try partials(of: node, by: names).map { $0 / node }
  }

  /// Whether a sign or a step that varies is asked for where it jumps, or too near to tell.
  ///
  /// Derivatives of relu and abs are steps and signs as well; relu and abs themselves are not.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func isAtJump(varying names: [String]) throws(Diagnostic) -> Bool {
    let zeros = (0..<tape.count).compactMap { index -> Node? in
      guard case .elementary(let function) = tape[index].kind, function.smoothness == .jump
      else { return nil }
      let argument = tape.variable(at: tape[index].left)
      let isZero = (tape[argument].constant(1) / tape[argument]).obstacle != nil
      return isZero ? argument : nil
    }
    guard let last = zeros.max(by: { $0.index < $1.index }) else { return false }
    let varies = try dependents(on: names, upTo: last)
    return zeros.contains { varies[$0.index] }
  }

  /// The arguments of the kinks that a node is computed from.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func kinks(of node: Node) -> [Node] {
    let isAncestor = tape.ancestors(of: node)
    return (0...node.index).compactMap { isAncestor[$0] ? kinkArgument(at: $0) : nil }
  }

  private func kinkArgument(at index: Int) -> Node? {
    guard case .elementary(let function) = tape[index].kind else { return nil }
    switch function.smoothness {
    case .corner, .jump: return tape.variable(at: tape[index].left)
    case .smooth, .stairs: return nil
    }
  }

  /// The arguments of all kinks, in the order of recording.
  package var kinks: [Node] { (0..<tape.count).compactMap(kinkArgument) }

  /// What it takes to compute all that is recorded anew, in products: of as many digits, a function
  /// such as exp takes some fifty.
  package var effort: Int {
    (0..<tape.count).reduce(0) { sum, index in
      switch tape[index].kind {
      case .elementary: sum + 64
      case .dot: sum + tape[index].terms
      default: sum + 1
      }
    }
  }

  /// The arguments of all floors and ceilings, in the order of recording.
  package var floors: [Node] {
    (0..<tape.count).compactMap { index in
      guard case .elementary(let function) = tape[index].kind,
        case .stairs = function.smoothness
      else { return nil }
      return tape.variable(at: tape[index].left)
    }
  }
}
