import Autodiff
import Notation
import Scalars

/// Powers of numbers and of square matrices.
extension Evaluation {
  /// Large enough for a count of models, small enough to refuse a bomb before it goes off.
  var greatestExponent: Int { 1 << 16 }

  func power(
    _ operation: Operator, _ base: Formula, _ exponent: Formula, at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    if case .name("e") = base.node, isEuler(in: frame) {
      let value = try evaluate(exponent, in: frame)
      guard value.shape == .number || operation == .entrywisePower else {
        throw Diagnostic(
          "an exponent must be a number; this is a \(value.shape)", at: exponent.range,
          help: "exp(…) acts entry by entry", mistake: .shape)
      }
      return value.map { $0.applying(.exp) }
    }
    // norm2(v)^2 is the sum of the squares, exactly: no root is taken to be undone.
    if case .call("norm2", 0, let arguments) = base.node, arguments.count == 1,
      case .number(let literal) = exponent.node, literal.value == Rational(2)
    {
      return Quantity(sumOfSquares(try evaluate(arguments[0], in: frame).entries))
    }
    let value = try evaluate(base, in: frame)
    if case .matrix = value.shape, operation == .power {
      return try matrixPower(value, exponent, at: range, in: frame)
    }
    if value.shape != .number, operation == .power {
      throw Diagnostic(
        "a \(value.shape) has no power", at: range, help: "for the power of each entry write .^",
        mistake: .shape)
    }
    let fixed = isFixed(exponent, in: frame) ? try exactArray(exponent, in: frame) : nil
    let isNamed = hasNodes(exponent, in: frame)
    let exponents: Quantity<Node>
    if let fixed, !isNamed {
      exponents = fixed.map { constant($0) }
    } else {
      exponents = try evaluate(exponent, in: frame)
    }
    let shape = try shaped(at: range) { () throws(Shape.Misfit) in
      try Shape.of(operation, value.shape, exponents.shape, vectors: vectors)
    }
    let hasLogarithm = fixed == nil ? try isPositive(base, in: frame) : true
    var entries: [Node] = []
    for index in 0..<shape.count {
      let base = value.entries[value.entries.count == 1 ? 0 : index]
      let place = exponents.entries.count == 1 ? 0 : index
      let exponent = exponents.entries[place]
      if let exact = fixed?.entries[place] {
        let power = try raise(base, to: exact, at: range)
        if isNamed { link(power, base, exponent, whole: Int(exactly: exact)) }
        entries.append(power)
      } else {
        entries.append(raise(base, to: exponent, hasLogarithm: hasLogarithm))
      }
    }
    return Quantity(shape, entries)
  }

  /// Whether something that may be differentiated by stands in a formula: not so an index or a size.
  private func hasNodes(_ formula: Formula, in frame: Frame) -> Bool {
    formula.names.contains { use in
      switch frame.bindings[use.name] {
      case .index: false
      case .argument: true
      case nil:
        (frame.limit == scope.entities.count && bound[use.name] != nil)
          || scope.position(of: use.name, before: frame.limit).map {
            !scope.entities[$0].isIndex
          } ?? false
      }
    }
  }

  /// Whether a base is certainly positive at all points.
  private func isPositive(_ base: Formula, in frame: Frame) throws(Diagnostic) -> Bool {
    guard N.self != Rational.self, isFixed(base, in: frame) else { return false }
    return try exactArray(base, in: frame)?.entries.allSatisfy { $0.signum > 0 } ?? false
  }

  /// A power with an exponent that varies.
  ///
  /// Where the exponent is whole, it has a value for every base, as if a number were written there:
  /// 0^n is 1 for n = 0, as x^0 is everywhere. Elsewhere it is exp(exponent · ln base). So what is
  /// recorded is for this point only, unless the base has a logarithm at every other.
  private func raise(_ base: Node, to exponent: Node, hasLogarithm: Bool) -> Node {
    if !hasLogarithm {
      // A field of residues knows no whole numbers, so there it is the same at all points.
      isTiedToPoint = isTiedToPoint || N.self != Residue.self
      if let whole = tape[exponent].exact.flatMap({ Int(exactly: $0) }) {
        let power = base.power(whole)
        link(power, base, exponent, whole: whole)
        return power
      }
      if let power = powerOfZero(base, exponent) { return power }
    }
    return (exponent * base.applying(.ln)).applying(.exp)
  }

