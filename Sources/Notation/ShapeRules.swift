/// The shape of a result, from the shapes of what it is computed from.
extension Shape {
  /// The shape of `left operation right`.
  package static func of(
    _ operation: Operator, _ left: Shape, _ right: Shape, vectors: Orientation
  ) throws(Misfit) -> Shape {
    switch operation {
    case .plus, .minus: try sum(operation, left, right, vectors: vectors)
    case .times: try product(left, right, vectors: vectors)
    case .over: try quotient(left, right)
    case .power: try power(left, right)
    case .entrywiseTimes, .entrywiseOver, .entrywisePower:
      try entrywise(operation, left, right, vectors: vectors)
    }
  }

  private static func sum(
    _ operation: Operator, _ left: Shape, _ right: Shape, vectors: Orientation
  ) throws(Misfit) -> Shape {
    let product = Shape.matrix(rows: 1, columns: 1)
    guard let first = left.table(vectors: vectors) else {
      return right == product ? .number : right
    }
    guard let second = right.table(vectors: vectors) else {
      return left == product ? .number : left
    }
    if first == second { return left }
    var help: String?
    if left.isSingle || right.isSingle {
      help = "a product with one entry is a number only as a factor: write dot(x, y)"
    } else if let rows = left.rows(beside: right) ?? right.rows(beside: left) {
      help = "repmat(v, \(rows)) writes a vector in each of so many rows"
    }
    throw misfit(
      operation, left, right, verb: operation == .plus ? "add" : "subtract", help: help)
  }

  /// How many rows a matrix has, in each of which this may be meant.
  private func rows(beside other: Shape) -> Int? {
    guard case .matrix(let rows, let columns) = other, rows > 1,
      self == .vector(columns) || self == .matrix(rows: 1, columns: columns)
    else { return nil }
    return rows
  }

  private static func product(
    _ left: Shape, _ right: Shape, vectors: Orientation
  ) throws(Misfit) -> Shape {
    guard let first = left.table(vectors: vectors) else { return right }
    guard let second = right.table(vectors: vectors) else { return left }
    if first.columns == second.rows {
      return Shape(rows: first.rows, columns: second.columns, vectors: vectors)
    }
    if left.isSingle { return right }
    if right.isSingle { return left }
    var help: String?
    if case .vector(let n) = left, case .vector(let m) = right {
      let outer = vectors == .column ? "x*y^T" : "x^T*y"
      help = n == m ? "write dot(x, y), \(outer) or x .* y" : "write \(outer) for the outer product"
    } else if first.rows == second.rows, case .matrix = left {
      help = "the transpose of the left factor fits"
    } else if first.columns == second.columns, case .matrix = right {
      help = "the transpose of the right factor fits"
    }
    throw misfit(.times, left, right, verb: "multiply", help: help)
  }

  private static func quotient(_ left: Shape, _ right: Shape) throws(Misfit) -> Shape {
    if right.isSingle { return left }
    throw misfit(
      .over, left, right, verb: "divide",
      help: left == right || left == .number ? "write ./ to divide entry by entry" : nil)
  }

  private static func power(_ base: Shape, _ exponent: Shape) throws(Misfit) -> Shape {
    let isSquare = if case .matrix(let rows, let columns) = base { rows == columns } else { false }
    if exponent.isSingle, isSquare || base.isSingle { return base }
    throw misfit(
      .power, base, exponent, verb: "make a power",
      help: exponent.isSingle
        ? "write .^ for powers entry by entry" : "write .^ or exp(x), which go entry by entry")
  }

  private static func entrywise(
    _ operation: Operator, _ left: Shape, _ right: Shape, vectors: Orientation
  ) throws(Misfit) -> Shape {
    guard let first = left.table(vectors: vectors) else { return right }
    guard let second = right.table(vectors: vectors) else { return left }
    if first == second || right.isSingle { return left }
    if left.isSingle { return right }
    throw misfit(operation, left, right, verb: "go entry by entry", help: nil)
  }

  private static func misfit(
    _ operation: Operator, _ left: Shape, _ right: Shape, verb: String, help: String?
  ) -> Misfit {
    Misfit("these shapes do not \(verb): \(left) \(operation.rawValue) \(right)", help: help)
  }

  package func transposed(vectors: Orientation) -> Shape {
    guard let (rows, columns) = table(vectors: vectors) else { return .number }
    return Shape(rows: columns, columns: rows, vectors: vectors)
  }

  // MARK: Entries

  /// The shape of an entry, a row or a column; whether there is such an entry is another question.
  package func entry(
    _ subscripts: [Formula.Subscript], vectors: Orientation
  ) throws(Misfit) -> Shape {
    switch (self, subscripts.count) {
    case (.number, _):
      throw Misfit("a number has no entries")
    case (.vector, 1):
      return subscripts[0] == .all ? self : .number
    case (.matrix(1, _), 1), (.matrix(_, 1), 1):
      return subscripts[0] == .all ? self : .number
    case (.matrix(let rows, let columns), 2):
      switch (subscripts[0], subscripts[1]) {
      case (.position, .position): return .number
      case (.position, .all): return Shape(rows: 1, columns: columns, vectors: vectors)
      case (.all, .position): return Shape(rows: rows, columns: 1, vectors: vectors)
      case (.all, .all): return self
      }
    case (.matrix, _):
      throw Misfit("a \(self) has two subscripts", help: "write W[k, j], or W[k, :] for a row")
    case (.vector, _):
      throw Misfit("a \(self) has one subscript")
    }
  }

  /// The offset of an index from the first of `count`, which has the number `first`.
  package static func offset(
    ofIndex index: Int, from first: Int, count: Int
  ) throws(Misfit) -> Int {
    let (offset, overflow) = index.subtractingReportingOverflow(first)
    guard !overflow, (0..<max(0, count)).contains(offset) else {
      throw Misfit(
        count > 0
          ? "the index \(index) is not one of \(first) to \(first + (count - 1))"
          : "the index \(index) is outside: there are no entries")
    }
    return offset
  }
}
