import Notation
import Scalars

/// Local names, and the formulas whose exact value matters: subscripts, bounds, sizes, exponents.
extension Evaluation {
  /// Local names of a function call or a sum, and how many entities of the scope it sees.
  final class Frame {
    enum Binding {
      case index(Int)
      case argument(Argument)
    }

    let limit: Int
    var bindings: [String: Binding] = [:]
    /// The bindings as exact constants, as far as somebody asked.
    fileprivate var exactBindings: [String: Evaluation<Rational>.Frame.Binding] = [:]

    init(limit: Int) {
      self.limit = limit
    }

    func binding(_ name: String, to index: Int) -> Frame {
      let inner = Frame(limit: limit)
      inner.bindings = bindings
      inner.bindings[name] = .index(index)
      inner.exactBindings = exactBindings
      inner.exactBindings[name] = nil
      return inner
    }
  }

  /// An argument of a function of the exercise.
  struct Argument {
    let value: Quantity<Node>
    /// How to evaluate it again; nil for a number that is differentiated by.
    let source: Source?
    /// Whether it is the same at all points.
    let isFixed: Bool

    struct Source {
      let formula: Formula
      let frame: Frame
      /// Which entry of the formula it is, where it is not all of it.
      var entry: Int?
    }
  }

  func argument(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Argument {
    let value = try evaluate(formula, in: frame)
    let varies = formula.names.contains { use in
      if case .argument(let outer) = frame.bindings[use.name] { outer.source == nil } else { false }
    }
    return Argument(
      value: value, source: varies ? nil : Argument.Source(formula: formula, frame: frame),
      isFixed: isFixed(formula, in: frame))
  }

  /// Whether a formula comes to the same at all points.
  func isFixed(_ formula: Formula, in frame: Frame) -> Bool {
    formula.names.allSatisfy { use in
      switch frame.bindings[use.name] {
      case .index: true
      case .argument(let argument): argument.isFixed
      case nil: !dependsOnVariables(use.name, before: frame.limit)
      }
    }
  }

  private func dependsOnVariables(_ name: String, before limit: Int) -> Bool {
    if limit == scope.entities.count, bound[name] != nil { return bindingsVary }
    guard let position = scope.position(of: name, before: limit) else { return false }
    if let known = isVariable[position] { return known }
    let result: Bool
    switch scope.entities[position].meaning {
    case .variable(.index, _): result = false
    case .variable, .function: result = true
    case .definition(let formula):
      result = formula.names.contains { dependsOnVariables($0.name, before: position) }
    }
    isVariable[position] = result
    return result
  }

  /// Returns what a subscript, a bound, a size or an exponent comes to, exactly.
  func exact(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Rational? {
    for use in formula.names {
      guard case .argument(let argument) = frame.bindings[use.name], argument.source == nil
      else { continue }
      throw Diagnostic("a derivative is taken by \(use.name), which is a size here", at: use.range)
    }
    return try exactArray(formula, in: frame)?.number
  }

  func wholeNumber(_ formula: Formula, in frame: Frame, what: String) throws(Diagnostic) -> Int {
    guard let value = try exact(formula, in: frame), let whole = Int(exactly: value) else {
      throw Diagnostic("\(what) must be a whole number", at: formula.range)
    }
    return whole
  }

  func exactFrame(_ frame: Frame, for formula: Formula) throws(Diagnostic)
    -> Evaluation<Rational>.Frame
  {
    let result = Evaluation<Rational>.Frame(limit: frame.limit)
    guard !frame.bindings.isEmpty else { return result }
    for name in formula.names.map(\.name) where result.bindings[name] == nil {
      result.bindings[name] = try exactBinding(of: name, in: frame)
    }
    return result
  }

  private func exactBinding(of name: String, in frame: Frame) throws(Diagnostic)
    -> Evaluation<Rational>.Frame.Binding?
  {
    if let known = frame.exactBindings[name] { return known }
    let result: Evaluation<Rational>.Frame.Binding
    switch frame.bindings[name] {
    case .index(let value): result = .index(value)
    case .argument(let argument):
      guard let source = argument.source else { return nil }
      let outer = try exactFrame(source.frame, for: source.formula)
      var value = try exactTwin.evaluate(source.formula, in: outer)
      if let entry = source.entry { value = Quantity(value.entries[entry]) }
      result = .argument(
        Evaluation<Rational>.Argument(
          value: value,
          source: .init(formula: source.formula, frame: outer, entry: source.entry),
          isFixed: argument.isFixed))
    case nil: return nil
    }
    frame.exactBindings[name] = result
    return result
  }
}
