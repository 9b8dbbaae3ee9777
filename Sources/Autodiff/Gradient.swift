import Scalars

/// The derivatives of one output with respect to every node before it.
@frozen @usableFromInline
package struct Gradient<N: Recordable>: ~Copyable {
  @usableFromInline package var adjoints: Block<N>
  /// Whether the output depends on a node; its adjoint is left over from elsewhere if not.
  @usableFromInline package var isReached: Block<Bool>
  @usableFromInline package var count: Int
  @usableFromInline package var zero: N

  @inlinable
  init(count: Int, zero: N) {
    (self.count, self.zero) = (count, zero)
    adjoints = Block(repeating: zero, count: count)
    isReached = Block(repeating: false, count: count)
  }

  /// The derivative with respect to a variable of the same tape; 0 without dependence.
  @inlinable
  package subscript(variable: Variable<N>) -> N { self[variable.index] }

  @inlinable
  package subscript(index: Int) -> N {
    index < count && isReached[index] ? adjoints[index] : zero
  }

  /// Writes the derivatives by the variables of a run into an array, from a place on.
  @inlinable
  package func copy(_ run: Run<N>, to array: inout [N], from start: Int) {
    array.withUnsafeMutableBufferPointer { array in
      for place in 0..<run.count { array[start + place] = self[run[place]] }
    }
  }

  /// Whether the output is computed from a variable at all, be its derivative 0 or not.
  @inlinable
  package func reaches(_ variable: Variable<N>) -> Bool {
    variable.index < count && isReached[variable.index]
  }
}

extension Tape {
  /// Returns the derivatives of an output with respect to every node, by one reverse sweep.
  ///
  /// A sweep has a budget, too: four times the tape's limit in words. Past it no derivative has
  /// a value; the same holds for an output past the tape's limit.
  ///
  /// - Complexity: O(`output.index`); each operand is followed once.
  @inlinable
  package borrowing func gradient(of output: Variable<N>) -> Gradient<N> {
    var gradient = Gradient<N>(count: output.index + 1, zero: output.value.constant(0))
    sweep(from: output, into: &gradient)
    return gradient
  }

  /// Computes the derivatives of an output as `gradient(of:)` does, in place of others.
  ///
  /// The derivatives by inputs may be added to those of a sweep before, as over the batches of a
  /// training step: `gradient` is then that of the same output, or of one recorded alike.
  @inlinable
  package borrowing func differentiate(
    _ output: Variable<N>, into gradient: inout Gradient<N>, isAdded: Bool = false
  ) {
    let count = output.index + 1
    if count > gradient.adjoints.count {
      assert(!isAdded, "there is nothing to add to")
      gradient = Gradient(count: count, zero: output.value.constant(0))
    } else {
      assert(!isAdded || count == gradient.count && output.index >= arena.pointee.leading)
      gradient.count = count
      gradient.zero = output.value.constant(0)
      gradient.isReached.fill(isAdded ? arena.pointee.leading : 0, count, with: false)
    }
    sweep(from: output, into: &gradient)
  }

  @inlinable @inline(__always)
  borrowing func sweep(from output: Variable<N>, into gradient: inout Gradient<N>) {
    precondition(output.arena == arena, "a variable is on another tape")
    guard output.index != arena.pointee.spill, arena.pointee.reverseSweep(into: gradient) else {
      let lost = output.value.obstructed(by: .tooLarge)
      gradient.zero = lost
      gradient.adjoints.fill(0, gradient.count, with: lost)
      gradient.isReached.fill(0, gradient.count, with: true)
      return
    }
  }
}

extension Arena {
  /// Fills in the adjoints of all nodes up to the output, which is the last.
  ///
  /// - Returns: Whether the work kept within the budget.
  @inlinable
  func reverseSweep(into gradient: borrowing Gradient<N>) -> Bool {
    let (nodes, budget) = (nodeStrip, 4 * limit)
    let (adjoints, isReached) = (gradient.adjoints.strip, gradient.isReached.strip)
    var sweep = ValueAdjoints(
      values: valueStrip, adjoints: adjoints, isReached: isReached, dataCount: dataCount)
    var index = gradient.count &- 1
    adjoints[index] = values[index].constant(1)
    isReached[index] = true
    var work = 0
    // What comes first hands nothing on.
    while index >= leading {
      if isReached[index] {
        let adjoint = adjoints[index]
        let words = adjoint.words
        if words > 1 {
          work &+= words
          if work > budget { return false }
        }
        switch nodes[index].kind {
        case .multiplyAdd where N.isPlain:
          index = sweep.pullBack(adjoint, sumOfProductsTo: index, nodes)
        case .sum where N.isPlain:
          index = sweep.pullBack(adjoint, sumWithProductAt: index, nodes)
        default:
          nodes[index].pullBack(adjoint, at: index, into: &sweep)
        }
      }
      index &-= 1
    }
    return true
  }
}

