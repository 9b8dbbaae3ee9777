import Autodiff
import Notation
import Scalars

/// Vectors, matrices, and the operations that shapes rule.
extension Evaluation {
  func shaped<Result>(at range: Range<Int>, _ rule: () throws(Shape.Misfit) -> Result)
    throws(Diagnostic) -> Result
  {
    do { return try rule() } catch {
      throw error.diagnostic(at: range)
    }
  }

  func checkCount(_ count: Int, at range: Range<Int>) throws(Diagnostic) {
    guard count <= greatestCount else {
      throw Diagnostic(
        "this has \(count) entries, at most \(greatestCount) are possible", at: range)
    }
  }

  // MARK: Construction

  func vector(_ items: [Formula], at range: Range<Int>, in frame: Frame) throws(Diagnostic)
    -> Quantity<Node>
  {
    Quantity(.vector(items.count), try numbers(items, what: "an entry of a vector", in: frame))
  }

  func matrix(_ rows: [[Formula]], at range: Range<Int>, in frame: Frame) throws(Diagnostic)
    -> Quantity<Node>
  {
    let width = rows.first?.count ?? 0
    var entries: [Node] = []
    for (number, row) in rows.enumerated() {
      guard row.count == width else {
        throw Diagnostic(
          "row \(number + 1) of this matrix has \(row.count) entries, row 1 has \(width)",
          at: range, mistake: .shape)
      }
      entries += try numbers(row, what: "an entry of a matrix", in: frame)
    }
    return Quantity(
      Shape(rows: rows.count, columns: width, vectors: vectors), entries)
  }

  private func numbers(_ items: [Formula], what: String, in frame: Frame) throws(Diagnostic)
    -> [Node]
  {
    var entries: [Node] = []
    entries.reserveCapacity(items.count)
    for item in items {
      let value = try evaluate(item, in: frame)
      guard let entry = value.number else {
        throw Diagnostic(
          "\(what) must be a number; this is a \(value.shape)", at: item.range, mistake: .shape)
      }
      entries.append(entry)
    }
    return entries
  }

  // MARK: Operations

  var vectors: Shape.Orientation { scope.conventions.vectors }

  func binary(
    _ operation: Operator, _ left: Formula, _ right: Formula, at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    if operation == .power || operation == .entrywisePower {
      return try power(operation, left, right, at: range, in: frame)
    }
    let a = try evaluate(left, in: frame)
    let b = try evaluate(right, in: frame)
    if a.shape == .number, b.shape == .number {
      return Quantity(combine(operation, a.entries[0], b.entries[0]))
    }
    let shape = try shaped(at: range) { () throws(Shape.Misfit) in
      try Shape.of(operation, a.shape, b.shape, vectors: vectors)
    }
    if operation == .times, a.shape != .number, b.shape != .number {
      return Quantity(shape, try product(a, b, at: range))
    }
    return entrywise(a, b, shape) { combine(operation, $0, $1) }
  }

  private func combine(_ operation: Operator, _ a: Node, _ b: Node) -> Node {
    switch operation {
    case .plus: a + b
    case .minus: a - b
    case .times, .entrywiseTimes: a * b
    case .over, .entrywiseOver: a / b
    case .power, .entrywisePower: (b * a.applying(.ln)).applying(.exp)
    }
  }

  /// Combines entry by entry; a number goes with every entry.
  func entrywise(
    _ a: Quantity<Node>, _ b: Quantity<Node>, _ shape: Shape, _ body: (Node, Node) -> Node
  ) -> Quantity<Node> {
    let left = a.entries.count == 1
    let right = b.entries.count == 1
    return Quantity(
      shape,
      (0..<shape.count).map { body(a.entries[left ? 0 : $0], b.entries[right ? 0 : $0]) })
  }

  private func product(_ a: Quantity<Node>, _ b: Quantity<Node>, at range: Range<Int>)
    throws(Diagnostic) -> [Node]
  {
    let left = a.shape.layout(vectors)
    let right = b.shape.layout(vectors)
    // A 1×1 product serves as a number where it is a factor.
    guard left.columns == right.rows else {
      return a.entries.count == 1
        ? b.entries.map { a.entries[0] * $0 } : a.entries.map { $0 * b.entries[0] }
    }
    // No factor has more than 2^16 entries, so neither product overflows.
    try checkCount(left.rows * right.columns, at: range)
    try spend(left.rows * right.columns * left.columns, at: range)
    var entries: [Node] = []
    entries.reserveCapacity(left.rows * right.columns)
    for row in 0..<left.rows {
      for column in 0..<right.columns {
        var sum = a.entries[row * left.columns] * b.entries[column]
        for k in 1..<max(1, left.columns) {
          sum = sum + a.entries[row * left.columns + k] * b.entries[k * right.columns + column]
        }
        entries.append(sum)
      }
    }
    return entries
  }

  func transposed(_ a: Quantity<Node>) -> Quantity<Node> {
    let layout = a.shape.layout(vectors)
    guard a.shape != .number else { return a }
    return Quantity(
      Shape(rows: layout.columns, columns: layout.rows, vectors: vectors),
      (0..<a.entries.count).map {
        a.entries[($0 % layout.rows) * layout.columns + $0 / layout.rows]
      })
  }

  // MARK: Entries and sums

