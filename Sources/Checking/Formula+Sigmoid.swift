import Notation

extension Formula {
  /// The same with 1/(1 + exp(-u)) written as sigmoid(u): two spellings of one function, which are
  /// proven in one way.
  var withSigmoids: Formula {
    let mapped = mappingParts { $0.withSigmoids }
    guard case .binary(.over, let one, let sum) = mapped.node, one.isOne,
      case .binary(.plus, let first, let second) = sum.node
    else { return mapped }
    let power = first.isOne ? second : second.isOne ? first : nil
    guard let exponent = power?.exponentOfE else { return mapped }
    return Formula(.call("sigmoid", order: 0, [exponent.opposite]), at: range)
  }

  var isOne: Bool {
    if case .number(let literal) = node { literal.value == .one } else { false }
  }

  private var exponentOfE: Formula? {
    switch node {
    case .call("exp", 0, let arguments) where arguments.count == 1: arguments[0]
    case .binary(.power, let base, let exponent) where base.node == .name("e"): exponent
    default: nil
    }
  }

  private var opposite: Formula {
    if case .negative(let operand) = node { return operand }
    return Formula(.negative(self), at: range)
  }
}
