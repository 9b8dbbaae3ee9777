import Notation

/// A number, a vector or a matrix of entries, row by row.
///
/// - Invariant: there are as many entries as the shape says.
package struct Quantity<Entry> {
  package let shape: Shape
  package let entries: [Entry]

  @inlinable
  package init(_ shape: Shape, _ entries: [Entry]) {
    assert(shape.count == entries.count, "a \(shape) with \(entries.count) entries")
    self.shape = shape
    self.entries = entries
  }

  @inlinable @inline(__always)
  package init(_ number: Entry) {
    self.init(.number, [number])
  }

  package var isNumber: Bool { shape == .number }

  /// The entry, if there is a single one: a 1×1 product is a number wherever a number is wanted.
  package var number: Entry? { shape.isSingle ? entries[0] : nil }

  @inlinable @inline(__always)
  package func map<Other, Failure>(_ transform: (Entry) throws(Failure) -> Other) throws(Failure)
    -> Quantity<Other>
  {
    Quantity<Other>(shape, try entries.map(transform))
  }
}

extension Quantity: Equatable where Entry: Equatable {}
extension Quantity: Sendable where Entry: Sendable {}

extension Shape {
  /// How many entries there are; 0 where the count would not fit.
  @inlinable
  package var count: Int {
    switch self {
    case .number: 1
    case .vector(let count): count
    case .matrix(let rows, let columns):
      rows.multipliedReportingOverflow(by: columns).overflow ? 0 : rows * columns
    }
  }

  /// The size as a table; 1×1 for a number.
  package func layout(_ vectors: Orientation) -> (rows: Int, columns: Int) {
    table(vectors: vectors) ?? (1, 1)
  }
}
