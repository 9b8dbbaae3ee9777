/// Writes formulas in the notation, with no more parentheses than it needs.
///
/// What is written reads as the same formula. A vector of one part and an empty one cannot be
/// written; the parser makes none.
struct Printer {
  private(set) var text = ""

  mutating func print(_ formula: Formula) {
    switch formula.node {
    case .number(let literal): text += literal.text
    case .name(let name): text += name
    case .negative(let operand):
      text += "-"
      print(operand, atLeast: .minus)
    case .binary(let operation, let left, let right):
      print(operation, left, right)
    case .transpose(let operand):
      print(operand, atLeast: .value)
      text += "^T"
    case .call(let name, let order, let arguments):
      text += name + String(repeating: "'", count: order)
      print(arguments, between: "(", ")")
    case .vector(let parts): print(parts, between: "(", ")")
    case .matrix(let rows):
      text += "["
      for (index, row) in rows.enumerated() {
        text += index > 0 ? ", " : ""
        print(row, between: "[", "]")
      }
      text += "]"
    case .entry(let base, let subscripts): print(base, subscripts)
    case .sum(let index, let bounds, let body):
      text += "sum(" + index
      print((bounds.map { [$0.lower, $0.upper] } ?? []) + [body], between: ", ", ")")
    case .indicator(let relation, let left, let right):
      text += "1["
      print(left)
      text += " \(relation.rawValue) "
      print(right)
      text += "]"
    }
  }

  private mutating func print(_ parts: [Formula], between opening: String, _ closing: String) {
    text += opening
    for (index, part) in parts.enumerated() {
      text += index > 0 ? ", " : ""
      print(part)
    }
    text += closing
  }

  private mutating func print(_ base: Formula, _ subscripts: [Formula.Subscript]) {
    // `1[…]` would be an indicator.
    if case .number = base.node { parenthesize(base) } else { print(base, atLeast: .value) }
    text += "["
    for (index, part) in subscripts.enumerated() {
      text += index > 0 ? ", " : ""
      switch part {
      case .all: text += ":"
      case .position(let position): print(position)
      }
    }
    text += "]"
  }

  private mutating func print(_ operation: Operator, _ left: Formula, _ right: Formula) {
    switch operation {
    case .plus, .minus:
      print(left, atLeast: .sum)
      text += " \(operation.rawValue) "
      print(right, atLeast: .product)
    case .times, .over:
      print(left, atLeast: .product)
      text += operation.rawValue
      print(right, atLeast: .minus)
    case .entrywiseTimes, .entrywiseOver:
      print(left, atLeast: .product)
      text += " \(operation.rawValue) "
      print(right, atLeast: .minus)
    case .power, .entrywisePower:
      print(left, atLeast: .value)
      text += operation.rawValue
      if isUnclearAsExponent(right) { parenthesize(right) } else { print(right, atLeast: .minus) }
    }
  }

  private mutating func print(_ formula: Formula, atLeast binding: Binding) {
    if self.binding(of: formula) < binding { parenthesize(formula) } else { print(formula) }
  }

  private mutating func parenthesize(_ formula: Formula) {
    text += "("
    print(formula)
    text += ")"
  }

  private func binding(of formula: Formula) -> Binding {
    switch formula.node {
    case .binary(let operation, _, _): operation.binding
    case .negative: .minus
    case .number, .name, .transpose, .call, .vector, .matrix, .entry, .sum, .indicator: .value
    }
  }

  /// Whether an exponent would be read as something else: `^T` transposes, `^x^T` is not allowed.
  private func isUnclearAsExponent(_ exponent: Formula) -> Bool {
    var first = exponent
    while true {
      switch first.node {
      case .negative(let operand): first = operand
      case .transpose: return true
      case .binary(.power, let base, _), .binary(.entrywisePower, let base, _),
        .entry(let base, _):
        first = base
      case .name(let name): return name == "T"
      default: return false
      }
    }
  }
}

extension Formula: CustomStringConvertible {
  /// The formula in the notation.
  package var description: String {
    var printer = Printer()
    printer.print(self)
    return printer.text
  }
}

extension Chain: CustomStringConvertible {
  package var description: String {
    zip(links, members.dropFirst()).reduce(members.first?.description ?? "") {
      "\($0) \($1.0.rawValue) \($1.1)"
    }
  }
}

extension Condition: CustomStringConvertible {
  package var description: String { "\(left) \(relation.rawValue) \(right)" }
}
