import Scalars

/// A computation recorded as it is made: every operation, its operands, and its value.
///
///     let tape = Tape<Double>()
///     let x = tape.input(3)
///     let y = x * x + x.applying(.sin)
///     tape.gradient(of: y)[x]  // 2·3 + cos 3
///
/// Recording is bounded: the words of all values count as work, one at least for each node. What
/// would be recorded past the limit is one node without a value (``Obstacle/tooLarge``), from
/// which only that node follows; `isExhausted` tells. So nothing traps, and no right-looking
/// value or gradient comes from a computation that was cut off.
///
/// To read the module, go on in this order: ``Variable`` records, ``Node`` has the rules of each
/// operation, ``Arena`` holds the nodes (in ``Strip``s and ``Block``s of memory), ``Gradient`` sweeps
/// back over them, and `RecordedGradient` does so by recording again. ``Run`` and ``NamedPower`` can
/// wait. What a number and its functions are is in Scalars: `Scalar.swift`, `Elementary.swift`.
///
/// The design is the operation tape of CppAD and CasADi: data in an arena, swept by loops.
/// A. Griewank, A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, ch. 3 to 5.
@frozen @usableFromInline
package struct Tape<N: Recordable>: ~Copyable {
  @usableFromInline let arena: UnsafeMutablePointer<Arena<N>>

  /// Makes an empty tape.
  ///
  /// - Parameters:
  ///   - limit: The words of values to record at most; four million by default, about 100 MB of
  ///     `Double` nodes.
  ///   - capacity: The nodes to make room for at once.
  @inlinable
  package init(limit: Int = 1 << 22, capacity: Int = 64) {
    arena = .allocate(capacity: 1)
    arena.initialize(to: Arena(capacity: capacity, limit: limit))
  }

  @inlinable
  deinit {
    arena.pointee.deallocate()
    // A debug build keeps the empty header (some 70 bytes), so that a variable
    // that outlives its tape meets an assertion and not freed memory.
    #if !DEBUG
      arena.deallocate()
    #endif
  }

  @inlinable package var count: Int { arena.pointee.count }
  /// The words of values that may be recorded.
  @inlinable package var limit: Int { arena.pointee.limit }
  /// The nodes and their values, as long as nothing more is recorded.
  @inlinable package var nodes: Strip<Node> { arena.pointee.nodeStrip }
  @inlinable package var values: Strip<N> { arena.pointee.valueStrip }
  /// How many inputs and constants come before everything else, and how many of these are data.
  @inlinable package var leading: Int { arena.pointee.leading }
  @inlinable package var dataCount: Int { arena.pointee.dataCount }
  /// Whether recording went past the limit, so that some variable has no value.
  @inlinable package var isExhausted: Bool { arena.pointee.spill != nil }

  /// Records a number that may be set anew before a replay.
  @inlinable
  package func input(_ value: N) -> Variable<N> {
    Variable(at: arena.pointee.record(.input, value: value), in: arena)
  }

  @inlinable
  package func constant(_ value: N) -> Variable<N> {
    Variable(at: arena.pointee.record(.constant, value: value), in: arena)
  }

  /// Records an operation on nodes that are here already, as it is on another tape.
  @inlinable
  package func record(_ operation: Node) { _ = arena.pointee.record(operation) }

  /// The node at an index, for listings and traces.
  @inlinable
  package subscript(index: Int) -> Node {
    assert(0..<count ~= index)
    return arena.pointee.nodeStrip[index]
  }

  /// The value of a variable.
  @inlinable
  package subscript(variable: Variable<N>) -> N {
    precondition(variable.arena == arena, "a variable is on another tape")
    return variable.value
  }

  /// The value of the variable at an index.
  @inlinable
  package func value(at index: Int) -> N { variable(at: index).value }

  /// The variable at an index, in the order of recording.
  @inlinable
  package func variable(at index: Int) -> Variable<N> {
    assert(0..<count ~= index)
    return Variable(at: index, in: arena)
  }

  /// Records numbers that may be set anew, one after another.
  @inlinable
  package func inputs(_ values: [N]) -> Run<N>? { Run(values.map { input($0) }) }

  /// Records constants one after another.
  ///
  /// Where nothing else was recorded before, they are data: a sweep leaves them out, and they have
  /// no derivative but 0.
  @inlinable
  package func data(_ values: [N]) -> Run<N>? {
    let isFirst = arena.pointee.dataCount == count
    let run = Run(values.map { constant($0) })
    if isFirst, !isExhausted { arena.pointee.dataCount = count }
    return run
  }

  /// Sets an input or a constant; nodes computed from it follow at the next replay.
  @inlinable
  package func set(_ input: Variable<N>, to value: N) {
    precondition(input.arena == arena && input.isOnTape, "a variable is on another tape")
    assert(self[input.index].kind.arity == 0)
    arena.pointee.valueStrip[input.index] = value
  }

  /// Sets the first inputs or constants of a run, as many as there are numbers.
  @inlinable
  package func set(_ run: Run<N>, to numbers: [N]) {
    precondition(
      run.first.arena == arena && numbers.count <= run.count
        && run.first.index + numbers.count <= count, "a run is on another tape, or too short")
    assert(run.mask != 0)
    let values = arena.pointee.valueStrip.from(run.first.index)
    for place in numbers.indices { values[place] = numbers[place] }
  }

  /// Computes all values anew from those of the inputs.
  @inlinable
  package func replay() { arena.pointee.replay() }

  /// Empties the tape and keeps its storage; all its variables end here.
  @inlinable
  package func reset() { arena.pointee.removeAll(from: Mark(count: 0, excess: 0)) }

  /// The end of what is recorded so far.
  @inlinable
  package var mark: Mark { Mark(count: count, excess: arena.pointee.excess) }

  /// Forgets what was recorded after a mark; what came before can be used again.
  ///
  /// So parameters and data stay, and a step of a training run is recorded anew after them.
  @inlinable
  package func rewind(to mark: Mark) { arena.pointee.removeAll(from: mark) }

  /// The bytes that hold the nodes and their values.
  @inlinable
  package var byteCount: Int {
    arena.pointee.capacity * (MemoryLayout<N>.stride + MemoryLayout<Node>.stride)
  }
}
