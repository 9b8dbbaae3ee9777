/// Operands and operators that wait for what follows, until it is known how it binds.
///
/// From loose to tight: sums; products; minus; powers, which go from the right. E. W. Dijkstra,
/// "Algol 60 translation", 1961, calls it the shunting yard.
struct OperatorStack {
  private enum Waiting {
    /// A sign, and where it stands.
    case minus(Int)
    case binary(Operator)

    var binding: Binding {
      switch self {
      case .minus: .minus
      case .binary(let operation): operation.binding
      }
    }
  }

  private var operands: [Formula] = []
  private var waiting: [Waiting] = []

  /// The operand that was pushed or reduced last.
  var last: Formula? { operands.last }

  /// Whether the next operand is an exponent, signs aside.
  var awaitsExponent: Bool {
    for entry in waiting.reversed() {
      if case .binary(let operation) = entry { return operation.binding == .power }
    }
    return false
  }

  mutating func push(_ operand: Formula) {
    operands.append(operand)
  }

  mutating func pushMinus(at start: Int) {
    waiting.append(.minus(start))
  }

  mutating func push(_ operation: Operator) throws(Diagnostic) {
    while let top = waiting.last,
      top.binding > operation.binding
        || (top.binding == operation.binding && operation.binding != .power)
    {
      try reduce(top)
    }
    waiting.append(.binary(operation))
  }

  /// The sign of the quotient or product that the last operand ends, `./` counted as `/`.
  mutating func topAfterProducts() throws(Diagnostic) -> Operator? {
    while let top = waiting.last, top.binding > .product { try reduce(top) }
    switch waiting.last {
    case .binary(.over), .binary(.entrywiseOver): return .over
    case .binary(let operation): return operation
    default: return nil
    }
  }

  mutating func result() throws(Diagnostic) -> Formula {
    while let top = waiting.last { try reduce(top) }
    return operands[0]
  }

  private mutating func reduce(_ top: Waiting) throws(Diagnostic) {
    waiting.removeLast()
    let right = operands.removeLast()
    let end = right.range.upperBound
    switch top {
    case .minus(let start):
      operands.append(try Formula(bounded: .negative(right), at: start..<end))
    case .binary(let operation):
      let left = operands.removeLast()
      operands.append(
        try Formula(
          bounded: .binary(operation, left, right), at: left.range.lowerBound..<end))
    }
  }
}

/// How tightly a formula holds together when written.
enum Binding: Int, Comparable {
  case sum, product, minus, power, value

  static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
}

extension Operator {
  var binding: Binding {
    switch self {
    case .plus, .minus: .sum
    case .times, .over, .entrywiseTimes, .entrywiseOver: .product
    case .power, .entrywisePower: .power
    }
  }
}

extension Formula {
  /// The formula of this node, unless it is too high.
  init(bounded node: Node, at range: Range<Int>) throws(Diagnostic) {
    self.init(node, at: range)
    guard height <= Formula.heightLimit else {
      throw Diagnostic(
        "this formula has more than \(Formula.heightLimit) operations one upon the other",
        at: range, help: "give names to its parts")
    }
  }
}
