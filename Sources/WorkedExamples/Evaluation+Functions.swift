import Autodiff
import Notation
import Scalars

/// Calls: the built-in functions, the exercise's own, and their derivatives.
extension Evaluation {
  func call(
    _ written: String, order: Int, _ arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    if let position = scope.position(of: written, before: frame.limit),
      case .function(let parameters, let body) = scope.entities[position].meaning
    {
      let function = Function(
        name: written, parameters: parameters, body: body, limit: position)
      return try order == 0
        ? apply(function, to: arguments, at: range, in: frame)
        : derivative(order, of: function, arguments, at: range, in: frame)
    }
    switch BuiltIn(named: written) {
    case .elementary(let rule)?:
      guard arguments.count == 1 else {
        throw Diagnostic("\(written) takes one argument", at: range)
      }
      let argument = try evaluate(arguments[0], in: frame)
      return try argument.map { node throws(Diagnostic) in
        order == 0
          ? node.applying(rule)
          : try derivative(order, at: node, range, isConvention: true) { $0.applying(rule) }
      }
    case .calculus(let function)?:
      return try calculus(function, arguments, at: range, in: frame)
    case .array(let function)?:
      if order == 0 { return try apply(function, arguments, at: range, in: frame) }
      guard function == .leakyRelu, arguments.count == 2 else {
        throw Diagnostic("\(written)′ is not a derivative that is known here", at: range)
      }
      let slope = try evaluate(arguments[1], in: frame)
      return try evaluate(arguments[0], in: frame).map { node throws(Diagnostic) in
        try derivative(order, at: node, range, isConvention: true) {
          leakyRelu($0, slope.entries[0])
        }
      }
    case nil:
      let function = try composed(written, at: range, in: frame)
      return try order == 0
        ? apply(function, to: arguments, at: range, in: frame)
        : derivative(order, of: function, arguments, at: range, in: frame)
    }
  }

  // MARK: Functions of the exercise

  struct Function {
    let name: String
    let parameters: [String]
    let body: Formula
    let limit: Int
  }

