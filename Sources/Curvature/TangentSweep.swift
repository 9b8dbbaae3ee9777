import Autodiff
import Scalars

/// How the values and the adjoints of all nodes change along some directions.
@usableFromInline
struct TangentSweep<N: Recordable>: ~Copyable {
  /// How the values change, and behind that how the adjoints do.
  @usableFromInline let rows: Rows<N>
  @usableFromInline let count: Int
  /// Whether the work kept within the budget.
  @usableFromInline var isComplete = false

  /// - Parameters:
  ///   - lanes: How many directions there are.
  ///   - slopes: The derivatives of the output, from a reverse sweep.
  ///   - tape: What the output was recorded on.
  ///   - seed: Tells what changes along which of the directions.
  @inlinable
  init(
    lanes: Int, slopes: borrowing Gradient<N>, tape: borrowing Tape<N>,
    seed: (RowStrip<N>) -> Void
  ) {
    let (count, zero) = (slopes.count, slopes.zero)
    // Past a budget even the slope of what is not reached has no value.
    let hasSlopes = zero.obstacle == nil
    rows = Rows(zero: zero, count: 2 * count, lanes: lanes)
    self.count = count
    guard hasSlopes else { return }
    let tangents = rows.strip(0..<count)
    seed(tangents)
    let (first, dataCount) = (tape.leading, tape.dataCount)
    guard first < count else {
      isComplete = true
      return
    }
    let sweep = Directions(
      nodes: tape.nodes, values: tape.values, slopes: slopes.adjoints.strip,
      isReached: slopes.isReached.strip, tangents: tangents, adjoints: adjoints)
    var budget = 8 * lanes * tape.limit
    var locals: [LocalDerivatives<N>] = []
    isComplete =
      sweep.moveForward(first..<count, &locals, &budget)
      && sweep.moveBackward(first..<count, &locals, dataCount: dataCount, budget: budget)
  }

  /// How the adjoints change.
  @inlinable var adjoints: RowStrip<N> { rows.strip(count..<2 * count) }
}
