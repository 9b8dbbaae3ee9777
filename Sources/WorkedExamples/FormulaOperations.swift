import Autodiff
import Notation
import Scalars

/// Formulas recorded once, to be computed in several number systems and at many points.
///
/// What is made of constants only, and comes to a fraction, is a constant itself.
package struct FormulaOperations {
  /// Where a number comes from.
  package enum Leaf: Hashable {
    case number(Rational)
    case circle
    /// An entry of a variable, all entries of all variables counted through.
    case entry(Int)
  }

  private var list = OperationList()
  private var leaves: [Leaf] = []
  private var numbers: [Leaf: Int] = [:]

  package init() {}

  /// Adds nodes of an evaluation, with all that they are computed from, and returns their places;
  /// nil where something else than constants and the variables of these names is in them.
  package mutating func add(
    _ nodes: [Variable<FormulaDegree>], of evaluation: Evaluation<FormulaDegree>,
    variables: [String]
  ) throws(Diagnostic) -> [Int]? {
    let count = evaluation.tape.count
    var known = [Int?](repeating: nil, count: count)
    var entry = 0
    for name in variables {
      for node in try evaluation.variable(name).entries {
        if node.index < count { known[node.index] = number(of: .entry(entry)) }
        entry += 1
      }
    }
    var isNumber = [Bool](repeating: false, count: count)
    for index in 0..<count where known[index] == nil {
      let (node, value) = (evaluation.tape[index], evaluation.tape.variable(at: index).value)
      if let exact = value.exact {
        guard exact.obstacle == nil, node.kind.arity == 0 || node.operands.allSatisfy({ isNumber[$0] })
        else { continue }
        isNumber[index] = true
        known[index] = number(of: .number(exact))
      } else if node.kind == .constant, value.traits == .circle {
        known[index] = number(of: .circle)
      }
    }
    return list.add(nodes, of: evaluation.tape) { known[$0] }
  }

  private mutating func number(of leaf: Leaf) -> Int {
    if let known = numbers[leaf] { return known }
    numbers[leaf] = leaves.count
    leaves.append(leaf)
    return leaves.count - 1
  }

  /// The arguments of the signs and steps that some places are computed from and that vary.
  package func jumps(of places: [Int]) -> [Int] {
    let arguments = list.jumps(of: places)
    guard !arguments.isEmpty else { return [] }
    let varies = list.dependents { if case .entry = leaves[$0] { true } else { false } }
    return arguments.filter { varies[$0] }
  }

  /// Computes everything in one number system, for some values of all entries of the variables.
  package func tape<N: Number>(_ setting: N.Setting, at values: [N]) -> Tape<N> {
    list.tape { leaf in
      switch leaves[leaf] {
      case .number(let exact): N(exact, in: setting)
      case .circle: N.pi(in: setting)
      case .entry(let entry): values[entry]
      }
    }
  }

  /// Computes everything anew for other values.
  package func move<N: Number>(_ tape: borrowing Tape<N>, to values: [N]) {
    list.recompute(tape) { leaf in
      if case .entry(let entry) = leaves[leaf] { values[entry] } else { nil }
    }
  }
}
