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
  /// Where it is evaluated; only indices may get other values later.
  var point: Point
  /// Values of free variables that are not exact numbers.
  private let values: [String: Quantity<N>]
  let tape: Tape<N>
  private var inputs: [(name: String, nodes: Quantity<Node>)] = []
  /// Whether what was recorded may differ at another point with the same indices: positions,
  /// counts, pivots.
  package var isTiedToPoint = false
  /// Whether a position or a count was taken from a free variable that is not an index.
  package private(set) var countsByVariables = false
  /// Whether bound names may get other values later; to be said before anything is recorded.
  package var bindingsVary = false
  /// Whether a long run may be computed where it cannot be enclosed, and how many digits are then
  /// known of what was.
  package var takesComputed = false
  package var computedDigits: Int?
  var defined: [Int: Quantity<Node>] = [:]
  /// Names that mean something else than in the scope: earlier answers.
  private(set) var bound: [String: Quantity<Node>] = [:]
  /// What they come to exactly, where that is known.
  private var boundExactly: [String: Quantity<Rational>] = [:]
  /// Constants that are not exact in this number system, and what was written, in order.
  private var roundedConstants: [(index: Int, value: Rational)] = []
  /// What positions of the scope depend on free variables, as far as somebody asked.
  var isVariable: [Int: Bool] = [:]
  /// How many bits it takes to tell apart the numbers that were written.
  private(set) var finestConstant = 0
  /// The positions of the indices and of what is made of them.
  private(set) lazy var indexed = scope.indexed
  /// Powers that change with what their exponents are made of.
  var powers: NamedPowers<N> = [:]
  /// Which of the slopes at a kink is taken; to be said before anything is recorded.
  package var subgradient = Subgradient.usual
  /// Whether there is a slope only where what it is the slope of has a value.
  package var slopesNeedValues = true
  /// What was added to derivatives at kinks, by the index of its node.
  var kinkCorrections: [Int: KinkCorrection] = [:]
  /// How kinks were written that are no functions of their own: `max`.
  var kinkFunctions: [Int: String] = [:]
  /// Shared with the evaluation that finds sizes and subscripts.
  private(set) var budget = WorkBudget()
  /// How deep formulas and function calls are nested; bounds the stack.
  private var depth = 0

  /// No legitimate formula comes near; each level costs a few hundred bytes of stack.
  private let greatestDepth = 600
  /// More entries than any exercise has, few enough to fit in memory.
  let greatestCount = 1 << 16

  package init(
    _ scope: Scope, setting: N.Setting, at point: Point = [:], values: [String: Quantity<N>] = [:]
  ) {
    self.scope = scope
    self.setting = setting
    self.point = point
    self.values = values
    self.tape = Tape<N>(limit: 1 << 19)
  }

  /// Gives a name a value of its own, as the answers to earlier steps have; where it may be a
  /// size or a subscript, it must be known exactly.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  package func bind(
    _ name: String, to value: Quantity<N>, exactly exact: Quantity<Rational>? = nil
  ) {
    bound[name] = value.map { tape.input($0) }
    boundExactly[name] = exact
    if let exact, !(self is Evaluation<Rational>) { exactTwin.bind(name, to: exact) }
  }

  /// Returns the nodes of a bound name.
  package func nodes(boundTo name: String) -> Quantity<Node>? { bound[name] }

  /// Returns the value of a formula, entry by entry; an entry without a value carries its obstacle.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func value(of formula: Formula) throws(Diagnostic) -> Quantity<N> {
    values(of: try nodes(of: formula))
  }

  /// Records a formula and returns the nodes of its value.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func nodes(of formula: Formula) throws(Diagnostic) -> Quantity<Node> {
    try evaluate(formula, in: Frame(limit: scope.entities.count))
  }

  /// The values of some nodes.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func values(of nodes: Quantity<Node>) -> Quantity<N> { nodes.map { tape[$0] } }

  func constant(_ value: Int) -> Node { tape.constant(N(Rational(value), in: setting)) }
  func constant(_ value: Rational) -> Node {
    finestConstant = max(finestConstant, value.denominator.bitWidth)
    let node = tape.constant(N(value, in: setting))
    if N.tellsSigns, tape[node].exact == nil { roundedConstants.append((node.index, value)) }
    return node
  }

  func evaluate(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Quantity<Node> {
    depth += 1
    defer { depth -= 1 }
    guard depth <= greatestDepth else {
      throw Diagnostic("this is nested too deeply", at: formula.range)
    }
    try spend(1, at: formula.range)
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

  // MARK: Other points

  /// Computes all that was recorded anew at another point; false if it must be recorded anew.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  @specialized(where N == Residue)
  @specialized(where N == FormulaDegree)
  package func move(to point: Point) -> Bool {
    guard !isTiedToPoint else { return false }
    // What stands at an index, and what a case is about, is recorded for that index only.
    for entity in scope.entities where entity.isIndex {
      guard point[entity.name] == self.point[entity.name] else { return false }
    }
    for (name, nodes) in inputs where values[name] == nil {
      guard let given = point[name], given.shape == nodes.shape else { return false }
      for (node, value) in zip(nodes.entries, given.entries) {
        tape.set(node, to: N(value, in: setting))
      }
    }
    self.point = point
    tape.replay()
    return true
  }

  /// Computes all that was recorded anew for another value of one free variable, that was given
  /// one in number; false if it must be recorded anew.
  package func move(_ name: String, to value: Quantity<N>) throws(Diagnostic) -> Bool {
    guard !isTiedToPoint else { return false }
    let nodes = try variable(name)
    guard nodes.shape == value.shape else { return false }
    for (node, value) in zip(nodes.entries, value.entries) { tape.set(node, to: value) }
    tape.replay()
    return true
  }

  /// Computes all that was recorded anew for other values of bound names; false if it must be
  /// recorded anew.
  @specialized(where N == Rational)
  package func move(_ bindings: [(name: String, value: Quantity<N>)]) -> Bool {
    guard bindingsVary, !isTiedToPoint else { return false }
    for (name, value) in bindings {
      guard let nodes = bound[name], nodes.shape == value.shape else { return false }
      for (node, value) in zip(nodes.entries, value.entries) { tape.set(node, to: value) }
    }
    tape.replay()
    return true
  }

  /// What is known exactly of the numbers that everything is computed from, by their nodes.
  var exactLeaves: [Int: Rational] {
    var leaves: [Int: Rational] = [:]
    for (index, value) in roundedConstants { leaves[index] = value }
    func add(_ nodes: Quantity<Node>, _ exact: Quantity<Rational>?) {
      guard let exact, exact.shape == nodes.shape else { return }
      for (node, value) in zip(nodes.entries, exact.entries) where value.obstacle == nil {
        leaves[node.index] = value
      }
    }
    for (name, nodes) in inputs where values[name] == nil { add(nodes, point[name]) }
    for (name, nodes) in bound { add(nodes, boundExactly[name]) }
    return leaves
  }

  /// Returns the nodes of a free variable.
  package func variable(_ name: String) throws(Diagnostic) -> Quantity<Node> {
    try lookUp(name, at: 0..<0, in: Frame(limit: scope.entities.count))
  }

  // MARK: Names

  func lookUp(_ name: String, at range: Range<Int>, in frame: Frame) throws(Diagnostic)
    -> Quantity<Node>
  {
    switch frame.bindings[name] {
    case .index(let value): return Quantity(constant(value))
    case .argument(let argument): return argument.value
    case nil: break
    }
    if frame.limit == scope.entities.count, let value = bound[name] { return value }
    if let position = scope.position(of: name, before: frame.limit) {
      return try entity(at: position, usedAt: range)
    }
    if let size = scope.sizes[name] { return Quantity(constant(size)) }
    switch name {
    case "pi": return Quantity(tape.constant(N.pi(in: setting)))
    case "e": return Quantity(constant(1).applying(.exp))
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
        var met = error.met(in: entity.name, at: range)
        met.origin =
          error.origin
          ?? .definition(position: position, message: error.message, range: error.range)
        throw met
      }
    case .variable:
      if let given = values[entity.name] {
        value = given.map { tape.input($0) }
      } else if let given = point[entity.name] {
        value = given.map { tape.input(N($0, in: setting)) }
      } else {
        throw Diagnostic("\(entity.name) has no value here", at: range)
      }
      inputs.append((entity.name, value))
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
  /// It has no exact value then, and can be in no size or subscript.
  func vary(entityAt position: Int, from values: Quantity<N>) -> Quantity<Node> {
    let inputs = values.map { tape.input($0) }
    defined[position] = inputs
    isVariable[position] = true
    if !(self is Evaluation<Rational>) {
      exactTwin.defined[position] = values.map { _ in
        exactTwin.tape.input(Rational.one.obstructed(by: .undecided))
      }
    }
    return inputs
  }

  // MARK: Work

  /// Pays for steps of work, each about one operation; nobody waits for more than a moment.
  func spend(_ steps: Int, at range: Range<Int>) throws(Diagnostic) {
    budget.left -= min(steps, budget.left)
    guard budget.left > 0, !tape.isExhausted else {
      throw Diagnostic("this takes more operations than a check may use", at: range)
    }
  }

  /// How many steps of work were paid for so far.
  package var workDone: Int { WorkBudget.whole - budget.left }

  /// Evaluates apart from the tape, in rationals, what must be known and not enclosed.
  private(set) lazy var exactTwin: Evaluation<Rational> = {
    let twin = Evaluation<Rational>(scope, setting: (), at: point)
    twin.budget = budget
    return twin
  }()

  /// Returns what a formula comes to, if that is rational.
  func exactArray(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Quantity<Rational>? {
    switch formula.node {
    case .number(let literal): return Quantity(literal.value)
    case .name(let name): if let value = index(named: name, in: frame) { return value }
    default: break
    }
    if !isFixed(formula, in: frame) {
      isTiedToPoint = true
      countsByVariables = true
    }
    let value: Quantity<Rational>
    if N.self == Rational.self {
      let own = try evaluate(formula, in: frame)
      value = Quantity(own.shape, own.entries.compactMap { tape[$0] as? Rational })
    } else {
      exactTwin.depth = depth
      value = exactTwin.values(
        of: try exactTwin.evaluate(formula, in: exactFrame(frame, for: formula)))
      isTiedToPoint = isTiedToPoint || exactTwin.isTiedToPoint
    }
    return value.entries.allSatisfy { $0.obstacle == nil } ? value : nil
  }
}

/// What is left of the work that one evaluation may make.
final class WorkBudget {
  static let whole = 1 << 17
  var left = whole
}

extension Diagnostic {
  /// The diagnostic as it is told to who used a name, whose formula nobody may see.
  func met(in name: String, at range: Range<Int>) -> Diagnostic {
    // Three names tell the way; three hundred hide what is wrong.
    let isLong = message.utf8.count > 120
    return Diagnostic(
      isLong ? message : "in \(name): \(message)", at: range, help: help, mistake: mistake)
  }
}
