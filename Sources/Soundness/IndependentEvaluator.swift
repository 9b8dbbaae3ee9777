import Notation
import Scalars

/// Works out formulas by other ways than the checker: no tape and no shared rules, only fractions and balls.
///
/// What it does not know has no result, and then it is a witness of nothing.
struct IndependentEvaluator {
  /// The values of the variables.
  var values: [String: Table]
  /// How far each declared index goes, from 0.
  var indexSizes: [String: Int]
  let precision: Int
  /// How many directions the values have derivatives in.
  private var level = 0

  init(values: [String: Table] = [:], indexSizes: [String: Int] = [:], precision: Int = 256) {
    (self.values, self.indexSizes, self.precision) = (values, indexSizes, precision)
  }

  func number(_ value: Rational) -> Jet { Jet(Known(value, precision: precision)) }

  func value(of formula: Formula) -> Table? {
    switch formula.node {
    case .number(let literal): return Table(number(literal.value))
    case .name("e"): return Table(number(1).applying(.exp))
    case .name("pi"): return Table(Jet(Known(Ball.pi(in: precision), precision: precision)))
    case .name(let name): return values[name]
    case .negative(let operand): return value(of: operand)?.mapped { -$0 }
    case .transpose(let operand): return value(of: operand)?.transposed
    case .binary(.power, let base, let exponent): return power(base, exponent)
    case .binary(let operation, let left, let right): return combination(operation, left, right)
    case .call(let name, let order, let arguments): return call(name, order, arguments)
    case .vector(let parts):
      let numbers = parts.compactMap { value(of: $0)?.number }
      return numbers.count == parts.count ? Table(column: numbers) : nil
    case .matrix(let rows):
      let numbers = rows.joined().compactMap { value(of: $0)?.number }
      guard let columns = rows.first?.count, numbers.count == rows.count * columns else {
        return nil
      }
      return Table(rows: rows.count, columns: columns, entries: numbers)
    case .entry(let base, let subscripts): return entry(base, subscripts)
    case .sum(let index, let bounds, let body): return sum(index, bounds, body)
    case .indicator(let relation, let left, let right):
      guard let left = value(of: left), let right = value(of: right) else { return nil }
      return left.combined(with: right) { Self.indicator(relation, $0, $1) }
    }
  }

  // MARK: Operations

  private func combination(_ operation: Operator, _ left: Formula, _ right: Formula) -> Table? {
    guard let left = value(of: left), let right = value(of: right) else { return nil }
    switch operation {
    case .plus: return left.combined(with: right, +)
    case .minus: return left.combined(with: right, -)
    case .times: return left * right
    case .over: return right.number == nil ? nil : left.combined(with: right, /)
    case .entrywiseTimes: return left.combined(with: right, *)
    case .entrywiseOver: return left.combined(with: right, /)
    case .entrywisePower:
      guard let exponent = right.number else { return nil }
      return left.mapped { Self.power($0, exponent) }
    case .power: return nil
    }
  }

  private func power(_ base: Formula, _ exponent: Formula) -> Table? {
    guard let exponent = value(of: exponent)?.number else { return nil }
    if base.node == .name("e") { return Table(exponent.applying(.exp)) }
    guard let base = value(of: base) else { return nil }
    if let number = base.number { return Table(Self.power(number, exponent)) }
    guard let times = Self.whole(exponent), base.rows == base.columns else { return nil }
    guard let factor = times < 0 ? base.inverse : base else { return nil }
    let one = Table.identity(base.rows, like: base.entries[0])
    return (0..<abs(times)).reduce(one) { product, _ in product.flatMap { $0 * factor } }
  }

  private static func power(_ base: Jet, _ exponent: Jet) -> Jet {
    if let times = whole(exponent), exponent.parts.count == 1 { return base.power(times) }
    if let exact = exponent.value.exact, exponent.parts.count == 1, exact.signum > 0,
      base.value.exact?.isZero ?? false, base.parts.count == 1
    {
      return base
    }
    return (exponent * base.applying(.ln)).applying(.exp)
  }

  /// A small whole number that is certain.
  private static func whole(_ jet: Jet) -> Int? {
    jet.value.exact.flatMap { Int(exactly: $0) }.flatMap { abs($0) <= 4096 ? $0 : nil }
  }

  static func indicator(_ relation: Relation, _ left: Jet, _ right: Jet) -> Jet {
    let difference = left - right
    let one = left.constant(1)
    let equal = one - (difference.applying(.sign)).power(2)
    return switch relation {
    case .greater: difference.applying(.step)
    case .less: (-difference).applying(.step)
    case .greaterOrEqual: one - (-difference).applying(.step)
    case .lessOrEqual: one - difference.applying(.step)
    case .equal, .approximately: equal
    case .notEqual: one - equal
    }
  }

  // MARK: Parts and sums

  private func position(_ formula: Formula) -> Int? {
    value(of: formula)?.number.flatMap(Self.whole)
  }

  private func entry(_ base: Formula, _ subscripts: [Formula.Subscript]) -> Table? {
    guard let base = value(of: base) else { return nil }
    switch (subscripts.first, subscripts.dropFirst().first) {
    case (.position(let place)?, nil):
      guard let place = position(place), base.columns == 1, base.entries.indices ~= place else {
        return nil
      }
      return Table(base.entries[place])
    case (.position(let row)?, .position(let column)?):
      guard let row = position(row), let column = position(column),
        0..<base.rows ~= row, 0..<base.columns ~= column
      else { return nil }
      return Table(base[row, column])
    case (.position(let row)?, .all?):
      guard let row = position(row), 0..<base.rows ~= row else { return nil }
      return Table(column: (0..<base.columns).map { base[row, $0] })
    case (.all?, .position(let column)?):
      guard let column = position(column), 0..<base.columns ~= column else { return nil }
      return Table(column: (0..<base.rows).map { base[$0, column] })
    default: return nil
    }
  }