  func entry(
    of base: Formula, _ subscripts: [Formula.Subscript], at range: Range<Int>, in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    let value = try evaluate(base, in: frame)
    let layout = value.shape.layout(vectors)
    _ = try shaped(at: range) { () throws(Shape.Misfit) in
      try value.shape.entry(subscripts, vectors: vectors)
    }
    guard subscripts.count == 2 else {
      guard let place = try place(subscripts[0], of: value.entries.count, "entry", in: frame)
      else { return value }
      return Quantity(value.entries[place])
    }
    let row = try place(subscripts[0], of: layout.rows, "row", in: frame)
    return part(
      of: value, layout, row, try place(subscripts[1], of: layout.columns, "column", in: frame))
  }

  private func part(
    of value: Quantity<Node>, _ layout: (rows: Int, columns: Int), _ row: Int?, _ column: Int?
  ) -> Quantity<Node> {
    switch (row, column) {
    case (let row?, let column?): Quantity(value.entries[row * layout.columns + column])
    case (let row?, nil):
      Quantity(
        Shape(rows: 1, columns: layout.columns, vectors: vectors),
        Array(value.entries[(row * layout.columns)..<((row + 1) * layout.columns)]))
    case (nil, let column?):
      Quantity(
        Shape(rows: layout.rows, columns: 1, vectors: vectors),
        (0..<layout.rows).map { value.entries[$0 * layout.columns + column] })
    case (nil, nil): value
    }
  }

  /// Returns the offset that a subscript means; nil means all of them.
  private func place(
    _ position: Formula.Subscript, of count: Int, _ what: String, in frame: Frame
  ) throws(Diagnostic) -> Int? {
    guard case .position(let formula) = position else { return nil }
    let index = try wholeNumber(formula, in: frame, what: "a subscript")
    let first = scope.conventions.firstIndex
    guard index >= first, index - first < count else {
      throw Diagnostic(
        "there is no \(what) \(index): they are numbered from \(first) to \(first + count - 1)",
        at: formula.range, mistake: .range)
    }
    return index - first
  }

  func sum(
    over index: String, _ bounds: Formula.Bounds?, _ body: Formula, at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Quantity<Node> {
    let values = try indices(of: index, bounds, body, at: range, in: frame)
    var total: Quantity<Node>?
    for value in values {
      let term = try evaluate(body, in: frame.binding(index, to: value))
      guard let sum = total else {
        total = term
        continue
      }
      guard sum.shape == term.shape else {
        throw Diagnostic("the terms of this sum differ in shape", at: range, mistake: .shape)
      }
      total = entrywise(sum, term, sum.shape) { $0 + $1 }
    }
    return total ?? Quantity(constant(0))
  }

  private func indices(
    of name: String, _ bounds: Formula.Bounds?, _ body: Formula, at range: Range<Int>,
    in frame: Frame
  ) throws(Diagnostic) -> Range<Int> {
    let lower: Int
    let upper: Int
    if let bounds {
      lower = try wholeNumber(bounds.lower, in: frame, what: "the first index of a sum")
      upper = try wholeNumber(bounds.upper, in: frame, what: "the last index of a sum")
    } else if case .variable(.index(let size), _) = scope.meaning(of: name) {
      lower = scope.conventions.firstIndex
      upper = lower + (try wholeNumber(size, in: frame, what: "a size")) - 1
    } else if let count = try countOfPlaces(named: name, in: body, frame) {
      lower = scope.conventions.firstIndex
      upper = lower + count - 1
    } else {
      throw Diagnostic(
        "this sum does not say where \(name) begins and ends", at: range,
        help: "write sum(\(name), first, last, …)")
    }
    let (count, overflow) = upper.subtractingReportingOverflow(lower)
    guard !overflow, count < greatestCount, upper < Int.max else {
      throw Diagnostic("this sum has more than \(greatestCount) terms", at: range)
    }
    return lower..<max(lower, upper + 1)
  }

  /// How many places an index goes through that nobody declared: all of those that it stands for in
  /// the subscripts of a sum, as in `sum(j, A[j, j])`; nil where it is none.
  private func countOfPlaces(
    named index: String, in body: Formula, _ frame: Frame
  ) throws(Diagnostic) -> Int? {
    var counts: [Int] = []
    for (base, place, isOnly) in body.places(named: index) {
      guard let value = try? evaluate(base, in: frame) else { return nil }
      let layout = value.shape.layout(vectors)
      let count = isOnly ? value.entries.count : place == 0 ? layout.rows : layout.columns
      if let other = counts.first(where: { $0 != count }) {
        throw Diagnostic(
          "\(index) goes through \(other) \(other == 1 ? "entry" : "entries") in one place, and through \(count) in another",
          at: body.range, mistake: .shape)
      }
      counts.append(count)
    }
    return counts.first
  }
}

extension Formula {
  /// What has the name for a subscript, which of its subscripts that is, and whether it is the only
  /// one; not what depends on the name itself.
  fileprivate func places(named index: String) -> [(base: Formula, place: Int, isOnly: Bool)] {
    var places: [(base: Formula, place: Int, isOnly: Bool)] = []
    if case .entry(let base, let subscripts) = node,
      !base.names.contains(where: { $0.name == index })
    {
      for (place, position) in subscripts.enumerated()
      where position == .position(Formula(.name(index))) {
        places.append((base, place, subscripts.count == 1))
      }
    }
    node.forEachPart { places += $0.places(named: index) }
    return places
  }
}
