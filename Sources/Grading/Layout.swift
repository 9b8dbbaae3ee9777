import Checking
import Notation
import Scalars
import WorkedExamples

/// The numbers of an answer, brought into the places of the right ones where that can be done.
struct Layout {
  /// One for each right entry; nil for one that is left out.
  let numbers: [WrittenNumber?]
  /// Which of the numbers as written stands in each place.
  let order: [Int?]
  let misshape: Misshape?

  /// Nil where the shapes have nothing to compare. `isRight` tells whether a number is right in a
  /// place; it is asked only for lists that are one entry too long or too short.
  init?(
    _ written: [WrittenNumber], _ own: Shape, for right: Shape,
    isRight: (WrittenNumber, Int) -> Bool
  ) {
    let count = right.count
    func use(_ order: [Int?], _ misshape: Misshape?) -> Layout {
      Layout(numbers: order.map { $0.map { written[$0] } }, order: order, misshape: misshape)
    }
    guard own.count == written.count else { return nil }
    let plain = Array(0..<written.count)
    if own == right || own.count == 1 && count == 1 {
      self = use(plain, nil)
      return
    }
    switch (own, right) {
    case (.matrix(1, count), .vector), (.matrix(count, 1), .vector),
      (.vector(count), .matrix(1, _)),
      (.vector(count), .matrix(_, 1)):
      self = use(plain, .rowForColumn)
    case (.matrix(let rows, let columns), .matrix(let across, let down))
    where rows == down && columns == across:
      // As written row by row; the place (r, c) is filled from (c, r).
      self = use(
        (0..<count).map { $0 % rows * columns + $0 / rows }, .transposed)
    case (.vector(count), .matrix), (.matrix(1, count), .matrix):
      self = use(plain, .flattened)
    case (.vector(count - 1), .vector) where count > 2:
      let candidates = (0..<count).map { hole in
        plain.prefix(hole).map { Optional($0) } + [nil] + plain.dropFirst(hole).map { Optional($0) }
      }
      self = use(Self.best(candidates, written, isRight), .tooShort)
    case (.vector(count + 1), .vector) where count > 1:
      let candidates = (0...count).map { extra in
        plain.filter { $0 != extra }.map { Optional($0) }
      }
      self = use(Self.best(candidates, written, isRight), .tooLong)
    default:
      return nil
    }
  }

  private init(numbers: [WrittenNumber?], order: [Int?], misshape: Misshape?) {
    self.numbers = numbers
    self.order = order
    self.misshape = misshape
  }

  private static func best(
    _ candidates: [[Int?]], _ written: [WrittenNumber], _ isRight: (WrittenNumber, Int) -> Bool
  ) -> [Int?] {
    var best: (order: [Int?], count: Int) = ([], -1)
    for order in candidates {
      let count = order.enumerated().count { place, index in
        index.map { isRight(written[$0], place) } ?? false
      }
      if count > best.count { best = (order, count) }
    }
    return best.order
  }
}

extension Misshape {
  /// What is wrong with a shape that has nothing to compare.
  init(_ own: Shape, for right: Shape) {
    self =
      own.isSingle ? .scalarForVector : right.isSingle ? .vectorForScalar : .other
  }

  var worth: Worth.Kind? {
    switch self {
    case .rowForColumn: .rowForColumn
    case .transposed: .transposed
    case .flattened: .flattened
    case .tooShort: .tooShort
    case .tooLong: .tooLong
    case .scalarForVector, .vectorForScalar, .other: nil
    }
  }

  /// Whether every right entry has a number.
  var isComplete: Bool { self == .rowForColumn || self == .transposed || self == .flattened }
}
