import Autodiff
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

  /// Each input has the set of those that it meets.
  init(inputs: [Int], columns: borrowing BitSets) {
    // Greedily: the first group that no input with a row in common is in.
    var groups = [Int](repeating: -1, count: inputs.count)
    // For each group the last input that may not join it.
    var isTaken = [Int](repeating: -1, count: inputs.count + 1)
    var (groupCount, entryCount) = (0, 0)
    for input in inputs.indices {
      columns.forEach(in: input) { row in
        columns.forEach(in: row) { other in
          if other < input { isTaken[groups[other]] = input }
        }
        entryCount += 1
      }
      var group = 0
      while isTaken[group] == input { group += 1 }
      groups[input] = group
      groupCount = max(groupCount, group + 1)
    }
    self.inputs = inputs
    self.groups = groups
    self.groupCount = groupCount
    var entries: [Entry] = []
    entries.reserveCapacity(entryCount)
    for row in inputs.indices {
      columns.forEach(in: row) { column in
        entries.append(Entry(row: row, column: column, input: inputs[row], group: groups[column]))
      }
    }
    self.entries = entries
  }
}

extension Tape {
  /// Finds out which second derivatives can be other than 0.
  ///
  /// Sets of inputs, a bit each, go with every node: those that it is computed from. Inputs meet
  /// where nodes are multiplied, or where a function that is not linear is taken.
  ///
  /// - Complexity: O(`inputs.count` · `output.index`) in words of bits.
  @inlinable
  package borrowing func hessianPattern(
    of output: Variable<N>, with inputs: [Variable<N>]
  ) -> HessianPattern {
    HessianPattern(
      of: output.index, with: inputs.map(\.index), nodes: nodes)
  }

  /// Returns the second derivatives of an output at the entries of a pattern.
  @inlinable
  package borrowing func hessian(of output: Variable<N>, in pattern: HessianPattern) -> [N] {
    let slopes = gradient(of: output)
    var derivatives = [N](repeating: slopes.zero.constant(0), count: pattern.entries.count)
    for start in stride(from: 0, to: pattern.groupCount, by: 32) {
      let groups = start..<min(start + 32, pattern.groupCount)
      let sweep = TangentSweep(
        lanes: groups.count, slopes: slopes, tape: self
      ) { tangents in
        for (input, group) in zip(pattern.inputs, pattern.groups) where groups.contains(group) {
          tangents.seed(input, group - start)
        }
      }
      guard sweep.isComplete else {
        return Array(
          repeating: self[output].obstructed(by: .tooLarge), count: derivatives.count)
      }
      let (adjoints, count) = (sweep.adjoints, slopes.count)
      derivatives.withUnsafeMutableBufferPointer { derivatives in
        for (place, entry) in pattern.entries.enumerated()
        where groups.contains(entry.group) && entry.input < count {
          derivatives[place] = adjoints[entry.input, entry.group - start]
        }
      }
    }
    return derivatives
  }
}

extension HessianPattern {
  /// Looks at the operations alone, whatever their numbers are.
  @usableFromInline
  init(of output: Int, with inputs: [Int], nodes: Strip<Node>) {
    let sources = BitSets(count: output + 1, elements: inputs.count)
    let meetings = BitSets(count: inputs.count, elements: inputs.count)
    for (place, input) in inputs.enumerated() where input <= output {
      sources.insert(place, into: input)
    }
    func meet(_ left: Int, _ right: Int) {
      sources.forEach(in: left) { meetings.formUnion(of: $0, with: right, of: sources) }
      if left == right { return }
      sources.forEach(in: right) { meetings.formUnion(of: $0, with: left, of: sources) }
    }
    let isUsed = nodes.ancestors(of: output)
    for index in 0...output where isUsed[index] {
      let node = nodes[index]
      for operand in node.operands { sources.formUnion(of: index, with: operand, of: sources) }
      switch node.kind {
      case .input, .constant, .copy, .negative, .sum, .difference: break
      case .product: meet(node.left, node.right)
      case .multiplyAdd: meet(node.right, node.factor)
      case .dot:
        for place in 0..<node.terms { meet(node.left + place, node.right + place) }
      case .quotient, .power, .elementary: meet(index, index)
      }
    }
    self.init(inputs: inputs, columns: meetings)
  }
}

/// Sets of small whole numbers, a bit each, all of one length and side by side.
struct BitSets: ~Copyable {
  private let width: Int
  private let words: Block<UInt64>

  init(count: Int, elements: Int) {
    width = (elements + 63) / 64
    words = Block(repeating: 0, count: count * width)
  }

  func insert(_ element: Int, into set: Int) {
    words[set * width + element / 64] |= 1 << UInt64(element % 64)
  }

  func formUnion(of set: Int, with other: Int, of others: borrowing BitSets) {
    for place in 0..<width {
      words[set * width + place] |= others.words[other * width + place]
    }
  }

  /// Calls a function with each element of a set, in order.
  func forEach(in set: Int, _ body: (Int) -> Void) {
    for place in 0..<width {
      var rest = words[set * width + place]
      while rest != 0 {
        body(place * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
