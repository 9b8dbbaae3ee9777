import Scalars

extension Tape {
  /// Records the derivatives of an output as new nodes, so that they can be used in formulas
  /// and differentiated again.
  ///
  /// Only what lies between the output and the given variables is recorded; a derivative
  /// without dependence is a constant 0.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package borrowing func recordGradient(
    of output: Variable<N>, with variables: [Variable<N>]
  ) -> [Variable<N>] {
    var powers: NamedPowers<N> = [:]
    return recordGradient(of: output, with: variables, powers: &powers)
  }

  /// The same, where some powers change with their exponents, too; those that are recorded for
  /// their derivatives join them.
  ///
  /// - Parameters:
  ///   - output: What to differentiate.
  ///   - variables: The variables by which.
  ///   - powers: The powers that change with their exponents.
  ///   - constants: Nodes that are constant near these values, whatever their operands do. No
  ///     adjoint passes them: 0 times a slope that is infinite would have no value.
  /// - Returns: The derivatives, in the order of the variables.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package borrowing func recordGradient(
    of output: Variable<N>, with variables: [Variable<N>], powers: inout NamedPowers<N>,
    around constants: Set<Int> = []
  ) -> [Variable<N>] {
    let isBetween = dependents(on: variables, upTo: output, powers, around: constants)
    var sweep = RecordedAdjoints(of: output, isBetween: isBetween)
    if isBetween[output.index] { sweep.adjoints[output.index] = output.constant(1) }
    for index in stride(from: output.index, through: 0, by: -1) {
      guard let adjoint = sweep.adjoints[index], !constants.contains(index) else { continue }
      if let power = powers[index] {
        sweep.pullBack(adjoint, at: index, through: power, &powers)
      } else {
        self[index].pullBack(adjoint, at: index, into: &sweep)
      }
    }
    return variables.map { variable in
      let adjoint = variable.index <= output.index ? sweep.adjoints[variable.index] : nil
      return adjoint ?? output.constant(0)
    }
  }

  /// Whether an output is computed from a variable at all, be its derivative 0 or not.
  package borrowing func depends(_ output: Variable<N>, on variable: Variable<N>) -> Bool {
    output.index == arena.pointee.spill
      || dependents(on: [variable], upTo: output)[output.index]
  }

  /// Marks the nodes up to an output that are, or are computed from, one of the variables.
  ///
  /// `bySlope` leaves out what is computed from them by jumps alone, as `floor` is: no adjoint goes
  /// that way.
  @inlinable
  package borrowing func dependents(
    on variables: [Variable<N>], upTo output: Variable<N>, bySlope: Bool = false
  ) -> [Bool] {
    precondition(
      output.arena == arena && variables.allSatisfy { $0.arena == arena },
      "a variable is on another tape")
    var isDependent = [Bool](repeating: false, count: output.index + 1)
    for variable in variables where variable.index <= output.index {
      isDependent[variable.index] = true
    }
    for index in 0...output.index where !isDependent[index] {
      let node = self[index]
      isDependent[index] =
        (!bySlope || node.hasSlope) && node.operands.contains { isDependent[$0] }
    }
    return isDependent
  }

  /// Marks the nodes that an output is computed from, itself included.
  @inlinable
  package borrowing func ancestors(of output: Variable<N>) -> [Bool] {
    arena.pointee.nodeStrip.ancestors(of: output.index)
  }
}

extension Strip<Node> {
  /// Marks the nodes that one is computed from, itself included.
  @usableFromInline
  package func ancestors(of output: Int) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: output + 1)
    isUsed[output] = true
    for index in stride(from: output, through: 0, by: -1) where isUsed[index] {
      for operand in self[index].operands { isUsed[operand] = true }
    }
    return isUsed
  }
}

/// Adjoints as recorded nodes; none is 0, and nodes of no interest get none.
struct RecordedAdjoints<N: Recordable>: Adjoints {
  let output: Variable<N>
  let isBetween: [Bool]
  var adjoints: [Variable<N>?]

  init(of output: Variable<N>, isBetween: [Bool]) {
    self.output = output
    self.isBetween = isBetween
    adjoints = Array(repeating: nil, count: isBetween.count)
  }

  func value(_ index: Int) -> Variable<N> { Variable(at: index, in: output.arena) }

  func wants(_ index: Int) -> Bool { isBetween[index] }

  mutating func add(_ contribution: @autoclosure () -> Variable<N>, to index: Int) {
    guard isBetween[index] else { return }
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 + contribution } ?? contribution
  }

  mutating func subtract(_ contribution: @autoclosure () -> Variable<N>, from index: Int) {
    guard isBetween[index] else { return }
    let contribution = contribution()
    adjoints[index] = adjoints[index].map { $0 - contribution } ?? -contribution
  }

  mutating func addZero(to index: Int) {}
}
