import Scalars

/// A number, a vector (one column) or a matrix, as the independent evaluator knows them.
struct Table {
  var rows: Int
  var columns: Int
  /// Row by row.
  var entries: [Jet]

  init(rows: Int, columns: Int, entries: [Jet]) {
    (self.rows, self.columns, self.entries) = (rows, columns, entries)
  }

  init(_ number: Jet) { self.init(rows: 1, columns: 1, entries: [number]) }
  init(column entries: [Jet]) { self.init(rows: entries.count, columns: 1, entries: entries) }

  init(rows: Int, columns: Int, _ entry: (Int, Int) -> Jet) {
    self.init(
      rows: rows, columns: columns,
      entries: (0..<rows).flatMap { row in (0..<columns).map { entry(row, $0) } })
  }

  var number: Jet? { entries.count == 1 ? entries[0] : nil }

  subscript(row: Int, column: Int) -> Jet { entries[row * columns + column] }

  func mapped(_ body: (Jet) -> Jet) -> Table {
    Table(rows: rows, columns: columns, entries: entries.map(body))
  }

  var transposed: Table { Table(rows: columns, columns: rows) { self[$1, $0] } }

  var sum: Jet { entries.dropFirst().reduce(entries[0], +) }

  /// Entry by entry, a number beside each entry of the other; nil where the sizes do not fit.
  func combined(with other: Table, _ body: (Jet, Jet) -> Jet) -> Table? {
    if let number { return other.mapped { body(number, $0) } }
    if let number = other.number { return mapped { body($0, number) } }
    guard rows == other.rows, columns == other.columns else { return nil }
    return Table(rows: rows, columns: columns, entries: zip(entries, other.entries).map(body))
  }

  /// The product of matrices, or with a number.
  static func * (left: Table, right: Table) -> Table? {
    if left.number != nil || right.number != nil { return left.combined(with: right, *) }
    guard left.columns == right.rows else { return nil }
    return Table(rows: left.rows, columns: right.columns) { row, column in
      (1..<left.columns).reduce(left[row, 0] * right[0, column]) { sum, place in
        sum + left[row, place] * right[place, column]
      }
    }
  }

  /// The identity of a size, with numbers like this one.
  static func identity(_ size: Int, like one: Jet) -> Table {
    Table(rows: size, columns: size) { one.constant($0 == $1 ? 1 : 0) }
  }

  /// By Gauss and Jordan; nil where no pivot is certainly not 0.
  var inverse: Table? {
    guard rows == columns else { return nil }
    var (work, result) = (self, Table.identity(rows, like: entries[0]))
    for column in 0..<rows {
      guard
        let pivot = (column..<rows).first(where: { row in
          let sign = work[row, column].value.certainSign
          return sign == 1 || sign == -1
        })
      else { return nil }
      work.exchange(column, pivot)
      result.exchange(column, pivot)
      let factor = work[column, column]
      work.change(column) { $0 / factor }
      result.change(column) { $0 / factor }
      for row in 0..<rows where row != column {
        let factor = work[row, column]
        work.subtract(factor, times: column, from: row)
        result.subtract(factor, times: column, from: row)
      }
    }
    return result
  }

  private mutating func exchange(_ row: Int, _ other: Int) {
    for column in 0..<columns { entries.swapAt(row * columns + column, other * columns + column) }
  }

  private mutating func change(_ row: Int, _ body: (Jet) -> Jet) {
    for place in (row * columns)..<((row + 1) * columns) { entries[place] = body(entries[place]) }
  }

  private mutating func subtract(_ factor: Jet, times row: Int, from other: Int) {
    for column in 0..<columns {
      let place = other * columns + column
      entries[place] = entries[place] - factor * self[row, column]
    }
  }
}
