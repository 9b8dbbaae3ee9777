import Autodiff
import Notation
import Scalars

/// Evaluates formulas in one number system, on one tape, at one point.
///
/// Every definition is recorded once, as nodes of its own, so that a derivative by a name is the
/// adjoint of that name's nodes. Whatever has no value is a diagnostic, never a trap.
package final class Evaluation<N: Number> {
  package typealias Node = Variable<N>

  /// Values for the free variables, exact.
  package typealias Point = [String: Quantity<Rational>]

  package let scope: Scope
  let setting: N.Setting
  let point: Point
  let tape: Tape<N>
  var defined: [Int: Quantity<Node>] = [:]
  /// Names that mean something else than in the scope: earlier answers.
  private var bound: [String: Quantity<Node>] = [:]
  /// How deep formulas and function calls are nested; bounds the stack.
  private var depth = 0

  /// No legitimate formula comes near; each level costs a few hundred bytes of stack.
  private let greatestDepth = 600
  /// More entries than any exercise has, few enough to fit in memory.
  let greatestCount = 1 << 16

  package init(_ scope: Scope, setting: N.Setting, at point: Point = [:]) {
    self.scope = scope
    self.setting = setting
    self.point = point
    self.tape = Tape<N>()
  }

  /// Gives a name a value of its own, as the answers to earlier steps have.
  package func bind(_ name: String, to value: Quantity<N>) {
    bound[name] = value.map { tape.input($0) }
  }

  package func unbindAll() {
    bound.removeAll(keepingCapacity: true)
  }

  /// Returns the nodes of a bound name.
  package func nodes(boundTo name: String) -> Quantity<Node>? { bound[name] }

  /// Returns the value of a formula, entry by entry; an entry without a value carries its obstacle.
  package func value(of formula: Formula) throws(Diagnostic) -> Quantity<N> {
    try nodes(of: formula).map(\.value)
  }

  /// Records a formula and returns the nodes of its value.
  package func nodes(of formula: Formula) throws(Diagnostic) -> Quantity<Node> {
    try evaluate(formula, in: Frame(limit: scope.entities.count))
  }

  /// Local names of a function call or a sum, and how many entities of the scope it sees.
  final class Frame {
    enum Binding {
      case index(Int)
      /// An argument: its value, and how to evaluate it again as an exact constant.
      case argument(Quantity<Node>, Formula, Frame)
    }

    let limit: Int
    var bindings: [String: Binding] = [:]

    init(limit: Int, bindings: [String: Binding] = [:]) {
      self.limit = limit
      self.bindings = bindings
    }

    func binding(_ name: String, to binding: Binding) -> Frame {
      var all = bindings
      all[name] = binding
      return Frame(limit: limit, bindings: all)
    }
  }

  func constant(_ value: Int) -> Node { tape.constant(N(Rational(value), in: setting)) }
  func constant(_ value: Rational) -> Node { tape.constant(N(value, in: setting)) }

  func evaluate(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Quantity<Node> {
    depth += 1
    defer { depth -= 1 }
    guard depth <= greatestDepth else {
      throw Diagnostic("this is nested too deeply", at: formula.range)
    }
    switch formula.node {
    case .number(let literal):
      return Quantity(constant(literal.value))
    case .name(let name):
      return try lookUp(name, at: formula.range, in: frame)
    case .negative(let operand):
      return try evaluate(operand, in: frame).map { -$0 }
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, at: formula.range, in: frame)
    case .transpose(let operand):
      return try transposed(evaluate(operand, in: frame))
    case .call(let name, let order, let arguments):
      return try call(name, order: order, arguments, at: formula.range, in: frame)
    case .vector(let items):
      return try vector(items, at: formula.range, in: frame)
    case .matrix(let rows):
      return try matrix(rows, at: formula.range, in: frame)
    case .entry(let base, let subscripts):
      return try entry(of: base, subscripts, at: formula.range, in: frame)
    case .sum(let index, let bounds, let body):
      return try sum(over: index, bounds, body, at: formula.range, in: frame)
    case .indicator(let relation, let left, let right):
      return try indicator(relation, left, right, at: formula.range, in: frame)
    }
  }

  // MARK: Names

  func lookUp(_ name: String, at range: Range<Int>, in frame: Frame) throws(Diagnostic)
    -> Quantity<Node>
  {
    switch frame.bindings[name] {
    case .index(let value): return Quantity(constant(value))
    case .argument(let value, _, _): return value
    case nil: break
    }
    if frame.limit == scope.entities.count, let value = bound[name] { return value }
    if let position = scope.position(of: name, before: frame.limit) {
      return try entity(at: position, usedAt: range)
    }
    if let size = scope.sizes[name] { return Quantity(constant(size)) }
    switch name {
    case "pi": return Quantity(tape.constant(N.pi(in: setting)))
    case "e": return Quantity(constant(1).exp)
    default: throw Diagnostic("\(name) is not defined here", at: range)
    }
  }

  /// Returns the nodes of a definition or a variable, recorded the first time it is used.
  func entity(at position: Int, usedAt range: Range<Int>) throws(Diagnostic) -> Quantity<Node> {
    if let known = defined[position] { return known }
    let entity = scope.entities[position]
    let value: Quantity<Node>
    switch entity.meaning {
    case .definition(let formula):
      do {
        // A node of its own: the adjoint of a name counts only what goes through that name.
        value = try evaluate(formula, in: Frame(limit: position)).map { $0.copy() }
      } catch {
        throw Diagnostic("in \(entity.name): \(error.message)", at: range, help: error.help)
      }
    case .variable:
      guard let given = point[entity.name] else {
        throw Diagnostic("\(entity.name) has no value here", at: range)
      }
      value = given.map { tape.input(N($0, in: setting)) }
    case .function:
      throw Diagnostic(
        "\(entity.name) is a function and needs an argument", at: range,
        help: "write \(entity.name)(…)")
    }
    defined[position] = value
    return value
  }

  /// Makes an entity inputs with values of their own, as descent moves them.
  ///
  /// It has no exact value then: it can be in no exponent that must be known, and in no subscript.
  func vary(entityAt position: Int, from values: Quantity<N>) -> Quantity<Node> {
    let inputs = values.map { tape.input($0) }
    defined[position] = inputs
    exactTwin.defined[position] = values.map { _ in
      exactTwin.tape.input(Rational.one.obstructed(by: .undecided))
    }
    return inputs
  }

  // MARK: Whole numbers

  /// Returns what a subscript, a bound, a size or an exponent comes to, exactly.
  ///
  /// It is evaluated apart from the tape, in rationals: a position must be known, not enclosed.
  func exact(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Rational? {
    if case .number(let literal) = formula.node { return literal.value }
    let twin = exactTwin
    twin.depth = depth
    let value = try twin.evaluate(formula, in: exactFrame(frame, for: formula))
    guard value.shape == .number, value.entries[0].value.obstacle == nil else { return nil }
    return value.entries[0].value
  }

  func wholeNumber(_ formula: Formula, in frame: Frame, what: String) throws(Diagnostic) -> Int {
    guard let value = try exact(formula, in: frame), let whole = Int(exactly: value) else {
      throw Diagnostic("\(what) must be a whole number", at: formula.range)
    }
    return whole
  }

  private lazy var exactTwin = Evaluation<Rational>(scope, setting: (), at: point)

  private func exactFrame(_ frame: Frame, for formula: Formula) throws(Diagnostic)
    -> Evaluation<Rational>.Frame
  {
    let result = Evaluation<Rational>.Frame(limit: frame.limit)
    guard !frame.bindings.isEmpty else { return result }
    for name in formula.names.map(\.name) {
      switch frame.bindings[name] {
      case .index(let value): result.bindings[name] = .index(value)
      case .argument(_, let argument, let outer):
        let outerExact = try exactFrame(outer, for: argument)
        result.bindings[name] = .argument(
          try exactTwin.evaluate(argument, in: outerExact), argument, outerExact)
      case nil: break
      }
    }
    return result
  }
}
