import Scalars

/// Variables that stand one after another on a tape: a vector, or a row of a matrix.
///
/// Two runs have a dot product that is one node.
@frozen @usableFromInline
package struct Run<N: Recordable>: RandomAccessCollection {
  @usableFromInline let first: Variable<N>
  /// 1; or 0 past the budget of a tape, where all variables are one.
  @usableFromInline let stride: Int
  @usableFromInline package let endIndex: Int

  @inlinable
  init(_ first: Variable<N>, count: Int, stride: Int = 1) {
    self.first = first
    self.stride = stride
    endIndex = count
  }

  /// The variables themselves where they stand one after another, and copies of them else; nil
  /// where there is none.
  @inlinable
  package init?(_ variables: some Collection<Variable<N>>) {
    guard let first = variables.first else { return nil }
    let isRun = variables.enumerated().allSatisfy {
      $1.position == first.position &+ Int32(truncatingIfNeeded: $0)
    }
    if isRun {
      self.init(first, count: variables.count)
      return
    }
    let copy = first.copy()
    for variable in variables.dropFirst() { _ = variable.copy() }
    let spill = first.arena.pointee.spill
    self.init(
      spill.map { Variable(at: $0, in: first.arena) } ?? copy, count: variables.count,
      stride: spill == nil ? 1 : 0)
  }

  @inlinable package var startIndex: Int { 0 }

  @inlinable
  package subscript(position: Int) -> Variable<N> {
    assert(0..<endIndex ~= position)
    return Variable(at: first.index &+ position &* stride, in: first.arena)
  }

  /// The part of a run between two places, a run as well.
  @inlinable
  package subscript(part: Range<Int>) -> Self {
    assert(0 <= part.lowerBound && part.upperBound <= endIndex)
    return Self(self[part.lowerBound], count: part.count, stride: stride)
  }

  /// The sum of the products with another run, as far as the shorter of them goes.
  @inlinable
  package func dot(_ other: Self) -> Variable<N> {
    if stride == 0 || other.stride == 0 { return stride == 0 ? first : other.first }
    let terms = Swift.min(count, other.count)
    return first.record(.dot, other.first, terms)
  }
}