  /// 0 to a positive power, for which there is no logarithm; nil for other bases.
  private func powerOfZero(_ base: Node, _ exponent: Node) -> Node? {
    guard tape[base].certainSign == 0, tape[exponent].certainSign == 1 else { return nil }
    isTiedToPoint = true
    let power = base.copy()
    link(power, base, exponent, whole: nil)
    return power
  }

  /// Notes that a power changes with its exponent.
  private func link(_ power: Node, _ base: Node, _ exponent: Node, whole: Int?) {
    powers[power.index] = NamedPower(base: base, exponent: exponent, whole: whole)
  }

  private func isEuler(in frame: Frame) -> Bool {
    frame.bindings["e"] == nil && scope.position(of: "e", before: frame.limit) == nil
  }

  func raise(_ base: Node, to exponent: Rational, at range: Range<Int>) throws(Diagnostic) -> Node {
    guard exponent.magnitude <= Rational(greatestExponent) else {
      throw Diagnostic(
        "exponents up to \(greatestExponent) are possible", at: range)
    }
    // A power is as many products as its exponent has bits, or a few more.
    try spend(
      2 * (Int.bitWidth - (Int(exactly: exponent.wholePart) ?? 1).magnitude.leadingZeroBitCount),
      at: range)
    if let whole = Int(exactly: exponent) { return base.power(whole) }
    if let halves = Int(exactly: exponent * Rational(2)) {
      return base.applying(.sqrt).power(halves)
    }
    let factor = constant(exponent)
    return powerOfZero(base, factor) ?? (factor * base.applying(.ln)).applying(.exp)
  }

  private func matrixPower(
    _ base: Quantity<Node>, _ exponent: Formula, at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    let size = base.shape.layout(vectors)
    guard size.rows == size.columns else {
      throw Diagnostic(
        "only a square matrix has powers; this is a \(base.shape)", at: range, mistake: .shape)
    }
    let count = try wholeNumber(exponent, in: frame, what: "the exponent of a matrix")
    guard count.magnitude <= 64 else {
      throw Diagnostic("powers of a matrix up to 64 are possible", at: exponent.range)
    }
    let factor = count < 0 ? try inverse(of: base, size: size.rows, at: range) : base
    var result = identity(size.rows)
    for _ in 0..<count.magnitude {
      try spend(size.rows * size.rows * size.rows, at: range)
      result = Quantity(base.shape, multiply(result, factor, size.rows))
    }
    return result
  }

  func identity(_ size: Int) -> Quantity<Node> {
    let zero = constant(0)
    let one = constant(1)
    return Quantity(
      .matrix(rows: size, columns: size),
      (0..<(size * size)).map { $0 % (size + 1) == 0 ? one : zero })
  }

  private func multiply(_ a: Quantity<Node>, _ b: Quantity<Node>, _ size: Int) -> [Node] {
    (0..<(size * size)).map { place in
      let row = place / size
      var sum = a.entries[row * size] * b.entries[place % size]
      for k in 1..<max(1, size) {
        sum = sum + a.entries[row * size + k] * b.entries[k * size + place % size]
      }
      return sum
    }
  }

  /// Returns the inverse by Gauss-Jordan elimination on the tape, so that it can be differentiated.
  ///
  /// A pivot is taken where its reciprocal certainly has a value; where no row offers one, the
  /// division records why the inverse has none.
  private func inverse(of matrix: Quantity<Node>, size: Int, at range: Range<Int>)
    throws(Diagnostic) -> Quantity<Node>
  {
    guard size <= 32 else {
      throw Diagnostic("matrices up to 32×32 can be inverted here", at: range)
    }
    try spend(2 * size * size * size, at: range)
    var left = (0..<size).map { row in Array(matrix.entries[(row * size)..<((row + 1) * size)]) }
    let unit = identity(size)
    var right = (0..<size).map { row in Array(unit.entries[(row * size)..<((row + 1) * size)]) }
    let one = constant(1)
    for column in 0..<size {
      let pivot =
        (column..<size).first { tape[one / left[$0][column]].obstacle == nil } ?? column
      isTiedToPoint = true
      left.swapAt(column, pivot)
      right.swapAt(column, pivot)
      let factor = one / left[column][column]
      left[column] = left[column].map { $0 * factor }
      right[column] = right[column].map { $0 * factor }
      for row in 0..<size where row != column {
        let multiple = left[row][column]
        left[row] = zip(left[row], left[column]).map { $0 - multiple * $1 }
        right[row] = zip(right[row], right[column]).map { $0 - multiple * $1 }
      }
    }
    return Quantity(matrix.shape, right.flatMap { $0 })
  }
}
