/// What a value is made of: one number, a row or column of them, or a table.
///
/// A matrix with one column is a vector where vectors are columns, and one with a single row where
/// they are rows; ``init(rows:columns:vectors:)`` sees to it.
package enum Shape: Hashable, Sendable {
  case number
  case vector(Int)
  case matrix(rows: Int, columns: Int)

  /// Which way vectors lie, as an exercise declares it.
  package enum Orientation: String, CaseIterable, Sendable { case column, row }

  /// Why shapes do not go together; the place is known to who evaluates.
  package struct Misfit: Error, Hashable, Sendable {
    package var message: String
    package var help: String?

    init(_ message: String, help: String? = nil) {
      self.message = message
      self.help = help
    }

    package func diagnostic(at range: Range<Int>) -> Diagnostic {
      Diagnostic(message, at: range, help: help, mistake: .shape)
    }
  }

  /// A table of this size; a single entry remains a 1×1 matrix.
  package init(rows: Int, columns: Int, vectors: Orientation) {
    switch vectors {
    case .column where columns == 1 && rows != 1: self = .vector(rows)
    case .row where rows == 1 && columns != 1: self = .vector(columns)
    default: self = .matrix(rows: rows, columns: columns)
    }
  }

  /// The size as a table; nil for a number.
  package func table(vectors: Orientation) -> (rows: Int, columns: Int)? {
    switch self {
    case .number: nil
    case .vector(let count): vectors == .column ? (count, 1) : (1, count)
    case .matrix(let rows, let columns): (rows, columns)
    }
  }

  /// Whether there is one entry, so that it may be a factor of anything.
  package var isSingle: Bool {
    switch self {
    case .number, .vector(1), .matrix(1, 1): true
    default: false
    }
  }
}

extension Shape: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number: "number"
    case .vector(let count): "\(count)-vector"
    case .matrix(let rows, let columns): "\(rows)×\(columns) matrix"
    }
  }
}