  /// A function that is a definition of the notation itself; it sees no name of the exercise's.
  private func composed(
    _ name: String, at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Function {
    guard let function = ComposedFunction(named: name), let body = function.body else {
      throw Diagnostic("\(name) is not a function that is known here", at: range)
    }
    if bound[name] != nil || scope.position(of: name, before: frame.limit) != nil {
      throw Diagnostic(
        "\(name) has a value here, and is no function", at: range,
        help: "for a product write \(name)*(…)")
    }
    return Function(
      name: function.name, parameters: function.parameters, body: body, limit: 0)
  }

  private func apply(
    _ function: Function, to arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    guard arguments.count == function.parameters.count else {
      let expected = function.parameters.count
      throw Diagnostic(
        "\(function.name) takes \(expected) argument\(expected == 1 ? "" : "s"), not \(arguments.count)",
        at: range)
    }
    let inner = Frame(limit: function.limit)
    var values: [Argument] = []
    for (parameter, formula) in zip(function.parameters, arguments) {
      let argument = try argument(formula, in: frame)
      values.append(argument)
      inner.bindings[parameter] = .argument(argument)
    }
    do {
      return try evaluate(function.body, in: inner)
    } catch {
      // A function of one number acts on a vector entry by entry, like the built-in ones.
      if values.count == 1, values[0].value.shape != .number,
        let entries = try? apply(function, entrywise: values[0])
      {
        return entries
      }
      throw error.met(in: function.name, at: range)
    }
  }

  private func apply(_ function: Function, entrywise argument: Argument) throws(Diagnostic)
    -> Quantity<Node>
  {
    var entries: [Node] = []
    for (index, entry) in argument.value.entries.enumerated() {
      var source = argument.source
      source?.entry = index
      entries.append(
        try apply(
          function,
          to: Argument(value: Quantity(entry), source: source, isFixed: argument.isFixed)))
    }
    return Quantity(argument.value.shape, entries)
  }

  private func apply(_ function: Function, to argument: Argument) throws(Diagnostic) -> Node {
    let inner = Frame(limit: function.limit)
    inner.bindings[function.parameters[0]] = .argument(argument)
    let value = try evaluate(function.body, in: inner)
    guard let number = value.number else {
      throw Diagnostic("\(function.name) does not give a number", at: function.body.range)
    }
    return number
  }

  private func derivative(
    _ order: Int, of function: Function, _ arguments: [Formula], at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    guard function.parameters.count == 1, arguments.count == 1 else {
      throw Diagnostic(
        "\(function.name)′ needs a function of one number", at: range,
        help: "der(…, name) takes the derivative by a name")
    }
    return try evaluate(arguments[0], in: frame).map { node throws(Diagnostic) in
      try derivative(order, at: node, range) { input throws(Diagnostic) in
        try apply(function, to: Argument(value: Quantity(input), source: nil, isFixed: false))
      }
    }
  }

  /// Records a derivative of a function of one number.
  ///
  /// Of a function of the notation it is a convention at a kink, of all others one of the slopes.
  private func derivative(
    _ order: Int, at node: Node, _ range: Range<Int>, isConvention: Bool = false,
    _ function: (Node) throws(Diagnostic) -> Node
  ) throws(Diagnostic) -> Node {
    guard order <= 4 else {
      throw Diagnostic("derivatives up to the fourth are possible", at: range)
    }
    let input = node.copy()
    var output = try function(input)
    for _ in 0..<order {
      try spend(tape.count / 16, at: range)
      output =
        isConvention
        ? tape.recordGradient(of: output, with: [input])[0]
        : try derivatives(of: output, by: [input], at: range)[0]
    }
    return output
  }

  // MARK: Built-in functions

  private func apply(
    _ function: ArrayFunction, _ arguments: [Formula], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    // Not those that are sizes: they must be known exactly.
    func values() throws(Diagnostic) -> [Quantity<Node>] {
      var values: [Quantity<Node>] = []
      for argument in arguments { values.append(try evaluate(argument, in: frame)) }
      guard !values.isEmpty else {
        throw Diagnostic("\(function.rawValue) needs an argument", at: range)
      }
      return values
    }
    func first() throws(Diagnostic) -> Quantity<Node> { try values()[0] }
    switch function {
    case .softmax: return softmax(try first())
    case .leakyRelu: return try pairwise(values(), at: range) { self.leakyRelu($0, $1) }
    case .max: return try extreme(values(), at: range) { $0 + excess(of: $1 - $0, in: .max) }
    case .min: return try extreme(values(), at: range) { $0 - excess(of: $0 - $1, in: .min) }
    case .mean:
      let entries = try first().entries
      return Quantity(total(entries) / constant(entries.count))
    case .norm1: return Quantity(total(try first().entries.map { $0.applying(.abs) }))
    case .norm2: return Quantity(sumOfSquares(try first().entries).applying(.sqrt))
    case .count: return Quantity(constant(try values().reduce(0) { $0 + $1.entries.count }))
    case .shape: return shape(of: try first())
    case .dot: return try dot(values(), at: range)
    case .diag: return try diagonal(first(), at: range)
    case .argmax: return try argmax(first(), at: range)
    case .repmat: return try repeated(arguments, at: range, in: frame)
    case .onehot: return try oneHot(arguments, at: range, in: frame)
    case .eye:
      let count = try sizes(arguments, of: function, at: range, in: frame)[0]
      try checkCount(count * count, at: range)
      return identity(count)
    case .zeros: return try filled(0, sizes(arguments, of: function, at: range, in: frame), range)
    case .ones: return try filled(1, sizes(arguments, of: function, at: range, in: frame), range)
    }
  }

  private func pairwise(
    _ values: [Quantity<Node>], at range: Range<Int>, _ body: (Node, Node) -> Node
  ) throws(Diagnostic) -> Quantity<Node> {
    guard values.count == 2 else { throw Diagnostic("this takes two arguments", at: range) }
    let shape = try shaped(at: range) { () throws(Shape.Misfit) in
      try Shape.of(.plus, values[0].shape, values[1].shape, vectors: vectors)
    }
    return entrywise(values[0], values[1], shape, body)
  }

  /// max and min: of two, entry by entry, or over all entries of one.
  ///
  /// At a tie the usual derivative is that of the first, so that max(0, z) has the slope of relu.
  private func extreme(
    _ values: [Quantity<Node>], at range: Range<Int>, _ choose: (Node, Node) -> Node
  ) throws(Diagnostic) -> Quantity<Node> {
    if values.count == 1, let start = values[0].entries.first {
      return Quantity(values[0].entries.dropFirst().reduce(start, choose))
    }
    var result = values[0]
    for value in values.dropFirst() {
      result = try pairwise([result, value], at: range, choose)
    }
    return result
  }

  /// x for x ≥ 0 and a·x below; the slope at 0 is 1.
  private func leakyRelu(_ x: Node, _ a: Node) -> Node {
    x + (constant(1) - a) * excess(of: -x, in: .leakyRelu)
  }

  /// What exceeds 0, where a function is made of that.
  private func excess(of x: Node, in function: ArrayFunction) -> Node {
    let excess = x.applying(.relu)
    kinkFunctions[excess.index] = function.rawValue
    return excess
  }

  private func total(_ entries: [Node]) -> Node {
    entries.dropFirst().reduce(entries.first ?? constant(0)) { $0 + $1 }
  }

  func sumOfSquares(_ entries: [Node]) -> Node { total(entries.map { $0 * $0 }) }

  /// Softmax of a vector, or of each row of a matrix.
  private func softmax(_ value: Quantity<Node>) -> Quantity<Node> {
    let width: Int
    if case .matrix(_, let columns) = value.shape {
      width = columns
    } else {
      width = value.entries.count
    }
    let powers = value.entries.map { $0.applying(.exp) }
    var entries: [Node] = []
    for start in stride(from: 0, to: powers.count, by: max(1, width)) {
      let row = powers[start..<(start + width)]
      let sum = total(Array(row))
      entries += row.map { $0 / sum }
    }
    return Quantity(value.shape, entries)
  }

  private func shape(of value: Quantity<Node>) -> Quantity<Node> {
    switch value.shape {
    case .number: Quantity(.vector(0), [])
    case .vector(let count): Quantity(.vector(1), [constant(count)])
    case .matrix(let rows, let columns): Quantity(.vector(2), [constant(rows), constant(columns)])
    }
  }

  private func dot(_ values: [Quantity<Node>], at range: Range<Int>) throws(Diagnostic)
    -> Quantity<Node>
  {
    guard values.count == 2 else { throw Diagnostic("dot takes two vectors", at: range) }
    guard values[0].entries.count == values[1].entries.count else {
      throw Diagnostic(
        "dot needs vectors of one length: these are a \(values[0].shape) and a \(values[1].shape)",
        at: range, mistake: .shape)
    }
    return Quantity(total(zip(values[0].entries, values[1].entries).map { $0 * $1 }))
  }

  private func diagonal(_ value: Quantity<Node>, at range: Range<Int>) throws(Diagnostic)
    -> Quantity<Node>
  {
    switch value.shape {
    case .vector(let count):
      try checkCount(count * count, at: range)
      let zero = constant(0)
      return Quantity(
        .matrix(rows: count, columns: count),
        (0..<(count * count)).map { $0 % (count + 1) == 0 ? value.entries[$0 / count] : zero })
    case .matrix(let rows, let columns):
      return Quantity(
        .vector(min(rows, columns)),
        (0..<min(rows, columns)).map { value.entries[$0 * columns + $0] })
    case .number:
      throw Diagnostic("diag needs a vector or a matrix", at: range)
    }
  }

  /// The first index of a largest entry; undecided where enclosures overlap.
  private func argmax(_ value: Quantity<Node>, at range: Range<Int>) throws(Diagnostic)
    -> Quantity<Node>
  {
    let entries = value.entries
    try spend(entries.count * entries.count, at: range)
    let index = entries.indices.reduce(constant(0)) { sum, place in
      // 1 where no entry before is as large and none after is larger.
      let isFirst = entries.indices.reduce(constant(1)) { product, other in
        guard other != place else { return product }
        let difference = entries[other] - entries[place]
        return product
          * (other < place
            ? (-difference).applying(.step)
            : constant(1) - difference.applying(.step))
      }
      return sum + isFirst * constant(place + scope.conventions.firstIndex)
    }
    return Quantity(index)
  }

  // MARK: Constructors

  private func oneHot(_ arguments: [Formula], at range: Range<Int>, in frame: Frame)
    throws(Diagnostic) -> Quantity<Node>
  {
    guard arguments.count == 2 else { throw Diagnostic("onehot takes (y, m)", at: range) }
    let hot = try wholeNumber(arguments[0], in: frame, what: "a class")
    let count = try size(arguments[1], in: frame)
    let first = scope.conventions.firstIndex
    guard hot >= first, hot - first < count else {
      throw Diagnostic(
        "there is no class \(hot): they are numbered from \(first) to \(first + count - 1)",
        at: arguments[0].range, mistake: .range)
    }
    return Quantity(.vector(count), (0..<count).map { constant($0 == hot - first ? 1 : 0) })
  }

  private func sizes(
    _ arguments: [Formula], of function: ArrayFunction, at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> [Int] {
    guard 1...2 ~= arguments.count else {
      throw Diagnostic("\(function.rawValue) takes one or two sizes", at: range)
    }
    return try arguments.map { argument throws(Diagnostic) in try size(argument, in: frame) }
  }

  private func filled(
    _ number: Int, _ sizes: [Int], _ range: Range<Int>
  ) throws(Diagnostic) -> Quantity<Node> {
    let count = sizes.reduce(1, *)
    try checkCount(count, at: range)
    let shape: Shape =
      sizes.count == 1 ? .vector(count) : .matrix(rows: sizes[0], columns: sizes[1])
    return Quantity(shape, Array(repeating: constant(number), count: count))
  }

  private func size(_ formula: Formula, in frame: Frame) throws(Diagnostic) -> Int {
    let value = try wholeNumber(formula, in: frame, what: "a size")
    guard value >= 1, value <= greatestCount else {
      throw Diagnostic("a size is from 1 to \(greatestCount)", at: formula.range)
    }
    return value
  }

  /// `repmat(v, n)`: the vector as each of n rows.
  private func repeated(_ arguments: [Formula], at range: Range<Int>, in frame: Frame)
    throws(Diagnostic) -> Quantity<Node>
  {
    guard arguments.count == 2 else { throw Diagnostic("repmat takes (v, n)", at: range) }
    let row = try evaluate(arguments[0], in: frame)
    let count = try size(arguments[1], in: frame)
    try checkCount(count * row.entries.count, at: range)
    return Quantity(
      .matrix(rows: count, columns: row.entries.count),
      (0..<count).flatMap { _ in row.entries })
  }

  // MARK: Indicators

  func indicator(
    _ relation: Relation, _ left: Formula, _ right: Formula, at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    let a = try evaluate(left, in: frame)
    let b = try evaluate(right, in: frame)
    let one = constant(1)
    func step(_ node: Node) -> Node { node.applying(.step) }
    return try pairwise([a, b], at: range) { x, y in
      switch relation {
      case .greater: step(x - y)
      case .less: step(y - x)
      case .greaterOrEqual: one - step(y - x)
      case .lessOrEqual: one - step(x - y)
      case .notEqual: step(x - y) + step(y - x)
      case .equal, .approximately: one - step(x - y) - step(y - x)
      }
    }
  }
}