  private func sum(_ index: String, _ bounds: Formula.Bounds?, _ body: Formula) -> Table? {
    var range = 0..<(indexSizes[index] ?? 0)
    if let bounds {
      guard let lower = position(bounds.lower), let upper = position(bounds.upper), lower <= upper
      else { return nil }
      range = lower..<(upper + 1)
    }
    var total: Table?
    for place in range {
      var inner = self
      inner.values[index] = Table(number(Rational(place)))
      guard let term = inner.value(of: body) else { return nil }
      total = total.map { $0.combined(with: term, +) } ?? term
    }
    return total
  }

  // MARK: Functions

  private func call(_ name: String, _ order: Int, _ arguments: [Formula]) -> Table? {
    switch name {
    case "grad", "der": return derivatives(of: arguments[0], by: arguments[1], isJacobian: false)
    case "jacobian": return derivatives(of: arguments[0], by: arguments[1], isJacobian: true)
    case "hessian":
      let gradient = Formula(.call("grad", order: 0, arguments))
      return derivatives(of: gradient, by: arguments[1], isJacobian: true)
    default: break
    }
    let values = arguments.compactMap { value(of: $0) }
    guard values.count == arguments.count, let first = values.first else { return nil }
    if let function = Jet.Function(rawValue: name), function != .step {
      return first.mapped { derivative(order, of: function, at: $0) }
    }
    guard order == 0 else { return nil }
    return reduction(name, first, values) ?? constructor(name, first, values)
  }

  private func derivative(_ order: Int, of function: Jet.Function, at x: Jet) -> Jet {
    let moving = (0..<order).reduce(x) { $0.moving(at: 1, level: level + $1) }
    return (0..<order).reversed().reduce(moving.applying(function)) { $0.slope(level: level + $1) }
  }

  private func reduction(_ name: String, _ first: Table, _ values: [Table]) -> Table? {
    switch name {
    case "leaky_relu":
      return first.combined(with: values[1]) {
        $0.applying(.relu) - $1 * (-$0).applying(.relu)
      }
    case "max", "min":
      let sign = first.entries[0].constant(name == "max" ? 1 : -1)
      let all = (values.count == 1 ? first.entries : values.compactMap(\.number)).map { sign * $0 }
      guard all.count == max(values.count, first.entries.count) || values.count == 1 else {
        return nil
      }
      return Table(
        sign * all.dropFirst().reduce(all[0]) { $0 + ($1 - $0).applying(.relu) })
    case "softmax":
      guard first.columns == 1 else { return nil }
      let powers = first.mapped { $0.applying(.exp) }
      return powers.mapped { $0 / powers.sum }
    case "mean": return Table(first.sum / first.entries[0].constant(first.entries.count))
    case "dot": return first.combined(with: values[1], *).map { Table($0.sum) }
    case "norm1": return Table(first.mapped { $0.applying(.abs) }.sum)
    case "norm2": return Table(first.mapped { $0.power(2) }.sum.applying(.sqrt))
    default: return nil
    }
  }

  private func constructor(_ name: String, _ first: Table, _ values: [Table]) -> Table? {
    let sizes = values.map { $0.number.flatMap(Self.whole) ?? 0 }
    let one = number(1)
    switch name {
    case "diag":
      guard first.columns == 1 else { return nil }
      return Table(rows: first.rows, columns: first.rows) {
        $0 == $1 ? first.entries[$0] : one.constant(0)
      }
    case "onehot":
      guard sizes[1] > 0 else { return nil }
      return Table(column: (0..<sizes[1]).map { one.constant($0 == sizes[0] ? 1 : 0) })
    case "eye": return sizes[0] > 0 ? .identity(sizes[0], like: one) : nil
    case "ones", "zeros":
      let columns = sizes.count > 1 ? sizes[1] : 1
      guard sizes[0] > 0, columns > 0 else { return nil }
      return Table(rows: sizes[0], columns: columns) { _, _ in one.constant(name == "ones" ? 1 : 0)
      }
    default: return nil
    }
  }

  // MARK: Calculus

  /// Of a number the derivatives in the shape of the variable; of a vector, a row for each entry.
  private func derivatives(of formula: Formula, by variable: Formula, isJacobian: Bool) -> Table? {
    guard case .name(let name) = variable.node, let place = values[name] else { return nil }
    var columns: [Table] = []
    for entry in place.entries.indices {
      var inner = self
      inner.level += 1
      var moved = place
      moved.entries[entry] = place.entries[entry].moving(at: 1, level: level)
      inner.values[name] = moved
      guard let value = inner.value(of: formula) else { return nil }
      columns.append(value.mapped { $0.slope(level: level) })
    }
    if isJacobian {
      return Table(rows: columns[0].entries.count, columns: columns.count) {
        columns[$1].entries[$0]
      }
    }
    guard columns.allSatisfy({ $0.number != nil }) else { return nil }
    return Table(rows: place.rows, columns: place.columns, entries: columns.map { $0.entries[0] })
  }
}
