import Scalars

/// A power whose exponent is a node, too, so that it changes with what the exponent is made of.
///
/// A whole exponent is known as a number when a power is recorded, since x³ has a value for every x,
/// and exp(3·ln x) has not. So the node has the base as its only operand, and its dependence on the
/// exponent is kept beside the tape.
package struct NamedPower<N: Recordable> {
  package let base: Variable<N>
  package let exponent: Variable<N>
  /// The exponent, if it is whole.
  let whole: Int?

  package init(base: Variable<N>, exponent: Variable<N>, whole: Int?) {
    (self.base, self.exponent, self.whole) = (base, exponent, whole)
  }
}

/// Powers that change with their exponents, by the index of the node that has their value.
package typealias NamedPowers<N: Recordable> = [Int: NamedPower<N>]

extension Tape {
  /// Whether an output is computed from a variable, be it by an exponent.
  package borrowing func depends(
    _ output: Variable<N>, on variable: Variable<N>, _ powers: NamedPowers<N>
  ) -> Bool {
    output.index == arena.pointee.spill
      || dependents(on: [variable], upTo: output, powers)[output.index]
  }

  /// Marks the nodes up to an output that are, or are computed from, one of the variables, be it by
  /// an exponent; some nodes are taken for constants.
  package borrowing func dependents(
    on variables: [Variable<N>], upTo output: Variable<N>, _ powers: NamedPowers<N>,
    around constants: Set<Int> = []
  ) -> [Bool] {
    guard !powers.isEmpty || !constants.isEmpty else {
      return dependents(on: variables, upTo: output)
    }
    var isDependent = [Bool](repeating: false, count: output.index + 1)
    for variable in variables where variable.index <= output.index {
      isDependent[variable.index] = true
    }
    for index in 0...output.index where !isDependent[index] && !constants.contains(index) {
      isDependent[index] =
        self[index].operands.contains { isDependent[$0] }
        || powers[index].map { isDependent[$0.exponent.index] } ?? false
    }
    return isDependent
  }
}

extension RecordedAdjoints {
  /// Hands the adjoint of a power on to its base and its exponent: the slopes of b^e are
  /// e·b^(e − 1) and b^e·ln b.
  mutating func pullBack(
    _ adjoint: Variable<N>, at index: Int, through power: NamedPower<N>,
    _ powers: inout NamedPowers<N>
  ) {
    let value = value(index)
    if isBetween[power.base.index], let slope = slope(of: power, value: value, &powers) {
      add(adjoint * slope, to: power.base.index)
    }
    add(adjoint * value * power.base.applying(.ln), to: power.exponent.index)
  }

  /// The slope by the base; nil for the power 0 of 0, which is 1 like that of any other number.
  private func slope(
    of power: NamedPower<N>, value: Variable<N>, _ powers: inout NamedPowers<N>
  ) -> Variable<N>? {
    guard let whole = power.whole else { return power.exponent * value / power.base }
    if whole == 0, (power.base.value.constant(1) / power.base.value).obstacle != nil { return nil }
    let exponent = power.exponent - power.exponent.constant(1)
    let lowered = power.base.power(whole - 1)
    powers[lowered.index] = NamedPower(base: power.base, exponent: exponent, whole: whole - 1)
    return power.exponent * lowered
  }
}