/// Adjoints as plain numbers.
@frozen @usableFromInline
struct ValueAdjoints<S: Recordable>: Adjoints {
  @usableFromInline let values: Strip<S>
  @usableFromInline let adjoints: Strip<S>
  @usableFromInline let isReached: Strip<Bool>
  /// Nodes before this get no adjoint.
  @usableFromInline let dataCount: Int

  @inlinable
  init(values: Strip<S>, adjoints: Strip<S>, isReached: Strip<Bool>, dataCount: Int) {
    (self.values, self.adjoints, self.isReached) = (values, adjoints, isReached)
    self.dataCount = dataCount
  }

  @inlinable @inline(__always)
  func value(_ index: Int) -> S { values[index] }

  @inlinable @inline(__always)
  func wants(_ index: Int) -> Bool { index >= dataCount }

  @inlinable @inline(__always)
  func add(_ contribution: @autoclosure () -> S, to index: Int) {
    guard index >= dataCount else { return }
    let contribution = contribution()
    set(isReached[index] ? adjoints[index] + contribution : contribution, at: index)
  }

  @inlinable @inline(__always)
  func subtract(_ contribution: @autoclosure () -> S, from index: Int) {
    guard index >= dataCount else { return }
    let contribution = contribution()
    set(isReached[index] ? adjoints[index] - contribution : -contribution, at: index)
  }

  /// Hands on the adjoint of a multiply-add, and that of those before it which it adds up.
  ///
  /// A sum of products is mostly recorded in one go, and nothing else uses its parts: then all have
  /// the adjoint of the whole, and there is no need to ask what comes next. A tenth off the sweep of
  /// a net.
  ///
  /// - Returns: The first node that is done with.
  @inlinable @inline(__always)
  mutating func pullBack(
    _ adjoint: S, sumOfProductsTo last: Int, _ nodes: Strip<Node>
  ) -> Int {
    var (index, node) = (last, nodes[last])
    while true {
      add(adjoint, toFactors: node.right, node.factor)
      let before = node.left
      guard before == index &- 1, !isReached[before], case .multiplyAdd = nodes[before].kind else {
        add(adjoint, to: before)
        return index
      }
      set(adjoint, at: before)
      (index, node) = (before, nodes[before])
    }
  }

  /// Hands on the adjoint of a sum, and that of the product just before it where that is its right
  /// side, as in `z + w*x`, and nothing else uses it. A fifth off the sweep of a net.
  ///
  /// - Returns: The first node that is done with.
  @inlinable @inline(__always)
  mutating func pullBack(
    _ adjoint: S, sumWithProductAt index: Int, _ nodes: Strip<Node>
  ) -> Int {
    let (left, right) = (nodes[index].left, nodes[index].right)
    add(adjoint, to: left)
    guard right == index &- 1, !isReached[right], case .product = nodes[right].kind else {
      add(adjoint, to: right)
      return index
    }
    set(adjoint, at: right)
    add(adjoint, toFactors: nodes[right].left, nodes[right].right)
    return right
  }

  @inlinable @inline(__always)
  func set(_ adjoint: S, at index: Int) {
    adjoints[index] = adjoint
    isReached[index] = true
  }

  // A function of its own gets no address of the views or of the adjoint, so that they stay in
  // registers during a sweep.
  @inlinable @inline(__always)
  func add(
    _ adjoint: S, of index: Int, timesValuesFrom start: Int, to target: Int, count: Int
  ) {
    // What lies in the data gets nothing.
    let inside = max(0, min(count, dataCount &- target))
    Self.add(
      adjoints, index, times: values.from(start &+ inside), to: target &+ inside, isReached,
      count: count &- inside)
  }

  @inlinable @inline(never)
  static func add(
    _ adjoints: Strip<S>, _ index: Int, times values: Strip<S>, to target: Int,
    _ isReached: Strip<Bool>, count: Int
  ) {
    let adjoint = adjoints[index]
    let (adjoints, isReached) = (adjoints.from(target), isReached.from(target))
    // Three loops instead of one, as vectors cannot branch for each lane.
    switch isReached.common(count) {
    case true?:
      for place in 0..<count { adjoints[place] = adjoints[place] + adjoint * values[place] }
      return
    case false?:
      for place in 0..<count { adjoints[place] = adjoint * values[place] }
    case nil:
      for place in 0..<count {
        let contribution = adjoint * values[place]
        adjoints[place] = isReached[place] ? adjoints[place] + contribution : contribution
      }
    }
    for place in 0..<count { isReached[place] = true }
  }

  @inlinable
  func addZero(to index: Int) {
    if index >= dataCount, !isReached[index] {
      set(values[index].constant(0), at: index)
    }
  }
}
