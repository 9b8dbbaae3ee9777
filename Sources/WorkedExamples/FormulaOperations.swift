import Autodiff
import Notation
import Scalars

/// Formulas recorded once, to be computed in several number systems and at many points.
///
/// What is made of constants only, and comes to a fraction, is a constant itself.
package struct FormulaOperations {
  /// Where a number comes from.
  fileprivate enum Leaf: Hashable {
    case number(Rational)
    case circle
    /// An entry of a variable, all entries of all variables counted through.
    case entry(Int)
  }

  private(set) var list = OperationList()
  private var leaves = Leaves()

  package init() {}

  /// Adds nodes of an evaluation, with all that they are computed from, and returns their places;
  /// nil where something else than constants and the variables of these names is in them.
  package mutating func add(
    _ nodes: [Variable<FormulaDegree>], of evaluation: Evaluation<FormulaDegree>,
    variables: [String]
  ) throws(Diagnostic) -> [Int]? {
    let count = evaluation.tape.count
    // What stands for a node: a constant, or an entry of a variable.
    var known = [Leaf?](repeating: nil, count: count)
    var entry = 0
    for name in variables {
      for node in try evaluation.variable(name).entries {
        if node.index < count { known[node.index] = .entry(entry) }
        entry += 1
      }
    }
    for index in 0..<count where known[index] == nil {
      let value = evaluation.tape.value(at: index)
      if let exact = value.exact {
        let isConstant = evaluation.tape[index].operands.allSatisfy {
          if case .number = known[$0] { true } else { false }
        }
        if isConstant, exact.obstacle == nil { known[index] = .number(exact) }
      } else if evaluation.tape[index].kind == .constant, value.traits == .circle {
        known[index] = .circle
      }
    }
    var leaves = leaves
    defer { self.leaves = leaves }
    return list.add(nodes, of: evaluation.tape) { index in
      known[index].map { leaves.number(of: $0) }
    }
  }

  /// The places that depend on an entry of a variable.
  package var varying: [Bool] {
    list.dependents { if case .entry = leaves.all[$0] { true } else { false } }
  }

  /// Whether a leaf is a number above 0.
  func isPositiveLeaf(_ leaf: Int) -> Bool {
    switch leaves.all[leaf] {
    case .number(let exact): exact.signum > 0
    case .circle: true
    case .entry: false
    }
  }

  /// Whether at a place there is nothing but the number 0.
  func isZero(_ place: Int) -> Bool {
    guard list[place].kind == .input, case .number(let exact) = leaves.all[list[place].left]
    else { return false }
    return exact.isZero
  }

  /// The place of each entry of the variables that is used.
  package var entryPlaces: [(entry: Int, place: Int)] {
    (0..<list.count).compactMap { place in
      guard list[place].kind == .input, case .entry(let entry) = leaves.all[list[place].left]
      else { return nil }
      return (entry, place)
    }
  }

  package var count: Int { list.count }

  /// Computes everything in one number system, for some values of all entries of the variables.
  ///
  /// Values may be adjusted by what is known of their place.
  package func tape<N: Number>(
    _ setting: N.Setting, at values: [N], adjusting: ((Int, N) -> N)? = nil
  ) -> Tape<N> {
    list.tape({ value(of: $0, setting, values) }, adjusting: adjusting)
  }

  /// Computes what was added since a tape was made.
  package func extend<N: Number>(
    _ tape: borrowing Tape<N>, _ setting: N.Setting, at values: [N]
  ) {
    list.extend(tape) { value(of: $0, setting, values) }
  }

  private func value<N: Number>(of leaf: Int, _ setting: N.Setting, _ values: [N]) -> N {
    switch leaves.all[leaf] {
    case .number(let exact): N(exact, in: setting)
    case .circle: N.pi(in: setting)
    case .entry(let entry): values[entry]
    }
  }

  /// Computes everything anew for other values.
  package func move<N: Number>(_ tape: borrowing Tape<N>, to values: [N]) {
    list.recompute(tape) { leaf in
      if case .entry(let entry) = leaves.all[leaf] { values[entry] } else { nil }
    }
  }
}

/// Leaves in the order in which they were met, each of them once.
private struct Leaves {
  private(set) var all: [FormulaOperations.Leaf] = []
  private var numbers: [FormulaOperations.Leaf: Int] = [:]

  mutating func number(of leaf: FormulaOperations.Leaf) -> Int {
    if let known = numbers[leaf] { return known }
    numbers[leaf] = all.count
    all.append(leaf)
    return all.count - 1
  }
}
