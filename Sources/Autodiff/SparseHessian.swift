import Scalars

/// Which second derivatives of an output can be other than 0, as its tape shows; and inputs in
/// groups that one direction serves at once, because no row has entries by two of a group.
///
/// The pattern holds as long as the tape is not recorded anew, whatever the inputs are.
/// A. R. Curtis, M. J. D. Powell, J. K. Reid, "On the Estimation of Sparse Jacobian Matrices",
/// J. Inst. Maths Applics 13, 1974; A. Walther, "Computing Sparse Hessians with Automatic
/// Differentiation", ACM Trans. Math. Softw. 34(1), 2008.
@frozen @usableFromInline
package struct HessianPattern: Sendable {
  /// The derivative by two inputs, each by its place in the list of inputs.
  @usableFromInline
  package struct Entry: Hashable, Sendable {
    package let row: Int
    package let column: Int
    /// The place of the row's input on the tape.
    @usableFromInline let input: Int
    /// The group of the column's input.
    @usableFromInline let group: Int
  }

  /// What may be other than 0, row by row.
  @usableFromInline package let entries: [Entry]
  /// The places of the inputs on the tape.
  @usableFromInline let inputs: [Int]
  /// The group of each input.
  @usableFromInline package let groups: [Int]
  @usableFromInline package let groupCount: Int

  /// Each input has a list of those that it meets, in `columns`.
  init(inputs: [Int], columns: [[Int]]) {
    // Greedily: the first group that no input with a row in common is in.
    var groups: [Int] = []
    for input in inputs.indices {
      var isTaken = [Bool](repeating: false, count: (groups.max() ?? -1) + 2)
      for row in columns[input] {
        for other in columns[row] where other < input { isTaken[groups[other]] = true }
      }
      groups.append(isTaken.firstIndex(of: false) ?? 0)
    }
    self.inputs = inputs
    self.groups = groups
    groupCount = (groups.max() ?? -1) + 1
    entries = inputs.indices.flatMap { row in
      columns[row].map { Entry(row: row, column: $0, input: inputs[row], group: groups[$0]) }
    }
  }
}

extension Tape {
  /// Finds out which second derivatives can be other than 0.
  ///
  /// Sets of inputs, a bit each, go with every node: those that it is computed from. Inputs meet
  /// where nodes are multiplied, or where a function that is not linear is taken.
  ///
  /// - Complexity: O(`inputs.count` · `output.index`) in words of bits.
  package borrowing func hessianPattern(
    of output: Variable<N>, with inputs: [Variable<N>]
  ) -> HessianPattern {
    let empty = BitSet(count: inputs.count)
    var sources = [BitSet](repeating: empty, count: output.index + 1)
    var meetings = [BitSet](repeating: empty, count: inputs.count)
    for (place, input) in inputs.enumerated() where input.index <= output.index {
      sources[input.index].insert(place)
    }
    func meet(_ left: BitSet, _ right: BitSet) {
      for place in left.elements { meetings[place].formUnion(right) }
      for place in right.elements { meetings[place].formUnion(left) }
    }
    let isUsed = ancestors(of: output)
    for index in 0...output.index where isUsed[index] {
      let node = self[index]
      for operand in node.operands { sources[index].formUnion(sources[operand]) }
      let isMultilinear = node.forEachTerm(linear: { _, _ in }) { left, right in
        meet(sources[left], sources[right])
      }
      if !isMultilinear { meet(sources[index], sources[index]) }
    }
    return HessianPattern(inputs: inputs.map(\.index), columns: meetings.map(\.elements))
  }

  /// Returns the second derivatives of an output at the entries of a pattern.
  @inlinable
  package borrowing func hessian(of output: Variable<N>, in pattern: HessianPattern) -> [N] {
    let slopes = gradient(of: output)
    var derivatives = [N](repeating: slopes.zero, count: pattern.entries.count)
    for start in stride(from: 0, to: pattern.groupCount, by: 32) {
      let groups = start..<min(start + 32, pattern.groupCount)
      var seeds: [TangentSweep<N>.Seed] = []
      seeds.reserveCapacity(pattern.inputs.count)
      for (input, group) in zip(pattern.inputs, pattern.groups) where groups.contains(group) {
        seeds.append((input, group - start))
      }
      let sweep = TangentSweep(seeds, lanes: groups.count, slopes: slopes, arena: arena.pointee)
      guard sweep.isComplete else {
        return Array(
          repeating: output.value.obstructed(by: .tooLarge), count: derivatives.count)
      }
      for (place, entry) in pattern.entries.enumerated()
      where groups.contains(entry.group) && entry.input < slopes.count {
        derivatives[place] = sweep.adjoints[entry.input, entry.group - start]
      }
    }
    return derivatives
  }
}

/// A set of small whole numbers, a bit each.
struct BitSet {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ element: Int) { words[element / 64] |= 1 << UInt64(element % 64) }

  mutating func formUnion(_ other: Self) {
    for place in words.indices where other.words[place] != 0 { words[place] |= other.words[place] }
  }

  var elements: [Int] {
    var elements: [Int] = []
    for (place, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        elements.append(place * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return elements
  }
}
