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
      return value.map { $0.exp }
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
    let powers: Quantity<Node>
    if let fixed {
      powers = fixed.map { constant($0) }
    } else {
      powers = try evaluate(exponent, in: frame)
    }
    let shape = try shaped(at: range) { () throws(Shape.Misfit) in
      try Shape.of(operation, value.shape, powers.shape, vectors: vectors)
    }
    guard let fixed else { return entrywise(value, powers, shape) { ($1 * $0.ln).exp } }
    var entries: [Node] = []
    for index in 0..<shape.count {
      let base = value.entries[value.entries.count == 1 ? 0 : index]
      let exponent = fixed.entries[fixed.entries.count == 1 ? 0 : index]
      entries.append(try raise(base, to: exponent, at: range))
    }
    let result = Quantity(shape, entries)
    if !exponent.names.isEmpty {
      frozen.append((result.entries, try evaluate(exponent, in: frame).entries))
    }
    return result
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
    if let halves = Int(exactly: exponent * Rational(2)) { return base.sqrt.power(halves) }
    return (constant(exponent) * base.ln).exp
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
        (column..<size).first { (one / left[$0][column]).value.obstacle == nil } ?? column
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
