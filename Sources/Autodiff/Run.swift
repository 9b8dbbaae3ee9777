import Scalars

/// Variables that stand one after another on a tape: a vector, or a row of a matrix.
///
/// Two runs have a dot product that is one node.
@frozen @usableFromInline
package struct Run<N: Recordable>: RandomAccessCollection {
  @usableFromInline let first: Variable<N>
  /// All bits are set; or none past the budget of a tape, where all variables are one.
  @usableFromInline let mask: Int
  @usableFromInline package let endIndex: Int

  @inlinable
  init(_ first: Variable<N>, count: Int, mask: Int = -1) {
    self.first = first
    self.mask = mask
    endIndex = count
  }

  /// The variables themselves where they stand one after another, and copies of them else; nil
  /// where there is none.
  @inlinable
  package init?(_ variables: some Collection<Variable<N>>) {
    guard let first = variables.first else { return nil }
    let isRun = variables.enumerated().allSatisfy {
      $1.index == first.index &+ $0
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
      mask: spill == nil ? -1 : 0)
  }

  @inlinable package var startIndex: Int { 0 }

  @inlinable
  package subscript(position: Int) -> Variable<N> {
    assert(0..<endIndex ~= position)
    return Variable(at: first.index &+ position & mask, in: first.arena)
  }

  /// The part of a run between two places, a run as well.
  @inlinable
  package subscript(part: Range<Int>) -> Self {
    assert(0 <= part.lowerBound && part.upperBound <= endIndex)
    return Self(self[part.lowerBound], count: part.count, mask: mask)
  }

  /// The sum of the products with another run, as far as the shorter of them goes.
  @inlinable
  package func dot(_ other: Self) -> Variable<N> {
    if mask == 0 || other.mask == 0 { return mask == 0 ? first : other.first }
    let terms = Swift.min(count, other.count)
    precondition(
      first.index + terms <= first.arena.pointee.count
        && other.first.index + terms <= first.arena.pointee.count,
      "a run is used after the end of its tape")
    return first.record(.dot, other.first, terms)
  }
}
